"""Is the patient back: in pressure, breath, wakefulness, mind and mood?"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from holdspace.clinical.instruments import NO_TIER, Incomplete, Instrument, score
from holdspace.clinical.monitoring.bibliography import CADSS_6, DISCHARGE_GATE, RCEM_DISCHARGE
from holdspace.clinical.monitoring.discharge.facts import Criterion, DischargeFacts
from holdspace.clinical.monitoring.measured import CLOCK_TOLERANCE, Measured, minutes
from holdspace.clinical.monitoring.numbers import (
    ALDRETE_TOTAL,
    ANTAGONIST_HOURS,
    LEAVES_BELOW,
    LEAVES_WITH_SPO2,
    MPADSS_TOTAL,
    RESOLVED_DISSOCIATION,
    STEADY_PERCENT,
)
from holdspace.clinical.monitoring.scales import ALDRETE, BLEEDING_NOT_APPLICABLE, MOAAS, MPADSS, RASS, LevelScale
from holdspace.clinical.sources import CSSRS_TRIAGE, Source
from holdspace.clinical.thresholds import PUBLISHED, Threshold
from holdspace.clinical.units import BloodPressure, plain

AFTER_ANTAGONIST = PUBLISHED.hours(ANTAGONIST_HOURS)


def _criterion(
    facts: DischargeFacts,
    code: str,
    title: str,
    answer: tuple[bool | None, str],
    because: str,
    source: Source,
    *against: Threshold,
) -> Criterion:
    """One condition with its answer and the numbers it was measured against."""
    met, says = answer
    return Criterion(code, title, met, says, because, source, facts.limits.version, facts.limits.used(against))


def aldrete(facts: DischargeFacts) -> Criterion:
    """Nine of ten is the published line for leaving the first phase of recovery."""
    because = "Below 9 the patient still needs the close watch of the first phase."
    lowest = facts.limits.of(ALDRETE_TOTAL)
    answer = _recovery(ALDRETE, facts.aldrete, lowest)
    title = f"Aldrete {plain(lowest)} or more"
    return _criterion(facts, "aldrete", title, answer, because, ALDRETE.source, ALDRETE_TOTAL)


def mpadss(facts: DischargeFacts) -> Criterion:
    """Nine of ten is the published line for going home."""
    because = "Below 9 the patient is not yet fit for home."
    lowest = facts.limits.of(MPADSS_TOTAL)
    answer = _recovery(MPADSS, _without_bleeding(facts.mpadss), lowest)
    title = f"MPADSS {plain(lowest)} or more"
    return _criterion(facts, "mpadss", title, answer, because, MPADSS.source, MPADSS_TOTAL)


def no_item_zero(facts: DischargeFacts) -> Criterion:
    """A total of 9 leaves no room for a 0, and a scale that is not complete could hide one."""
    because = "A zero on one item outweighs a good total."
    filled = ((ALDRETE, facts.aldrete), (MPADSS, _without_bleeding(facts.mpadss)))
    zeros = [
        instrument.item(code).text
        for instrument, answers in filled
        for code, value in (answers or {}).items()
        if value == 0
    ]
    complete = all(answers is not None and _total(instrument, answers) is not None for instrument, answers in filled)
    if zeros:
        met, says = False, f"Scored 0: {', '.join(zeros)}."
    elif complete:
        met, says = True, "No item is scored 0."
    else:
        met, says = None, "The two scales are not complete."
    return Criterion("no_item_zero", "No item scored 0", met, says, because, DISCHARGE_GATE)


def blood_pressure_below_hold(facts: DischargeFacts) -> Criterion:
    """Whoever could not have been given the drug at this pressure cannot leave with it."""
    because = "The drug can keep pressure up for hours."
    line = facts.limits.pressure(LEAVES_BELOW)
    title = f"Blood pressure below {line}"
    answer = _now(facts, facts.blood_pressure, "The last blood pressure", lambda bp: not bp.reaches(line))
    return _criterion(facts, "blood_pressure_limit", title, answer, because, DISCHARGE_GATE, *LEAVES_BELOW.both)


def blood_pressure_near_baseline(facts: DischargeFacts) -> Criterion:
    """Steady means near the patient's own pressure, not near a textbook's."""
    because = "A large change in either direction is not yet recovery."
    baseline, percent = facts.baseline_blood_pressure, facts.limits.of(STEADY_PERCENT)
    if baseline is None:
        met, says = None, "No baseline blood pressure is recorded."
    else:
        what = "The last blood pressure"
        met, says = _now(facts, facts.blood_pressure, what, lambda bp: _is_near(bp, baseline, percent))
        says = f"{says} Baseline {baseline}."
    title = f"Blood pressure within {plain(percent)} % of baseline"
    answer = (met, says)
    return _criterion(facts, "blood_pressure_baseline", title, answer, because, DISCHARGE_GATE, STEADY_PERCENT)


def oxygen(facts: DischargeFacts) -> Criterion:
    """At home there is no oxygen, so it counts on air."""
    because = "At home there is no oxygen and nobody with an oximeter."
    lowest = facts.limits.of(LEAVES_WITH_SPO2)
    met, says = _now(facts, facts.spo2, "The last oxygen saturation", lambda value: value >= lowest, " %")
    if facts.on_air is None and met:
        met, says = None, f"{says} Whether on air is not recorded."
    elif facts.on_air is False:
        met, says = False, f"{says} The patient is on oxygen."
    title = f"SpO₂ {plain(lowest)} % or more on air"
    return _criterion(facts, "oxygen", title, (met, says), because, DISCHARGE_GATE, LEAVES_WITH_SPO2)


def alert(facts: DischargeFacts) -> Criterion:
    """Somebody who drifts off again is still under the drug."""
    return _level("alertness", "Awake: MOAA/S 5", MOAAS, facts, facts.alertness, "Sedation has to be gone.")


def calm(facts: DischargeFacts) -> Criterion:
    """Restless or drowsy is not yet back."""
    return _level("agitation", "Alert and calm: RASS 0", RASS, facts, facts.agitation, "Neither restless nor drowsy.")


def dissociation(facts: DischargeFacts) -> Criterion:
    """Nobody is sent into traffic while the world still looks unreal."""
    because = "Somebody still dissociated cannot judge traffic, strangers or their own state."
    resting = max(facts.limits.of(RESOLVED_DISSOCIATION), Decimal(facts.cadss_6_baseline or 0))
    if facts.cadss_6 is None:
        met, says = None, "The CADSS-6 is not recorded."
    else:
        met = facts.cadss_6 <= resting
        says = f"CADSS-6 is {facts.cadss_6}; up to {plain(resting)} counts as resolved."
    source, title = CADSS_6.at("limit: our judgement"), "Dissociation resolved"
    return _criterion(facts, "dissociation", title, (met, says), because, source, RESOLVED_DISSOCIATION)


def suicide_risk(facts: DischargeFacts) -> Criterion:
    """The hours after a session can bring despair as well as relief."""
    because = "Ideation of level 3 or more, or new behaviour, needs a clinician before anybody leaves."
    met, says = _suicide_risk(facts)
    return Criterion("suicide_risk", "C-SSRS clear of 3 or more", met, says, because, CSSRS_TRIAGE)


def settled(facts: DischargeFacts) -> Criterion:
    """What was opened has to be closed enough to go home with."""
    because = "The therapist who was there can tell whether the patient is settled."
    if facts.settled is None or (facts.settled and facts.therapist_signed is None):
        met, says = None, "The therapist has not recorded how the patient is."
    elif not facts.settled:
        met, says = False, "The patient is not settled."
    else:
        met = facts.therapist_signed
        says = "Settled, signed by the therapist." if met else "Settled, but not signed by the therapist."
    return Criterion("settled", "Settled, signed by the therapist", met, says, because, DISCHARGE_GATE)


def antagonist(facts: DischargeFacts) -> Criterion:
    """An antagonist wears off before the drug it holds back."""
    because = "Naloxone and flumazenil wear off sooner than what they reverse; sedation can return."
    last = facts.antagonist_last_at
    if facts.antagonist_given is None:
        met, says = None, "Whether naloxone or flumazenil was given is not recorded."
    elif not facts.antagonist_given:
        met, says = True, "No naloxone or flumazenil was given."
    elif last is None:
        met, says = None, "The time of the naloxone or flumazenil is not recorded."
    else:
        met = facts.at - last >= facts.limits.hours(ANTAGONIST_HOURS)
        says = f"Last given {minutes(facts.at - last)} ago."
    title = f"{plain(facts.limits.of(ANTAGONIST_HOURS))} h since naloxone or flumazenil"
    return _criterion(facts, "antagonist", title, (met, says), because, RCEM_DISCHARGE, ANTAGONIST_HOURS)


T = TypeVar("T")


def _recovery(
    instrument: Instrument, answers: Mapping[str, int | None] | None, lowest: Decimal
) -> tuple[bool | None, str]:
    if answers is None:
        return None, f"{instrument.short} is not recorded."
    total = _total(instrument, answers)
    if total is None:
        return None, f"{instrument.short} is not complete."
    return total >= lowest, f"{instrument.short} is {total} of {instrument.highest}."


def _total(instrument: Instrument, answers: Mapping[str, int | None]) -> int | None:
    result = score(instrument, answers)
    return None if isinstance(result, Incomplete) else result.total


def _without_bleeding(answers: Mapping[str, int | None] | None) -> Mapping[str, int | None] | None:
    """Nobody is operated on here: an empty bleeding item counts as none, a recorded one stands."""
    if answers is None or answers.get("bleeding") is not None:
        return answers
    return {**answers, "bleeding": BLEEDING_NOT_APPLICABLE}


def _now(
    facts: DischargeFacts, measured: Measured[T] | None, what: str, is_fine: Callable[[T], bool], unit: str = ""
) -> tuple[bool | None, str]:
    """Judges a value only while it is from now."""
    if measured is None:
        return None, f"{what} is not recorded."
    stale = measured.why_not_now(what, facts.at, facts.limits)
    if stale:
        return None, stale
    return is_fine(measured.value), f"{what} is {measured.value}{unit}."


def _is_near(pressure: BloodPressure, baseline: BloodPressure, percent: Decimal) -> bool:
    upper = _within(pressure.systolic, baseline.systolic, percent)
    return upper and _within(pressure.diastolic, baseline.diastolic, percent)


def _within(now: int | Decimal, start: int | Decimal, percent: Decimal) -> bool:
    return abs(Decimal(now) - Decimal(start)) * 100 <= percent * Decimal(start)


def _level(
    code: str, title: str, scale: LevelScale, facts: DischargeFacts, measured: Measured[int] | None, because: str
) -> Criterion:
    met, says = _now(facts, measured, scale.title, lambda value: value == scale.resting)
    return Criterion(code, title, met, says, because, scale.source)


def _suicide_risk(facts: DischargeFacts) -> tuple[bool | None, str]:
    asked = facts.c_ssrs
    if asked is None:
        return None, "The C-SSRS is not recorded."
    if asked.at > facts.at + CLOCK_TOLERANCE:
        return None, "The C-SSRS is recorded later than now. Check its time."
    if facts.last_dose_at is not None and asked.at < facts.last_dose_at:
        return None, "The C-SSRS is from before the dose. Ask it again."
    raised = [alert.tier for alert in asked.value.alerts if alert.tier in ("high", "moderate")]
    if raised:
        return False, f"The C-SSRS is in the {raised[0]} tier."
    if isinstance(asked.value, Incomplete):
        return None, "The C-SSRS is not complete."
    if asked.value.band == NO_TIER:
        return True, "The C-SSRS shows no ideation and no behaviour."
    return True, f"The C-SSRS is in the {asked.value.band} tier."
