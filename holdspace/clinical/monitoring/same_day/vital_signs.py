"""Do today's vital signs leave room for a drug that lifts pressure and can slow breathing?"""

from collections.abc import Sequence
from decimal import Decimal

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.monitoring.bibliography import TIME_OUT_LIMITS
from holdspace.clinical.monitoring.judging import judge_blood_pressure
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.monitoring.numbers import (
    EMERGENCY_AT,
    FEVER,
    HIGHEST_BREATHS,
    HIGHEST_HEART_RATE,
    HOLD_AT,
    LOWEST_BREATHS,
    LOWEST_HEART_RATE,
    LOWEST_SPO2,
    REPEAT_MINUTES,
    REPEATS,
)
from holdspace.clinical.monitoring.same_day.facts import SameDayFacts
from holdspace.clinical.monitoring.signals import Signal, Tier
from holdspace.clinical.monitoring.thresholds import WARNING_SYMPTOMS, WATCHED, is_plausible
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, PressurePair, Threshold
from holdspace.clinical.thresholds.shared import PRESSURE_AGE, RAISED_FROM_65, RAISED_UNDER_65
from holdspace.clinical.units import BloodPressure, plain

LIFTS_PRESSURE = "The drug lifts blood pressure for hours; a high start leaves little room."


def blood_pressure(facts: SameDayFacts) -> Finding | None:
    """The drug lifts blood pressure for hours; a high start leaves little room."""
    doubt = _why_no_pressure(facts)
    if doubt:
        return facts.found("DAY-01", Level.CANNOT_TELL, doubt, LIFTS_PRESSURE, TIME_OUT_LIMITS)
    pressure = _standing_pressure(facts)
    rests_on = (f"blood pressure {pressure}",)
    emergency, hold = facts.limits.pressure(EMERGENCY_AT), facts.limits.pressure(HOLD_AT)
    if pressure.reaches(emergency):
        says = f"Blood pressure {pressure} is at or above {emergency}. No dose today; emergency assessment now."
        source, against = EMERGENCY_AT.systolic.source, EMERGENCY_AT.both
        return facts.found(
            "DAY-03", Level.HOLD, says, LIFTS_PRESSURE, source, urgent=True, rests_on=rests_on, against=against
        )
    if pressure.reaches(hold):
        says = f"Blood pressure {pressure} is at or above {hold}. No dose while it is."
        source, against = TIME_OUT_LIMITS, HOLD_AT.both
        return facts.found("DAY-02", Level.HOLD, says, LIFTS_PRESSURE, source, rests_on=rests_on, against=against)
    return _above_resting_limit(facts, pressure)


def warning_symptoms(facts: SameDayFacts) -> Finding | None:
    """Chest pain or a sudden severe headache is an emergency of its own, whatever the cuff says."""
    listed = ", ".join(WARNING_SYMPTOMS)
    because = "Each of these can be an emergency of the heart or the brain."
    if facts.warning_symptoms is None:
        says = f"Warning symptoms were not asked about: {listed}."
        return facts.found("DAY-14", Level.CANNOT_TELL, says, because, TIME_OUT_LIMITS)
    if facts.warning_symptoms:
        says = f"The patient has a warning symptom ({listed}). No dose today; emergency assessment now."
        return facts.found("DAY-14", Level.HOLD, says, because, TIME_OUT_LIMITS, urgent=True)
    return None


def heart_rate(facts: SameDayFacts) -> Finding | None:
    """A racing or a very slow heart tolerates a stimulated circulation badly."""
    because = "The drug drives the heart; a racing or very slow one needs a reason first."
    limits = (LOWEST_HEART_RATE, HIGHEST_HEART_RATE)
    return _outside("DAY-04", Signal.HEART_RATE, facts, facts.heart_rate, limits, because)


def oxygen_saturation(facts: SameDayFacts) -> Finding | None:
    """Sedation takes from a reserve that has to be there."""
    because = f"Sedation lowers oxygen; below {plain(facts.limits.of(LOWEST_SPO2))} % there is little reserve."
    return _outside("DAY-05", Signal.SPO2, facts, facts.spo2, (LOWEST_SPO2, None), because)


def breaths(facts: SameDayFacts) -> Finding | None:
    """Slow breathing gets slower under the drug; fast breathing has a cause."""
    because = "Slow breathing can become too slow; fast breathing needs a cause first."
    limits = (LOWEST_BREATHS, HIGHEST_BREATHS)
    return _outside("DAY-06", Signal.RESPIRATORY_RATE, facts, facts.respiratory_rate, limits, because)


def temperature(facts: SameDayFacts) -> Finding | None:
    """Fever is an illness that has not been looked at yet."""
    because = "A fever means an acute illness, which comes first."
    doubt = _why_no_value(Signal.TEMPERATURE, facts, facts.temperature)
    if doubt:
        return facts.found("DAY-07", Level.CANNOT_TELL, doubt, because, TIME_OUT_LIMITS)
    fever = facts.limits.of(FEVER)
    if facts.temperature and facts.temperature.value >= fever:
        value = plain(facts.temperature.value)
        says = f"Temperature {value} °C is at or above {plain(fever)}. No dose today."
        rests_on = (f"temperature {value} °C",)
        return facts.found("DAY-07", Level.HOLD, says, because, TIME_OUT_LIMITS, rests_on=rests_on, against=(FEVER,))
    return None


