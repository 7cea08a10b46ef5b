"""How far apart do doses lie once they have helped? Stepwise further, a step back on partial loss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.outcomes.change import is_partial_response, is_response
from holdspace.clinical.outcomes.numbers import EXPOSURE_REVIEW, LEAST_FREQUENT, MAINTENANCE, NEED_REVIEW, STABLE_VISITS
from holdspace.clinical.outcomes.rules import OutcomeRule
from holdspace.clinical.sources import ANDRADE_2017_DOSING, Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold

BEFORE_IT_WEARS_OFF = ANDRADE_2017_DOSING.at("A dose is given a little before the last is expected to wear off")
DAYS_IN_A_MONTH = Decimal("30.4375")


@dataclass(frozen=True)
class Spread:
    """One step of maintenance: how many days apart, and how many sessions before the next step is looked at."""

    title: str
    shortest_days: int | None
    longest_days: int | None
    sessions: int | None = None


SPREADS = (
    Spread("weekly", 7, 7, 4),
    Spread("every 2 weeks", 14, 14, 4),
    Spread("every 3 to 4 weeks", 21, 28),
    Spread("as needed", None, None),
)


class Visit(StrEnum):
    """How somebody was at one visit, against the response they had."""

    STABLE = "stable"
    PARTIAL_LOSS = "partial_loss"
    LOST = "lost"
    UNKNOWN = "unknown"


class Move(StrEnum):
    """What follows for the spacing."""

    LENGTHEN = "lengthen"
    KEEP = "keep"
    SHORTEN = "shorten"
    REVIEW = "review"


@dataclass(frozen=True)
class Advice:
    """What the visits say about the spacing; a prescriber decides."""

    move: Move
    spread: Spread
    says: str
    source: Source = MAINTENANCE
    other_sources: tuple[Source, ...] = (LEAST_FREQUENT, BEFORE_IT_WEARS_OFF)


def visit(baseline: int | Decimal, now: int | Decimal | None, rule: OutcomeRule) -> Visit:
    """A response that still holds is stable; short of it but a quarter better is a partial loss."""
    if now is None or not rule.tells_response or baseline <= 0:
        return Visit.UNKNOWN
    if is_response(baseline, now, rule):
        return Visit.STABLE
    return Visit.PARTIAL_LOSS if is_partial_response(baseline, now, rule) else Visit.LOST


def spacing(step: int, visits: Sequence[Visit], limits: Limits = PUBLISHED) -> Advice:
    """The next spacing from the visits at this step, oldest first; what is not known changes nothing."""
    newest = visits[-1] if visits else Visit.UNKNOWN
    if newest is Visit.UNKNOWN:
        return Advice(Move.KEEP, SPREADS[step], "How the patient was at the last visit is not known. Ask first.")
    if newest is Visit.LOST:
        return Advice(Move.REVIEW, SPREADS[step], "The response is lost. Look at the whole treatment again.")
    if newest is Visit.PARTIAL_LOSS:
        return _one_shorter(step)
    needed = int(limits.of(STABLE_VISITS))
    steady = len(visits) >= needed and all(each is Visit.STABLE for each in visits[-needed:])
    return _one_longer(step, needed) if steady else _held(step, visits, needed)


def _one_shorter(step: int) -> Advice:
    if step == 0:
        return Advice(Move.REVIEW, SPREADS[0], "Part of the response is lost at the closest spacing. Look again.")
    closer = SPREADS[step - 1]
    return Advice(Move.SHORTEN, closer, f"Part of the response is lost: one step closer, {closer.title}.")


def _one_longer(step: int, needed: int) -> Advice:
    if step == len(SPREADS) - 1:
        return Advice(Move.KEEP, SPREADS[step], "Stable without a fixed spacing: dose only as needed.")
    further = SPREADS[step + 1]
    return Advice(Move.LENGTHEN, further, f"{needed} stable visits in a row: one step further apart, {further.title}.")


def _held(step: int, visits: Sequence[Visit], needed: int) -> Advice:
    most = SPREADS[step].sessions
    if most is not None and len(visits) >= most:
        says = f"{len(visits)} sessions {SPREADS[step].title} without {needed} stable visits in a row: look again."
        return Advice(Move.REVIEW, SPREADS[step], says)
    return Advice(Move.KEEP, SPREADS[step], f"Stay with {SPREADS[step].title} until it is stable.")


@dataclass(frozen=True)
class Review:
    """A look at maintenance that has a day; the last one, or the beginning, starts its clock."""

    code: str
    title: str
    due_on: date
    threshold: Threshold

    def is_overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return on > self.due_on


def reviews(
    began_on: date, need_on: date | None = None, exposure_on: date | None = None, limits: Limits = PUBLISHED
) -> tuple[Review, Review]:
    """When the need and the total exposure are next looked at."""
    return (
        Review("need", "Is maintenance still needed?", _after(need_on or began_on, NEED_REVIEW, limits), NEED_REVIEW),
        Review("exposure", "Total exposure", _after(exposure_on or began_on, EXPOSURE_REVIEW, limits), EXPOSURE_REVIEW),
    )


def _after(start: date, threshold: Threshold, limits: Limits) -> date:
    return start + timedelta(days=round(limits.of(threshold) * DAYS_IN_A_MONTH))
