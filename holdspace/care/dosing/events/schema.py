"""Is this entry in a shape the record can keep? One small declared shape for each kind of event.

What cannot be read is refused with its reason. What can be read but is hardly believable is kept: a person confirms it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from holdspace.clinical.monitoring import MOAAS, RASS, Signal
from holdspace.clinical.monitoring.thresholds import WATCHED
from holdspace.clinical.units import plain

VERSION = 1
LONGEST_TEXT = 4000
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


@dataclass(frozen=True)
class Checked:
    """A payload as it will be kept, what is wrong with it, and which of its values a person has to confirm."""

    payload: dict[str, Any]
    faults: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()


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
        )
    ),
}


def check(kind: str, payload: Any) -> Checked:
    """The payload of an event of this kind, read part by part."""
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return Checked({}, (f"There is no kind of entry called {kind!r}.",))
    if not isinstance(payload, Mapping):
        return Checked({}, ("The entry has no content.",))
    known = {field.name: field for field in shape.fields}
    faults = [f"{name} does not belong to {kind}." for name in payload if name not in known]
    kept: dict[str, Any] = {}
    to_confirm = []
    for field in shape.fields:
        value, fault = _read(field, payload.get(field.name))
        if fault:
            faults.append(fault)
        elif value is not None:
            kept[field.name] = value
            if field.holds == "number" and not field.is_believable(Decimal(value)):
                to_confirm.append(field.name)
    # Nought is a value: no breath at all is the last thing that may be turned away.
    if shape.any_of and not any(kept.get(name, False) is not False for name in shape.any_of):
        faults.append("The entry is empty.")
    faults += _together(kind, kept)
    if kind == "vital_signs" and _is_upside_down(kept):
        to_confirm.append("diastolic")
    return Checked(kept, tuple(faults), tuple(to_confirm))


def _read(field: Field, value: Any) -> tuple[Any, str]:
    if value is None or value == "":
        return None, f"{field.name} is missing." if field.required else ""
    return READERS[field.holds](field, value)


def _read_text(field: Field, value: Any) -> tuple[Any, str]:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        return None, f"{field.name} is not a text of at most {LONGEST_TEXT} letters."
    text = readable(value).strip()
    return text or None, "" if text or not field.required else f"{field.name} is missing."


def readable(text: str) -> str:
    """The text as it can be kept and shown: half a character, as a cut-off emoji leaves one, becomes a mark for it."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_number(field: Field, value: Any) -> tuple[Any, str]:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None, f"{field.name} is not a number."
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return None, f"{field.name} is not a number: {value}."
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 6:
        return None, f"{field.name} is not a number a clinic writes: {value}."
    if field.name == "over_minutes" and exact <= 0:
        return None, "A dose runs over 1 minute or more."
    if field.whole:
        return (int(exact), "") if exact == int(exact) else (None, f"{field.name} is not a whole number.")
    if field.name == "mg" and exact <= 0:
        return None, "A dose is more than 0 mg."
    return plain(exact), ""


def _read_choice(field: Field, value: Any) -> tuple[Any, str]:
    if value not in field.choices:
        return None, f"{field.name} can be {', '.join(field.choices)}; {value!r} was given."
    return value, ""


def _read_yes_no(field: Field, value: Any) -> tuple[Any, str]:
    return (value, "") if isinstance(value, bool) else (None, f"{field.name} is answered by yes or no.")


def _read_list(field: Field, value: Any) -> tuple[Any, str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None, f"{field.name} is not a list of words."
    return [readable(one) for one in value], ""


def _read_id(field: Field, value: Any) -> tuple[Any, str]:
    try:
        return str(UUID(str(value))), ""
    except ValueError:
        return None, f"{field.name} is not an identity."


def _read_payload(field: Field, value: Any) -> tuple[Any, str]:
    return (dict(value), "") if isinstance(value, Mapping) else (None, f"{field.name} is not a content.")


READERS = {
    "text": _read_text,
    "number": _read_number,
    "choice": _read_choice,
    "yes_no": _read_yes_no,
    "list": _read_list,
    "id": _read_id,
    "payload": _read_payload,
}


def _together(kind: str, kept: Mapping[str, Any]) -> list[str]:
    """What is wrong with parts that are right each by itself."""
    if kind == "vital_signs" and ("systolic" in kept) != ("diastolic" in kept):
        return ["A blood pressure has two numbers; one is missing."]
    if kind == "level" and "scale" in kept and "value" in kept:
        lowest, highest = LEVELS[kept["scale"]]
        if not lowest <= kept["value"] <= highest:
            return [f"The {kept['scale']} scale goes from {lowest} to {highest}."]
    if kind == "amend" and kept.get("how") == "replace" and "payload" not in kept:
        return ["A correction says what is right."]
    return []


def _is_upside_down(kept: Mapping[str, Any]) -> bool:
    return "systolic" in kept and "diastolic" in kept and kept["diastolic"] >= kept["systolic"]