def resting_limit(age_years: int | None, limits: Limits = PUBLISHED) -> tuple[BloodPressure, Source]:
    """The limit for this age; without an age the stricter one."""
    pair = _resting_pair(age_years, limits)
    return limits.pressure(pair), pair.systolic.source


def _resting_pair(age_years: int | None, limits: Limits) -> PressurePair:
    return RAISED_FROM_65 if age_years is not None and age_years >= limits.of(PRESSURE_AGE) else RAISED_UNDER_65


def repeats_above(readings: Sequence[Measured[BloodPressure]], limit: BloodPressure, limits: Limits = PUBLISHED) -> int:
    """How often a pressure above the limit was confirmed, each time at least 5 minutes after the one before.

    Staff are asked to repeat within 10 minutes; a later repeat counts as well, because rest can only lower it.
    """
    counted: list[Measured[BloodPressure]] = []
    for reading in sorted(readings, key=lambda one: one.at):
        if not reading.value.exceeds(limit):
            counted = []
        elif not counted or reading.at - counted[-1].at >= limits.minutes(REPEAT_MINUTES):
            counted.append(reading)
    return max(len(counted) - 1, 0)


def _above_resting_limit(facts: SameDayFacts, pressure: BloodPressure) -> Finding | None:
    limit, source = resting_limit(facts.age_years, facts.limits)
    if not pressure.exceeds(limit):
        return None
    asked, pause = int(facts.limits.of(REPEATS)), plain(facts.limits.of(REPEAT_MINUTES))
    repeats = repeats_above(facts.blood_pressures, limit, facts.limits)
    rests_on = (f"blood pressure {pressure}", f"{repeats} of {asked} repeats")
    against = (*_resting_pair(facts.age_years, facts.limits).both, PRESSURE_AGE, REPEATS, REPEAT_MINUTES)
    if repeats < asked:
        when = f"{pause} to 10 minutes" if pause != "10" else "10 minutes"
        level, says = (
            Level.CANNOT_TELL,
            (
                f"Blood pressure {pressure} is above {limit}. Let the patient rest and measure again in {when}"
                f" (repeat {repeats + 1} of {asked})."
            ),
        )
    else:
        level = Level.HOLD
        says = f"Blood pressure {pressure} is still above {limit} after {repeats} repeats. A prescriber decides."
    return facts.found("DAY-01", level, says, LIFTS_PRESSURE, source, rests_on=rests_on, against=against)


def _newest(readings: Sequence[Measured[BloodPressure]]) -> Measured[BloodPressure]:
    return max(readings, key=lambda one: one.at)


def _standing_pressure(facts: SameDayFacts) -> BloodPressure:
    """The newest reading; a lower one does not outweigh a higher one taken less than 5 minutes before."""
    readings, pause = facts.blood_pressures, facts.limits.minutes(REPEAT_MINUTES)
    newest = _newest(readings)
    recent = [one.value for one in readings if newest.at - one.at < pause]
    return BloodPressure(max(bp.systolic for bp in recent), max(bp.diastolic for bp in recent))


def _why_no_pressure(facts: SameDayFacts) -> str:
    if not facts.blood_pressures:
        return "Blood pressure is not recorded today."
    newest = _newest(facts.blood_pressures)
    if judge_blood_pressure(newest.value).tier is Tier.IMPLAUSIBLE:
        return f"Blood pressure {newest.value} cannot be right. Check this number."
    return newest.why_not_now("The last blood pressure", facts.at, facts.limits)


def _why_no_value(signal: Signal, facts: SameDayFacts, measured: Measured[Decimal] | None) -> str:
    label = WATCHED[signal].label
    if measured is None:
        return f"{label} is not recorded today."
    if not is_plausible(signal, measured.value):
        return f"{label} {plain(measured.value)} cannot be right. Check this number."
    return measured.why_not_now(f"{label}, last measured,", facts.at, facts.limits)


def _outside(
    rule: str,
    signal: Signal,
    facts: SameDayFacts,
    measured: Measured[Decimal] | None,
    limits: tuple[Threshold, Threshold | None],
    because: str,
) -> Finding | None:
    doubt = _why_no_value(signal, facts, measured)
    if measured is None or doubt:
        return facts.found(rule, Level.CANNOT_TELL, doubt, because, TIME_OUT_LIMITS)
    low, high = limits
    lowest = facts.limits.of(low)
    highest = facts.limits.of(high) if high is not None else None
    said = f"{WATCHED[signal].label} {plain(measured.value)} {WATCHED[signal].unit}"
    if measured.value < lowest:
        says = f"{said} is below {plain(lowest)}. No dose while it is."
    elif highest is not None and measured.value > highest:
        says = f"{said} is above {plain(highest)}. No dose while it is."
    else:
        return None
    against = (low, high) if high is not None else (low,)
    return facts.found(rule, Level.HOLD, says, because, TIME_OUT_LIMITS, rests_on=(said,), against=against)
