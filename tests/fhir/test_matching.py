"""Whom a Patient resource means: a number joins, the person must agree, a name alone never joins."""

from datetime import date, timedelta

import pytest

from holdspace.chart.models import Patient, PatientIdentifier
from holdspace.clinic import audit
from holdspace.clinic.models import AuditEntry
from tests.chart.build import House, a_patient
from tests.fhir.build import NOON, Json, bring_in, bundle, identity, patient, rows_of_every_table, weight

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)
MRN = "https://harbour.example/mrn"


def named(family: str, *given: str, **more) -> list[Json]:
    return [{"use": "official", "family": family, "given": list(given)} | more]


def reasons(report) -> str:
    return " ".join(reason.because for _, reason in report.reasons)


class TestMatchingByNumber:
    @pytest.mark.parametrize(
        ("given", "is_same"),
        [
            ({}, True),
            ({"name": named("Musa", "Maya")}, True),
            ({"birthDate": "1987-03-15"}, True),
            ({"name": named("OKAFOR", "MAYA", "Grace")}, True),
            ({"name": named("Musa", "Maya"), "birthDate": "1987-03-15"}, False),
            ({"name": named("Okafor", "Ada")}, False),
            ({"name": named("Okafor", "Ada"), "birthDate": "2015-01-01"}, False),
            ({"name": named("Musa", "Ada")}, False),
        ],
    )
    def test_needs_the_person_to_agree(self, house: House, given: Json, is_same: bool) -> None:
        bring_in(house.clinic, patient())
        (report,) = bring_in(house.clinic, patient(id=identity("elsewhere"), **given), at=LATER)
        assert Patient.objects.count() == 1
        assert report.refused is not is_same
        if not is_same:
            assert "belongs to a patient here with another name or birth date" in reasons(report)

    def test_that_two_patients_share_refuses_the_resource_and_all_that_came_with_it(self, house: House) -> None:
        ada = patient("ada", name=named("Okafor", "Ada"))
        bring_in(house.clinic, patient(), ada)
        both = [{"system": MRN, "value": "maya"}, {"system": MRN, "value": "ada"}]
        before = rows_of_every_table()
        (report,) = bring_in(house.clinic, bundle(patient(id=identity("x"), identifier=both), weight()), at=LATER)
        assert "two different patients" in reasons(report)
        assert rows_of_every_table()["chart.Patient"] == before["chart.Patient"]

    def test_finds_a_patient_registered_here_who_bears_it(self, house: House) -> None:
        maya = a_patient(house)
        PatientIdentifier.objects.create(patient=maya, clinic=house.clinic, system=MRN, value="maya")
        (report,) = bring_in(house.clinic, bundle(patient(), weight()))
        assert report.patients[0].number == maya.number
        assert Patient.objects.count() == 1

    def test_keeps_the_new_numbers_a_person_comes_with(self, house: House) -> None:
        bring_in(house.clinic, patient())
        more = [{"system": MRN, "value": "maya"}, {"system": "urn:passport", "value": "X1"}]
        bring_in(house.clinic, patient(identifier=more), at=LATER)
        assert PatientIdentifier.objects.filter(system="urn:passport", value="X1").count() == 1

    def test_joins_two_resources_of_one_person_in_one_file(self, house: House) -> None:
        (report,) = bring_in(house.clinic, bundle(patient(), patient(id=identity("again"))))
        assert Patient.objects.count() == 1
        assert len(report.patients) == 1


class TestMatchingWithoutNumbers:
    def test_knows_the_same_resource_again(self, house: House) -> None:
        for _ in range(2):
            bring_in(house.clinic, patient(identifier=[]))
        assert Patient.objects.count() == 1

    def test_knows_a_bare_id_again_only_with_the_same_person(self, house: House) -> None:
        for _ in range(2):
            bring_in(house.clinic, patient(id="1", identifier=[]))
            bring_in(house.clinic, patient(id="1", identifier=[], name=named("Haddad", "Noor")))
        assert sorted(Patient.objects.values_list("family_name", flat=True)) == ["Haddad", "Okafor"]

    def test_never_joins_by_name_and_birth_date_but_says_that_they_are_the_same(self, house: House) -> None:
        maya = a_patient(house, birth_on=date(1987, 3, 14))
        (report,) = bring_in(house.clinic, patient(identifier=[]))
        assert Patient.objects.count() == 2
        assert maya.number in report.remarks[0][1].because


class TestAPersonWhoChangedElsewhere:
    def test_is_changed_here_and_in_the_audit_trail(self, house: House) -> None:
        bring_in(house.clinic, patient())
        (report,) = bring_in(house.clinic, patient(name=named("Musa", "Maya"), language="x"), at=LATER)
        assert Patient.objects.get().family_name == "Musa"
        assert AuditEntry.objects.get(did__startswith="took over").detail == {"changed": ["family_name"]}
        assert report.count("amended") == 1

    def test_is_not_changed_back_by_an_old_file(self, house: House) -> None:
        bring_in(house.clinic, patient())
        bring_in(house.clinic, patient(name=named("Musa", "Maya")), at=LATER)
        before = rows_of_every_table()
        bring_in(house.clinic, patient(), at=LATER)
        assert Patient.objects.get().family_name == "Musa"
        assert rows_of_every_table() == before

    def test_stays_as_somebody_entered_them_here_apart_from_what_was_not_known(self, house: House) -> None:
        bring_in(house.clinic, patient())
        maya = Patient.objects.get()
        audit.record(by=house.alvarez, at=NOON, did="changed patient details", to=maya)
        told = patient(
            name=named("Musa", "Maya"),
            communication=[{"language": {"coding": [{"code": "ig"}]}}],
        )
        (report,) = bring_in(house.clinic, told, at=LATER)
        maya.refresh_from_db()
        assert (maya.family_name, maya.language) == ("Okafor", "ig")
        assert "differs from what was entered here" in report.remarks[0][1].because

    def test_who_has_died_cannot_be_booked_whoever_entered_them(self, house: House) -> None:
        bring_in(house.clinic, patient())
        audit.record(by=house.alvarez, at=NOON, did="changed patient details", to=Patient.objects.get())
        bring_in(house.clinic, patient(deceasedDateTime="2026-05-01"), at=LATER)
        maya = Patient.objects.get()
        assert (maya.is_bookable, maya.deceased_on) == (False, date(2026, 5, 1))

    def test_keeps_what_the_new_message_does_not_mention(self, house: House) -> None:
        bring_in(house.clinic, patient(telecom=[{"system": "phone", "value": "030 1"}]))
        bring_in(house.clinic, patient(gender="other"), at=LATER)
        maya = Patient.objects.get()
        assert (maya.sex, maya.phone) == ("other", "030 1")

    def test_does_not_lose_a_full_birth_date_to_a_partial_one(self, house: House) -> None:
        bring_in(house.clinic, patient())
        bring_in(house.clinic, patient(birthDate="1987"), at=LATER)
        maya = Patient.objects.get()
        assert (maya.birth_on, maya.birth_written) == (date(1987, 3, 14), "")
