"""Who is registered, who is mistaken for whom, and for whom a course is opened."""

from datetime import date

import pytest
from django.urls import reverse

from holdspace.care.intake import actions
from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from tests.care.intake.build import signed_in
from tests.chart.build import MORNING, House, a_clinic, a_patient

pytestmark = pytest.mark.database
MAYA = {"given_name": "Maya", "family_name": "Okafor", "birth_on": date(1987, 3, 14)}


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


class TestRegisteringAPatient:
    def test_gives_the_next_free_number_and_is_audited(self, house: House) -> None:
        a_patient(house, number="HS-0041", given_name="Jo", family_name="Berg", birth_on=date(1950, 1, 1))
        patient = actions.register_patient(by=house.alvarez, at=MORNING, **MAYA)
        assert patient.number == "HS-0042"
        assert AuditEntry.objects.filter(did="registered a patient", patient_id=patient.pk).exists()

    def test_is_refused_to_who_may_not(self, house: House) -> None:
        with pytest.raises(Denied, match="register and import patients"):
            actions.register_patient(by=house.bauer, at=MORNING, **MAYA)
        assert not Patient.objects.exists()

    @pytest.mark.parametrize(
        ("given", "family", "born"),
        [
            ("Maya", "Okafor", date(1987, 3, 14)),
            ("maya", "OKAFOR", date(1987, 3, 14)),
            ("Mäya", "Okafor", date(1987, 3, 14)),
            ("Okafor", "Maya", date(1987, 3, 14)),
            ("Maya", "Okafour", date(1987, 3, 14)),
            ("Maya", "Okafor", date(1978, 3, 14)),
            ("Maya", "Okafor", None),
        ],
    )
    def test_stops_at_somebody_very_like_them(self, house: House, given: str, family: str, born: date | None) -> None:
        standing = a_patient(house)
        with pytest.raises(actions.LooksAlike) as refusal:
            actions.register_patient(by=house.alvarez, at=MORNING, given_name=given, family_name=family, birth_on=born)
        assert refusal.value.patients == (standing,)
        assert Patient.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "family", "born"),
        [("Daniel", "Kim", date(1987, 3, 14)), ("Amara", "Okafor", date(1990, 3, 14))],
    )
    def test_lets_others_pass(self, house: House, given: str, family: str, born: date) -> None:
        a_patient(house)
        actions.register_patient(by=house.alvarez, at=MORNING, given_name=given, family_name=family, birth_on=born)
        assert Patient.objects.count() == 2

    def test_goes_on_once_they_are_told_apart(self, house: House) -> None:
        standing = a_patient(house)
        patient = actions.register_patient(by=house.alvarez, at=MORNING, somebody_else=[standing.pk], **MAYA)
        told = AuditEntry.objects.get(did="registered a patient", patient_id=patient.pk)
        assert told.detail["told_apart_from"] == [standing.number]

    def test_does_not_compare_with_another_clinic(self, house: House) -> None:
        a_patient(a_clinic("Meadow Clinic"))
        assert actions.register_patient(by=house.alvarez, at=MORNING, **MAYA).number == "HS-0001"

    def test_refuses_a_birth_date_ahead(self, house: House) -> None:
        with pytest.raises(Refused, match="birth date lies ahead"):
            actions.register_patient(
                by=house.alvarez, at=MORNING, given_name="A", family_name="B", birth_on=date(2027, 1, 1)
            )


class TestThePageOfANewPatient:
    def test_shows_the_look_alike_and_makes_no_chart(self, house: House) -> None:
        standing = a_patient(house)
        client = signed_in(house.alvarez)
        answer = client.post(reverse("intake:new_patient"), MAYA)
        assert answer.status_code == 409
        assert standing.number in answer.content.decode()
        assert Patient.objects.count() == 1

    def test_registers_once_the_box_is_ticked_and_goes_to_the_referral(self, house: House) -> None:
        standing = a_patient(house)
        answer = signed_in(house.alvarez).post(
            reverse("intake:new_patient"), MAYA | {"somebody_else": str(standing.pk)}
        )
        newest = Patient.objects.get(number="HS-0002")
        assert answer.url == reverse("intake:open_episode", args=[newest.pk])

    def test_says_what_is_missing(self, house: House) -> None:
        answer = signed_in(house.alvarez).post(reverse("intake:new_patient"), {"given_name": "Maya"})
        assert answer.status_code == 422

    def test_is_closed_to_who_may_not_register(self, house: House) -> None:
        assert signed_in(house.bauer).get(reverse("intake:new_patient")).status_code == 403


