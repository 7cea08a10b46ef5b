"""Is this vital sign all right, worth a look, to be treated, or a reason to stop?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS
from holdspace.clinical.monitoring.signals import Number, Signal, Tier
from holdspace.clinical.monitoring.thresholds import HYPERTENSIVE, STOP_NOW, WATCHED, is_plausible
from holdspace.clinical.monitoring.thresholds import limits as lines_of
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import BloodPressure, plain

CHECK = "Look at the patient first. Then measure again and enter what you see."


@dataclass(frozen=True)
class Reading:
    """What one value means now: its tier, why, and what to do."""

    signal: Signal
    value: Decimal
    tier: Tier
    says: str = ""
    do: str = ""
    source: Source = IN_SESSION_LIMITS


def tier(signal: Signal, value: Number, baseline: Number | None = None, limits: Limits = PUBLISHED) -> Tier:
    """The tier of a value, against fixed limits and, where a baseline is known, against that as well."""
    return judge(signal, value, baseline, limits).tier


def judge(signal: Signal, value: Number, baseline: Number | None = None, limits: Limits = PUBLISHED) -> Reading:
    """What a value means, by the worst limit it has crossed."""
    exact = Decimal(value)
    if not is_plausible(signal, exact):
        return Reading(signal, exact, Tier.IMPLAUSIBLE, f"{_said(signal, exact)} is outside what is possible.", CHECK)
    for limit in lines_of(signal, baseline, limits):
        if limit.comparison.holds(exact, limit.value):
            says = f"{_said(signal, exact)} is {limit.said}."
            return Reading(signal, exact, limit.tier, says, limit.do, limit.source)
    return Reading(signal, exact, Tier.NORMAL)


def judge_blood_pressure(
    pressure: BloodPressure,
    baseline: BloodPressure | None = None,
    *,
    symptoms: bool = False,
    limits: Limits = PUBLISHED,
) -> Reading:
    """What a pair means: by its worse half, or at once by warning symptoms beside a raised pressure."""
    if pressure.diastolic >= pressure.systolic:
        says = f"Blood pressure {pressure} has its lower number on top."
        return Reading(Signal.SYSTOLIC, Decimal(pressure.systolic), Tier.IMPLAUSIBLE, says, CHECK)
    upper = judge(Signal.SYSTOLIC, pressure.systolic, baseline.systolic if baseline else None, limits)
    lower = judge(Signal.DIASTOLIC, pressure.diastolic, baseline.diastolic if baseline else None, limits)
    if symptoms and pressure.exceeds(limits.pressure(HYPERTENSIVE)):
        says = f"Blood pressure {pressure} with a warning symptom."
        return Reading(Signal.SYSTOLIC, upper.value, Tier.STOP, says, STOP_NOW)
    return worst((upper, lower))


def worst(readings: Iterable[Reading]) -> Reading:
    """The reading that asks for most; a serious one is never hidden by a milder one."""
    return max(readings, key=lambda reading: reading.tier.rank)


def _said(signal: Signal, value: Decimal) -> str:
    watched = WATCHED[signal]
    return f"{watched.label} {plain(value)} {watched.unit}".rstrip()
