"""Keeping what was measured: each value with its unit, its time and who typed it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.care.intake import measured
from holdspace.care.intake.measured import DIASTOLIC, DIASTOLIC_PRESSURE, SYSTOLIC, SYSTOLIC_PRESSURE, Measure
from holdspace.chart.actions import record_observation
from holdspace.chart.models import Observation, Patient
from holdspace.clinic.models import Staff
from holdspace.clinic.refusals import Refused
from holdspace.clinical.eligibility.record import LOINC, SNOMED

VITAL_SIGNS = "vital-signs"
LABORATORY = "laboratory"


@transaction.atomic
def record_measurements(
    *,
    patient: Patient,
    by: Staff,
    at: datetime,
    measured_at: datetime,
    pressures: tuple[tuple[Decimal, Decimal], ...] = (),
    values: dict[str, Decimal] | None = None,
    oxygen_flow: Decimal | None = None,
) -> list[Observation]:
    """Keep one set of measurements: blood pressures as pairs, the others by name (heart_rate, spo2, weight, ...).

    `oxygen_flow` is the litres a minute the patient was breathing while the saturation was taken; None is room air.
    """
    values = values or {}
    given = {measure: values[measure.field] for measure in measured.SINGLE if measure.field in values}
    unknown = set(values) - {measure.field for measure in given}
    if unknown:
        raise ValueError(f"Not measured here: {sorted(unknown)}")
    if not pressures and not given:
        raise Refused("Nothing was recorded: no measurement was given. Fill in at least one.")
    for upper, lower in pressures:
        _refuse_impossible(SYSTOLIC_PRESSURE, upper)
        _refuse_impossible(DIASTOLIC_PRESSURE, lower)
        if lower >= upper:
            raise Refused(f"Nothing was recorded: {upper}/{lower} has the lower pressure on top. Measure again.")
    for measure, value in given.items():
        _refuse_impossible(measure, value)
    common: dict[str, Any] = {
        "patient": patient,
        "by": by,
        "at": at,
        "effective_at": measured_at,
        "system": LOINC,
        "category": VITAL_SIGNS,
    }
    kept = [_pressure(pair, common) for pair in pressures]
    return kept + [_single(measure, value, oxygen_flow, common) for measure, value in given.items()]


def _refuse_impossible(measure: Measure, value: Decimal) -> None:
    if not measure.is_possible(value):
        low, high = measure.possible
        says = f"{measure.words} {value} {measure.shown_unit} is not possible"
        raise Refused(f"Nothing was recorded: {says} ({low} to {high}). Correct the number.")


def _pressure(pair: tuple[Decimal, Decimal], common: dict[str, Any]) -> Observation:
    parts = ((SYSTOLIC, "Systolic blood pressure", pair[0]), (DIASTOLIC, "Diastolic blood pressure", pair[1]))
    components = tuple(
        {"codings": [_loinc(code, words)], "value_number": str(value), "unit": "mm[Hg]"} for code, words, value in parts
    )
    return record_observation(
        code=measured.PRESSURE_PANEL, text="Blood pressure", unit="mm[Hg]", components=components, **common
    )


def _single(measure: Measure, value: Decimal, oxygen_flow: Decimal | None, common: dict[str, Any]) -> Observation:
    components: tuple[dict[str, Any], ...] = ()
    if measure is measured.SPO2 and oxygen_flow:
        flow = {"codings": [_loinc(measured.OXYGEN_FLOW, "Inhaled oxygen flow rate")]}
        components = ({**flow, "value_number": str(oxygen_flow), "unit": "L/min"},)
    return record_observation(
        code=measure.code, text=measure.words, number=value, unit=measure.unit, components=components, **common
    )


def _loinc(code: str, words: str) -> dict[str, str]:
    return {"system": LOINC, "code": code, "display": words}


PREGNANCY_TESTS = {"urine": ("2106-3", "Pregnancy test, urine"), "blood": ("2118-8", "Pregnancy test, blood")}


@transaction.atomic
def record_pregnancy_test(
    *, patient: Patient, sample: str, positive: bool, by: Staff, at: datetime, tested_at: datetime
) -> Observation:
    """Keep the result of a pregnancy test, in urine or blood."""
    code, words = PREGNANCY_TESTS[sample]
    answer, said = (measured.POSITIVE, "Positive") if positive else (measured.NEGATIVE, "Negative")
    return record_observation(
        patient=patient,
        by=by,
        at=at,
        effective_at=tested_at,
        system=LOINC,
        code=code,
        text=words,
        value_codings=({"system": SNOMED, "code": answer, "display": said},),
        category=LABORATORY,
    )


@transaction.atomic
def record_result(
    *,
    patient: Patient,
    code: str,
    value: Decimal,
    unit: str,
    by: Staff,
    at: datetime,
    taken_at: datetime,
    upper_limit: Decimal | None = None,
) -> Observation:
    """Keep a laboratory or ECG value that arrived on paper, with the laboratory's upper limit where it is printed."""
    result = measured.RESULTS_BY_CODE[code]
    if unit not in result.units:
        raise Refused(f"Nothing was recorded: {result.words} is read in {' or '.join(result.units)} here.")
    low, high = result.possible
    if not low <= value <= high:
        raise Refused(f"Nothing was recorded: {result.words} {value} {unit} is not possible. Correct the number.")
    return record_observation(
        patient=patient,
        by=by,
        at=at,
        effective_at=taken_at,
        system=LOINC,
        code=code,
        text=result.words,
        number=value,
        unit=unit,
        category=LABORATORY,
        reference_high=upper_limit if result.has_limit else None,
    )
