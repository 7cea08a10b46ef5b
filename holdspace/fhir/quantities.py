"""How much was it? A Quantity keeps its number only where the number is the measurement itself."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.fhir.elements import Resource, element, number, plain, short, word

UCUM = "http://unitsofmeasure.org"


@dataclass(frozen=True)
class Measured:
    """A number with its unit, or words where the number alone would say something else ("< 5")."""

    number: Decimal | None = None
    unit: str = ""
    text: str = ""


def measured(quantity: Resource) -> Measured:
    """Read a Quantity; the unit is the UCUM code where there is one."""
    value, comparator = number(quantity, "value"), word(quantity, "comparator")
    code = word(quantity, "code")
    unit = short(code if code and word(quantity, "system") == UCUM else word(quantity, "unit") or code, 60, "unit")
    if value is None:
        return Measured()
    # "Less than 5" kept as 5 would be a number nobody measured.
    if comparator:
        return Measured(unit=unit, text=f"{comparator} {plain(value)} {unit}".strip())
    return Measured(value, unit)


def range_words(quantities: Resource) -> str:
    """A Range in words: "30 to 40 a", "from 30 a", "up to 40 a"."""
    low, high = measured(element(quantities, "low")), measured(element(quantities, "high"))
    if low.number is None and high.number is None:
        return ""
    if low.number is None or high.number is None:
        limit, stem = (high, "up to") if low.number is None else (low, "from")
        return f"{stem} {quantity_words(limit)}"
    return f"{plain(low.number)} to {quantity_words(high)}"


def quantity_words(quantity: Measured) -> str:
    """A quantity as a person writes it."""
    return quantity.text or (f"{plain(quantity.number)} {quantity.unit}".strip() if quantity.number is not None else "")
