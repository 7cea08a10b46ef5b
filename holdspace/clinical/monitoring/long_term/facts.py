"""What is known of the long term: when who was dosed, and every check with its day and its value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from holdspace.clinical.thresholds import PUBLISHED, Limits


@dataclass(frozen=True)
class Value:
    """One value of one day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Seen:
    """Something that was looked for on a day, and whether it was there."""

    on: date
    there: bool


@dataclass(frozen=True)
class LiverTest:
    """The liver values of one day, each as a multiple of its own upper limit."""

    on: date
    times_upper_limit: Mapping[str, Decimal]


@dataclass(frozen=True)
class LongTermFacts:
    """Everything the long-term checks read, oldest first; what is not there was not looked at.

    `sessions_on` are the days on which something was given, over all courses. `drug_seeking` are the signs since the
    last dose. `prescription_register_on` is None where the last answer was that there is no such register.
    """

    today: date
    sessions_on: tuple[date, ...] = ()
    bladder: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    blood_or_pain: tuple[Seen, ...] = ()
    urinalysis_on: tuple[date, ...] = ()
    liver: tuple[LiverTest, ...] = ()
    cognition: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    pressures_on: tuple[date, ...] = ()
    craving: tuple[Value, ...] = ()
    drug_seeking: tuple[str, ...] = ()
    requests: tuple[Value, ...] = ()
    prescription_register_on: tuple[date, ...] | None = None
    mania: tuple[Value, ...] = ()
    psychosis_or_mania: bool | None = None
    side_effect_tool: tuple[Value, ...] = ()
    total_mg: Decimal | None = None
    limits: Limits = PUBLISHED

    @property
    def first_on(self) -> date | None:
        """The day of the first dose ever."""
        return self.sessions_on[0] if self.sessions_on else None

    def sessions_since(self, day: date | None) -> tuple[date, ...]:
        """The days of doses after a day; all of them where there is none."""
        return tuple(on for on in self.sessions_on if day is None or on > day)
