"""Importing: what becomes a row; twice is harmless, and a change amends."""

from datetime import timedelta

import pytest

from holdspace.chart.actions import book
from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    Encounter,
    FamilyMemberHistory,
    ImportedResource,
    ImportRun,
    MedicationReview,
    MedicationStatement,
    Observation,
    Patient,
)
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.fhir.reports import from_dict
from tests.chart.build import House, a_clinic
from tests.fhir.build import (
    NOON,
    about,
    allergy,
    bring_in,
    bundle,
    depression,
    everything,
    identity,
    medication_list,
    mothers_illness,
    patient,
    rows_of_every_table,
    sertraline,
    skipped,
    status,
    the_one,
    visit,
    weight,
)

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)


class TestBringingInAPatient:
    def test_makes_a_row_of_each_resource_and_says_so(self, house: House) -> None:
        (report,) = bring_in(house.clinic, everything())
        kept = {one.type: one.kept for one in report.types}
        assert kept == {
            "Patient": 1, "Encounter": 1, "Condition": 1, "AllergyIntolerance": 1, "MedicationStatement": 1,
            "Observation": 1, "Procedure": 1, "FamilyMemberHistory": 1, "List": 1,
        }  # fmt: skip
        assert FamilyMemberHistory.objects.count() == 2
        assert not report.refused

    def test_opens_a_chart_under_the_clinics_next_number(self, house: House) -> None:
        bring_in(house.clinic, patient("maya"))
        bring_in(house.clinic, patient("noor", name=[{"family": "Haddad", "given": ["Noor"]}]))
        bring_in(a_clinic("Other Clinic").clinic, patient("maya"))
        numbers = Patient.objects.order_by("created_at", "clinic__name", "number").values_list("number", flat=True)
        assert sorted(numbers) == ["HS-0001", "HS-0001", "HS-0002"]

    def test_ties_an_observation_to_its_visit(self, house: House) -> None:
        bring_in(house.clinic, everything())
        assert the_one(Observation).encounter == the_one(Encounter)

    def test_keeps_an_observation_whose_visit_did_not_come(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), weight(encounter={"reference": "Encounter/gone"})))
        assert the_one(Observation).encounter is None

    def test_takes_a_list_of_medicines_for_a_review_of_them(self, house: House) -> None:
        bring_in(house.clinic, everything())
        assert the_one(MedicationReview).takes_nothing is False

    def test_takes_no_list_for_whole_whose_medicine_was_skipped(self, house: House) -> None:
        (report,) = bring_in(
            house.clinic, bundle(patient(), medication_list("sertraline"), sertraline(status="taking"))
        )
        assert not MedicationReview.objects.exists()
        assert any("not whole" in reason for reason in skipped(report))

    def test_is_in_the_audit_trail_of_that_patient(self, house: House) -> None:
        bring_in(house.clinic, everything(), by=house.alvarez)
        entry = AuditEntry.objects.get(patient_id=the_one(Patient).pk)
        assert (entry.by, entry.did) == (house.alvarez, "imported 10 resources")

    def test_names_nobody_as_the_author_of_what_came_from_elsewhere(self, house: House) -> None:
        bring_in(house.clinic, everything(), by=house.alvarez)
        assert the_one(Condition).recorded_by is None
        assert {run.by for run in ImportRun.objects.all()} == {house.alvarez}

    def test_keeps_its_report_with_the_run(self, house: House) -> None:
        (report,) = bring_in(house.clinic, everything())
        assert from_dict(ImportRun.objects.get(pk=report.run_id).report) == report

    def test_ties_each_row_to_the_file_it_came_from(self, house: House) -> None:
        (report,) = bring_in(house.clinic, everything())
        runs = {one.run for one in ImportedResource.objects.select_related("run")}
        assert [(run.file_name, run.report) for run in runs] == [("file-1.json", {"part_of": report.run_id})]

    def test_is_for_those_who_may_register_patients(self, house: House) -> None:
        before = rows_of_every_table()
        with pytest.raises(Denied, match="register and import patients"):
            bring_in(house.clinic, everything(), by=house.moreau)
        assert rows_of_every_table() == before

    def test_who_has_died_makes_a_chart_that_cannot_be_booked(self, house: House) -> None:
        (report,) = bring_in(house.clinic, patient(deceasedDateTime="2025-03-01"))
        with pytest.raises(Refused, match="has died"):
            book(patient=the_one(Patient), episode=None, kind="preparation", starts_at=LATER, by=house.alvarez, at=NOON)
        assert report.patients[0].says == "new chart, has died: cannot be booked"


class TestImportingTheSameAgain:
    def test_changes_no_row_of_any_table(self, house: House) -> None:
        bring_in(house.clinic, everything())
        before = rows_of_every_table()
        (report,) = bring_in(house.clinic, everything(), at=LATER, by=house.alvarez)
        assert rows_of_every_table() == before
        assert report.says == "Nothing changed: all of it was here already."
        assert report.run_id is None

    def test_in_another_bundle_and_order_changes_nothing(self, house: House) -> None:
        bring_in(house.clinic, everything())
        before = rows_of_every_table()
        other = everything() | {"type": "searchset", "id": "another", "entry": everything()["entry"][::-1]}
        bring_in(house.clinic, other, at=LATER)
        assert rows_of_every_table() == before

    def test_under_another_narrative_or_version_adds_no_row_to_the_chart(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), depression()))
        retold = depression(meta={"versionId": "2"}, text={"status": "generated", "div": "<div/>"})
        (report,) = bring_in(house.clinic, bundle(patient(), retold), at=LATER)
        assert Condition.objects.count() == 1
        assert report.count("already_here") == 2

    def test_reaches_the_same_end_when_the_new_content_comes_a_third_time(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), depression()))
        retold = bundle(patient(), depression(meta={"versionId": "2"}))
        bring_in(house.clinic, retold, at=LATER)
        before = rows_of_every_table()
        bring_in(house.clinic, retold, at=LATER)
        assert rows_of_every_table() == before

    def test_after_a_partial_failure_brings_in_what_was_missing(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), depression(onsetDateTime="2019-02-30"), weight()))
        (report,) = bring_in(house.clinic, bundle(patient(), depression(), weight()), at=LATER)
        assert {one.type: (one.kept, one.already_here) for one in report.types} == {
            "Patient": (0, 1),
            "Condition": (1, 0),
            "Observation": (0, 1),
        }


