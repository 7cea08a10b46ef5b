"""How does a coded record come from what is written? A row of the chart, and a resource read from a file, have the same
columns; here they become what the rules read, so that both are read alike."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from holdspace.clinical.eligibility.record import (
    AllergyEntry,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
)


class Coded(Protocol):
    """Something written down under codes and in words."""

    codings: Any
    text: str


class WrittenCondition(Coded, Protocol):
    """A diagnosis, in the columns of the record."""

    clinical_status: str
    verification_status: str
    onset: str
    abatement: str
    severity_code: str


class WrittenAllergy(Coded, Protocol):
    """An allergy, in the columns of the record."""

    clinical_status: str
    verification_status: str


class WrittenMedication(Coded, Protocol):
    """A medicine, in the columns of the record."""

    status: str


class WrittenRelative(Coded, Protocol):
    """A relative's illness, in the columns of the record."""

    relationship_code: str


class WrittenObservation(Coded, Protocol):
    """An observation, in the columns of the record; `components` are kept as JSON."""

    status: str
    effective_at: Any
    value_number: Any
    value_boolean: Any
    value_at: str
    value_text: str
    value_codings: Any
    unit: str
    components: Any
    is_absent: bool
    reference_high: Any


def codings_of(written: Iterable[Mapping[str, Any]]) -> tuple[Coding, ...]:
    """Codings as they are kept in JSON, as the rules read them."""
    return tuple(Coding(each.get("system", ""), each.get("code", ""), each.get("display", "")) for each in written)


def condition(written: WrittenCondition) -> ConditionEntry:
    """A diagnosis as the rules read it; a time that is no date is not known."""
    return ConditionEntry(
        codings=codings_of(written.codings),
        text=written.text,
        clinical_status=written.clinical_status,
        verification_status=written.verification_status,
        onset=_partial(written.onset),
        abatement=_partial(written.abatement),
        severity_code=written.severity_code,
    )


def _partial(written: str) -> PartialDate | None:
    try:
        return PartialDate.parse(written) if written else None
    except ValueError:
        return None


def allergy(written: WrittenAllergy) -> AllergyEntry:
    """An allergy as the rules read it."""
    return AllergyEntry(codings_of(written.codings), written.text, written.clinical_status, written.verification_status)


def medication(written: WrittenMedication) -> MedicationEntry:
    """A medicine as the rules read it."""
    return MedicationEntry(codings_of(written.codings), written.text, written.status)


def relative(written: WrittenRelative) -> FamilyHistoryEntry:
    """A relative's illness as the rules read it."""
    return FamilyHistoryEntry(written.relationship_code, codings_of(written.codings), written.text)


def observation(written: WrittenObservation, effective_at: datetime | None) -> ObservationEntry:
    """An observation as the rules read it; its moment by the clocks of the place where the patient was."""
    return ObservationEntry(
        codings=codings_of(written.codings),
        status=written.status,
        effective_at=effective_at,
        value=_value(written),
        unit=written.unit,
        value_codings=codings_of(written.value_codings),
        components=tuple(_component(each, written.status, effective_at) for each in written.components),
        absent=written.is_absent,
        reference_high=written.reference_high,
    )


def _value(written: WrittenObservation) -> Decimal | bool | str | None:
    # Kept with ten decimals; 68.0000000000 is 68 to the reader.
    if isinstance(written.value_number, Decimal):
        return written.value_number.normalize() + 0
    if isinstance(written.value_boolean, bool):
        return written.value_boolean
    return written.value_at or written.value_text or None


def _component(written: Mapping[str, Any], status: str, effective_at: datetime | None) -> ObservationEntry:
    return ObservationEntry(
        codings=codings_of(written.get("codings", ())),
        status=status,
        effective_at=effective_at,
        value=_number(written.get("value_number")),
        unit=written.get("unit", ""),
        value_codings=codings_of(written.get("value_codings", ())),
    )


def _number(written: Any) -> Decimal | None:
    """A number as JSON keeps it; what is none is not known."""
    try:
        return Decimal(str(written)) if written is not None else None
    except InvalidOperation:
        return None
