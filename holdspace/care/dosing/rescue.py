"""What is done in an emergency, in order? Each step is one tap and keeps its time."""

from dataclasses import dataclass

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS, RCEM_DISCHARGE
from holdspace.clinical.monitoring.thresholds import STOP_SIGNS
from holdspace.clinical.sources import Source


@dataclass(frozen=True)
class RescueStep:
    """One step: what to do, why now, and the entry that one tap makes of it."""

    title: str
    why: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    source: Source = IN_SESSION_LIMITS


STEPS = (
    RescueStep(
        "Stop the drug",
        f"At once on: {', '.join(STOP_SIGNS)}; SpO₂ below 90 % for 30 s; blood pressure from 200/120 or below 80;"
        " breaths below 8; no response beyond prodding.",
        "phase",
        (("to", "stopped"),),
    ),
    RescueStep("Emergency help called", "With any stop sign.", "intervention", (("what", "emergency_call"),)),
    RescueStep(
        "Prescriber called", "At the same time, by somebody else.", "intervention", (("what", "prescriber_called"),)
    ),
    RescueStep(
        "Stimulated, airway opened",
        "SpO₂ below 92 % or hard to rouse: call the name, prod, lift the jaw, suction.",
        "intervention",
        (("what", "airway"),),
    ),
    RescueStep("Oxygen given", "SpO₂ below 92 %. Below 90 % support breathing.", "intervention", (("what", "oxygen"),)),
    RescueStep(
        "Grounded with calm words",
        "Panic, dread or restlessness: words first, then drugs.",
        "intervention",
        (("what", "grounding"),),
    ),
)
# An antagonist wears off before the drug it holds back.
AFTER_AN_ANTAGONIST = ("After naloxone or flumazenil nobody leaves for 2 hours.", RCEM_DISCHARGE)
