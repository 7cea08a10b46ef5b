"""When are vital signs due next? A grid of minutes for each route, counted from the dose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from holdspace.clinical.monitoring.bibliography import EMORY_684
from holdspace.clinical.monitoring.numbers import FRESH_MINUTES
from holdspace.clinical.sources import ESKETAMINE_US_DOSING, Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold, adjustable, fixed

# A set taken a little early stands for the check it was meant for; otherwise it would be due again at once.
EARLY = timedelta(minutes=3)


@dataclass(frozen=True)
class Schedule:
    """Minutes after the dose at which vital signs are due, and the interval once those are used up."""

    minutes: tuple[Threshold, ...]
    then_every: Threshold
    source: Source

    def points(self, limits: Limits) -> tuple[int, ...]:
        """The minutes of the grid in this clinic, in order."""
        return tuple(sorted({int(limits.of(each)) for each in self.minutes}))

    def interval(self, limits: Limits) -> int:
        """The minutes between checks once the grid is used up."""
        return int(limits.of(self.then_every))

    def after(self, anchor: datetime, last: datetime | None, limits: Limits = PUBLISHED) -> "Check":
        """The first moment of the grid that the last set does not already stand for."""
        points, interval = self.points(limits), self.interval(limits)
        previous, place = 0, 0
        while True:
            point = points[place] if place < len(points) else previous + interval
            due_at = anchor + timedelta(minutes=point)
            if last is None or due_at > last + EARLY:
                return Check(due_at, timedelta(minutes=point - previous))
            previous, place = point, place + 1


class Lateness(StrEnum):
    """How late a check is."""

    NOT_DUE = "not_due"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"


@dataclass(frozen=True)
class Check:
    """The moment vital signs are due, and the interval that led up to it."""

    due_at: datetime
    interval: timedelta

    def lateness(self, at: datetime) -> Lateness:
        """Whether the check is late, or so late that a whole further interval has passed."""
        if at <= self.due_at:
            return Lateness.NOT_DUE
        return Lateness.OVERDUE if at - self.due_at < self.interval else Lateness.LONG_OVERDUE


INJECTION = Source.judgement(
    "Holdspace: after an injection at 10, 20, 30, 45, 60 and 90 minutes, then every 30; closest while the effect rises"
)
SWALLOWED = Source.judgement(
    "Holdspace: after a lozenge or an oral dose at 15, 40, 60, 90 and 120 minutes, then every 30; of 15 or 20 minutes"
    " the earlier"
)


def _grid(code: str, when: str, minutes: tuple[int, ...], then_every: int, source: Source) -> Schedule:
    """The points of the grid stand: moved one by one they would open gaps. The interval may be up to half as long."""
    points = tuple(
        fixed(f"CHECK.{code}.{place}", f"Check {place} {when}", point, "minutes", source)
        for place, point in enumerate(minutes, start=1)
    )
    title = f"Minutes between {'later ' if minutes else ''}checks {when}"
    shortest = (then_every + 1) // 2
    every = adjustable(f"CHECK.{code}.every", title, then_every, "minutes", source, between=(shortest, then_every))
    return Schedule(points, every, source)


DURING_INFUSION = _grid("infusion", "during an infusion", (), 10, EMORY_684)
AFTER_INFUSION = _grid("after_infusion", "after an infusion", (), 15, EMORY_684)
AFTER_INJECTION = _grid("injection", "after an injection", (10, 20, 30, 45, 60, 90), 30, INJECTION)
AFTER_MOUTH = _grid("mouth", "after a lozenge or a swallowed dose", (15, 40, 60, 90, 120), 30, SWALLOWED)
# The label asks for 40 minutes and then as warranted; the later ones are ours, because pressure stays up for hours.
AFTER_NASAL = _grid("nasal", "after a nasal dose", (40, 60, 90, 120), 30, ESKETAMINE_US_DOSING)
SCHEDULE_THRESHOLDS: tuple[Threshold, ...] = tuple(
    threshold
    for grid in (DURING_INFUSION, AFTER_INFUSION, AFTER_INJECTION, AFTER_MOUTH, AFTER_NASAL)
    for threshold in (*grid.minutes, grid.then_every)
)

AFTER_DOSE = {
    "iv": DURING_INFUSION,
    "im": AFTER_INJECTION,
    "sc": AFTER_INJECTION,
    "sl": AFTER_MOUTH,
    "po": AFTER_MOUTH,
    "in": AFTER_NASAL,
}


def schedule_for(route: str) -> Schedule:
    """The grid that follows a dose by this route; for an infusion, the one while it runs."""
    if route not in AFTER_DOSE:
        raise ValueError(f"There is no check schedule for the route {route}. Known: {', '.join(AFTER_DOSE)}.")
    return AFTER_DOSE[route]


def next_check(
    route: str,
    *,
    started_at: datetime,
    last_dose_at: datetime | None = None,
    last_vital_signs_at: datetime | None = None,
    infusion_ended_at: datetime | None = None,
    limits: Limits = PUBLISHED,
) -> Check:
    """The next set of vital signs: the grid starts anew with each dose, and a new dose never puts off a check.

    An infusion counts as running until its end is known, so that the closer interval holds in doubt.
    """
    first = schedule_for(route)
    if last_vital_signs_at is None or last_vital_signs_at < started_at - limits.minutes(FRESH_MINUTES):
        return Check(started_at, first.after(started_at, None, limits).interval)
    anchor, grid = _latest_grid(route, started_at, last_dose_at or started_at, infusion_ended_at)
    due = grid.after(anchor, last_vital_signs_at, limits)
    if last_vital_signs_at < anchor:
        return min(due, first.after(started_at, last_vital_signs_at, limits), key=lambda check: check.due_at)
    return due


def next_check_due(
    route: str,
    started_at: datetime,
    last_dose_at: datetime | None = None,
    last_vital_signs_at: datetime | None = None,
    infusion_ended_at: datetime | None = None,
    limits: Limits = PUBLISHED,
) -> datetime:
    """The moment at which the next set of vital signs is due."""
    return next_check(
        route,
        started_at=started_at,
        last_dose_at=last_dose_at,
        last_vital_signs_at=last_vital_signs_at,
        infusion_ended_at=infusion_ended_at,
        limits=limits,
    ).due_at


def _latest_grid(
    route: str, started_at: datetime, last_dose_at: datetime, infusion_ended_at: datetime | None
) -> tuple[datetime, Schedule]:
    anchor = max(started_at, last_dose_at)
    if route != "iv" or infusion_ended_at is None or infusion_ended_at < anchor:
        return anchor, AFTER_DOSE[route]
    return infusion_ended_at, AFTER_INFUSION
