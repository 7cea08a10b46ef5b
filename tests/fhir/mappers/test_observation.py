"""An observation keeps what was measured, and never a number that was not."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from holdspace.chart.models import Observation
from holdspace.fhir.elements import NotReadable
from holdspace.fhir.mappers.observation import from_fhir
from tests.fhir.build import Json, a_context, coded, read_back, weight

TEN = datetime(2026, 1, 14, 10, tzinfo=UTC)
UCUM = "http://unitsofmeasure.org"


def mapped(resource: Json, **surroundings) -> Observation:
    (row,) = from_fhir(read_back(resource), a_context(**surroundings))
    return row


def with_value(**value) -> Json:
    resource = weight(**value)
    if "valueQuantity" not in value:
        del resource["valueQuantity"]
    return resource


def pressure(systolic: Json, diastolic: Json) -> Json:
    parts = [{"code": coded("8480-6")} | systolic, {"code": coded("8462-4")} | diastolic]
    return with_value(code=coded("85354-9"), component=parts)


class TestAValue:
    @pytest.mark.parametrize(
        ("value", "column", "kept"),
        [
            ({"valueQuantity": {"value": 68.5, "code": "kg", "unit": "kilo", "system": UCUM}}, "unit", "kg"),
            ({"valueQuantity": {"value": 68.5, "unit": "kilo"}}, "unit", "kilo"),
            ({"valueQuantity": {"value": 68.5}}, "value_number", Decimal("68.5")),
            ({"valueInteger": 3}, "value_number", Decimal(3)),
            ({"valueBoolean": False}, "value_boolean", False),
            ({"valueString": "brown"}, "value_text", "brown"),
            ({"valueDateTime": "2019-04"}, "value_at", "2019-04"),
            ({"valueTime": "10:30:00"}, "value_text", "10:30:00"),
            ({"valueRange": {"low": {"value": 2}, "high": {"value": 4, "unit": "h"}}}, "value_text", "2 to 4 h"),
            ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, "value_text", "1 : 128"),
            ({"valuePeriod": {"start": "2019", "end": "2020"}}, "value_text", "2019 to 2020"),
            ({"valueCodeableConcept": {"text": "Never smoked"}}, "value_text", "Never smoked"),
        ],
    )
    def test_is_kept_in_its_own_column(self, value: Json, column: str, kept: object) -> None:
        row = mapped(with_value(**value))
        assert getattr(row, column) == kept
        assert not row.is_absent

    @pytest.mark.parametrize("comparator", ["<", ">", "<=", ">=", "~"])
    def test_with_a_comparator_is_words_and_no_number(self, comparator: str) -> None:
        row = mapped(with_value(valueQuantity={"value": 5, "comparator": comparator, "code": "mg/dL", "system": UCUM}))
        assert row.value_number is None
        assert row.value_text == f"{comparator} 5 mg/dL"

    def test_that_is_coded_keeps_the_worth_of_the_answer(self) -> None:
        ordinal = {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}
        answer = {"coding": [{"system": "http://loinc.org", "code": "LA6570-1", "extension": [ordinal]}]}
        row = mapped(with_value(valueCodeableConcept=answer))
        assert row.value_codings == [{"system": "http://loinc.org", "code": "LA6570-1", "display": "", "ordinal": "2"}]

    def test_that_is_absent_with_a_reason_is_absent_and_has_no_words_that_could_pass_for_one(self) -> None:
        row = mapped(with_value(dataAbsentReason=coded("not-performed", "Not Performed")))
        assert row.is_absent
        assert (row.value_number, row.value_text, row.value_codings) == (None, "", [])

    @pytest.mark.parametrize(
        ("value", "because"),
        [
            ({"valueQuantity": {"value": "68"}}, "form"),
            ({"valueInteger": 2.5}, "form"),
            ({"valueBoolean": "no"}, "form"),
            ({"valueDateTime": "2019-02-30"}, "does not exist"),
            ({"valueSampledData": {"data": "1 2 3"}}, "waveform"),
            ({"valueAttachment": {}}, "form"),
            ({"valueString": "a", "valueInteger": 1}, "more than one"),
            ({"valueQuantity": {"value": 1, "unit": "k" * 61}}, "too long"),
        ],
    )
    def test_in_another_form_is_refused(self, value: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            mapped(with_value(**value))


class TestABloodPressure:
    def test_keeps_both_numbers_as_they_were_written(self) -> None:
        row = mapped(pressure({"valueQuantity": {"value": 120}}, {"valueQuantity": {"value": 80.50}}))
        assert [part["value_number"] for part in row.components] == ["120", "80.5"]
        assert not row.is_absent

    def test_with_one_number_missing_does_not_invent_it(self) -> None:
        row = mapped(pressure({"valueQuantity": {"value": 120}}, {"dataAbsentReason": coded("not-asked")}))
        assert "value_number" not in row.components[1]

    def test_without_any_number_is_absent(self) -> None:
        assert mapped(pressure({}, {"dataAbsentReason": coded("not-asked")})).is_absent


class TestAnObservation:
    @pytest.mark.parametrize(
        ("time", "kept"),
        [
            ({"effectiveDateTime": "2026-01-14T10:00:00-05:00"}, datetime(2026, 1, 14, 15, tzinfo=UTC)),
            ({"effectiveDateTime": "2026-01-14"}, datetime(2026, 1, 13, 23, tzinfo=UTC)),
            ({"effectiveDateTime": "2026-01"}, None),
            ({"effectiveInstant": "2026-01-14T10:00:00Z"}, TEN),
            ({"effectivePeriod": {"start": "2026-01-14T10:00:00Z", "end": "2026-01-15"}}, TEN),
            ({"effectivePeriod": {"end": "2026-01-14T10:00:00Z"}}, TEN),
            ({"effectiveTiming": {"event": ["2026-01-14T10:00:00Z"]}}, TEN),
            ({}, None),
        ],
    )  # fmt: skip
    def test_has_the_time_it_was_given_and_no_other(self, time: Json, kept: datetime | None) -> None:
        resource = weight(issued="2026-05-01T10:00:00Z")
        del resource["effectiveDateTime"]
        assert mapped(resource | time).effective_at == kept

    def test_known_only_to_the_month_is_kept_and_said(self) -> None:
        remarks: list[str] = []
        mapped(weight(effectiveDateTime="2026-01"), remarks=remarks)
        assert "Only the month or year" in remarks[0]

    @pytest.mark.parametrize(
        ("given", "because"),
        [
            ({"effectiveDateTime": "2027-01-01"}, "future"),
            ({"effectiveDateTime": "2026-02-30"}, "does not exist"),
            ({"status": "done"}, "no word FHIR R4 knows"),
            ({"status": None}, "missing"),
            ({"code": {}}, "what it is about"),
            ({"focus": [{"reference": "Patient/fetus"}]}, "other than the patient"),
        ],
    )
    def test_is_refused_with_the_reason(self, given: Json, because: str) -> None:
        with pytest.raises(NotReadable, match=because):
            mapped(weight(**given))

    def test_that_only_groups_others_is_no_row(self) -> None:
        with pytest.raises(NotReadable, match="only groups"):
            mapped(with_value(hasMember=[{"reference": "Observation/1"}]))

    def test_is_found_by_its_loinc_code_wherever_that_stands(self) -> None:
        code = {"coding": [{"system": "urn:local", "code": "w"}, {"system": "http://loinc.org", "code": "29463-7"}]}
        row = mapped(weight(code=code))
        assert (row.system, row.code, len(row.codings)) == ("http://loinc.org", "29463-7", 2)

    @pytest.mark.parametrize(
        ("ranges", "kept"),
        [
            ([{"high": {"value": 40, "unit": "kg"}}], Decimal(40)),
            ([{"high": {"value": 40}}], Decimal(40)),
            ([{"low": {"value": 4, "unit": "kg"}}], None),
            ([{"high": {"value": 40, "unit": "lb"}}], None),
            ([{"high": {"value": 40, "unit": "kg"}}, {"high": {"value": 90, "unit": "kg"}}], None),
            ([], None),
        ],
    )
    def test_keeps_an_upper_limit_only_where_it_is_plain_which_it_is(self, ranges: list, kept: Decimal | None) -> None:
        assert mapped(weight(referenceRange=ranges)).reference_high == kept

    def test_keeps_how_the_patient_sat(self) -> None:
        position = {
            "url": "http://hl7.org/fhir/StructureDefinition/observation-bodyPosition",
            "valueCodeableConcept": coded("33586001", "Sitting position"),
        }
        assert mapped(weight(extension=[position])).body_position == "Sitting position"

    def test_says_that_it_was_imported(self) -> None:
        assert mapped(weight()).source == Observation.Source.IMPORTED
