"""From which value on does a vital sign ask for a look, for treatment, or to stop? The numbers, as data."""

from decimal import Decimal
from typing import NamedTuple

from holdspace.clinical import sources
from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS, PADSS_TABLE
from holdspace.clinical.monitoring.signals import (
    SAID,
    Against,
    Comparison,
    Limit,
    Line,
    Number,
    Signal,
    Tier,
    Watched,
)
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Looser, PressurePair, Threshold, adjustable

URGENCY = IN_SESSION_LIMITS.at(
    "high pressure without symptoms follows the practice for hypertensive urgency (Yip 2022, abstract only)"
)
ED_PULSE = sources.ED_KETAMINE_APPENDIX.at("Below 50 or above 150 in emergency use")
ED_BREATHS = sources.ED_KETAMINE_APPENDIX.at("Below 10 or above 30 in emergency use")
ED_PRESSURE = sources.ED_KETAMINE_APPENDIX.at("Below 90 or above 180 systolic in emergency use")

LOOK = "Look at the patient, and measure again."
TREAT_PRESSURE = (
    "Stop or slow the drug, calm the room, measure again at 5 minutes. Treat only if it stays high or there are risk"
    " factors."
)
STOP_NOW = "Stop the drug. Call for emergency help and the prescriber now."
CALL_PRESCRIBER = "Call the prescriber now."
REPOSITION = "Stimulate, reposition the head, give oxygen. Call the prescriber now."
DEEP_BREATH = "Check the probe, ask for a deep breath, measure again."
NO_OXYGEN = (
    "Stimulate, open the airway, give oxygen. If it stays this low for 30 seconds, stop the drug and call for emergency"
    " help."
)
NO_BREATH = "Open the airway and support breathing. " + STOP_NOW
RAGE = "Keep everybody safe. " + STOP_NOW
GROUND = "Ground with calm words first. " + CALL_PRESCRIBER

# The recovery score counts a change of up to 20 % as steady, up to 40 % as middling. It names blood pressure and
# pulse; breaths and saturation are too coarse for percentages (12 to 15 breaths is already 25 %).
ADVISORY_PERCENT = adjustable(
    "MON.percent.advisory", "Change from baseline that is abnormal", 20, "%", PADSS_TABLE, between=(10, 20)
)
TREAT_PERCENT = adjustable(
    "MON.percent.treat", "Change from baseline that is treated", 40, "%", PADSS_TABLE, between=(25, 40)
)
AGAINST_BASELINE = tuple(
    Line(tier, comparison, threshold, do, Against.PERCENT_OF_BASELINE)
    for tier, threshold, do in ((Tier.TREAT, TREAT_PERCENT, CALL_PRESCRIBER), (Tier.ADVISORY, ADVISORY_PERCENT, LOOK))
    for comparison in (Comparison.ABOVE, Comparison.BELOW)
)


class Row(NamedTuple):
    """One line as written in the table below: tier, relation, number, how far it may move, and what to do."""

    tier: Tier
    comparison: Comparison
    value: int | str
    between: tuple[int | str, int | str]
    do: str
    source: Source = IN_SESSION_LIMITS
    against: Against = Against.ZERO
    others: tuple[Source, ...] = ()


MEANS = {Tier.ADVISORY: "it is abnormal", Tier.TREAT: "it is treated", Tier.STOP: "the drug is stopped"}


def _watched(
    signal: Signal,
    label: str,
    unit: str,
    loinc: str,
    plausible: tuple[int, int],
    *rows: Row,
    more: tuple[Line, ...] = (),
) -> Watched:
    lines = tuple(_line(signal, label, unit, row) for row in rows)
    return Watched(label, unit, loinc, Decimal(plausible[0]), Decimal(plausible[1]), (*lines, *more))


def _line(signal: Signal, label: str, unit: str, row: Row) -> Line:
    upward = row.comparison in (Comparison.AT_LEAST, Comparison.ABOVE)
    is_rise = row.against is Against.BASELINE
    side = "rise" if is_rise else "high" if upward else "low"
    where = "rise over baseline at or above" if is_rise else SAID[row.comparison]
    threshold = adjustable(
        f"MON.{signal.value}.{row.tier.value}_{side}",
        f"{label} {where} which {MEANS[row.tier]}",
        row.value,
        unit,
        row.source,
        between=row.between,
        looser=Looser.HIGHER if upward else Looser.LOWER,
        other_sources=row.others,
    )
    return Line(row.tier, row.comparison, threshold, row.do, row.against)


ADVISORY, TREAT, STOP = Tier.ADVISORY, Tier.TREAT, Tier.STOP
AT_LEAST, ABOVE, AT_MOST, BELOW = Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW

