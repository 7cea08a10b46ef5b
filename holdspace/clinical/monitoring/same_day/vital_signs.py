"""Do today's vital signs leave room for a drug that lifts pressure and can slow breathing?"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.monitoring.bibliography import TIME_OUT_LIMITS
from holdspace.clinical.monitoring.judging import judge_blood_pressure
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.monitoring.same_day.facts import SameDayFacts
from holdspace.clinical.monitoring.signals import Signal, Tier
from holdspace.clinical.monitoring.thresholds import WARNING_SYMPTOMS, WATCHED, is_plausible
from holdspace.clinical.sources import ESKETAMINE_EU_LABEL, ESKETAMINE_US_WARNINGS, Source
from holdspace.clinical.units import BloodPressure, plain

RESTING_LIMIT = BloodPressure(systolic=140, diastolic=90)
RESTING_LIMIT_FROM_65 = BloodPressure(systolic=150, diastolic=90)
HOLD_AT = BloodPressure(systolic=160, diastolic=100)
EMERGENCY_AT = BloodPressure(systolic=180, diastolic=110)
REPEATS = 2
REPEAT_AFTER = timedelta(minutes=5)

HIGHEST_HEART_RATE, LOWEST_HEART_RATE = 110, 50
LOWEST_SPO2 = 94
HIGHEST_BREATHS, LOWEST_BREATHS = 24, 10
FEVER = Decimal(38)

LIFTS_PRESSURE = "The drug lifts blood pressure for hours; a high start leaves little room."


def blood_pressure(facts: SameDayFacts) -> Finding | None:
    """The drug lifts blood pressure for hours; a high start leaves little room."""
    doubt = _why_no_pressure(facts)
    if doubt:
        return Finding("DAY-01", Level.CANNOT_TELL, doubt, LIFTS_PRESSURE, TIME_OUT_LIMITS)
    pressure = _standing_pressure(facts.blood_pressures)
    rests_on = (f"blood pressure {pressure}",)
    if pressure.reaches(EMERGENCY_AT):
        says = f"Blood pressure {pressure} is at or above {EMERGENCY_AT}. No dose today; emergency assessment now."
        return Finding("DAY-03", Level.HOLD, says, LIFTS_PRESSURE, TIME_OUT_LIMITS, urgent=True, rests_on=rests_on)
    if pressure.reaches(HOLD_AT):
        says = f"Blood pressure {pressure} is at or above {HOLD_AT}. No dose while it is."
        return Finding("DAY-02", Level.HOLD, says, LIFTS_PRESSURE, TIME_OUT_LIMITS, rests_on=rests_on)
    return _above_resting_limit(facts, pressure)


def warning_symptoms(facts: SameDayFacts) -> Finding | None:
    """Chest pain or a sudden severe headache is an emergency of its own, whatever the cuff says."""
    listed = ", ".join(WARNING_SYMPTOMS)
    because = "Each of these can be an emergency of the heart or the brain."
    if facts.warning_symptoms is None:
        says = f"Warning symptoms were not asked about: {listed}."
        return Finding("DAY-14", Level.CANNOT_TELL, says, because, TIME_OUT_LIMITS)
    if facts.warning_symptoms:
        says = f"The patient has a warning symptom ({listed}). No dose today; emergency assessment now."
        return Finding("DAY-14", Level.HOLD, says, because, TIME_OUT_LIMITS, urgent=True)
    return None


def heart_rate(facts: SameDayFacts) -> Finding | None:
    """A racing or a very slow heart tolerates a stimulated circulation badly."""
    because = "The drug drives the heart; a racing or very slow one needs a reason first."
    limits = (LOWEST_HEART_RATE, HIGHEST_HEART_RATE)
    return _outside("DAY-04", Signal.HEART_RATE, facts, facts.heart_rate, limits, because)


def oxygen_saturation(facts: SameDayFacts) -> Finding | None:
    """Sedation takes from a reserve that has to be there."""
    because = "Sedation lowers oxygen; below 94 % there is little reserve."
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
        return Finding("DAY-07", Level.CANNOT_TELL, doubt, because, TIME_OUT_LIMITS)
    if facts.temperature and facts.temperature.value >= FEVER:
        value = plain(facts.temperature.value)
        says = f"Temperature {value} °C is at or above {plain(FEVER)}. No dose today."
        return Finding("DAY-07", Level.HOLD, says, because, TIME_OUT_LIMITS, rests_on=(f"temperature {value} °C",))
    return None


def resting_limit(age_years: int | None) -> tuple[BloodPressure, Source]:
    """The limit for this age; without an age the stricter one."""
    if age_years is not None and age_years >= 65:
        return RESTING_LIMIT_FROM_65, ESKETAMINE_EU_LABEL
    return RESTING_LIMIT, ESKETAMINE_US_WARNINGS


def repeats_above(readings: Sequence[Measured[BloodPressure]], limit: BloodPressure) -> int:
    """How often a pressure above the limit was confirmed, each time at least 5 minutes after the one before.

    Staff are asked to repeat within 10 minutes; a later repeat counts as well, because rest can only lower it.
    """
    counted: list[Measured[BloodPressure]] = []
    for reading in sorted(readings, key=lambda one: one.at):
        if not reading.value.exceeds(limit):
            counted = []
        elif not counted or reading.at - counted[-1].at >= REPEAT_AFTER:
            counted.append(reading)
    return max(len(counted) - 1, 0)


def _above_resting_limit(facts: SameDayFacts, pressure: BloodPressure) -> Finding | None:
    limit, source = resting_limit(facts.age_years)
    if not pressure.exceeds(limit):
        return None
    repeats = repeats_above(facts.blood_pressures, limit)
    rests_on = (f"blood pressure {pressure}", f"{repeats} of {REPEATS} repeats")
    if repeats < REPEATS:
        says = (
            f"Blood pressure {pressure} is above {limit}. Let the patient rest and measure again in 5 to 10 minutes"
            f" (repeat {repeats + 1} of {REPEATS})."
        )
        return Finding("DAY-01", Level.CANNOT_TELL, says, LIFTS_PRESSURE, source, rests_on=rests_on)
    says = f"Blood pressure {pressure} is still above {limit} after {repeats} repeats. A prescriber decides."
    return Finding("DAY-01", Level.HOLD, says, LIFTS_PRESSURE, source, rests_on=rests_on)


def _newest(readings: Sequence[Measured[BloodPressure]]) -> Measured[BloodPressure]:
    return max(readings, key=lambda one: one.at)


def _standing_pressure(readings: Sequence[Measured[BloodPressure]]) -> BloodPressure:
    """The newest reading; a lower one does not outweigh a higher one taken less than 5 minutes before."""
    newest = _newest(readings)
    recent = [one.value for one in readings if newest.at - one.at < REPEAT_AFTER]
    return BloodPressure(max(bp.systolic for bp in recent), max(bp.diastolic for bp in recent))


def _why_no_pressure(facts: SameDayFacts) -> str:
    if not facts.blood_pressures:
        return "Blood pressure is not recorded today."
    newest = _newest(facts.blood_pressures)
    if judge_blood_pressure(newest.value).tier is Tier.IMPLAUSIBLE:
        return f"Blood pressure {newest.value} cannot be right. Check this number."
    return newest.why_not_now("The last blood pressure", facts.at)


def _why_no_value(signal: Signal, facts: SameDayFacts, measured: Measured[Decimal] | None) -> str:
    label = WATCHED[signal].label
    if measured is None:
        return f"{label} is not recorded today."
    if not is_plausible(signal, measured.value):
        return f"{label} {plain(measured.value)} cannot be right. Check this number."
    return measured.why_not_now(f"{label}, last measured,", facts.at)


def _outside(
    rule: str,
    signal: Signal,
    facts: SameDayFacts,
    measured: Measured[Decimal] | None,
    limits: tuple[int, int | None],
    because: str,
) -> Finding | None:
    doubt = _why_no_value(signal, facts, measured)
    if measured is None or doubt:
        return Finding(rule, Level.CANNOT_TELL, doubt, because, TIME_OUT_LIMITS)
    lowest, highest = limits
    said = f"{WATCHED[signal].label} {plain(measured.value)} {WATCHED[signal].unit}"
    if measured.value < lowest:
        says = f"{said} is below {lowest}. No dose while it is."
    elif highest is not None and measured.value > highest:
        says = f"{said} is above {highest}. No dose while it is."
    else:
        return None
    return Finding(rule, Level.HOLD, says, because, TIME_OUT_LIMITS, rests_on=(said,))
