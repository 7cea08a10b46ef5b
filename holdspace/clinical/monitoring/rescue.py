"""What is done in an emergency, in order, and from which value on? The limits are those that stop a session."""

from dataclasses import dataclass

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS, RCEM_DISCHARGE
from holdspace.clinical.monitoring.discharge.criteria import AFTER_ANTAGONIST
from holdspace.clinical.monitoring.measured import minutes
from holdspace.clinical.monitoring.signals import Against, Comparison, Signal, Tier
from holdspace.clinical.monitoring.thresholds import STOP_SIGNS, WATCHED
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import plain


@dataclass(frozen=True)
class RescueStep:
    """One step: its name for the record, what to do, why now, and who says so."""

    code: str
    title: str
    why: str
    source: Source = IN_SESSION_LIMITS


BELOW, AT_LEAST, ABOVE = Comparison.BELOW, Comparison.AT_LEAST, Comparison.ABOVE


def stop_when(limits: Limits = PUBLISHED) -> tuple[str, ...]:
    """Every sign and value that stops a session in this clinic, in words."""

    def at(signal: Signal, comparison: Comparison) -> str:
        return _value(limits, signal, comparison, Tier.STOP)

    return (
        *STOP_SIGNS,
        f"SpO₂ below {at(Signal.SPO2, BELOW)} % for 30 s",
        f"blood pressure from {at(Signal.SYSTOLIC, AT_LEAST)}/{at(Signal.DIASTOLIC, AT_LEAST)}"
        f" or below {at(Signal.SYSTOLIC, BELOW)}",
        f"heart rate above {at(Signal.HEART_RATE, ABOVE)} or below {at(Signal.HEART_RATE, BELOW)}",
        f"breaths below {at(Signal.RESPIRATORY_RATE, BELOW)}",
        "answers to prodding only, or not at all",
    )


def rescue_steps(limits: Limits = PUBLISHED) -> tuple[RescueStep, ...]:
    """What is done, in order, at the values that hold in this clinic."""
    low = _value(limits, Signal.SPO2, BELOW, Tier.TREAT)
    very_low = _value(limits, Signal.SPO2, BELOW, Tier.STOP)
    return (
        RescueStep("stop", "Stop the drug", f"At once on any of these: {'; '.join(stop_when(limits))}."),
        RescueStep("emergency_call", "Emergency help called", "With any stop sign."),
        RescueStep("prescriber_called", "Prescriber called", "At the same time, by somebody else."),
        RescueStep(
            "airway",
            "Stimulated, airway opened",
            f"SpO₂ below {low} % or hard to rouse: call the name, prod, lift the jaw, suction.",
        ),
        RescueStep("oxygen", "Oxygen given", f"SpO₂ below {low} %. Below {very_low} % support breathing."),
        RescueStep("grounding", "Grounded with calm words", "Panic, dread or restlessness: words first, then drugs."),
    )


def _value(limits: Limits, signal: Signal, comparison: Comparison, tier: Tier) -> str:
    """The value from which this signal asks for this, as the thresholds have it."""
    found = (one for one in WATCHED[signal].lines if one.tier is tier and one.comparison is comparison)
    return plain(next(limits.of(one.threshold) for one in found if one.against is Against.ZERO))


STOP_WHEN, RESCUE_STEPS = stop_when(), rescue_steps()
# An antagonist wears off before the drug it holds back.
AFTER_AN_ANTAGONIST = RescueStep(
    "antagonist",
    "After an antagonist",
    f"After naloxone or flumazenil nobody leaves for {minutes(AFTER_ANTAGONIST)}.",
    RCEM_DISCHARGE,
)
