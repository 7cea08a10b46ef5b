"""When does an effect begin, when is it highest, when is it gone? Over many possible people, always as a band."""

from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.simulating import HIGH, LOW

# Fewer than so many in a hundred people: an effect is told as not to be expected, and gets no times.
FEWEST_PERCENT = 5.0


@dataclass(frozen=True)
class Moment:
    """A time (minutes after the first dose) in the middle of people, and between which nine in ten of them lie."""

    low_min: float
    middle_min: float
    high_min: float
    # Where the edge lies beyond what was looked at, the edge is only the end of that.
    is_open: bool = False

    def as_dict(self) -> dict[str, float | bool]:
        """The moment as plain data for JSON."""
        return {"p05_min": self.low_min, "median_min": self.middle_min, "p95_min": self.high_min, "open": self.is_open}


@dataclass(frozen=True)
class Timing:
    """Of those who reach the threshold at all: when, when highest, and when back below it."""

    threshold: str
    reached_percent: float
    onset: Moment | None
    peak: Moment | None
    gone: Moment | None


def timing_of(times_min: Array, course: Array, threshold: float, words: str) -> Timing:
    """The times of a course (times, people) against a threshold that counts as there."""
    there = course >= threshold
    reached = there.any(axis=0)
    percent = float(100 * reached.mean())
    if percent < FEWEST_PERCENT:
        return Timing(words, percent, None, None, None)
    gone, is_open = gone_at(times_min, there[:, reached])
    onset = times_min[there[:, reached].argmax(axis=0)]
    peak = times_min[course[:, reached].argmax(axis=0)]
    return Timing(words, percent, moment_of(onset), moment_of(peak), moment_of(gone, is_open))


def gone_at(times_min: Array, there: Array) -> tuple[Array, Array]:
    """The first time each is below for good, and whether that lies beyond what was looked at."""
    last = len(times_min) - 1 - there[::-1].argmax(axis=0)
    is_open = there[-1] & there.any(axis=0)
    return times_min[np.minimum(last + 1, len(times_min) - 1)] * there.any(axis=0), is_open


def moment_of(times: Array, is_open: Array | None = None) -> Moment:
    """The middle and the edges of many times."""
    low, middle, high = (float(each) for each in np.percentile(times, [LOW, 50.0, HIGH]))
    beyond = is_open is not None and float(np.mean(is_open)) > 1 - HIGH / 100
    return Moment(low, middle, high, bool(beyond))
