"""By how much must a score change to mean something? Data for the outcomes; nothing is decided here."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.instruments.shape import Reads
from holdspace.clinical.sources import Source


@dataclass(frozen=True)
class Line:
    """A number of points or percent that somebody has published, or that we chose."""

    value: Decimal
    source: Source
    says: str = ""

    @classmethod
    def of(cls, value: int | str, source: Source, says: str = "") -> "Line":
        """The line at this value."""
        return cls(Decimal(value), source, says)


@dataclass(frozen=True)
class ChangeRules:
    """The lines between two scores of one instrument.

    A remission lies at or below `remission` (at or above it where higher is better). `meaningful` is the default
    smallest change that matters; where sources differ, the rest stand in `other_meaningful` and a clinic may choose.
    """

    reads: Reads = Reads.TOTAL
    response_percent: Line | None = None
    response_points: Line | None = None
    remission: Line | None = None
    reliable: Line | None = None
    meaningful: Line | None = None
    other_meaningful: tuple[Line, ...] = ()
    other_remission: tuple[Line, ...] = ()
    worse_by: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that is set."""
        single = (
            self.response_percent,
            self.response_points,
            self.remission,
            self.reliable,
            self.meaningful,
            self.worse_by,
        )
        return (*(line for line in single if line is not None), *self.other_meaningful, *self.other_remission)
