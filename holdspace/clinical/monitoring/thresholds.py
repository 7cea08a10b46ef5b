"""From which value on does a vital sign ask for a look, for treatment, or to stop? The numbers, as data."""

from decimal import Decimal

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS, PADSS_TABLE
from holdspace.clinical.monitoring.signals import Against, Comparison, Limit, Number, Signal, Tier, Watched
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, Source
from holdspace.clinical.units import BloodPressure

URGENCY = IN_SESSION_LIMITS.at(
    "high pressure without symptoms follows the practice for hypertensive urgency (Yip 2022, abstract only)"
)


def _limit(
    tier: Tier,
    comparison: Comparison,
    value: int | str,
    do: str,
    source: Source = IN_SESSION_LIMITS,
    against: Against = Against.ZERO,
) -> Limit:
    return Limit(tier, comparison, Decimal(value), do, source, against)


LOOK = "Look at the patient, and measure again."
TREAT_PRESSURE = (
    "Stop or slow the drug, calm the room, measure again at 5 minutes. Treat only if it stays high or there are risk"
    " factors."
)
STOP_NOW = "Stop the drug. Call for emergency help and the prescriber now."
CALL_PRESCRIBER = "Call the prescriber now."
REPOSITION = "Stimulate, reposition the head, give oxygen. Call the prescriber now."

# The recovery score counts a change of up to 20 % as steady, up to 40 % as middling. It names blood pressure and
# pulse; breaths and saturation are too coarse for percentages (12 to 15 breaths is already 25 %).
_RELATIVE = (
    _limit(Tier.TREAT, Comparison.ABOVE, 40, CALL_PRESCRIBER, PADSS_TABLE, Against.PERCENT_OF_BASELINE),
    _limit(Tier.TREAT, Comparison.BELOW, -40, CALL_PRESCRIBER, PADSS_TABLE, Against.PERCENT_OF_BASELINE),
    _limit(Tier.ADVISORY, Comparison.ABOVE, 20, LOOK, PADSS_TABLE, Against.PERCENT_OF_BASELINE),
    _limit(Tier.ADVISORY, Comparison.BELOW, -20, LOOK, PADSS_TABLE, Against.PERCENT_OF_BASELINE),
)

