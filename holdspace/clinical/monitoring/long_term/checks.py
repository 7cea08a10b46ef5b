"""When was each long-term check last made, and when is it due again?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.monitoring.long_term import numbers
from holdspace.clinical.monitoring.long_term.domains import (
    COGNITION,
    CRAVING,
    LIVER,
    POLARITY,
    PRESSURE,
    SIDE_EFFECT_TOOL,
    URINARY,
    Domain,
)
from holdspace.clinical.monitoring.long_term.facts import LongTermFacts, Value
from holdspace.clinical.thresholds import PUBLISHED

DAYS_IN_A_MONTH = Decimal("30.4375")
NOTICE = PUBLISHED.days(numbers.NOTICE)
# What holds the next dose once a whole interval has passed without a look.
HOLDS = (URINARY, LIVER, COGNITION, POLARITY)


class Standing(StrEnum):
    """Where a check stands on a day."""

    NOT_YET = "not_yet"
    UP_TO_DATE = "up_to_date"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NEVER = "never"

    @property
    def label(self) -> str:
        """The standing as written on the page."""
        return {
            "not_yet": "Before the first dose",
            "up_to_date": "Up to date",
            "due_soon": "Due",
            "overdue": "Overdue",
            "never": "Not recorded",
        }[self.value]

    @property
    def is_missing(self) -> bool:
        """Whether nobody can tell today."""
        return self in (Standing.OVERDUE, Standing.NEVER)


@dataclass(frozen=True)
class Check:
    """One domain on one day: when it was last looked at, when next, and how it stands.

    It holds the next dose once a whole interval has passed without a look: at an organ that ketamine can harm for good,
    at mania, and over two visits at craving.
    """

    domain: Domain
    last_on: date | None
    due_on: date | None
    standing: Standing
    holds_next_dose: bool = False


def checks(facts: LongTermFacts) -> tuple[Check, ...]:
    """Every check that has a day, in the order of the domains."""
    return (
        periodic(URINARY, _last_of(facts.bladder.values()), facts),
        periodic(LIVER, max((test.on for test in facts.liver), default=None), facts),
        periodic(COGNITION, _last_of(facts.cognition.values()), facts),
        at_each_session(PRESSURE, facts.pressures_on, facts),
        at_each_session(CRAVING, tuple(value.on for value in facts.craving), facts),
        periodic(POLARITY, max((value.on for value in facts.mania), default=None), facts),
        as_the_tool_asks(SIDE_EFFECT_TOOL, max((value.on for value in facts.side_effect_tool), default=None), facts),
    )


def _last_of(series: Iterable[tuple[Value, ...]]) -> date | None:
    return max((value.on for values in series for value in values), default=None)


def periodic(domain: Domain, last: date | None, facts: LongTermFacts) -> Check:
    """Due some months after the last, or at so many sessions since: whichever comes first; at the start when never."""
    if last is None:
        return _never(domain, facts)
    due = min(_days_when_due(domain, last, facts))
    standing = _standing(due, facts.today)
    return Check(domain, last, due, standing, domain in HOLDS and standing is Standing.OVERDUE)


def _never(domain: Domain, facts: LongTermFacts) -> Check:
    first = facts.first_on
    if first is None:
        return Check(domain, None, None, Standing.NOT_YET)
    is_late = facts.today > min(_days_when_due(domain, first, facts))
    return Check(domain, None, first, Standing.NEVER, domain in HOLDS and is_late)


def _days_when_due(domain: Domain, last: date, facts: LongTermFacts) -> list[date]:
    found = []
    if domain.months is not None:
        found.append(last + timedelta(days=round(facts.limits.of(domain.months) * DAYS_IN_A_MONTH)))
    if domain.sessions is not None:
        since, most = facts.sessions_since(last), int(facts.limits.of(domain.sessions))
        found += since[most - 1 : most]
    return found


def _standing(due: date, today: date) -> Standing:
    if today > due:
        return Standing.OVERDUE
    return Standing.DUE_SOON if today > due - NOTICE else Standing.UP_TO_DATE


def at_each_session(domain: Domain, made_on: tuple[date, ...], facts: LongTermFacts) -> Check:
    """Looked at on the day of the last dose, or since."""
    last = max(made_on, default=None)
    if not facts.sessions_on:
        return Check(domain, last, None, Standing.NOT_YET)
    newest = facts.sessions_on[-1]
    holds = domain is CRAVING and _missed_twice(last, facts)
    if last is None:
        return Check(domain, None, newest, Standing.NEVER, holds)
    return Check(domain, last, newest, Standing.UP_TO_DATE if last >= newest else Standing.OVERDUE, holds)


def _missed_twice(last: date | None, facts: LongTermFacts) -> bool:
    """Whether neither the last session nor the one before it was looked at."""
    before = facts.sessions_on[-2:-1]
    return bool(before) and (last is None or last < before[0])


def as_the_tool_asks(domain: Domain, last: date | None, facts: LongTermFacts) -> Check:
    """A tool that says itself when it is filled again: once it is on record, nobody can say that it is late."""
    if not facts.sessions_on:
        return Check(domain, last, None, Standing.NOT_YET)
    return Check(domain, last, None, Standing.UP_TO_DATE if last is not None else Standing.NEVER)
