"""Draws the predicted band on the server's chart, for pages without script. The tablet draws its own from the same."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from holdspace.care.dosing.chart import LEVEL_LANE, SessionChart
from holdspace.care.dosing.marks import Place
from holdspace.care.dosing.prediction import parts_of
from holdspace.clinical.pharmacokinetics.exporting import superposed

STEPS = 60
ROUND_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 8, 10)
WORDS_Y = LEVEL_LANE[0] - 1.5
ANOTHER_WAY = "A dose went another way than ordered."


@dataclass(frozen=True)
class NoBand:
    """Why there is none."""

    why: str
    words_y: float = WORDS_Y
    ticks: tuple[Place, ...] = ()


@dataclass(frozen=True)
class BandDrawing:
    """The lines of the band in per cent of the plot, its words, and the marks of its own scale."""

    low: str
    middle: str
    high: str
    area: str
    title: str
    under: str
    ticks: tuple[Place, ...] = field(default=())
    why: str = ""
    words_y: float = WORDS_Y


def drawn_band(chart: SessionChart, told: Mapping[str, Any]) -> BandDrawing | NoBand | None:
    """The band over what the chart shows; nothing before the first dose."""
    parts = parts_of(chart.picture.doses, chart.zero)
    if not parts:
        return None
    if any(way not in told["ways"] for way, *_ in parts):
        return NoBand(ANOTHER_WAY)
    first = max(0.0, chart.first)
    minutes = [first + (chart.last - first) * place / STEPS for place in range(STEPS + 1)]
    known = [(minute, edges) for minute, edges in zip(minutes, superposed(told, parts, minutes), strict=True) if edges]
    top, ticks = scale_of(max((edges[2] for _, edges in known), default=0.0))
    low, middle, high = (_line(chart, [(minute, edges[place]) for minute, edges in known], top) for place in range(3))
    title, _, under = told["label"].partition(", ")
    return BandDrawing(low, middle, high, f"{low} {' '.join(reversed(high.split()))}", title, under, ticks)


def scale_of(highest: float) -> tuple[float, tuple[Place, ...]]:
    """A round number above the highest, and where its marks stand."""
    raw = max(highest, 10.0) / 2
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in ROUND_STEPS if each * power >= raw)
    marks = ((step * 2, f"{step * 2:g}"), (step, f"{step:g}"), (0.0, "0 ng/mL"))
    return step * 2, tuple(Place(0, _y(value, step * 2), words) for value, words in marks)


def _y(value: float, top: float) -> float:
    return round(LEVEL_LANE[1] - min(1.0, value / top) * (LEVEL_LANE[1] - LEVEL_LANE[0]), 2)


def _line(chart: SessionChart, points: list[tuple[float, float]], top: float) -> str:
    width = chart.last - chart.first
    return " ".join(f"{round((minute - chart.first) / width * 100, 2)},{_y(value, top)}" for minute, value in points)
