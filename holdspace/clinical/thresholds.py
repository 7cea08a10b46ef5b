"""Which numbers may a clinic set for itself, how far, and which of them hold now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.sources import Source


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

    def __post_init__(self) -> None:
        if not self.lowest <= self.published <= self.highest:
            raise ValueError(f"{self.code}: {self.published} is outside {self.lowest} to {self.highest}.")

    @property
    def is_adjustable(self) -> bool:
        """Whether a clinic may set another value."""
        return self.lowest < self.highest

    def why_not(self, value: Decimal) -> str | None:
        """Why this value cannot be set, in one sentence; None when it can."""
        if not self.is_adjustable:
            return f"{self.title} is fixed at {self.published} {self.unit}.".replace(" .", ".")
        if not self.lowest <= value <= self.highest:
            return f"{self.title} can be set from {self.lowest} to {self.highest} {self.unit}.".replace(" .", ".")
        return None


@dataclass(frozen=True)
class Limits:
    """The numbers that hold for one clinic at one time; version 0 is what is published."""

    version: int = 0
    chosen: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of_clinic(cls, version: int, chosen: Mapping[str, Decimal]) -> "Limits":
        """The clinic's own numbers by code of the threshold; all others stay as published."""
        return cls(version, tuple(sorted(chosen.items())))

    def of(self, threshold: Threshold) -> Decimal:
        """The value to compare with."""
        for code, value in self.chosen:
            if code == threshold.code:
                return value
        return threshold.published


PUBLISHED = Limits()
