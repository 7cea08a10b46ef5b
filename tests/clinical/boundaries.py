"""Both sides of a number and the number itself, as published and as a clinic may have set it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold

OWN_VERSION = 7


@dataclass(frozen=True)
class Boundary:
    """How to put a value before a threshold, and on which side of it the rule speaks."""

    threshold: Threshold
    facts: Callable[[Decimal, Limits], Any]
    rule: str
    speaks: str
    step: Decimal = Decimal(1)

    def holds(self, value: Decimal, limit: Decimal) -> bool:
        return {">=": value >= limit, ">": value > limit, "<=": value <= limit, "<": value < limit}[self.speaks]


def values_to_try(threshold: Threshold) -> tuple[Decimal, ...]:
    """The published number, the outer limits and one between them."""
    middle = ((threshold.lowest + threshold.highest) / 2).quantize(threshold.step, ROUND_DOWN)
    return tuple(dict.fromkeys((threshold.published, threshold.lowest, threshold.highest, middle)))


def limits_with(threshold: Threshold, value: Decimal) -> Limits:
    """The published numbers, or a clinic's that differ in this one."""
    if value == threshold.published:
        return PUBLISHED
    return Limits.of_clinic(OWN_VERSION, {threshold.code: value})


def around(boundaries: Iterable[Boundary]) -> list[Any]:
    """(boundary, value, limit) just below, at and just above every number, under every limit to try."""
    return [
        (each, limit + offset * each.step, limit)
        for each in boundaries
        for limit in values_to_try(each.threshold)
        for offset in (-1, 0, 1)
    ]


def named(part: Any) -> str:
    """A readable name for one case."""
    return part.threshold.code if isinstance(part, Boundary) else str(part)
