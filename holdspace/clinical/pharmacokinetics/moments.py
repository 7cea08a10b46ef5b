"""When does anything change? The times asked for, parted where a dose starts or ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array

# A step that differs by so little from the others is theirs, rounded.
ROUNDED = 1e-14


class Lasting(Protocol):
    """Whatever starts at some minute and may take a while."""

    @property
    def start_min(self) -> float:
        """When it starts."""

    @property
    def over_min(self) -> float:
        """How long it takes."""

    @property
    def end_min(self) -> float:
        """When it is over."""


Giving = TypeVar("Giving", bound=Lasting)


@dataclass(frozen=True)
class Stretch(Generic[Giving]):
    """From one change to the next."""

    start_min: float
    # None: nothing changes any more.
    lasts_min: float | None
    running: tuple[Giving, ...]
    # Which of the times lie in it, and how long after its start.
    places: Array
    since_min: Array


def stretches(inputs: Sequence[Giving], times_min: Array) -> Iterator[Stretch[Giving]]:
    """In order of time, from the first input on; a time that is itself a change belongs to what follows."""
    order = np.argsort(times_min, kind="stable")
    times = times_min[order]
    changes = sorted({moment for each in inputs for moment in (each.start_min, each.end_min)})
    edges = np.searchsorted(times, changes)
    for number, start in enumerate(changes):
        is_last = number + 1 == len(changes)
        low, high = edges[number], len(times) if is_last else edges[number + 1]
        running = tuple(each for each in inputs if each.start_min <= start < each.end_min)
        lasts = None if is_last else changes[number + 1] - start
        yield Stretch(start, lasts, running, order[low:high], times[low:high] - start)


def evenly(moments_min: Array) -> float | None:
    """The step between moments where it is always the same."""
    if len(moments_min) < 2:
        return None
    step = (moments_min[-1] - moments_min[0]) / (len(moments_min) - 1)
    even = moments_min[0] + step * np.arange(len(moments_min))
    if step > 0 and np.max(np.abs(moments_min - even)) <= ROUNDED * max(1.0, moments_min[-1]):
        return float(step)
    return None