WATCHED = {
    Signal.SYSTOLIC: _watched(
        Signal.SYSTOLIC, "Systolic blood pressure", "mmHg", "8480-6", (50, 260),
        Row(STOP, AT_LEAST, 200, (185, 200), STOP_NOW),
        Row(STOP, BELOW, 80, (80, 89), STOP_NOW),
        Row(TREAT, AT_LEAST, 180, (165, 180), TREAT_PRESSURE, URGENCY, others=(ED_PRESSURE,)),
        Row(TREAT, BELOW, 90, (90, 99), CALL_PRESCRIBER, others=(ED_PRESSURE,)),
        Row(ADVISORY, AT_LEAST, 160, (140, 160), LOOK),
        Row(ADVISORY, BELOW, 100, (100, 110), LOOK),
        Row(ADVISORY, AT_LEAST, 40, (20, 40), LOOK, ESKETAMINE_US_SUMMARY, Against.BASELINE),
        more=AGAINST_BASELINE,
    ),
    Signal.DIASTOLIC: _watched(
        Signal.DIASTOLIC, "Diastolic blood pressure", "mmHg", "8462-4", (20, 180),
        Row(STOP, AT_LEAST, 120, (112, 120), STOP_NOW),
        Row(TREAT, AT_LEAST, 110, (102, 110), TREAT_PRESSURE, URGENCY),
        Row(ADVISORY, AT_LEAST, 100, (90, 100), LOOK),
        Row(ADVISORY, AT_LEAST, 25, (15, 25), LOOK, ESKETAMINE_US_SUMMARY, Against.BASELINE),
        more=AGAINST_BASELINE,
    ),
    Signal.HEART_RATE: _watched(
        Signal.HEART_RATE, "Heart rate", "/min", "8867-4", (20, 240),
        Row(STOP, ABOVE, 150, (135, 150), STOP_NOW, others=(ED_PULSE,)),
        Row(STOP, BELOW, 40, (40, 44), STOP_NOW),
        Row(TREAT, ABOVE, 130, (121, 130), CALL_PRESCRIBER),
        Row(TREAT, BELOW, 45, (45, 49), CALL_PRESCRIBER),
        Row(ADVISORY, ABOVE, 110, (90, 120), LOOK, others=(ED_PULSE,)),
        Row(ADVISORY, BELOW, 50, (50, 60), LOOK, others=(ED_PULSE,)),
        more=AGAINST_BASELINE,
    ),
    Signal.SPO2: _watched(
        Signal.SPO2, "Oxygen saturation", "%", "59408-5", (50, 100),
        Row(STOP, BELOW, 90, (90, 91), NO_OXYGEN),
        Row(TREAT, BELOW, 92, (92, 93), REPOSITION),
        Row(ADVISORY, BELOW, 94, (94, 96), DEEP_BREATH),
    ),
    # Zero breaths is a finding, not a loose probe.
    Signal.RESPIRATORY_RATE: _watched(
        Signal.RESPIRATORY_RATE, "Breaths", "/min", "9279-1", (0, 60),
        Row(STOP, BELOW, 8, (8, 9), NO_BREATH),
        Row(TREAT, BELOW, 10, (10, 11), REPOSITION, others=(ED_BREATHS,)),
        Row(ADVISORY, BELOW, 12, (12, 14), LOOK),
        Row(ADVISORY, ABOVE, 24, (20, 30), LOOK, others=(ED_BREATHS,)),
    ),
    Signal.TEMPERATURE: _watched(
        Signal.TEMPERATURE, "Temperature", "°C", "8310-5", (32, 43),
        Row(TREAT, AT_LEAST, "38.5", (38, "38.5"), CALL_PRESCRIBER),
        Row(ADVISORY, AT_LEAST, "37.8", ("37.3", "37.8"), LOOK),
    ),
    Signal.MOAAS: _watched(
        Signal.MOAAS, "Alertness (MOAA/S)", "", "", (0, 5),
        Row(STOP, AT_MOST, 2, (2, 3), STOP_NOW),
        Row(TREAT, AT_MOST, 3, (3, 4), REPOSITION),
        Row(ADVISORY, AT_MOST, 4, (4, 4), LOOK),
    ),
    Signal.RASS: _watched(
        Signal.RASS, "Agitation or sedation (RASS)", "", "", (-5, 4),
        Row(STOP, AT_LEAST, 3, (2, 3), RAGE),
        Row(STOP, AT_MOST, -4, (-4, -3), STOP_NOW),
        Row(TREAT, AT_LEAST, 2, (1, 2), GROUND),
        Row(TREAT, AT_MOST, -2, (-2, -1), REPOSITION),
        Row(ADVISORY, AT_LEAST, 1, (1, 1), LOOK),
        Row(ADVISORY, AT_MOST, -1, (-1, -1), LOOK),
    ),
}  # fmt: skip

HYPERTENSIVE = PressurePair(
    adjustable(
        "MON.symptoms.systolic", "Systolic pressure above which a warning symptom stops the drug", 140, "mmHg",
        IN_SESSION_LIMITS, between=(120, 140),
    ),
    adjustable(
        "MON.symptoms.diastolic", "Diastolic pressure above which a warning symptom stops the drug", 90, "mmHg",
        IN_SESSION_LIMITS, between=(80, 90),
    ),
)  # fmt: skip
WARNING_SYMPTOMS = ("chest pain", "breathlessness", "severe headache", "weakness on one side", "loss of vision")
STOP_SIGNS = (
    "fainting",
    "no breath for 20 seconds",
    "new irregular heartbeat with symptoms",
    "danger to self or others",
    *WARNING_SYMPTOMS,
)

SIGNAL_THRESHOLDS: tuple[Threshold, ...] = (
    *{line.threshold.code: line.threshold for watched in WATCHED.values() for line in watched.lines}.values(),
    *HYPERTENSIVE.both,
)


def limits(signal: Signal, baseline: Number | None = None, limits: Limits = PUBLISHED) -> tuple[Limit, ...]:
    """All limits of a signal as plain numbers for this patient in this clinic, worst first."""
    usable = None if baseline is None or not is_plausible(signal, baseline) else Decimal(baseline)
    resolved = (line.drawn(limits).for_baseline(usable) for line in WATCHED[signal].lines)
    known = [limit for limit in resolved if limit is not None]
    return tuple(sorted(known, key=lambda limit: -limit.tier.rank))


def is_plausible(signal: Signal, value: Number) -> bool:
    """Whether a living, measured patient can have this value; 0 from a loose probe is not one."""
    watched = WATCHED[signal]
    return watched.lowest_plausible <= value <= watched.highest_plausible
