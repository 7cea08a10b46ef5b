"""How has the patient been over the course? Scores against bands, doses given and planned, what was not answered."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from holdspace.ui import words

HEIGHT = 300
# Above the plot: one row of doses, and so much more for each further row.
HEAD = 44
ROW = 26
MOST_ROWS = 3
FOOT = 26
TICK_DAYS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
MOST_TICKS = 8
# The plot is about this wide where it is narrowest: a tablet, beside the names of the bands.
NARROWEST_PLOT = 420
PILL_AIR = 6


@dataclass(frozen=True)
class ScoreBand:
    """A named range of scores, by the lowest score in it."""

    at_least: int
    name: str


@dataclass(frozen=True)
class ScorePoint:
    """One answered questionnaire."""

    on: date
    total: int
    note: str = ""


@dataclass(frozen=True)
class MissedScore:
    """A questionnaire that was due and not answered."""

    due_on: date
    words: str = "not answered"


@dataclass(frozen=True)
class DoseMark:
    """A dose on the course, given or planned."""

    on: date
    words: str
    planned: bool = False


@dataclass(frozen=True)
class CourseChart:
    """Everything the course chart shows; `sentence` says it in words."""

    title: str
    top: int
    bands: tuple[ScoreBand, ...]
    today: date
    scores: tuple[ScorePoint, ...] = ()
    missed: tuple[MissedScore, ...] = ()
    doses: tuple[DoseMark, ...] = ()
    target: Decimal | None = None
    target_words: str = ""
    target_from: date | None = None
    sentence: str = ""

    @property
    def days(self) -> list[date]:
        """Every day that has something on it."""
        dated = [point.on for point in self.scores] + [miss.due_on for miss in self.missed]
        return sorted([*dated, *(dose.on for dose in self.doses), self.today])


@dataclass(frozen=True)
class Placed:
    """Something drawn at one place: across in per cent, down in pixels."""

    x: float
    y: float
    text: str = ""
    note: str = ""
    planned: bool = False
    width: int = 0

    @property
    def half(self) -> float:
        """Half its width, in pixels."""
        return self.width / 2


@dataclass(frozen=True)
class Span:
    """Something drawn from one place to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    text: str = ""
    note: str = ""

    @property
    def width(self) -> float:
        """How far it reaches, in per cent."""
        return round(self.x2 - self.x1, 2)

    @property
    def height(self) -> float:
        """How tall it is, in pixels."""
        return round(self.y2 - self.y1, 2)

    @property
    def middle(self) -> float:
        """Where its middle is, in per cent."""
        return round((self.x1 + self.x2) / 2, 2)


