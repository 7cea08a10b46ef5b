"""Has this course of care helped so far, and since when?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.outcomes.change import (
    improvement,
    is_deterioration,
    is_improvement,
    is_partial_response,
    is_remission,
    is_response,
    percent_fall,
)
from holdspace.clinical.outcomes.numbers import BASELINE_DAYS
from holdspace.clinical.outcomes.rules import OutcomeRule

BASELINE_WINDOW = timedelta(days=float(BASELINE_DAYS.published))


@dataclass(frozen=True)
class ScoredAt:
    """The total of one complete form, and when it was answered."""

    at: datetime
    total: int | Decimal


class Standing(StrEnum):
    """Where the newest score stands against the baseline."""

    NO_BASELINE = "no_baseline"
    NOT_YET = "not_yet"
    UNDEFINED = "undefined"
    REMISSION = "remission"
    RESPONSE = "response"
    PARTIAL_RESPONSE = "partial_response"
    NO_RESPONSE = "no_response"
    NOT_DEFINED = "not_defined"
    DETERIORATION = "deterioration"
    RELAPSE = "relapse"


@dataclass(frozen=True)
class Course:
    """One instrument over one course of care, summed up for a page."""

    rule: OutcomeRule
    baseline: ScoredAt | None
    latest: ScoredAt | None
    best: ScoredAt | None
    fall_percent: Decimal | None
    standing: Standing
    response_at: datetime | None
    remission_at: datetime | None
    relapse_at: datetime | None

    @property
    def response_line(self) -> Decimal | None:
        """The total at or below which a score counts as response."""
        percent = self.rule.response_percent
        if self.baseline is None or self.baseline.total == 0 or percent is None:
            return None
        return self.baseline.total * (1 - percent / 100)

    def sentence(self, day: Callable[[datetime], str]) -> str:
        """The course in one line, such as "18 to 8, response reached 7 May"; `day` writes a date."""
        if self.baseline is None:
            days = self.rule.baseline_window.days
            return f"No complete {self.rule.short} in the {days} days before the first dose: change cannot be told."
        if self.latest is None:
            return f"{self.baseline.total} before the first dose, not answered since."
        return f"{self.baseline.total} to {self.latest.total}, {self._milestone(day)}"

    def _milestone(self, day: Callable[[datetime], str]) -> str:
        if self.standing is Standing.RELAPSE and self.relapse_at:
            return f"relapse since {day(self.relapse_at)}"
        if self.standing is Standing.REMISSION and self.remission_at:
            return f"remission reached {day(self.remission_at)}"
        if self.standing is Standing.RESPONSE and self.response_at:
            return f"response reached {day(self.response_at)}"
        if self.response_at:
            return f"response of {day(self.response_at)} not held"
        return self._plain()

    def _plain(self) -> str:
        if self.standing is Standing.DETERIORATION and self.baseline and self.latest:
            worse = -improvement(self.baseline.total, self.latest.total, self.rule)
            return f"worse by {worse} points"
        if self.standing is Standing.NOT_DEFINED and self.baseline and self.latest:
            return self._without_definition(self.baseline.total, self.latest.total)
        return {
            Standing.PARTIAL_RESPONSE: "partial response",
            Standing.UNDEFINED: "no percentage can be told from 0",
        }.get(self.standing, "no response so far")

    def _without_definition(self, start: int | Decimal, now: int | Decimal) -> str:
        if is_improvement(start, now, self.rule):
            return f"better by {improvement(start, now, self.rule)} points"
        return "no change that is more than wavering" if self.rule.reliable_change else "no response is defined"


def baseline(
    scores: Iterable[ScoredAt], first_dose_at: datetime | None, window: timedelta = BASELINE_WINDOW
) -> ScoredAt | None:
    """The last complete score in the 14 days before the first dose."""
    if first_dose_at is None:
        return None
    candidates = [one for one in scores if first_dose_at - window <= one.at < first_dose_at]
    return max(candidates, key=lambda one: one.at, default=None)


def course(
    scores: Iterable[ScoredAt],
    first_dose_at: datetime | None,
    rule: OutcomeRule,
    setbacks: Sequence[datetime] = (),
) -> Course:
    """Sum up a series of scores; `setbacks` are admissions and suicidal behaviour, each of which is a relapse."""
    in_time = sorted(scores, key=lambda one: one.at)
    start = baseline(in_time, first_dose_at, rule.baseline_window)
    since = [one for one in in_time if first_dose_at is not None and one.at >= first_dose_at]
    latest = since[-1] if since else None
    response_at = _first(since, start, lambda base, now: is_response(base, now, rule))
    relapse_at = _relapse(since, start, response_at, rule, setbacks)
    return Course(
        rule=rule,
        baseline=start,
        latest=latest,
        best=_best(since, rule),
        fall_percent=percent_fall(start.total, latest.total) if start and latest else None,
        standing=_standing(start, latest, relapse_at, rule),
        response_at=response_at,
        remission_at=_first(since, start, lambda base, now: _remits(base, now, rule)),
        relapse_at=relapse_at,
    )


def _best(since: Sequence[ScoredAt], rule: OutcomeRule) -> ScoredAt | None:
    best = max if rule.higher_is_better else min
    return best(since, key=lambda one: one.total, default=None)


def _first(
    since: Sequence[ScoredAt], start: ScoredAt | None, reached: Callable[[int | Decimal, int | Decimal], bool]
) -> datetime | None:
    if start is None:
        return None
    return next((one.at for one in since if reached(start.total, one.total)), None)


def _remits(base: int | Decimal, now: int | Decimal, rule: OutcomeRule) -> bool:
    """Only somebody who was ill at the start can go into remission."""
    return is_remission(now, rule) and not is_remission(base, rule)


def _standing(
    start: ScoredAt | None, latest: ScoredAt | None, relapse_at: datetime | None, rule: OutcomeRule
) -> Standing:
    if start is None:
        return Standing.NO_BASELINE
    if latest is None:
        return Standing.RELAPSE if relapse_at else Standing.NOT_YET
    return _compared(start.total, latest, relapse_at, rule)


def _compared(base: int | Decimal, latest: ScoredAt, relapse_at: datetime | None, rule: OutcomeRule) -> Standing:
    now = latest.total
    responds = is_response(base, now, rule)
    if relapse_at and not (responds and latest.at > relapse_at):
        return Standing.RELAPSE
    if _remits(base, now, rule):
        return Standing.REMISSION
    if responds:
        return Standing.RESPONSE
    if is_deterioration(base, now, rule):
        return Standing.DETERIORATION
    if not rule.tells_response:
        return Standing.NOT_DEFINED
    if base == 0 and rule.response_points is None:
        return Standing.UNDEFINED
    return Standing.PARTIAL_RESPONSE if is_partial_response(base, now, rule) else Standing.NO_RESPONSE


def _relapse(
    since: Sequence[ScoredAt],
    start: ScoredAt | None,
    response_at: datetime | None,
    rule: OutcomeRule,
    setbacks: Sequence[datetime],
) -> datetime | None:
    """The first relapse after a response: by two scores a week apart, or by a setback."""
    if start is None or response_at is None:
        return None
    after = [one for one in since if one.at >= response_at]
    found = [at for at in setbacks if at > response_at]
    by_score = _lost_twice(after, start.total, rule)
    return min([*found, by_score] if by_score else found, default=None)


def _lost_twice(after: Sequence[ScoredAt], base: int | Decimal, rule: OutcomeRule) -> datetime | None:
    """When a second score, a week or more after the first, still shows half of the improvement lost."""
    if rule.relapse_from is None:
        return None
    best = base
    lost_since: datetime | None = None
    for one in after:
        best = min(best, one.total)
        if one.total < rule.relapse_from or 100 * (one.total - best) < rule.relapse_lost_percent * (base - best):
            lost_since = None
        elif lost_since is None:
            lost_since = one.at
        elif one.at - lost_since >= rule.relapse_span:
            return one.at
    return None
