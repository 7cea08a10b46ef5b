"""How is a measured value written on the patient's page? As it was measured, to the digits that mean something."""

from decimal import Decimal
from typing import Any

from holdspace.chart.models import Observation
from holdspace.ui.words import number

SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"
# Other systems send ten decimals; nobody measures to more than two.
SHOWN_DECIMALS = Decimal("0.01")


def value_of(row: Observation) -> str:
    """The value with its unit, in the order in which it is said."""
    if row.is_absent:
        return "not done"
    if row.components:
        return _components(row.components)
    if row.value_number is not None:
        return f"{shown(row.value_number)} {unit(row.unit)}".strip()
    if row.value_boolean is not None:
        return "yes" if row.value_boolean else "no"
    if row.value_codings:
        first = row.value_codings[0]
        return str(first.get("display") or first.get("code"))
    return (row.value_at[:10] or row.value_text[:80]) or "no value"


def shown(value: Any) -> str:
    """A number without digits that nobody measured."""
    exact = Decimal(str(value))
    rounded = exact.quantize(SHOWN_DECIMALS)
    return number(rounded if abs(rounded) >= 1 else exact.normalize())


def unit(written: str) -> str:
    """A unit as people write it: a score such as {score} counts in no unit."""
    return "" if written.startswith("{") and written.endswith("}") else written


def _components(components: list[dict[str, Any]]) -> str:
    by_code = {coding.get("code"): part for part in components for coding in part.get("codings", ())}
    if SYSTOLIC in by_code and DIASTOLIC in by_code:
        upper, lower = by_code[SYSTOLIC].get("value_number"), by_code[DIASTOLIC].get("value_number")
        if upper and lower:
            return f"{_whole(upper)}/{_whole(lower)} mmHg"
    named = ((part, part.get("value_number")) for part in components)
    return ", ".join(
        f"{_name(part)} {shown(value)} {unit(part.get('unit', ''))}".strip() for part, value in named if value
    )


def _whole(value: Any) -> str:
    return number(Decimal(str(value)).quantize(Decimal(1)))


def _name(part: dict[str, Any]) -> str:
    return next((coding.get("display") or coding.get("code") for coding in part.get("codings", ())), "")
