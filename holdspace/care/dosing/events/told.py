"""One event as the fold reads it, free of the database; and what the fold must know of the session around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from holdspace.chart.given import CLOCK_TOLERANCE
from holdspace.clinical.thresholds import PUBLISHED, Limits

LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Told:
    """One thing that happened, who wrote it down, when it happened and when the server heard of it."""

    id: UUID
    sequence: int
    kind: str
    payload: Mapping[str, Any]
    happened_at: datetime
    received_at: datetime
    author: str
    witness: str = ""
    device: str = ""
    after_closing: bool = False
    device_sequence: int = 0
    schema_version: int = 1

    @property
    def order(self) -> tuple[datetime, str, int, str]:
        """Its place among others, the same in whatever order they arrived."""
        return self.at, self.device, self.device_sequence, str(self.id)

    @property
    def at(self) -> datetime:
        """When it happened; a time that lies ahead is read as the time it arrived."""
        return self.received_at if self.is_ahead else self.happened_at

    @property
    def is_ahead(self) -> bool:
        """Whether the tablet's clock was ahead, or somebody typed a time to come."""
        return self.happened_at > self.received_at + CLOCK_TOLERANCE

    @property
    def is_late(self) -> bool:
        """Whether it was written down well after it happened."""
        return self.received_at - self.happened_at > LATE_AFTER


@dataclass(frozen=True)
class Person:
    """Somebody who can be in the room."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Frame:
    """What stood before the first event: the order, the drug drawn, the touch agreed, the people named."""

    route: str = ""
    ordered_mg: Decimal | None = None
    concentration_mg_per_ml: Decimal | None = None
    weight_kg: Decimal | None = None
    drawn_mg: Decimal = Decimal(0)
    touch_areas: tuple[str, ...] | None = None
    people: tuple[Person, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    limits: Limits = PUBLISHED
    drug: str = ""
