"""What was found? The value[x] of an observation or of one of its components, in the forms our columns keep."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from holdspace.fhir.dates import period, when
from holdspace.fhir.elements import (
    NotReadable,
    Resource,
    choice,
    concept,
    element,
    flag,
    number,
    plain,
    word,
    wrong_form,
)
from holdspace.fhir.quantities import measured, quantity_words, range_words


@dataclass(frozen=True)
class Value:
    """A found value; false when there is none."""

    number: Decimal | None = None
    unit: str = ""
    boolean: bool | None = None
    at: str = ""
    text: str = ""
    codings: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.number is not None or self.boolean is not None or bool(self.at or self.text or self.codings)

    def as_json(self) -> dict[str, Any]:
        """For a component, which is kept as JSON: only what is there, the number as it is written."""
        said = {
            "value_number": None if self.number is None else plain(self.number),
            "unit": self.unit or None,
            "value_boolean": self.boolean,
            "value_at": self.at or None,
            "value_text": self.text or None,
        }
        return {name: value for name, value in said.items() if value is not None}


def value_of(resource: Resource) -> Value:
    """The value[x] of a resource; false when absent."""
    kind, _ = choice(resource, "value")
    if not kind:
        return Value()
    if kind not in READERS:
        raise wrong_form("value")
    return READERS[kind](resource, f"value{kind}")


def _quantity(resource: Resource, name: str) -> Value:
    found = measured(element(resource, name))
    return Value(number=found.number, unit=found.unit, text=found.text)


def _concept(resource: Resource, name: str) -> Value:
    found = concept(resource, name)
    return Value(codings=found.codings, text=found.text)


def _whole(resource: Resource, name: str) -> Value:
    value = number(resource, name)
    if value is not None and value != value.to_integral_value():
        raise wrong_form(name)
    return Value(number=value)


def _boolean(resource: Resource, name: str) -> Value:
    return Value(boolean=flag(resource, name))


def _string(resource: Resource, name: str) -> Value:
    return Value(text=word(resource, name))


def _moment(resource: Resource, name: str) -> Value:
    return Value(at=when(resource, name).written)


def _period(resource: Resource, name: str) -> Value:
    start, end = period(resource, name)
    return Value(text=f"{start.written} to {end.written}".strip())


def _range(resource: Resource, name: str) -> Value:
    return Value(text=range_words(element(resource, name)))


def _ratio(resource: Resource, name: str) -> Value:
    ratio = element(resource, name)
    parts = [quantity_words(measured(element(ratio, part))) for part in ("numerator", "denominator")]
    return Value(text=" : ".join(parts) if all(parts) else "")


def _waveform(resource: Resource, name: str) -> Value:
    raise NotReadable("It is a waveform, which is not kept.")


READERS = {
    "Quantity": _quantity,
    "CodeableConcept": _concept,
    "String": _string,
    "Boolean": _boolean,
    "Integer": _whole,
    "Range": _range,
    "Ratio": _ratio,
    "SampledData": _waveform,
    "Time": _string,
    "DateTime": _moment,
    "Period": _period,
}
