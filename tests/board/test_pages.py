"""Who may see which wide view, and what looking leaves behind."""

import pytest

from holdspace.clinic.models import AuditEntry
from tests.board.build import signed_in
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode, an_intake

pytestmark = pytest.mark.database
EVERYBODY = ("lindqvist", "moreau", "bauer", "alvarez", "brandt", "quinn")


def those_who_see(house, address):
    return {who for who in EVERYBODY if signed_in(house.people[who]).get(address).status_code == 200}


class TestTheBoard:
    def test_is_for_everybody_but_those_who_only_read_the_trail(self):
        assert those_who_see(a_clinic(), "/") == {"lindqvist", "moreau", "bauer", "alvarez", "brandt"}

    def test_sends_those_on_to_the_trail(self):
        answer = signed_in(a_clinic().quinn).get("/")
        assert (answer.status_code, answer.url) == (302, "/audit/")

    def test_writes_down_who_looked_once_and_not_at_every_refresh(self):
        house = a_clinic()
        client = signed_in(house.bauer)
        client.get("/")
        client.get("/", headers={"HX-Request": "true"})
        looks = AuditEntry.objects.filter(did="looked at the board")
        assert [(look.by, look.is_read) for look in looks] == [(house.bauer, True)]

    def test_refreshes_itself_without_the_page_around_it(self):
        answer = signed_in(a_clinic().bauer).get("/", headers={"HX-Request": "true"}).content.decode()
        assert "Nothing is booked today." in answer and "<html" not in answer

    def test_follows_its_own_clinic(self):
        assert "data-events=" in signed_in(a_clinic().bauer).get("/").content.decode()


class TestThePatientsList:
    def test_is_for_those_who_may_open_a_chart(self):
        assert those_who_see(a_clinic(), "/patients/") == {"lindqvist", "moreau", "bauer", "alvarez"}

    def test_writes_down_who_looked_at_it(self):
        house = a_clinic()
        signed_in(house.alvarez).get("/patients/")
        looks = AuditEntry.objects.filter(did="looked at the list of patients")
        assert [(look.by, look.is_read) for look in looks] == [(house.alvarez, True)]

    def test_never_holds_somebody_of_another_clinic(self):
        house, other = a_clinic(), a_clinic("Lindenhof")
        a_patient(other, family_name="Elsewhere")
        shown = signed_in(house.bauer).get("/patients/?q=elsewhere").content.decode()
        assert "Nobody found" in shown

    @pytest.mark.parametrize("words", ["okaf", "Maya Okafor", "HS-0001", "14.3.1987", "1987-03-14", "14/3/1987"])
    def test_finds_somebody_by_name_number_or_birth_date(self, words):
        house = a_clinic()
        a_patient(house)
        a_patient(house, given_name="Jamal", family_name="Rahman", birth_on="1990-01-01")
        shown = signed_in(house.bauer).get("/patients/", {"q": words}).content.decode()
        assert "Maya Okafor" in shown and "Jamal" not in shown

    def test_marks_who_has_died(self):
        house = a_clinic()
        a_patient(house, is_deceased=True)
        assert "Has died" in signed_in(house.bauer).get("/patients/?which=died").content.decode()


class TestAPatientsPage:
    def test_is_not_found_in_another_clinic(self):
        house, other = a_clinic(), a_clinic("Lindenhof")
        assert signed_in(house.bauer).get(f"/patients/{a_patient(other).pk}/").status_code == 404

    def test_shows_only_the_blocks_of_the_step_in_hand(self):
        house = a_clinic()
        episode = an_episode(house)
        an_intake(house, episode)
        shown = signed_in(house.bauer).get(f"/patients/{episode.patient_id}/").content.decode()
        assert "Before the evaluations" in shown and "The screening has not been run." in shown
        assert "No consent is in force" not in shown

    def test_offers_no_course_to_somebody_who_has_died(self):
        house = a_clinic()
        patient = a_patient(house, is_deceased=True)
        shown = signed_in(house.alvarez).get(f"/patients/{patient.pk}/").content.decode()
        assert "This person has died." in shown and "Open an episode" not in shown

    def test_asks_nothing_more_for_somebody_who_has_died(self):
        house = a_clinic()
        episode = an_episode(house, a_patient(house, is_deceased=True))
        an_intake(house, episode)
        shown = signed_in(house.lindqvist).get(f"/patients/{episode.patient_id}/").content.decode()
        assert "This person has died." in shown and "missing" not in shown
        assert "Before the evaluations" not in shown and ">Screening</a>" not in shown
        assert ">Intake</a>" in shown and ">Dose order</a>" not in shown and "Close this episode" in shown

    def test_leads_to_what_can_be_begun_while_they_live(self):
        house = a_clinic()
        episode = an_episode(house)
        shown = signed_in(house.lindqvist).get(f"/patients/{episode.patient_id}/").content.decode()
        assert "has died" not in shown and "missing" in shown
        assert ">Screening</a>" in shown and ">Dose order</a>" in shown

    def test_asks_nothing_more_in_a_closed_course(self):
        house = a_clinic()
        episode = an_episode(house, closed_at=MORNING, closed_because="moved away")
        shown = signed_in(house.lindqvist).get(f"/patients/{episode.patient_id}/").content.decode()
        assert "This episode of care is closed." in shown and "missing" not in shown


class TestTheTrail:
    def test_is_for_those_who_may_read_it(self):
        assert those_who_see(a_clinic(), "/audit/") == {"quinn"}

    def test_says_who_looked_at_a_patient_and_when(self):
        house = a_clinic()
        patient = a_patient(house)
        signed_in(house.bauer).get(f"/patients/{patient.pk}/")
        shown = signed_in(house.quinn).get("/audit/", {"patient": "okafor", "kind": "looks"}).content.decode()
        assert "Looked at the chart" in shown and "T. Bauer RN" in shown and "HS-0001" in shown

    def test_leaves_out_what_was_not_asked_for(self):
        house = a_clinic()
        an_episode(house)
        signed_in(house.bauer).get(f"/patients/{house.clinic.patients.get().pk}/")
        client = signed_in(house.quinn)
        assert "Looked at the chart" not in client.get("/audit/?kind=changes").content.decode()
        assert "Looked at the chart" not in client.get(f"/audit/?staff={house.hale.pk}").content.decode()
        assert "Looked at the chart" in client.get(f"/audit/?staff={house.bauer.pk}").content.decode()

    def test_never_holds_another_clinics_entries(self):
        house, other = a_clinic(), a_clinic("Lindenhof")
        signed_in(other.bauer).get("/")
        assert "Looked at the board" not in signed_in(house.quinn).get("/audit/").content.decode()

    def test_tells_who_read_the_trail_itself(self):
        house = a_clinic()
        signed_in(house.quinn).get("/audit/?patient=okafor")
        entry = AuditEntry.objects.get(did="looked at the audit trail")
        assert (entry.by, entry.detail["asked"]) == (house.quinn, {"patient": "okafor"})
