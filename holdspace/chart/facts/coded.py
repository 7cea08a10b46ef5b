"""From the rows of one chart to the coded record that the rules read."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    Entry,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
    Observation,
    Patient,
)
from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.eligibility.reading import read
from holdspace.clinical.eligibility.record import (
    AllergyEntry,
    CodedRecord,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
)


def screening_facts(patient: Patient, *, on: date) -> ScreeningFacts:
    """What is known of this patient on a day, in the form the rules read."""
    return read(coded_record(patient), on)


def coded_record(patient: Patient) -> CodedRecord:
    """Every row of the chart that a rule can read, corrections applied, in the order in which it was written."""
    review = MedicationReview.objects.current().filter(patient=patient).order_by("-reviewed_at", "-id").first()
    return CodedRecord(
        birth_on=patient.birth_on,
        sex=patient.sex or None,
        conditions=tuple(_condition(row) for row in _in_order(Condition, patient)),
        allergies=tuple(_allergy(row) for row in _in_order(AllergyIntolerance, patient)),
        medications=tuple(_medication(row) for row in _in_order(MedicationStatement, patient)),
        observations=tuple(_observation(row) for row in _in_order(Observation, patient)),
        family_history=tuple(_relative(row) for row in _in_order(FamilyMemberHistory, patient)),
        medication_list_complete=review is not None,
        no_medicines_stated=review is not None and review.takes_nothing,
    )


def _in_order(noun: type[Entry], patient: Patient) -> Iterable[Any]:
    # Two readings of one moment must be told in the same order by every database, every time.
    return noun.objects.current().filter(patient=patient).order_by("recorded_at", "id")


def codings_of(written: Iterable[dict[str, Any]]) -> tuple[Coding, ...]:
    """Codings as they are kept in JSON, as the rules read them."""
    return tuple(Coding(each.get("system", ""), each.get("code", ""), each.get("display", "")) for each in written)


def _partial(written: str) -> PartialDate | None:
    try:
        return PartialDate.parse(written) if written else None
    except ValueError:
        return None


def _condition(row: Condition) -> ConditionEntry:
    return ConditionEntry(
        codings=codings_of(row.codings),
        text=row.text,
        clinical_status=row.clinical_status,
        verification_status=row.verification_status,
        onset=_partial(row.onset),
        abatement=_partial(row.abatement),
        severity_code=row.severity_code,
    )


def _allergy(row: AllergyIntolerance) -> AllergyEntry:
    return AllergyEntry(codings_of(row.codings), row.text, row.clinical_status, row.verification_status)


def _medication(row: MedicationStatement) -> MedicationEntry:
    return MedicationEntry(codings_of(row.codings), row.text, row.status)


def _relative(row: FamilyMemberHistory) -> FamilyHistoryEntry:
    return FamilyHistoryEntry(row.relationship_code, codings_of(row.codings), row.text)


def _observation(row: Observation) -> ObservationEntry:
    return ObservationEntry(
        codings=codings_of(row.codings),
        status=row.status,
        effective_at=_by_the_sites_clocks(row),
        value=_value(row),
        unit=row.unit,
        value_codings=codings_of(row.value_codings),
        components=tuple(_component(each, row) for each in row.components),
        absent=row.is_absent,
        reference_high=row.reference_high,
    )


def _by_the_sites_clocks(row: Observation) -> datetime | None:
    # "The newest day" is a day where the patient was measured, not a day in Greenwich.
    return timezone.localtime(row.effective_at) if row.effective_at else None


def _value(row: Observation) -> Decimal | bool | str | None:
    # Kept with ten decimals; 68.0000000000 is 68 to the reader.
    if row.value_number is not None:
        return row.value_number.normalize() + 0
    if row.value_boolean is not None:
        return row.value_boolean
    return row.value_at or row.value_text or None


def _component(written: dict[str, Any], row: Observation) -> ObservationEntry:
    number = written.get("value_number")
    return ObservationEntry(
        codings=codings_of(written.get("codings", ())),
        status=row.status,
        effective_at=_by_the_sites_clocks(row),
        value=Decimal(str(number)) if number is not None else None,
        unit=written.get("unit", ""),
        value_codings=codings_of(written.get("value_codings", ())),
    )
