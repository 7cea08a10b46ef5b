"""Draws curves with their bands: across in per cent, paths on a grid of a thousand, names at the end of each line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.library.foretelling import Foretold

GRID = 1000
HEIGHT = 340
# Above the plot, for the highest number of the axis.
HEAD = 14
# Names stand two lines high at the right, and keep clear of one another.
NAMES_APART = 40
MOST_TICKS = 6
TICKS = (1, 2, 5)
ROWS_EVERY_MIN = {2: 10, 4: 20, 8: 30}


@dataclass(frozen=True)
class Line:
    """One way of giving as paths, with its name at the right."""

    letter: str
    middle: str
    band: str
    name: str
    note: str
    name_at: float
    peak_x: float
    peak_y: float
    peak_words: str


@dataclass(frozen=True)
class Mark:
    """A number on an axis, in per cent or pixels."""

    at: float
    text: str


class Curves:
    """Everything the template draws."""

    height, head, foot, full_height = HEIGHT, HEAD, HEAD + HEIGHT + 20, HEAD + HEIGHT + 34

    def __init__(self, foretold: Sequence[Foretold], hours: int) -> None:
        self.foretold = foretold
        self.hours = hours
        edges = [each.band.median if each.band.high is None else each.band.high for each in foretold]
        self.step = _step(max(float(edge.max()) for edge in edges))
        self.top = self.step * (int(max(float(edge.max()) for edge in edges) / self.step) + 1)

    def _y(self, level: float) -> float:
        return GRID * (1 - level / self.top)

    def _path(self, times: Array, levels: Array) -> str:
        end = self.hours * 60
        return " ".join(
            f"{minute / end * GRID:.1f},{self._y(level):.1f}" for minute, level in zip(times, levels, strict=True)
        )

    @property
    def levels(self) -> list[Mark]:
        """The axis at the left."""
        count = round(self.top / self.step)
        return [Mark(HEAD + HEIGHT * (1 - place / count), f"{place * self.step:g}") for place in range(count + 1)]

    @property
    def minutes(self) -> list[Mark]:
        """The axis below."""
        every = self.hours * 60 // 4
        return [Mark(100 * at / (self.hours * 60), f"{at}") for at in range(0, self.hours * 60 + 1, every)]

    @property
    def lines(self) -> list[Line]:
        """One for each way of giving."""
        ends = [float(each.band.median[-1]) / self.top for each in self.foretold]
        places = _clear([HEAD + HEIGHT * (1 - end) for end in ends])
        return [self._line(each, place) for each, place in zip(self.foretold, places, strict=True)]

    def _line(self, each: Foretold, name_at: float) -> Line:
        found = each.band
        band = ""
        if found.low is not None and found.high is not None:
            band = f"{self._path(found.times_min, found.high)} {self._path(found.times_min[::-1], found.low[::-1])}"
        highest = int(found.median.argmax())
        level, minute = float(found.median[highest]), float(found.times_min[highest])
        return Line(
            each.letter, self._path(found.times_min, found.median), band, f"{each.letter} {each.name}",
            each.question.model.title, name_at, round(minute / (self.hours * 60) * 100, 2),
            round(HEAD + HEIGHT * (1 - level / self.top), 1), f"{each.letter} {level:.0f}",
        )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The table twin: minute, then middle and band of each."""
        every = ROWS_EVERY_MIN[self.hours]
        for minute in range(0, self.hours * 60 + 1, every):
            yield minute, [_cell(each, minute) for each in self.foretold]


def _cell(each: Foretold, minute: int) -> str:
    place = int(each.band.times_min.searchsorted(minute))
    middle = f"{each.band.median[place]:.0f}"
    if each.band.low is None or each.band.high is None:
        return middle
    return f"{middle} ({each.band.low[place]:.0f}–{each.band.high[place]:.0f})"


def _step(highest: float) -> float:
    tens = 1.0
    while True:
        for step in TICKS:
            if highest / (step * tens) < MOST_TICKS:
                return step * tens
        tens *= 10


def _clear(places: list[float]) -> list[float]:
    """The places moved down until each stands clear of the one above, then up into the picture."""
    order = sorted(range(len(places)), key=places.__getitem__)
    settled = list(places)
    for above, below in pairwise(order):
        settled[below] = max(settled[below], settled[above] + NAMES_APART)
    beyond = max(0.0, max(settled) - (HEIGHT - 8))
    return [round(place - beyond, 1) for place in settled]
