"""Is this entry in a shape the record can keep? What cannot be read is refused with its reason.

What can be read but is hardly believable is kept: a person confirms it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from holdspace.care.dosing.events.schema import LEVELS, VERSION, Field, shapes_of
from holdspace.clinical.units import plain

LONGEST_TEXT = 4000
SHAPES_OF = {version: shapes_of(version) for version in range(1, VERSION + 1)}
ABOUT_EACH = {"both": ("duplicate",), "same": ("duplicate",), "keep": ("conflict", "parallel")}


@dataclass(frozen=True)
class Checked:
    """A payload as it will be kept, what is wrong with it, and which of its values a person has to confirm."""

    payload: dict[str, Any]
    faults: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()


def check(kind: str, payload: Any, version: int = VERSION) -> Checked:
    """The payload of an event of this kind, read part by part."""
    shape = SHAPES_OF[version].get(kind) if isinstance(kind, str) else None
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
    if kind == "resolve":
        return list(_resolution(kept))
    return []


def _is_upside_down(kept: Mapping[str, Any]) -> bool:
    return "systolic" in kept and "diastolic" in kept and kept["diastolic"] >= kept["systolic"]


def _resolution(kept: Mapping[str, Any]) -> Iterator[str]:
    about, how = kept.get("about"), kept.get("how")
    if (about, how) == ("duplicate", "same") and not kept.get("because"):
        yield "Say why it is the same dose: it then no longer counts."
    if how in ("same", "keep") and "keeps" not in kept:
        yield "Say which of them stands."
    if about not in ABOUT_EACH.get(how, (about,)):
        yield f"{how} does not answer this question."
