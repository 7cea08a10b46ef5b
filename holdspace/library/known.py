"""What is published, whatever a clinic made of it: the knowledge below, looked up by its code."""

from functools import cache

from holdspace.clinical import eligibility, monitoring, outcomes, pathway, protocols
from holdspace.clinical.thresholds import Threshold

CHAPTERS = (
    ("Screening", eligibility),
    ("Before and during a dose", monitoring),
    ("Protocols and orders", protocols),
    ("The course of care", pathway),
    ("Outcomes", outcomes),
)


@cache
def thresholds() -> dict[str, Threshold]:
    """Every number a rule compares with, by code."""
    return {each.code: each for _, numbers in thresholds_by_chapter() for each in numbers}


@cache
def thresholds_by_chapter() -> tuple[tuple[str, tuple[Threshold, ...]], ...]:
    """Every number a rule compares with, in the chapters of the library."""
    return tuple((name, getattr(chapter, "THRESHOLDS", ())) for name, chapter in CHAPTERS)


def threshold(code: str) -> Threshold | None:
    """The threshold with this code, if there is one."""
    return thresholds().get(code)
