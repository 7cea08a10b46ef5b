"""What does a page say about a number? The published value, ours, who chose it, and whether its review is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from holdspace.clinic.models import Clinic
from holdspace.clinical.thresholds import Limits, Threshold
from holdspace.library import limits
from holdspace.library.models import ThresholdChoice


@dataclass(frozen=True)
class Number:
    """One threshold as it stands in one clinic."""

    threshold: Threshold
    value: Decimal
    choice: ThresholdChoice | None
    waits: ThresholdChoice | None
    today: date

    @property
    def is_own(self) -> bool:
        """Whether the clinic's own number holds."""
        return self.choice is not None and self.choice.value is not None

    @property
    def review_due_on(self) -> date | None:
        """When somebody looks at the clinic's own number again."""
        return self.choice.review_due_on if self.choice is not None and self.is_own else None

    @property
    def is_overdue(self) -> bool:
        """Whether the day of review has passed."""
        return self.review_due_on is not None and self.review_due_on < self.today


def numbers(thresholds: Iterable[Threshold], clinic: Clinic, *, at: datetime, today: date) -> list[Number]:
    """These thresholds as they stand in a clinic, in two queries."""
    chosen = limits.standing(clinic, at=at)
    waiting = {row.code: row for row in limits.waiting(clinic)}
    own = Limits.of_clinic(0, {code: row.value for code, row in chosen.items() if row.value is not None})
    return [Number(each, own.of(each), chosen.get(each.code), waiting.get(each.code), today) for each in thresholds]