WATCHED = {
    Signal.SYSTOLIC: Watched(
        "Systolic blood pressure",
        "mmHg",
        "8480-6",
        Decimal(50),
        Decimal(260),
        (
            _limit(Tier.STOP, Comparison.AT_LEAST, 200, STOP_NOW),
            _limit(Tier.STOP, Comparison.BELOW, 80, STOP_NOW),
            _limit(Tier.TREAT, Comparison.AT_LEAST, 180, TREAT_PRESSURE, URGENCY),
            _limit(Tier.TREAT, Comparison.BELOW, 90, CALL_PRESCRIBER),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, 160, LOOK),
            _limit(Tier.ADVISORY, Comparison.BELOW, 100, LOOK),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, 40, LOOK, ESKETAMINE_US_SUMMARY, Against.BASELINE),
            *_RELATIVE,
        ),
    ),
    Signal.DIASTOLIC: Watched(
        "Diastolic blood pressure",
        "mmHg",
        "8462-4",
        Decimal(20),
        Decimal(180),
        (
            _limit(Tier.STOP, Comparison.AT_LEAST, 120, STOP_NOW),
            _limit(Tier.TREAT, Comparison.AT_LEAST, 110, TREAT_PRESSURE, URGENCY),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, 100, LOOK),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, 25, LOOK, ESKETAMINE_US_SUMMARY, Against.BASELINE),
            *_RELATIVE,
        ),
    ),
    Signal.HEART_RATE: Watched(
        "Heart rate",
        "/min",
        "8867-4",
        Decimal(20),
        Decimal(240),
        (
            _limit(Tier.STOP, Comparison.ABOVE, 150, STOP_NOW),
            _limit(Tier.STOP, Comparison.BELOW, 40, STOP_NOW),
            _limit(Tier.TREAT, Comparison.ABOVE, 130, CALL_PRESCRIBER),
            _limit(Tier.TREAT, Comparison.BELOW, 45, CALL_PRESCRIBER),
            _limit(Tier.ADVISORY, Comparison.ABOVE, 110, LOOK),
            _limit(Tier.ADVISORY, Comparison.BELOW, 50, LOOK),
            *_RELATIVE,
        ),
    ),
    Signal.SPO2: Watched(
        "Oxygen saturation",
        "%",
        "59408-5",
        Decimal(50),
        Decimal(100),
        (
            _limit(
                Tier.STOP,
                Comparison.BELOW,
                90,
                "Stimulate, open the airway, give oxygen. If it stays below 90 % for 30 seconds, stop the drug and"
                " call for emergency help.",
            ),
            _limit(Tier.TREAT, Comparison.BELOW, 92, REPOSITION),
            _limit(Tier.ADVISORY, Comparison.BELOW, 94, "Check the probe, ask for a deep breath, measure again."),
        ),
    ),
    Signal.RESPIRATORY_RATE: Watched(
        "Breaths",
        "/min",
        "9279-1",
        # Zero breaths is a finding, not a loose probe.
        Decimal(0),
        Decimal(60),
        (
            _limit(Tier.STOP, Comparison.BELOW, 8, "Open the airway and support breathing. " + STOP_NOW),
            _limit(Tier.TREAT, Comparison.BELOW, 10, REPOSITION),
            _limit(Tier.ADVISORY, Comparison.BELOW, 12, LOOK),
            _limit(Tier.ADVISORY, Comparison.ABOVE, 24, LOOK),
        ),
    ),
    Signal.TEMPERATURE: Watched(
        "Temperature",
        "°C",
        "8310-5",
        Decimal(32),
        Decimal(43),
        (
            _limit(Tier.TREAT, Comparison.AT_LEAST, "38.5", CALL_PRESCRIBER),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, "37.8", LOOK),
        ),
    ),
    Signal.MOAAS: Watched(
        "Alertness (MOAA/S)",
        "",
        "",
        Decimal(0),
        Decimal(5),
        (
            _limit(Tier.STOP, Comparison.AT_MOST, 2, STOP_NOW),
            _limit(Tier.TREAT, Comparison.AT_MOST, 3, REPOSITION),
            _limit(Tier.ADVISORY, Comparison.AT_MOST, 4, LOOK),
        ),
    ),
    Signal.RASS: Watched(
        "Agitation or sedation (RASS)",
        "",
        "",
        Decimal(-5),
        Decimal(4),
        (
            _limit(Tier.STOP, Comparison.AT_LEAST, 3, "Keep everybody safe. " + STOP_NOW),
            _limit(Tier.STOP, Comparison.AT_MOST, -4, STOP_NOW),
            _limit(Tier.TREAT, Comparison.AT_LEAST, 2, "Ground with calm words first. " + CALL_PRESCRIBER),
            _limit(Tier.TREAT, Comparison.AT_MOST, -2, REPOSITION),
            _limit(Tier.ADVISORY, Comparison.AT_LEAST, 1, LOOK),
            _limit(Tier.ADVISORY, Comparison.AT_MOST, -1, LOOK),
        ),
    ),
}

HYPERTENSIVE = BloodPressure(systolic=140, diastolic=90)
WARNING_SYMPTOMS = ("chest pain", "breathlessness", "severe headache", "weakness on one side", "loss of vision")
STOP_SIGNS = (
    "fainting",
    "no breath for 20 seconds",
    "new irregular heartbeat with symptoms",
    "danger to self or others",
    *WARNING_SYMPTOMS,
)


def limits(signal: Signal, baseline: Number | None = None) -> tuple[Limit, ...]:
    """All limits of a signal as plain numbers for this patient, worst first."""
    usable = None if baseline is None or not is_plausible(signal, baseline) else Decimal(baseline)
    resolved = (limit.for_baseline(usable) for limit in WATCHED[signal].limits)
    known = [limit for limit in resolved if limit is not None]
    return tuple(sorted(known, key=lambda limit: -limit.tier.rank))


def is_plausible(signal: Signal, value: Number) -> bool:
    """Whether a living, measured patient can have this value; 0 from a loose probe is not one."""
    watched = WATCHED[signal]
    return watched.lowest_plausible <= value <= watched.highest_plausible
