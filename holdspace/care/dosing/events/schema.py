"""What does an entry of each kind hold? One small declared shape for each; `checking` reads by them.

A new part that may be missing, or a new choice, is added here. A change of what a part means needs a new VERSION, and a
reader of the version before it in `versions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from holdspace.clinical.monitoring import MOAAS, RASS, Signal
from holdspace.clinical.monitoring.thresholds import WATCHED

VERSION = 2
# No clinic dose comes near this; a number beyond it is a slip of the hand, kept but asked about. Our judgement.
HIGHEST_DOSE_MG = Decimal(400)


@dataclass(frozen=True)
class Field:
    """One part of a payload: its name, what it holds, its unit and the range in which it is believable."""

    name: str
    holds: str
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    whole: bool = False

    def is_believable(self, value: Decimal) -> bool:
        """Whether a living patient in a clinic can have this value."""
        below = self.lowest is not None and value < self.lowest
        return not below and not (self.highest is not None and value > self.highest)


@dataclass(frozen=True)
class Shape:
    """What an event of one kind holds; at least one of `any_of` has to be there."""

    fields: tuple[Field, ...]
    any_of: tuple[str, ...] = ()


def _text(name: str, *, required: bool = False) -> Field:
    return Field(name, "text", required=required)


def _number(name: str, unit: str, lowest: str, highest: str, **more: Any) -> Field:
    return Field(name, "number", unit, lowest=Decimal(lowest), highest=Decimal(highest), **more)


def _choice(name: str, *choices: str, required: bool = True) -> Field:
    return Field(name, "choice", choices=choices, required=required)


def _yes_no(name: str, *, required: bool = False) -> Field:
    return Field(name, "yes_no", required=required)


def _vital_sign(signal: Signal) -> Field:
    watched = WATCHED[signal]
    whole = signal is not Signal.TEMPERATURE
    low, high = watched.lowest_plausible, watched.highest_plausible
    return Field(signal.value, "number", watched.unit, lowest=low, highest=high, whole=whole)


VITAL_SIGNS = (
    Signal.SYSTOLIC,
    Signal.DIASTOLIC,
    Signal.HEART_RATE,
    Signal.SPO2,
    Signal.RESPIRATORY_RATE,
    Signal.TEMPERATURE,
)
PHASES = (
    "time_out",
    "dosing",
    "recovery",
    "ready_to_leave",
    "completed",
    "reviewed",
    "on_hold",
    "stopped",
    "abandoned",
    "transferred",
)
SEVERITIES = ("mild", "moderate", "severe")
INTERVENTIONS = (
    "guidance",
    "grounding",
    "meditation",
    "breathing",
    "journaling",
    "touch",
    "room",
    "oxygen",
    "airway",
    "emergency_call",
    "prescriber_called",
    "rescue",
    "rescue_drug",
    "other",
)
# Scale -> lowest and highest level; what lies outside does not exist and is refused.
LEVELS = {
    "dissociation": (0, 10),
    "moaas": (min(one.value for one in MOAAS.levels), max(one.value for one in MOAAS.levels)),
    "rass": (min(one.value for one in RASS.levels), max(one.value for one in RASS.levels)),
    "distress": (0, 3),
}
STATES_OF_MIND = ("settled", "anxious", "tearful")
ROUTES = ("iv", "im", "sc", "sl", "po", "in")

# What a person is asked to settle, and how they can answer.
QUESTIONS = ("duplicate", "conflict", "parallel", "after_closing", "gap", "phase", "touch", "target")
ANSWERS = ("seen", "both", "same", "keep")

SHAPES = {
    "phase": Shape((_choice("to", *PHASES), _text("because"))),
    "dose": Shape(
        (
            Field("mg", "number", "mg", required=True, lowest=Decimal("0.001"), highest=HIGHEST_DOSE_MG),
            _choice("route", *ROUTES),
            _number("over_minutes", "min", "1", "240", whole=True),
            _text("because"),
            _yes_no("confirmed"),
        )
    ),
    "infusion_rate": Shape(
        (_number("ml_per_hour", "mL/h", "0", "999"), _yes_no("ended"), _text("because")), ("ml_per_hour", "ended")
    ),
    "vital_signs": Shape(
        (
            *(_vital_sign(signal) for signal in VITAL_SIGNS),
            _yes_no("on_air"),
            _yes_no("warning_symptoms"),
            _yes_no("refused"),
            _yes_no("confirmed"),
            _choice("source", "typed", "device", required=False),
        ),
        (*(signal.value for signal in VITAL_SIGNS), "refused"),
    ),
    "level": Shape((_choice("scale", *LEVELS), Field("value", "number", required=True, whole=True), _text("note"))),
    "side_effect": Shape(
        (_text("term", required=True), _text("code"), _choice("severity", *SEVERITIES, required=False), _text("action"))
    ),
    "adverse_event": Shape(
        (
            _text("term", required=True),
            _text("code"),
            _choice("severity", *SEVERITIES),
            _yes_no("serious", required=True),
            _text("action"),
            _text("outcome"),
        )
    ),
    "intervention": Shape((_choice("what", *INTERVENTIONS), _text("detail"), _text("drug"), _text("amount"))),
    "words": Shape((_text("text", required=True),)),
    "music": Shape((_text("text", required=True),)),
    "touch_consent": Shape((Field("areas", "list", required=True), _text("because"))),
    "staff": Shape(
        (_choice("did", "in", "out", "handover"), Field("staff", "id", required=True), Field("to", "id"), _text("note"))
    ),
    "note": Shape((_text("text"), _choice("state", *STATES_OF_MIND, required=False)), ("text", "state")),
    "alarm": Shape((_text("says", required=True), _choice("tier", "implausible", "abnormal", "act"))),
    "acknowledge": Shape((Field("event", "id", required=True), _text("because"))),
    "amend": Shape(
        (
            Field("event", "id", required=True),
            _choice("how", "void", "replace"),
            _text("because", required=True),
            Field("payload", "payload"),
            # The newest correction its author had seen; without it, they had seen none.
            Field("seen", "id"),
        )
    ),
    "resolve": Shape(
        (
            Field("event", "id", required=True),
            _choice("about", *QUESTIONS),
            _choice("how", *ANSWERS),
            Field("keeps", "id"),
            _text("because"),
        )
    ),
}
# What each version brought; what an older tablet writes is read by what its version had.
KINDS_SINCE = {"resolve": 2}
PARTS_SINCE = {("amend", "seen"): 2}


def shapes_of(version: int) -> Mapping[str, Shape]:
    """The shapes as a tablet of this version knows them."""
    return {
        kind: replace(shape, fields=tuple(one for one in shape.fields if _since(kind, one) <= version))
        for kind, shape in SHAPES.items()
        if KINDS_SINCE.get(kind, 1) <= version
    }


def _since(kind: str, part: Field) -> int:
    return PARTS_SINCE.get((kind, part.name), 1)