class TestChangingDetails:
    def test_keeps_old_and_new_in_the_audit_trail(self, house: House) -> None:
        patient = a_patient(house)
        actions.change_details(
            patient=patient, by=house.alvarez, at=MORNING, seen={}, phone="1", birth_on=date(1987, 3, 15)
        )
        told = AuditEntry.objects.get(did="changed patient details").detail["changes"]
        assert told["birth_on"] == {"old": "1987-03-14", "new": "1987-03-15"}
        assert told["phone"] == {"old": "", "new": "1"}
        patient.refresh_from_db()
        assert patient.birth_on == date(1987, 3, 15)

    def test_changes_nothing_where_nothing_differs(self, house: House) -> None:
        patient = a_patient(house)
        actions.change_details(patient=patient, by=house.alvarez, at=MORNING, seen={}, given_name="Maya")
        assert not AuditEntry.objects.filter(did="changed patient details").exists()

    def test_does_not_undo_what_somebody_else_changed_meanwhile(self, house: House) -> None:
        patient = a_patient(house, phone="2")
        with pytest.raises(Refused, match="somebody else changed"):
            actions.change_details(patient=patient, by=house.alvarez, at=MORNING, seen={"phone": "1"}, phone="3")
        patient.refresh_from_db()
        assert patient.phone == "2"

    def test_is_refused_to_who_may_not(self, house: House) -> None:
        with pytest.raises(Denied):
            actions.change_details(patient=a_patient(house), by=house.lindqvist, at=MORNING, seen={}, phone="3")

    def test_works_from_the_page(self, house: House) -> None:
        patient = a_patient(house)
        address = reverse("intake:edit_patient", args=[patient.pk])
        answer = signed_in(house.alvarez).post(address, MAYA | {"sex": "female", "called": "May", "seen-called": ""})
        patient.refresh_from_db()
        assert (answer.status_code, patient.called) == (302, "May")


class TestOpeningAnEpisode:
    REFERRAL = {"referred_by": "Dr Brook", "referral_reason": "Two trials failed"}

    def test_opens_one_at_a_time(self, house: House) -> None:
        patient = a_patient(house)
        actions.open_episode(patient=patient, by=house.alvarez, at=MORNING, **self.REFERRAL)
        with pytest.raises(Refused, match="still open"):
            actions.open_episode(patient=patient, by=house.alvarez, at=MORNING, **self.REFERRAL)
        assert EpisodeOfCare.objects.count() == 1

    def test_is_refused_for_the_dead(self, house: House) -> None:
        patient = a_patient(house, is_deceased=True)
        with pytest.raises(Refused, match="has died"):
            actions.open_episode(patient=patient, by=house.alvarez, at=MORNING, **self.REFERRAL)
        assert not EpisodeOfCare.objects.exists()

    def test_is_refused_without_saying_who_referred_and_why(self, house: House) -> None:
        with pytest.raises(Refused, match="who referred, and why"):
            actions.open_episode(
                patient=a_patient(house), by=house.alvarez, at=MORNING, referred_by="Dr Brook", referral_reason=" "
            )

    def test_leads_from_the_page_to_the_intake(self, house: House) -> None:
        patient = a_patient(house)
        answer = signed_in(house.alvarez).post(reverse("intake:open_episode", args=[patient.pk]), self.REFERRAL)
        assert answer.url == reverse("intake:edit", args=[EpisodeOfCare.objects.get().pk])

    def test_shows_nothing_of_another_clinic(self, house: House) -> None:
        stranger = a_patient(a_clinic("Meadow Clinic"))
        assert signed_in(house.alvarez).get(reverse("intake:open_episode", args=[stranger.pk])).status_code == 404
