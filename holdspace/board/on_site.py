"""Who is here today, in which room, and is somebody with every patient under the drug?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from holdspace.board.under_way import UnderWay
from holdspace.chart.models import Encounter
from holdspace.clinic.models import Staff
from holdspace.ui import words


@dataclass(frozen=True)
class Present:
    """One person: where they are or will be, and until when they are booked."""

    name: str
    role: str
    where: str
    until: str


def uncovered(sessions: Iterable[UnderWay]) -> list[str]:
    """What leaves a patient without a monitor, in words; empty when every room is covered."""
    monitors: dict[str, list[str]] = {}
    faults = []
    for session in sessions:
        here = [person.name for person in session.picture.in_the_room if person.role == "monitor"]
        if not here:
            faults.append(f"{session.row.room.name}: no monitor is written down as in the room.")
        for name in here:
            monitors.setdefault(name, []).append(session.row.room.name)
    shared = ((name, rooms) for name, rooms in monitors.items() if len(rooms) > 1)
    return faults + [f"{name} is the monitor in {' and '.join(rooms)} at once." for name, rooms in shared]


def here_today(staff: Sequence[Staff], contacts: Sequence[Encounter], sessions: Sequence[UnderWay]) -> list[Present]:
    """Everybody who is in a room now or has something today; the rooms first."""
    rooms = _rooms_now(sessions)
    booked = _booked(contacts)
    present = [_present(person, rooms.get(str(person.pk), []), booked.get(person.pk, [])) for person in staff]
    return sorted(filter(None, present), key=lambda one: (not one.where.startswith("in "), one.name))


def _rooms_now(sessions: Iterable[UnderWay]) -> dict[str, list[str]]:
    rooms: dict[str, list[str]] = {}
    for session in sessions:
        for person in session.picture.in_the_room:
            rooms.setdefault(person.id, []).append(session.row.room.name)
    return rooms


def _booked(contacts: Iterable[Encounter]) -> dict[object, list[Encounter]]:
    booked: dict[object, list[Encounter]] = {}
    for contact in contacts:
        if contact.status == "cancelled":
            continue
        session = getattr(contact, "dosing_session", None)
        people = (session.monitor_id, session.therapist_id, session.prescriber_id) if session else ()
        for person in {*people, contact.with_staff_id} - {None}:
            booked.setdefault(person, []).append(contact)
    return booked


def _present(person: Staff, rooms: list[str], booked: list[Encounter]) -> Present | None:
    if not rooms and not booked:
        return None
    ends: list[datetime] = [contact.ends_at for contact in booked if contact.ends_at]
    return Present(
        name=person.short_name,
        role=next(iter(person.roles_in_words.split(", ")), ""),
        where=f"in {' and '.join(rooms)}" if rooms else _next_place(booked),
        until=f"until {words.clock(max(ends))}" if ends else "",
    )


def _next_place(booked: list[Encounter]) -> str:
    coming = [contact for contact in booked if contact.status == "planned"]
    if not coming:
        return "nothing more today"
    room = f", {coming[0].room.name}" if coming[0].room else ""
    return f"{words.clock(coming[0].starts_at)}{room}"
