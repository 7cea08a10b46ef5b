"""Who is in a room now, and how are they? Every session under way with its picture, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch

from holdspace.care.dosing.events.fold import picture_of
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.told import Frame
from holdspace.care.dosing.record import THE_NEWEST, people_of, told_of
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.clinic.models import Site, Staff
from holdspace.clinical.thresholds import Limits
from holdspace.library import limits


@dataclass(frozen=True)
class UnderWay:
    """One session with somebody in the room, and what its events amount to."""

    row: DosingSession
    picture: SessionPicture

    @property
    def due_at(self) -> datetime | None:
        """When vital signs are due next; None before the dose and once the patient is ready to leave."""
        return self.picture.check.due_at if self.picture.check else None

    @property
    def acts_now(self) -> bool:
        """Whether a value that asks for somebody at once has not been acknowledged."""
        return any(alarm.tier == "act" for alarm in self.picture.alarms)

    def order(self) -> tuple[bool, bool, float, str]:
        """Act now first, then the most overdue check, then the soonest; without a check, by room."""
        due = self.due_at
        return (not self.acts_now, due is None, due.timestamp() if due else 0, self.row.room.name)


def sessions_under_way(staff: Staff, site: Site | None) -> list[UnderWay]:
    """The sessions under way, the one that waits for somebody first."""
    # The bytes as sent are evidence, not something the board reads: they are most of a row.
    events = SessionEvent.objects.select_related("author", "witness").defer("written", "sha256").order_by("sequence")
    rows = DosingSession.objects.visible_to(staff).under_way()
    if site is not None:
        rows = rows.filter(room__site=site)
    rows = rows.select_related("patient", "room", "order", "monitor", "therapist", "prescriber")
    rows = rows.prefetch_related("draws", Prefetch("events", events))
    names = {str(pk): name for pk, name in Staff.objects.filter(clinic=staff.clinic_id).values_list("pk", "short_name")}
    newest = limits.in_force(staff.clinic, at=THE_NEWEST)
    pictured = [
        UnderWay(row, picture_of(map(told_of, row.events.all()), _frame(row, names, own)))
        for row in rows
        for own in (_limits_of(row, newest, staff),)
    ]
    return sorted(pictured, key=UnderWay.order)


def _limits_of(row: DosingSession, newest: Limits, staff: Staff) -> Limits:
    """The numbers of the session's start; a clinic that never chose its own is not asked again for each card."""
    if not newest.version or row.started_at is None:
        return newest
    return limits.in_force(staff.clinic, at=row.started_at)


def _frame(row: DosingSession, names: dict[str, str], own: Limits) -> Frame:
    """What a card needs of what stood before the first event; touch and weight are for the session's own page."""
    return Frame(
        route=row.order.route if row.order else "",
        ordered_mg=row.order.dose_mg if row.order else None,
        drawn_mg=sum((draw.amount_mg for draw in row.draws.all()), Decimal(0)),
        people=tuple(people_of(row)),
        names=names,
        limits=own,
    )