class TestImportingAChangedResource:
    def test_amends_the_row_and_says_why(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), depression()))
        (report,) = bring_in(house.clinic, bundle(patient(), depression(clinicalStatus=status("remission"))), at=LATER)
        (now,) = Condition.objects.current()
        assert (now.clinical_status, now.amends.clinical_status) == ("remission", "active")
        assert now.amended_because == "Received again, changed, from file-1.json"
        assert {one.type: one.amended for one in report.types}["Condition"] == 1

    def test_twice_makes_a_chain_and_an_old_file_changes_nothing(self, house: House) -> None:
        states = [
            bundle(patient(), depression(clinicalStatus=status(one))) for one in ("active", "remission", "relapse")
        ]
        for state in states:
            bring_in(house.clinic, state)
        before = rows_of_every_table()
        (report,) = bring_in(house.clinic, states[0], at=LATER)
        assert rows_of_every_table() == before
        assert [one.clinical_status for one in Condition.objects.current()] == ["relapse"]
        assert any("older version" in reason for reason in skipped(report))

    def test_never_overrides_what_a_person_has_corrected_here(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), depression()))
        first = the_one(Condition)
        Condition.objects.create(
            patient=first.patient, codings=first.codings, text=first.text, clinical_status="resolved",
            recorded_at=NOON, recorded_by=house.lindqvist, amends=first, amended_because="Seen today",
        )  # fmt: skip
        before = rows_of_every_table()
        (report,) = bring_in(house.clinic, bundle(patient(), depression(clinicalStatus=status("relapse"))), at=LATER)
        assert rows_of_every_table() == before
        assert any("a person has corrected it here" in reason for reason in skipped(report))

    def test_into_an_error_marks_the_row_while_a_first_error_makes_none(self, house: House) -> None:
        (first,) = bring_in(house.clinic, bundle(patient(), weight(status="entered-in-error")))
        assert not Observation.objects.exists()
        assert any("entered in error" in reason for reason in skipped(first))
        bring_in(house.clinic, bundle(patient(), weight()))
        bring_in(house.clinic, bundle(patient(), weight(status="entered-in-error", note=[])), at=LATER)
        assert [one.status for one in Observation.objects.current()] == ["entered-in-error"]

    def test_takes_back_the_illness_of_a_relative_that_is_gone_from_it(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), mothers_illness("F20.9", "I10")))
        bring_in(house.clinic, bundle(patient(), mothers_illness("F20.9")), at=LATER)
        standing = FamilyMemberHistory.objects.current().order_by("text")
        assert [one.text for one in standing] == ["F20.9", "Taken back by its source"]

    def test_takes_back_a_relatives_history_entered_in_error(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), mothers_illness("F20.9")))
        gone = bundle(patient(), mothers_illness("F20.9", status="entered-in-error"))
        bring_in(house.clinic, gone, at=LATER)
        assert [one.codings for one in FamilyMemberHistory.objects.current()] == [[]]
        before = rows_of_every_table()
        bring_in(house.clinic, gone, at=LATER)
        assert rows_of_every_table() == before

    def test_cancels_a_visit_that_never_was(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), visit()))
        bring_in(house.clinic, bundle(patient(), visit(status="entered-in-error")), at=LATER)
        assert the_one(Encounter).status == Encounter.Status.CANCELLED

    def test_corrects_the_time_of_a_visit(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), visit()))
        moved = visit(period={"start": "2026-05-12T09:30:00+02:00"})
        bring_in(house.clinic, bundle(patient(), moved), at=LATER)
        assert the_one(Encounter).starts_at.day == 12

    def test_of_a_bare_number_amends_only_what_is_about_the_same(self, house: House) -> None:
        mine = {"reference": f"urn:uuid:{identity('maya')}"}
        bring_in(house.clinic, bundle(patient(), depression(id="1")))
        other = depression(id="1", subject=mine, code={"text": "Asthma"})
        bring_in(house.clinic, bundle(patient(), other), at=LATER)
        assert sorted(one.text for one in Condition.objects.current()) == [
            "Asthma",
            "Major depressive disorder, recurrent severe",
        ]
        bring_in(house.clinic, bundle(patient(), depression(id="1", clinicalStatus=status("remission"))), at=LATER)
        assert Condition.objects.current().count() == 2


class TestASecondAllergyOrProcedure:
    def test_stands_beside_the_first(self, house: House) -> None:
        bring_in(house.clinic, bundle(patient(), allergy()))
        bring_in(house.clinic, bundle(patient(), allergy(id=identity("nuts"), code={"text": "Nuts"})), at=LATER)
        assert AllergyIntolerance.objects.current().count() == 2


class TestAPlannedDose:
    def test_is_no_medicine_of_the_patient(self, house: House) -> None:
        order = about("MedicationRequest", "dose", status="draft", intent="plan") | {
            "medicationCodeableConcept": {"text": "Ketamine"}
        }
        (report,) = bring_in(house.clinic, bundle(patient(), order))
        assert not MedicationStatement.objects.exists()
        assert "It is a planned dose, not one of the patient's medicines." in skipped(report)
