"""What stands at one place of a session's chart, and which of its marks carry a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

# Two numbers closer than this run into each other.
NUMBERS_APART = 6.0
# Two pills with milligrams closer than this cover each other.
PILLS_APART = 9.5
# The words of a gap take about this share of the width.
GAP_WORDS = 20.0


@dataclass(frozen=True)
class Place:
    """One mark: where it stands and what is written at it."""

    x: float
    y: float = 0
    text: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Pressure:
    """One blood pressure: upper and lower mark with a stem between."""

    x: float
    upper: float
    lower: float
    upper_text: str
    lower_text: str
    tone: str = ""


@dataclass(frozen=True)
class Hole:
    """From when a check was due until it came; or until now, while it still lasts."""

    since: datetime
    until: datetime
    lasts: bool = False

    @property
    def words(self) -> str:
        """What is missing, and for how long."""
        return f"no check {int((self.until - self.since).total_seconds() // 60)} min"


@dataclass(frozen=True)
class Gap:
    """A stretch in which nothing was measured although it was due."""

    x: float
    width: float
    words: str

    @property
    def is_narrow(self) -> bool:
        """Whether its words reach beyond it; they then end where it ends, clear of what was measured after it."""
        return self.width < GAP_WORDS

    @property
    def words_x(self) -> float:
        """Where its words stand: in its middle, or at its end."""
        return round(self.x + self.width / (1 if self.is_narrow else 2), 2)


@dataclass(frozen=True)
class Pill:
    """The milligrams of one dose, or of several that lie close together."""

    x: float
    words: str
    since: float

    @property
    def width(self) -> int:
        """In pixels, for the letters it holds."""
        return max(62, 8 * len(self.words) + 20)

    @property
    def left(self) -> float:
        """Where it begins, from its middle."""
        return -self.width / 2


def pills(doses: Sequence[tuple[float, str]]) -> list[Pill]:
    """One for each dose; "40 + 20 mg" for doses too close for two."""
    found: list[Pill] = []
    for x, words in doses:
        if found and x - found[-1].x < PILLS_APART:
            before = found.pop()
            found.append(Pill((before.since + x) / 2, f"{before.words.removesuffix(' mg')} + {words}", before.since))
        else:
            found.append(Pill(x, words, x))
    return found


def legible(marks: Sequence[Place | Pressure]) -> list[bool]:
    """Which marks carry their number: the newest, then the abnormal ones, then as many as fit.

    A mark without a number still stands in its place; the table beside the chart has every number.
    """
    newest_first = range(len(marks) - 1, -1, -1)
    written: list[int] = []
    for place in sorted(newest_first, key=lambda each: (each != len(marks) - 1, not marks[each].tone)):
        if all(abs(marks[place].x - marks[other].x) >= NUMBERS_APART for other in written):
            written.append(place)
    return [place in written for place in range(len(marks))]
