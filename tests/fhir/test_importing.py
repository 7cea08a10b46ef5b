"""Importing: twice is harmless, a change amends, one bad entry spoils only itself, and nothing is left half-written."""

import os
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError

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
    Procedure,
)
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.fhir import charting, saying
from holdspace.fhir.importing import import_paths
from holdspace.fhir.reports import as_text, from_dict
from tests.chart.build import House, a_clinic
from tests.fhir.build import (
    NOON,
    about,
    allergy,
    as_bytes,
    bring_in,
    bundle,
    changed,
    depression,
    everything,
    identity,
    medication_list,
    mothers_illness,
    patient,
    rows_of_every_table,
    sertraline,
    status,
    visit,
    weight,
)

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)


@pytest.fixture
def house(db) -> House:
    return a_clinic()


def the_one(model):
    return model.objects.get()


def skipped(report) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _, reason in report.reasons:
        counts[reason.because] += reason.count
    return counts


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


class TestOneBadEntry:
    BAD = (
        (depression(onsetDateTime="2019-02-30"), "does not exist"),
        (depression(subject={"reference": "Patient/somebody-else"}), "did not come with it"),
        (depression(subject={"reference": f"urn:uuid:{identity('nobody')}"}), "did not come with it"),
        (depression(subject={"reference": "Group/1"}), "not about a patient"),
        (depression(subject={"reference": "#p"}), "not about a patient"),
        (depression(subject=None), "whom it is about"),
        (depression(subject="maya"), "form"),
        (depression(code=None), "what it is about"),
        (depression(code={"coding": "F33.2"}), "form"),
        ({"resourceType": "Cndition", "id": "1"}, "none that FHIR R4 knows"),
    )

    @pytest.mark.parametrize(("bad", "because"), BAD)
    def test_is_skipped_by_name_and_loses_none_of_the_good_ones(self, house: House, bad, because: str) -> None:
        (report,) = bring_in(house.clinic, bundle(patient(), bad, weight()))
        assert Observation.objects.count() == 1
        assert not Condition.objects.exists()
        ((reason, count),) = skipped(report).items()
        assert because in reason
        assert count == 1
        assert because in as_text(report)

    @pytest.mark.parametrize(
        ("given", "because"),
        [({"birthDate": "2019-02-30"}, "does not exist"), ({"name": []}, "no name"), ({"name": "Maya"}, "form")],
    )
    def test_that_is_the_patient_loses_that_patient_and_no_other(self, house: House, given, because: str) -> None:
        noor = patient("noor", name=[{"family": "Haddad", "given": ["Noor"]}])
        hers = weight(name="hers", subject={"reference": f"urn:uuid:{identity('noor')}"})
        (report,) = bring_in(house.clinic, bundle(patient(**given), depression(), weight(), noor, hers))
        assert [one.family_name for one in Patient.objects.all()] == ["Haddad"]
        assert (Observation.objects.count(), Condition.objects.count()) == (1, 0)
        assert sum(skipped(report).values()) == 3
        assert all(because in reason for reason in skipped(report))

    def test_among_lines_is_skipped_by_its_number(self, house: House, tmp_path) -> None:
        path = tmp_path / "all.ndjson"
        path.write_bytes(b"\n".join([as_bytes(patient()), b'{"resourceType": "Cond', as_bytes(weight())]))
        (report,) = import_paths([path], clinic=house.clinic, at=NOON)
        assert Observation.objects.count() == 1
        assert report.reasons[0][1].first == ("line 2",)


class TestAFaultOfOurOwn:
    def test_in_the_middle_of_a_patient_leaves_nothing_of_them_and_is_told(self, house: House, monkeypatch) -> None:
        noor = patient("noor", name=[{"family": "Haddad", "given": ["Noor"]}])
        hers = weight(name="hers", subject={"reference": f"urn:uuid:{identity('noor')}"})
        write = charting.Chart.write

        def fails_for_maya(chart) -> None:
            write(chart)
            if chart.patient.given_name == "Maya":
                raise KeyError("planted")

        monkeypatch.setattr(charting.Chart, "write", fails_for_maya)
        (report,) = bring_in(house.clinic, bundle(patient(), depression(), noor, hers))
        assert [one.given_name for one in Patient.objects.all()] == ["Noor"]
        assert not Condition.objects.exists()
        assert ImportedResource.objects.count() == 2
        assert AuditEntry.objects.count() == 1
        assert any("on our side (KeyError)" in reason for reason in skipped(report))

    def test_in_a_mapper_is_told_by_its_kind_and_never_with_the_patients_values(
        self, house: House, monkeypatch, caplog
    ) -> None:
        def breaks(resource, context):
            raise ValueError("Okafor")

        monkeypatch.setitem(saying.MAPPERS, "Condition", breaks)
        before = rows_of_every_table()
        (report,) = bring_in(house.clinic, bundle(patient(), weight(), depression()))
        assert rows_of_every_table() == before
        assert report.refused
        assert "ValueError" in caplog.text
        assert "Okafor" not in caplog.text + as_text(report)

    def test_of_the_database_itself_leaves_nothing_of_that_patient_and_says_to_import_again(
        self, house: House, monkeypatch
    ) -> None:
        noor = patient("noor", name=[{"family": "Haddad", "given": ["Noor"]}])
        write = charting.Chart.write

        def breaks_at_noor(chart) -> None:
            write(chart)
            if chart.patient.given_name == "Noor":
                raise OperationalError("disk is full")

        monkeypatch.setattr(charting.Chart, "write", breaks_at_noor)
        (report,) = bring_in(house.clinic, bundle(patient(), noor))
        assert [one.given_name for one in Patient.objects.all()] == ["Maya"]
        assert any("Import the file again" in reason for reason in skipped(report))
        monkeypatch.undo()
        bring_in(house.clinic, bundle(patient(), noor), at=LATER)
        assert Patient.objects.count() == 2


class TestAHostileEntry:
    def nested(self, depth: int) -> str:
        return '{"a":' * depth + '"\\u0000"' + "}" * depth

    @pytest.mark.parametrize("depth", [200, 600, 900, 960])
    def test_nested_deep_is_skipped_and_loses_none_of_the_good_ones(self, house: House, depth: int) -> None:
        raw = as_bytes(bundle(patient(), depression(), weight(note="HERE"))).replace(
            b'"HERE"', self.nested(depth).encode()
        )
        (report,) = bring_in(house.clinic, raw)
        assert report.is_unreadable or Condition.objects.count() == 1
        assert not Observation.objects.exists()

    def test_under_a_file_name_that_is_no_text_is_imported_all_the_same(self, house: House, tmp_path) -> None:
        path = tmp_path / os.fsdecode(b"maya-\xff.json")
        path.write_bytes(as_bytes(everything()))
        (report,) = import_paths([path], clinic=house.clinic, at=NOON)
        assert report.file_name == "maya-?.json"
        assert Condition.objects.count() == 1


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


class TestChangingOneElementOfABundle:
    def test_touches_only_its_row(self, house: House) -> None:
        bring_in(house.clinic, everything())
        before = rows_of_every_table()
        place = next(n for n, e in enumerate(everything()["entry"]) if e["resource"]["resourceType"] == "Observation")
        bring_in(
            house.clinic, changed(everything(), "entry", place, "resource", "valueQuantity", "value", to=70), at=LATER
        )
        after = rows_of_every_table()
        grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        assert grown == {
            "chart.Observation": 1,
            "chart.ImportedResource": 1,
            "chart.ImportRun": 2,
            "clinic.AuditEntry": 1,
        }
