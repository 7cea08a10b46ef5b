"""Importing several files at once, and one file that says a thing twice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.chart.models import (
    Condition,
    Observation,
    Patient,
    Procedure,
)
from tests.chart.build import House, a_clinic
from tests.fhir.build import (
    NOON,
    bring_in,
    bundle,
    depression,
    everything,
    patient,
    rows_of_every_table,
    skipped,
    the_one,
    weight,
)

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)


class TestSeveralFiles:
    def test_are_one_senders_so_that_an_entry_finds_its_patient_in_another(self, house: House) -> None:
        hers = weight(id="1", subject={"reference": "Patient/7"})
        for_visit, person = bring_in(house.clinic, hers, patient(id="7"))
        assert (for_visit.count("kept"), person.count("already_here")) == (2, 1)
        assert the_one(Observation).patient == the_one(Patient)

    def test_with_a_patient_of_the_same_bare_id_each_keep_their_own(self, house: House) -> None:
        files = []
        for number, name in enumerate(("Haddad", "Musa"), start=1):
            one = patient(name, id="1", name=[{"family": name, "given": ["A"]}])
            mass = weight(kilograms=number, id="1", subject={"reference": "Patient/1"})
            files.append(
                {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one}, {"resource": mass}]}
            )
        bring_in(house.clinic, *files)
        weights = {one.patient.family_name: one.value_number for one in Observation.objects.all()}
        assert weights == {"Haddad": Decimal(1), "Musa": Decimal(2)}

    def test_that_could_mean_either_of_two_patients_mean_neither(self, house: House) -> None:
        people = [patient(name, id="1", name=[{"family": name, "given": ["A"]}]) for name in ("Haddad", "Musa")]
        *_, last = bring_in(house.clinic, *people, weight(id="1", subject={"reference": "Patient/1"}))
        assert not Observation.objects.exists()
        assert any("any of several" in reason for reason in skipped(last))

    def test_later_find_a_patient_by_an_id_that_is_unique_in_the_world(self, house: House) -> None:
        bring_in(house.clinic, patient())
        bring_in(house.clinic, weight(), at=LATER)
        assert the_one(Observation).patient == the_one(Patient)

    def test_later_do_not_find_a_patient_by_an_id_anybody_can_have(self, house: House) -> None:
        bring_in(house.clinic, patient(id="7"))
        (report,) = bring_in(house.clinic, weight(subject={"reference": "Patient/7"}), at=LATER)
        assert not Observation.objects.exists()
        assert report.refused

    @pytest.mark.parametrize(
        "subject",
        [
            {"identifier": {"system": "https://harbour.example/mrn", "value": "maya"}},
            {"reference": "Patient?identifier=https://harbour.example/mrn|maya"},
        ],
    )
    def test_find_a_patient_by_number(self, house: House, subject) -> None:
        bring_in(house.clinic, patient())
        bring_in(house.clinic, weight(subject=subject), at=LATER)
        assert the_one(Observation).patient == the_one(Patient)

    def test_never_find_a_patient_of_another_clinic(self, house: House) -> None:
        bring_in(house.clinic, patient())
        (report,) = bring_in(a_clinic("Other Clinic").clinic, weight())
        assert not Observation.objects.exists()
        assert report.refused

    def test_of_which_one_cannot_be_read_are_all_refused_and_nothing_is_written(self, house: House) -> None:
        before = rows_of_every_table()
        good, bad = bring_in(house.clinic, everything(), b'{"resourceType": ')
        assert rows_of_every_table() == before
        assert good.refused
        assert bad.refused
        assert "not well-formed" in bad.says


class TestDoublesInOneFile:
    def test_that_differ_leave_the_rest_as_it_is(self, house: House) -> None:
        (report,) = bring_in(house.clinic, bundle(patient(), depression(), weight(68), weight(86)))
        assert not Observation.objects.exists()
        assert Condition.objects.count() == 1
        assert sum(skipped(report).values()) == 2

    def test_that_say_the_same_are_one_row(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), weight(), weight()))
        assert Observation.objects.count() == 1
        assert not Procedure.objects.exists()
