"""Which numbers may a clinic set for itself, how far, and which of them hold now?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from holdspace.clinical.sources import Source
from holdspace.clinical.units import BloodPressure, plain

OUTER_LIMITS = Source.judgement(
    "How far a clinic may move a number: towards more care freely, down to a bound beyond which the rule would speak "
    "of nearly everybody; towards less care only as far as the loosest source that is named, and where none is looser, "
    "not at all. What a label or the law fixes does not move."
)


class Looser(StrEnum):
    """Which way a number is moved to be less careful."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Threshold:
    """A published number a rule compares with; a clinic may set its own between `lowest` and `highest`."""

    code: str
    title: str
    published: Decimal
    unit: str
    source: Source
    lowest: Decimal
    highest: Decimal
    other_sources: tuple[Source, ...] = ()
    looser: Looser = Looser.HIGHER

    def __post_init__(self) -> None:
        if not self.lowest <= self.published <= self.highest:
            raise ValueError(f"{self.code}: {self.published} is outside {self.lowest} to {self.highest}.")

    @property
    def is_adjustable(self) -> bool:
        """Whether a clinic may set another value."""
        return self.lowest < self.highest

    @property
    def step(self) -> Decimal:
        """How finely it may be set: as finely as it is written, so that what is counted stays whole."""
        places = (each.normalize().as_tuple().exponent for each in (self.published, self.lowest, self.highest))
        return Decimal(1).scaleb(min(0, *(each for each in places if isinstance(each, int))))

    @property
    def strictest(self) -> Decimal:
        """The most careful value a clinic may set."""
        return self.lowest if self.looser is Looser.HIGHER else self.highest

    @property
    def loosest(self) -> Decimal:
        """The least careful value a clinic may set."""
        return self.highest if self.looser is Looser.HIGHER else self.lowest

    def loosens(self, value: Decimal) -> bool:
        """Whether this value is less careful than what is published; such a change needs a second person."""
        return value > self.published if self.looser is Looser.HIGHER else value < self.published

    def why_not(self, value: Decimal) -> str | None:
        """Why this value cannot be set, in one sentence; None when it can."""
        if not self.is_adjustable:
            return f"{self.title} is fixed at {_amount(self.published, self.unit)}."
        # A number that is none is outside of every limit.
        if not value.is_finite() or not self.lowest <= value <= self.highest:
            return f"{self.title} can be set from {plain(self.lowest)} to {_amount(self.highest, self.unit)}."
        if value % self.step:
            return f"{self.title} is set in steps of {_amount(self.step, self.unit)}."
        return None


def _amount(value: Decimal, unit: str) -> str:
    return f"{plain(value)} {unit}".rstrip()


def adjustable(
    code: str,
    title: str,
    published: int | str,
    unit: str,
    source: Source,
    *,
    between: tuple[int | str, int | str],
    looser: Looser = Looser.HIGHER,
    other_sources: tuple[Source, ...] = (),
) -> Threshold:
    """A number that a clinic may move between two outer limits."""
    lowest, highest = (Decimal(each) for each in between)
    return Threshold(code, title, Decimal(published), unit, source, lowest, highest, other_sources, looser)


def fixed(
    code: str, title: str, published: int | str, unit: str, source: Source, other_sources: tuple[Source, ...] = ()
) -> Threshold:
    """A number that no clinic moves."""
    exact = Decimal(published)
    return Threshold(code, title, exact, unit, source, exact, exact, other_sources)


@dataclass(frozen=True)
class Used:
    """A number a finding was measured against: the value that was used, and the one that is published."""

    threshold: str
    title: str
    unit: str
    value: Decimal
    published: Decimal

    @property
    def is_own(self) -> bool:
        """Whether the clinic's own value was used in place of the published one."""
        return self.value != self.published

    def as_dict(self) -> dict[str, str]:
        """The number as plain data for JSON."""
        return {
            "threshold": self.threshold,
            "title": self.title,
            "unit": self.unit,
            "value": plain(self.value),
            "published": plain(self.published),
        }


@dataclass(frozen=True)
class Limits:
    """The numbers that hold for one clinic at one time; version 0 is what is published."""

    version: int = 0
    chosen: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of_clinic(cls, version: int, chosen: Mapping[str, Decimal]) -> "Limits":
        """The clinic's own numbers by code of the threshold; all others stay as published."""
        return cls(version, tuple(sorted(chosen.items())))

    @cached_property
    def _by_code(self) -> dict[str, Decimal]:
        return dict(self.chosen)

    def of(self, threshold: Threshold) -> Decimal:
        """The value to compare with; one set under wider outer limits than today's counts as today's outer limit."""
        own = self._by_code.get(threshold.code)
        if own is None:
            return threshold.published
        return min(max(own, threshold.lowest), threshold.highest)

    def days(self, threshold: Threshold) -> timedelta:
        """The value as a span of days."""
        return timedelta(days=float(self.of(threshold)))

    def hours(self, threshold: Threshold) -> timedelta:
        """The value as a span of hours."""
        return timedelta(hours=float(self.of(threshold)))

    def minutes(self, threshold: Threshold) -> timedelta:
        """The value as a span of minutes."""
        return timedelta(minutes=float(self.of(threshold)))

    def pressure(self, pair: "PressurePair") -> BloodPressure:
        """The pair of values to compare a blood pressure with."""
        return BloodPressure(self.of(pair.systolic), self.of(pair.diastolic))

    def used(self, thresholds: Iterable[Threshold]) -> tuple[Used, ...]:
        """What a finding was measured against, for keeping beside it; each number once."""
        distinct = {each.code: each for each in thresholds}
        return tuple(
            Used(each.code, each.title, each.unit, self.of(each), each.published) for each in distinct.values()
        )


PUBLISHED = Limits()


@dataclass(frozen=True)
class PressurePair:
    """The two thresholds of one line through blood pressure."""

    systolic: Threshold
    diastolic: Threshold

    @property
    def both(self) -> tuple[Threshold, Threshold]:
        """The upper and the lower one."""
        return self.systolic, self.diastolic
