"""How is a protocol written down? Plain data for JSON, and back again without loss."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from holdspace.clinical.protocols.dose import Dose, Drug, InfusionPart, Status
from holdspace.clinical.protocols.phase import Phase, Spacing
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Mark, Source
from holdspace.clinical.units import MgPerKg, Milligrams, plain

if TYPE_CHECKING:
    from holdspace.clinical.protocols.protocol import Protocol

UNITS: dict[str, type[MgPerKg] | type[Milligrams]] = {"mg/kg": MgPerKg, "mg": Milligrams}
T = TypeVar("T")


def as_dict(protocol: "Protocol") -> dict[str, Any]:
    """Every field of a protocol as plain data."""
    return {field.name: _plain(getattr(protocol, field.name)) for field in fields(protocol)}


def _plain(value: Any) -> Any:
    if isinstance(value, Source):
        return value.as_dict()
    if isinstance(value, MgPerKg | Milligrams):
        return {"value": plain(value.value), "unit": value.ucum}
    if isinstance(value, Phase | Spacing | InfusionPart):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Route | Drug | Status):
        return value.value
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def read(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a written protocol; a field that is not known, missing or malformed is refused."""
    unknown = sorted(set(body) - set(READERS))
    if unknown:
        raise ValueError(f"The protocol was not read: it has no field {unknown[0]}.")
    missing = [name for name in REQUIRED if name not in body]
    if missing:
        raise ValueError(f"The protocol was not read: {missing[0]} is missing.")
    return {name: _read_field(name, value) for name, value in body.items()}


def _read_field(name: str, value: Any) -> Any:
    try:
        return READERS[name](value)
    except (KeyError, TypeError, AttributeError, InvalidOperation, ValueError) as fault:
        # Our own refusals are sentences; what the language says of a fault is not for a clinician.
        why = f" {fault}" if isinstance(fault, ValueError) and str(fault).endswith(".") else ""
        raise ValueError(f"The protocol was not read: {name} cannot be read.{why}") from fault


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _dose(value: Any) -> Dose:
    return UNITS[value["unit"]](Decimal(_text(value["value"])))


def _source(value: Any) -> Source:
    return Source(_text(value["text"]), _text(value["link"]), Mark(value["mark"]), _text(value["heading"]))


def _or_none(read_one: Callable[[Any], T]) -> Callable[[Any], T | None]:
    return lambda value: None if value is None else read_one(value)


def _each(read_one: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError(value)
        return tuple(read_one(each) for each in value)

    return read_all


def _spacing(value: Any) -> Spacing:
    return Spacing(_whole(value["shortest_days"]), _whole(value["longest_days"]))


def _phase(value: Any) -> Phase:
    whole = _or_none(_whole)
    return Phase(
        name=_text(value["name"]),
        sessions=whole(value["sessions"]),
        sessions_at_most=whole(value["sessions_at_most"]),
        every=_or_none(_spacing)(value["every"]),
        lasting_days=whole(value["lasting_days"]),
        note=_text(value["note"]),
    )


def _part(value: Any) -> InfusionPart:
    dose = _dose(value["dose"])
    if not isinstance(dose, MgPerKg):
        raise TypeError(value)
    return InfusionPart(dose, _whole(value["minutes"]))


def _way(value: Any) -> tuple[Route, tuple[Dose, ...]]:
    route, steps = value
    return Route(route), _each(_dose)(steps)


def _pair(value: Any) -> tuple[int, int]:
    shortest, longest = value
    return _whole(shortest), _whole(longest)


REQUIRED = ("id", "title", "indications", "routes", "steps", "phases", "source")
READERS: dict[str, Callable[[Any], Any]] = {
    "id": _text,
    "title": _text,
    "indications": _each(_text),
    "routes": _each(Route),
    "steps": _each(_dose),
    "phases": _each(_phase),
    "source": _source,
    "drug": Drug,
    "status": Status,
    "first_dose": _or_none(_dose),
    "minutes": _or_none(_whole),
    "infusion": _each(_part),
    "delivery": _text,
    "hold_minutes": _or_none(_pair),
    "other_ways": _each(_way),
    "group_at_most": _or_none(_whole),
    "preparation_sessions": _whole,
    "integration_sessions": _whole,
    "integration_after_first": _whole,
    "maintenance_phases": _each(_phase),
    "maintenance_note": _text,
    "evidence": _text,
    "stop_rules": _each(_text),
    "watched_minutes": _or_none(_whole),
    "other_sources": _each(_source),
    "based_on": _text,
}