class CourseDrawing:
    """The course chart as places and spans, so that the template only writes them down."""

    height, foot = HEIGHT, FOOT

    def __init__(self, chart: CourseChart) -> None:
        self.chart = chart
        first, last = chart.days[0], chart.days[-1]
        margin = max(3, round((last - first).days * 0.06))
        self.first = first - timedelta(days=margin)
        self.days = (last - first).days + 2 * margin
        self.doses = self._in_rows()
        self.head = HEAD + ROW * max((row for row, _, _ in self.doses), default=0)

    @property
    def full_height(self) -> int:
        """From the doses above to the days along the foot."""
        return self.head + HEIGHT + FOOT

    def _in_rows(self) -> list[tuple[int, float, DoseMark]]:
        """Each dose in the lowest row in which it stands clear of the one before it."""
        ends: list[float] = []
        placed = []
        for dose in sorted(self.chart.doses, key=lambda dose: dose.on):
            x, half = self.across(dose.on), _pill_width(dose) / 2 / NARROWEST_PLOT * 100
            free = (row for row, end in enumerate(ends) if x - half >= end)
            row = next(free, len(ends) if len(ends) < MOST_ROWS else ends.index(min(ends)))
            ends[row : row + 1] = [x + half + PILL_AIR / NARROWEST_PLOT * 100]
            placed.append((row, x, dose))
        return placed

    def across(self, on: date) -> float:
        """Where a day stands, in per cent."""
        return round((on - self.first).days / self.days * 100, 2)

    def down(self, total: float) -> float:
        """Where a score stands, in pixels from the top."""
        return round(self.head + HEIGHT * (1 - float(total) / self.chart.top), 2)

    @property
    def strips(self) -> list[Span]:
        """The score bands, from the lowest."""
        ordered = sorted(self.chart.bands, key=lambda band: band.at_least)
        ceilings = [band.at_least for band in ordered[1:]] + [self.chart.top]
        pairs = zip(ordered, ceilings, strict=True)
        return [Span(0, self.down(ceiling), 100, self.down(band.at_least), band.name) for band, ceiling in pairs]

    @property
    def levels(self) -> list[Placed]:
        """The numbers at the left: where each band begins, and the top."""
        marks = sorted({0, self.chart.top, *(band.at_least for band in self.chart.bands)})
        return [Placed(0, self.down(mark) + 4, str(mark)) for mark in marks]

    @property
    def points(self) -> list[Placed]:
        """One dot per answered questionnaire."""
        return [Placed(self.across(p.on), self.down(p.total), str(p.total), p.note) for p in self.chart.scores]

    @property
    def lines(self) -> list[Span]:
        """The line between two answers, never across one that is missing."""
        pairs = pairwise(self.chart.scores)
        return [
            Span(self.across(a.on), self.down(a.total), self.across(b.on), self.down(b.total))
            for a, b in pairs
            if not any(a.on <= miss.due_on < b.on for miss in self.chart.missed)
        ]

    @property
    def gaps(self) -> list[Span]:
        """Where nothing is known: from the answer before a missed questionnaire to the answer after it."""
        spans: dict[tuple[float, float], Span] = {}
        for miss in self.chart.missed:
            x1, x2 = self._around(miss.due_on)
            note = f"due {words.short_day(miss.due_on)}"
            spans.setdefault((x1, x2), Span(x1, self.head, x2, self.head + HEIGHT, miss.words, note))
        return list(spans.values())

    def _around(self, due_on: date) -> tuple[float, float]:
        answered = [point.on for point in self.chart.scores]
        before = max((on for on in answered if on <= due_on), default=due_on)
        after = min((on for on in answered if on > due_on), default=max(self.chart.today, due_on))
        return self.across(before), self.across(after)

    @property
    def pills(self) -> list[Placed]:
        """Doses above the plot; where they would run into each other, in rows."""
        return [
            Placed(x, self.head - 30 - ROW * row, dose.words, planned=dose.planned, width=_pill_width(dose))
            for row, x, dose in self.doses
        ]

    @property
    def target(self) -> Span | None:
        """The line a response would reach."""
        if self.chart.target is None:
            return None
        y = self.down(float(self.chart.target))
        start = self.across(self.chart.target_from) if self.chart.target_from else 0
        return Span(start, y, 100, y, self.chart.target_words)

    @property
    def now(self) -> Placed:
        """Today."""
        return Placed(self.across(self.chart.today), self.head)

    @property
    def ticks(self) -> list[Placed]:
        """Days along the foot, as many as fit."""
        step = next((days for days in TICK_DAYS if self.days / days <= MOST_TICKS), TICK_DAYS[-1])
        first = self.chart.days[0]
        count = (self.days - (first - self.first).days) // step + 1
        days = [first + timedelta(days=step * place) for place in range(count)]
        down = self.head + HEIGHT + 22
        return [Placed(self.across(on), down, words.short_day(on)) for on in days if self.across(on) < 97]

    @property
    def rows(self) -> list[tuple[date, str, str]]:
        """The table twin: day, what, value."""
        given = [(d.on, "Planned" if d.planned else "Dose", d.words) for d in self.chart.doses]
        missed = [(m.due_on, self.chart.title, m.words) for m in self.chart.missed]
        scored = [(p.on, self.chart.title, f"{p.total} {p.note}".strip()) for p in self.chart.scores]
        return sorted(given + missed + scored, key=lambda row: row[0])


def _pill_width(dose: DoseMark) -> int:
    return 22 + 8 * len(dose.words)
