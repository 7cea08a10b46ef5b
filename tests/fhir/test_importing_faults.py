"""What an import does not trip over: one bad entry spoils only itself, and nothing is left half-written."""

import os
from datetime import timedelta

import pytest
from django.db import OperationalError

from holdspace.chart.models import (
    Condition,
    ImportedResource,
    Observation,
    Patient,
)
from holdspace.clinic.models import AuditEntry
from holdspace.fhir import charting, saying
from holdspace.fhir.importing import import_paths
from holdspace.fhir.reports import as_text
from tests.chart.build import House
from tests.fhir.build import (
    NOON,
    as_bytes,
    bring_in,
    bundle,
    changed,
    depression,
    everything,
    identity,
    patient,
    rows_of_every_table,
    skipped,
    weight,
)

pytestmark = pytest.mark.database
LATER = NOON + timedelta(days=1)


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
