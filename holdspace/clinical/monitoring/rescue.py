"""What is done in an emergency, in order, and from which value on? The limits are those that stop a session."""

from dataclasses import dataclass

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS, RCEM_DISCHARGE
from holdspace.clinical.monitoring.discharge.criteria import AFTER_ANTAGONIST
from holdspace.clinical.monitoring.measured import minutes
from holdspace.clinical.monitoring.signals import Against, Comparison, Signal, Tier
from holdspace.clinical.monitoring.thresholds import STOP_SIGNS, WATCHED
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain


@dataclass(frozen=True)
class RescueStep:
    """One step: its name for the record, what to do, why now, and who says so."""

    code: str
    title: str
    why: str
    source: Source = IN_SESSION_LIMITS


def _limit(signal: Signal, comparison: Comparison, tier: Tier = Tier.STOP) -> str:
    """The value from which this signal asks for this, as the thresholds have it."""
    found = (one for one in WATCHED[signal].limits if one.tier is tier and one.comparison is comparison)
    return plain(next(one.value for one in found if one.against is Against.ZERO))


BELOW, AT_LEAST, ABOVE = Comparison.BELOW, Comparison.AT_LEAST, Comparison.ABOVE
LOW_OXYGEN = _limit(Signal.SPO2, BELOW, Tier.TREAT)
VERY_LOW_OXYGEN = _limit(Signal.SPO2, BELOW)
STOP_WHEN = (
    *STOP_SIGNS,
    f"SpO₂ below {VERY_LOW_OXYGEN} % for 30 s",
    f"blood pressure from {_limit(Signal.SYSTOLIC, AT_LEAST)}/{_limit(Signal.DIASTOLIC, AT_LEAST)}"
    f" or below {_limit(Signal.SYSTOLIC, BELOW)}",
    f"heart rate above {_limit(Signal.HEART_RATE, ABOVE)} or below {_limit(Signal.HEART_RATE, BELOW)}",
    f"breaths below {_limit(Signal.RESPIRATORY_RATE, BELOW)}",
    "answers to prodding only, or not at all",
)

RESCUE_STEPS = (
    RescueStep("stop", "Stop the drug", f"At once on any of these: {'; '.join(STOP_WHEN)}."),
    RescueStep("emergency_call", "Emergency help called", "With any stop sign."),
    RescueStep("prescriber_called", "Prescriber called", "At the same time, by somebody else."),
    RescueStep(
        "airway",
        "Stimulated, airway opened",
        f"SpO₂ below {LOW_OXYGEN} % or hard to rouse: call the name, prod, lift the jaw, suction.",
    ),
    RescueStep("oxygen", "Oxygen given", f"SpO₂ below {LOW_OXYGEN} %. Below {VERY_LOW_OXYGEN} % support breathing."),
    RescueStep("grounding", "Grounded with calm words", "Panic, dread or restlessness: words first, then drugs."),
)
# An antagonist wears off before the drug it holds back.
AFTER_AN_ANTAGONIST = RescueStep(
    "antagonist",
    "After an antagonist",
    f"After naloxone or flumazenil nobody leaves for {minutes(AFTER_ANTAGONIST)}.",
    RCEM_DISCHARGE,
)
