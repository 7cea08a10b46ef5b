"""Is this measurement from now, or from some time ago? A value never stands without its moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from holdspace.clinical.monitoring.numbers import FRESH_MINUTES
from holdspace.clinical.thresholds import PUBLISHED, Limits

T = TypeVar("T")

FRESH_FOR = PUBLISHED.minutes(FRESH_MINUTES)
# Tablets and servers disagree by seconds; more than this is a slip in the time that was typed.
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Measured(Generic[T]):
    """A value and the moment it was measured or answered."""

    value: T
    at: datetime

    def why_not_now(self, what: str, now: datetime, limits: Limits = PUBLISHED) -> str:
        """Why this value cannot stand for the present; empty when it can."""
        if self.at > now + CLOCK_TOLERANCE:
            return f"{what} is recorded later than now. Check its time."
        if now - self.at > limits.minutes(FRESH_MINUTES):
            return f"{what} is {minutes(now - self.at)} old. Measure again."
        return ""


def minutes(span: timedelta) -> str:
    """A span of time in words, such as "42 min" or "1 h 10 min"."""
    whole = int(span.total_seconds() // 60)
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
