"""Whatever is done to a bundle on its way, the import says what came of it and never leaves half a patient."""

import copy
import gzip
import json
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.chart.models import Encounter, ImportedResource, Patient
from holdspace.chart.models.base import Entry
from holdspace.clinic.append_only import append_only_models
from holdspace.fhir.reports import ImportReport
from tests.chart.build import House
from tests.fhir.build import bring_in, everything, patient, rows_of_every_table, weight

pytestmark = pytest.mark.database

RUBBISH = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(
        [
            "2019-02-30",
            "Patient/1",
            "#x",
            "urn:uuid:",
            "entered-in-error",
            "final",
            "\x00",
            "\ud800",
            "9" * 400,
            "a" * 700,
        ]
    ),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just([None]),
    st.just({"reference": 5}),
    st.just({"coding": [{"code": {}}]}),
    st.just({"value": "5"}),
)
WHAT_TO_DO = st.sampled_from(["replace", "remove", "wrap", "double", "rename"])


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every element of a JSON value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, inner in steps for place in ((*path, step), *places(inner, (*path, step)))]


WHOLE = everything()
PLACES = places(WHOLE)
SPOILS = st.lists(st.tuples(st.sampled_from(PLACES), WHAT_TO_DO, RUBBISH), min_size=1, max_size=4)


def spoil(value: Any, path: tuple[Any, ...], what: str, rubbish: Any) -> None:
    """Do one thing to one place, where it still is."""
    *way, last = path
    try:
        for step in way:
            value = value[step]
        if what == "replace":
            value[last] = rubbish
        elif what == "remove":
            del value[last]
        elif what == "wrap":
            value[last] = [value[last]]
        elif what == "double" and isinstance(value, list):
            value.append(copy.deepcopy(value[last]))
        elif what == "rename" and isinstance(value, dict):
            value[f"x{last}"] = value.pop(last)
    except (KeyError, IndexError, TypeError):
        return


def require_nothing_half(report: ImportReport) -> None:
    """Each row belongs to a patient who came whole, and the report counts what is there."""
    imports = list(ImportedResource.objects.all())
    assert {one.patient_id for one in imports if one.resource_type == "Patient"} == set(
        Patient.objects.values_list("pk", flat=True)
    )
    pointed = {one.row_id for one in imports}
    clinical = [model for model in append_only_models() if issubclass(model, Entry) and model is not ImportedResource]
    rows = [row.pk for model in (*clinical, Encounter) for row in model._default_manager.all()]
    assert set(rows) <= pointed
    assert pointed == set(rows) | set(Patient.objects.values_list("pk", flat=True))
    assert len({(one.resource_type, one.resource_id.split("#")[0]) for one in imports}) == report.count("kept")
    assert not [reason.because for _, reason in report.reasons if "our side" in reason.because]
    connection.check_constraints()


class TestABundleSpoiledOnItsWay:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(spoils=SPOILS)
    def test_is_imported_without_a_fault_of_ours_and_never_by_half(self, house: House, spoils) -> None:
        spoiled = copy.deepcopy(WHOLE)
        for path, what, rubbish in spoils:
            spoil(spoiled, path, what, rubbish)
        with transaction.atomic():
            (report,) = bring_in(house.clinic, spoiled)
            require_nothing_half(report)
            before = rows_of_every_table()
            bring_in(house.clinic, spoiled)
            assert rows_of_every_table() == before
            transaction.set_rollback(True)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(spoils=SPOILS)
    def test_that_comes_after_the_right_one_is_taken_in_without_a_fault_of_ours(self, house: House, spoils) -> None:
        spoiled = copy.deepcopy(WHOLE)
        for path, what, rubbish in spoils:
            spoil(spoiled, path, what, rubbish)
        with transaction.atomic():
            bring_in(house.clinic, WHOLE)
            (report,) = bring_in(house.clinic, spoiled)
            assert not [reason.because for _, reason in report.reasons if "our side" in reason.because]
            connection.check_constraints()
            before = rows_of_every_table()
            bring_in(house.clinic, spoiled)
            assert rows_of_every_table() == before
            transaction.set_rollback(True)


class TestBytesSpoiledOnTheirWay:
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(place=st.integers(0, 2000), byte=st.integers(0, 255), cut=st.booleans(), packed=st.booleans())
    def test_are_read_or_refused_with_a_sentence(
        self, house: House, place: int, byte: int, cut: bool, packed: bool
    ) -> None:
        raw = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient()}]}).encode()
        raw = bytearray(gzip.compress(raw, mtime=0) if packed else raw)
        place %= len(raw)
        raw[place] = byte
        with transaction.atomic():
            (report,) = bring_in(house.clinic, bytes(raw[:place] if cut else raw))
            assert report.says.endswith(".")
            assert Patient.objects.count() == report.count("kept")
            transaction.set_rollback(True)


class TestTheSpoilingItself:
    def test_would_find_a_patient_left_by_half(self, house: House, monkeypatch) -> None:
        from holdspace.fhir import charting

        def forgets_what_became_of_it(chart) -> None:
            for rows in chart.new_rows.values():
                for row in rows:
                    row.save()

        monkeypatch.setattr(charting.Chart, "write", forgets_what_became_of_it)
        (report,) = bring_in(house.clinic, {"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": patient()}, {"resource": weight()},
        ]})  # fmt: skip
        with pytest.raises(AssertionError):
            require_nothing_half(report)
