"""Where on the stairs of maintenance does somebody stand? Read from the doses given and the scores between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holdspace.clinical.outcomes.course import Course, ScoredAt
from holdspace.clinical.outcomes.maintenance import SPREADS, Advice, Visit, spacing, visit
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits

READ_FROM_THE_DAYS = Source.judgement(
    "Holdspace: the spacing somebody is at is the fixed one nearest to the days between their last two doses; beyond "
    "twice the longest it is as needed. How a spacing held is the last score before the next dose. Both are read from "
    "the first dose at which the response was there. A plan that is approved anew counts as a look at the need "
    "and at the total exposure"
)
FIXED = tuple(step for step, spread in enumerate(SPREADS) if spread.longest_days is not None)


@dataclass(frozen=True)
class Kept:
    """One dose, and how the time after it went: the days to the next dose, the last score in them, what it says."""

    on: date
    days: int | None
    score: ScoredAt | None
    visit: Visit


@dataclass(frozen=True)
class Standing:
    """Where maintenance stands: since when, at which step, how each dose held, and what follows."""

    began_on: date
    step: int
    kept: tuple[Kept, ...]
    advice: Advice

    @property
    def next_dose(self) -> tuple[date, date] | None:
        """From when to when the next dose lies by the advised spacing; None where none is fixed."""
        shortest, longest = self.advice.spread.shortest_days, self.advice.spread.longest_days
        if shortest is None or longest is None:
            return None
        last = self.kept[-1].on
        return last + timedelta(days=shortest), last + timedelta(days=longest)


def step_of(days: int) -> int:
    """The step of a spacing in days; a tie goes to the closer one, which asks for more care."""
    longest = SPREADS[FIXED[-1]].longest_days or 0
    if days > 2 * longest:
        return len(SPREADS) - 1
    return min(FIXED, key=lambda step: (_off(step, days), step))


def _off(step: int, days: int) -> int:
    shortest, longest = SPREADS[step].shortest_days or 0, SPREADS[step].longest_days or 0
    return max(shortest - days, days - longest, 0)


def standing(
    doses: Sequence[date], scores: Sequence[ScoredAt], course: Course, limits: Limits = PUBLISHED
) -> Standing | None:
    """Where maintenance stands by one instrument; None before a response was reached, or where none can be told."""
    if course.baseline is None or course.response_at is None or not doses:
        return None
    reached = course.response_at.date()
    # The dose that stood behind the response opens maintenance.
    first = max((place for place, on in enumerate(doses) if on <= reached), default=0)
    kept = tuple(_kept(doses, place, scores, course) for place in range(first, len(doses)))
    step = _step(doses)
    advice = spacing(step, _at_this_step(kept, step), limits)
    return Standing(reached, step, kept, advice)


def _kept(doses: Sequence[date], place: int, scores: Sequence[ScoredAt], course: Course) -> Kept:
    on = doses[place]
    following = doses[place + 1] if place + 1 < len(doses) else None
    until = following or date.max
    between = [score for score in scores if on < score.at.date() <= until]
    last = max(between, key=lambda score: score.at, default=None)
    base = course.baseline.total if course.baseline else 0
    days = (following - on).days if following else None
    return Kept(on, days, last, visit(base, last.total if last else None, course.rule))


def _step(doses: Sequence[date]) -> int:
    return step_of((doses[-1] - doses[-2]).days) if len(doses) > 1 else 0


def _at_this_step(kept: Sequence[Kept], step: int) -> tuple[Visit, ...]:
    """How the newest doses held, back to the first at this spacing; the last one's own spacing still runs."""
    found: list[Visit] = []
    for each in reversed(kept):
        if each.days is not None and step_of(each.days) != step:
            break
        found.append(each.visit)
    return tuple(reversed(found))
