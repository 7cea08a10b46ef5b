"""How is one element of a resource read? Strictly: what is not in the form FHIR R4 gives it is said, never guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Resource = Mapping[str, Any]

LARGEST = Decimal(10) ** 14
PLACES = Decimal(1).scaleb(-10)
MOST_LOST_BY_ROUNDING = Decimal("0.000001")


class NotReadable(Exception):
    """A resource cannot become a row; the message is a whole sentence that names nobody and holds no value."""


class Withdrawn(NotReadable):
    """The sender takes back what it sent before; our row has no word of its own for that."""


class Grouping(NotReadable):
    """A resource that says nothing of its own: it only points at others, and each of those is read for itself."""


@dataclass(frozen=True)
class Concept:
    """A thing said in codes and in words."""

    codings: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""

    @property
    def words(self) -> str:
        """The text, else the first display, else the first code."""
        return self.text or next((c.get("display") or c.get("code", "") for c in self.codings), "")

    @property
    def code(self) -> str:
        """The first code."""
        return next((c["code"] for c in self.codings if c.get("code")), "")

    def __bool__(self) -> bool:
        return bool(self.codings or self.text)


def wrong_form(name: str) -> NotReadable:
    """The refusal of an element that is not what FHIR R4 says it is."""
    return NotReadable(f"Its “{name}” is not in the form FHIR R4 gives it.")


def word(resource: Resource, name: str) -> str:
    """A string element, stripped; empty when absent."""
    value = resource.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong_form(name)
    return value.strip()


def words(resource: Resource, name: str) -> tuple[str, ...]:
    """A repeating string element; nulls, which FHIR writes for "see the extension", are left out."""
    values = [value for value in listed(resource, name) if value is not None]
    if not all(isinstance(value, str) for value in values):
        raise wrong_form(name)
    return tuple(value.strip() for value in values)


def flag(resource: Resource, name: str) -> bool | None:
    """A boolean element; None when absent."""
    value = resource.get(name)
    if value is not None and not isinstance(value, bool):
        raise wrong_form(name)
    return value


def number(resource: Resource, name: str) -> Decimal | None:
    """A number element that our columns can hold without changing it; None when absent."""
    value = resource.get(name)
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise wrong_form(name)
    return _that_fits(value)


def _that_fits(value: Decimal) -> Decimal:
    try:
        rounded = value.quantize(PLACES) if abs(value) < LARGEST else None
    except InvalidOperation:
        rounded = None
    # Ten decimals hold every clinical number; one that would come out as another number is refused, not bent.
    if rounded is None or abs(value - rounded) > abs(value) * MOST_LOST_BY_ROUNDING:
        raise NotReadable("It holds a number too large or too small to keep exactly.")
    return rounded


def element(resource: Resource, name: str) -> Resource:
    """An object element; empty when absent."""
    value = resource.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise wrong_form(name)
    return value


def elements(resource: Resource, name: str) -> tuple[Resource, ...]:
    """A repeating object element."""
    values = [value for value in listed(resource, name) if value is not None]
    if not all(isinstance(value, dict) for value in values):
        raise wrong_form(name)
    return tuple(values)


def listed(resource: Resource, name: str) -> list[Any]:
    """A repeating element of any kind."""
    value = resource.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong_form(name)
    return value


def concept(resource: Resource, name: str) -> Concept:
    """A CodeableConcept; false when absent or empty."""
    return as_concept(element(resource, name))


def concepts(resource: Resource, name: str) -> tuple[Concept, ...]:
    """A repeating CodeableConcept."""
    return tuple(as_concept(one) for one in elements(resource, name))


def as_concept(codeable: Resource) -> Concept:
    """A CodeableConcept already taken out of its resource."""
    codings = [coding for coding in map(_coding, elements(codeable, "coding")) if coding]
    return Concept(codings, word(codeable, "text"))


def _coding(coding: Resource) -> dict[str, Any]:
    parts = {name: word(coding, name) for name in ("system", "code", "display")}
    ordinal = extension(coding, ORDINAL_VALUE)
    if parts["code"] or parts["display"]:
        worth = number(ordinal, "valueDecimal") if ordinal else None
        return parts if worth is None else parts | {"ordinal": plain(worth)}
    return {}


ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def extension(resource: Resource, url: str) -> Resource:
    """The extension of that name; empty when absent."""
    return next((one for one in elements(resource, "extension") if one.get("url") == url), {})


def choice(resource: Resource, stem: str) -> tuple[str, Any]:
    """The one element present of a choice of types: `("Quantity", {...})` for value[x]; `("", None)` when absent."""
    found = [(name.removeprefix(stem), value) for name, value in resource.items() if _is_choice(name, stem)]
    if len(found) > 1:
        raise NotReadable(f"It gives more than one “{stem}”.")
    return found[0] if found else ("", None)


def _is_choice(name: str, stem: str) -> bool:
    return name.startswith(stem) and name[len(stem) : len(stem) + 1].isupper()


def plain(value: Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def fit(text: str, length: int) -> str:
    """Prose cut to a column, with a mark where it was cut."""
    return text if len(text) <= length else text[: length - 1] + "…"


def short(text: str, length: int, name: str) -> str:
    """A code or unit; one that does not fit its column would be another code when cut, and is refused."""
    if len(text) > length:
        raise NotReadable(f"Its “{name}” is too long to be a {name}.")
    return text


def one_of(allowed: frozenset[str], resource: Resource, name: str) -> str:
    """A code from a closed list of FHIR; must be there."""
    value = word(resource, name)
    if value not in allowed:
        raise NotReadable(f"Its “{name}” is missing or is no word FHIR R4 knows.")
    return value


def every_text(value: Any) -> Iterator[str]:
    """Every name and text anywhere inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from every_text(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_text(inner)
