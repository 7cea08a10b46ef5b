"""What is written in the columns of a row reaches the rules, each column in its place."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility import (
    AllergyEntry,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
    written,
)

AT = datetime(2026, 1, 14, 9, tzinfo=UTC)
CODED = [{"system": "s", "code": "c", "display": "d"}, {}]
READ = (Coding("s", "c", "d"), Coding("", "", ""))


@dataclass
class Row:
    """Every column that any of the nouns has."""

    codings: Any = field(default_factory=lambda: CODED)
    text: str = "words"
    clinical_status: str = "active"
    verification_status: str = "confirmed"
    onset: str = "2019-04"
    abatement: str = "2020"
    severity_code: str = "24484000"
    status: str = "final"
    relationship_code: str = "MTH"
    value_number: Any = None
    value_boolean: Any = None
    value_at: str = ""
    value_text: str = ""
    value_codings: Any = field(default_factory=lambda: CODED)
    unit: str = "kg"
    components: Any = ()
    is_absent: bool = True
    reference_high: Any = Decimal(5)


class TestARow:
    def test_of_a_diagnosis_keeps_its_columns(self) -> None:
        expected = ConditionEntry(
            READ, "words", "active", "confirmed", PartialDate(2019, 4), PartialDate(2020), "24484000"
        )
        assert written.condition(Row()) == expected

    @pytest.mark.parametrize("junk", ["", "soon", "2019-13", "2019-1-1-5", "0000", "99999"])
    def test_of_a_diagnosis_without_a_date_has_none(self, junk: str) -> None:
        found = written.condition(Row(onset=junk, abatement=junk))
        assert (found.onset, found.abatement) == (None, None)

    def test_of_an_allergy_keeps_its_columns(self) -> None:
        assert written.allergy(Row()) == AllergyEntry(READ, "words", "active", "confirmed")

    def test_of_a_medicine_keeps_its_columns(self) -> None:
        assert written.medication(Row(status="active")) == MedicationEntry(READ, "words", "active")

    def test_of_a_relative_keeps_its_columns(self) -> None:
        assert written.relative(Row()) == FamilyHistoryEntry("MTH", READ, "words")

    def test_of_an_observation_keeps_its_columns(self) -> None:
        parts = ({"codings": CODED, "value_number": "120", "unit": "mm[Hg]", "value_codings": CODED}, {})
        found = written.observation(Row(value_number=Decimal("68.0000"), components=parts), AT)
        part = ObservationEntry(READ, "final", AT, Decimal(120), "mm[Hg]", READ)
        assert found == ObservationEntry(
            READ, "final", AT, Decimal(68), "kg", READ, (part, ObservationEntry((), "final", AT)), True, Decimal(5)
        )
        assert str(found.value) == "68"

    @pytest.mark.parametrize(
        ("columns", "value"),
        [
            ({"value_number": Decimal(70), "value_boolean": True}, Decimal(70)),
            ({"value_boolean": False, "value_text": "x"}, False),
            ({"value_at": "2019", "value_text": "x"}, "2019"),
            ({"value_text": "x"}, "x"),
            ({}, None),
        ],
    )
    def test_of_an_observation_has_one_value(self, columns: dict[str, Any], value: object) -> None:
        assert written.observation(Row(**columns), None).value == value

    @pytest.mark.parametrize(
        ("number", "read"), [(120, 120), (0, 0), ("7.5", Decimal("7.5")), ("many", None), (None, None)]
    )
    def test_of_an_observation_has_parts_that_are_numbers_or_nothing(self, number: object, read: object) -> None:
        (part,) = written.observation(Row(components=({"value_number": number},)), None).components
        assert part.value == read
