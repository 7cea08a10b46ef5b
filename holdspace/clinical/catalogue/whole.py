"""Everything that is known, in one list."""

from functools import cache

from holdspace.clinical.catalogue.course import consent_lines, discharge, follow_up, schedules, steps
from holdspace.clinical.catalogue.doses import guards, protocols
from holdspace.clinical.catalogue.known import Kind, Known, said
from holdspace.clinical.catalogue.numbers import thresholds
from holdspace.clinical.catalogue.rules import interactions, rules
from holdspace.clinical.catalogue.scales import instruments
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import plain


@cache
def everything() -> tuple[Known, ...]:
    """All that the clinic knows, chapter by chapter."""
    return (
        *rules(),
        *interactions(),
        *guards(),
        *protocols(),
        *instruments(),
        *map(as_known, thresholds()),
        *schedules(),
        *discharge(),
        *follow_up(),
        *consent_lines(),
        *steps(),
    )


def as_known(number: Threshold) -> Known:
    """A number, as the list of all knowledge tells it."""
    bounds = f"{plain(number.lowest)} to {plain(number.highest)}" if number.is_adjustable else "fixed"
    return Known(
        Kind.THRESHOLD,
        number.code,
        number.title,
        says=f"{plain(number.published)} {number.unit}".strip(),
        sources=(number.source, *number.other_sources),
        details=said(("a clinic may set", bounds)),
    )


def find(code: str) -> Known | None:
    """The entry with this id, whatever its case."""
    wanted = code.casefold()
    return next((each for each in everything() if each.code.casefold() == wanted), None)
