"""From vital-signs entries to sets with their meaning, and to the newest value of each signal."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from holdspace.care.dosing.events.picture import Newest, VitalSigns
from holdspace.care.dosing.events.schema import VITAL_SIGNS
from holdspace.care.dosing.events.told import Told
from holdspace.clinical.monitoring import Reading, Signal, Tier, judge, judge_blood_pressure
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import BloodPressure

PRESSURE = (Signal.SYSTOLIC, Signal.DIASTOLIC)


def baseline_of(standing: Iterable[Told], started_at: datetime | None) -> BloodPressure | None:
    """The last blood pressure before the dose; what later ones are held against."""
    before = [
        values
        for one in standing
        if one.kind == "vital_signs" and (started_at is None or one.at <= started_at)
        if set(PRESSURE) <= set(values := _values(one))
    ]
    return BloodPressure(before[-1][Signal.SYSTOLIC], before[-1][Signal.DIASTOLIC]) if before else None


def baseline_values(standing: Iterable[Told], started_at: datetime | None) -> dict[Signal, Decimal]:
    """The last value of each signal before the dose, for the limits that count from a baseline."""
    found: dict[Signal, Decimal] = {}
    for one in standing:
        if one.kind == "vital_signs" and (started_at is None or one.at <= started_at):
            found |= _values(one)
    return found


def reading_sets(
    standing: Sequence[Told], started_at: datetime | None, limits: Limits = PUBLISHED
) -> tuple[VitalSigns, ...]:
    """Every set in the order of measuring, each value judged against the clinic's limits and the baseline."""
    pressure, others = baseline_of(standing, started_at), baseline_values(standing, started_at)
    return tuple(_set(one, pressure, others, limits) for one in standing if one.kind == "vital_signs")


def newest_of(sets: Sequence[VitalSigns]) -> dict[Signal, Newest]:
    """The newest value of each signal."""
    found: dict[Signal, Newest] = {}
    for one in sets:
        tiers = {reading.signal: reading.tier for reading in one.readings}
        for signal, value in one.values.items():
            on_air = one.on_air if signal is Signal.SPO2 else None
            found[signal] = Newest(value, one.at, one.source, tiers.get(signal, Tier.NORMAL), on_air)
    return found


def _values(one: Told) -> dict[Signal, Decimal]:
    return {signal: Decimal(one.payload[signal.value]) for signal in VITAL_SIGNS if signal.value in one.payload}


def _set(one: Told, pressure: BloodPressure | None, others: dict[Signal, Decimal], limits: Limits) -> VitalSigns:
    values = _values(one)
    symptoms = one.payload.get("warning_symptoms")
    return VitalSigns(
        event=one.id,
        at=one.at,
        values=values,
        readings=tuple(_readings(values, pressure, others, limits, symptoms=bool(symptoms))),
        source=one.payload.get("source", "typed"),
        on_air=one.payload.get("on_air"),
        warning_symptoms=symptoms,
        refused=bool(one.payload.get("refused")),
        confirmed=bool(one.payload.get("confirmed")),
    )


def _readings(
    values: dict[Signal, Decimal],
    baseline: BloodPressure | None,
    others: dict[Signal, Decimal],
    limits: Limits,
    *,
    symptoms: bool,
) -> Iterable[Reading]:
    if set(PRESSURE) <= set(values):
        pressure = BloodPressure(values[Signal.SYSTOLIC], values[Signal.DIASTOLIC])
        yield judge_blood_pressure(pressure, baseline, symptoms=symptoms, limits=limits)
    for signal, value in values.items():
        if signal not in PRESSURE:
            yield judge(signal, value, others.get(signal), limits)
