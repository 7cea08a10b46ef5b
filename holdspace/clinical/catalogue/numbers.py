"""Which numbers do rules, guards and gates compare with?"""

from functools import cache

from holdspace.clinical import consenting, eligibility, monitoring, outcomes, pathway, protocols
from holdspace.clinical.instruments import escalation
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.thresholds import Threshold

CHAPTERS = (
    ("Screening", eligibility),
    ("Before and during a dose", monitoring),
    ("Protocols and orders", protocols),
    ("The course of care", pathway),
    ("Outcomes", outcomes),
    ("The years after", long_term),
    ("Escalation of a risk answer", escalation),
    ("Consent", consenting),
)


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Every number, each once, in the order of the chapters."""
    return tuple(each for _, numbers in thresholds_by_chapter() for each in numbers)


@cache
def thresholds_by_chapter() -> tuple[tuple[str, tuple[Threshold, ...]], ...]:
    """Every number, each once, under the chapter it belongs to."""
    seen: set[str] = set()
    chapters: list[tuple[str, tuple[Threshold, ...]]] = []
    for title, chapter in CHAPTERS:
        own = tuple(each for each in getattr(chapter, "THRESHOLDS", ()) if each.code not in seen)
        seen |= {each.code for each in own}
        chapters.append((title, own))
    return tuple(chapters)


def thresholds_of(code: str) -> tuple[Threshold, ...]:
    """The numbers whose code names this rule, guard or criterion."""
    return tuple(each for each in thresholds() if each.code.partition(".")[0] == code)
