"""Lives of those who are in the house today, at every phase of a session."""

from collections.abc import Sequence
from datetime import timedelta

from holdspace.simulation import dosing_day, experience
from holdspace.simulation.courses import earlier_doses, ready_for_a_dose, to_the_day
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story


def today(life: Life, number: int, *, starts_in: int, minutes: int = 180, room: str = "") -> Story:
    """Booked for today at so many minutes from now."""
    at = life.on_the_clock(starts_in)
    yield from to_the_day(life, number, 0, starts_at=at, minutes=minutes, room=room)


def under_the_drug_now(life: Life, days: Sequence[int]) -> Story:
    """Half an hour into a dose in two parts."""
    yield from earlier_doses(life, days)
    number = len(days) + 1
    yield from today(life, number, starts_in=-60, room="Room 2")
    yield from dosing_day.started_day(life, life.calendar.now - timedelta(minutes=38, seconds=10))
    yield from dosing_day.under_the_drug(life, number, told=experience.A_SPLIT_DOSE)


def recovering_now(life: Life, days: Sequence[int]) -> Story:
    """An hour and a half after the dose; vital signs are overdue."""
    yield from earlier_doses(life, days)
    number = len(days) + 1
    yield from today(life, number, starts_in=-125, room="Room 1")
    start = life.calendar.now - timedelta(minutes=92, seconds=40)
    yield from dosing_day.started_day(life, start)
    yield from dosing_day.under_the_drug(life, number, until=62)
    yield from dosing_day.moved(life, start + timedelta(minutes=72), "recovery")
    yield from dosing_day.noted(life, start + timedelta(minutes=80), "settled")


def in_time_out(life: Life) -> Story:
    """In the time-out: half of the items are answered."""
    yield from ready_for_a_dose(life)
    yield from today(life, 1, starts_in=-14, room="Room 4")
    yield from dosing_day.begun(life, life.session.scheduled_at + timedelta(minutes=1))
    yield from dosing_day.went_through(life, dosing_day.ITEMS[:6])


def ready_to_go(life: Life) -> Story:
    """The criteria are met; the session is not closed yet."""
    yield from earlier_doses(life, (life.first,))
    yield from today(life, 2, starts_in=-155, room="Room 3")
    yield from dosing_day.started_day(life, life.calendar.now - timedelta(minutes=128))
    yield from dosing_day.under_the_drug(life, 2)
    yield from dosing_day.ready(life)


def closed_today(life: Life) -> Story:
    """Home already; the prescriber has not read the session."""
    yield from earlier_doses(life, (life.first,))
    yield from today(life, 2, starts_in=-250, minutes=120, room="Room 2")
    yield from dosing_day.whole_day(life, 2, life.calendar.now - timedelta(minutes=225))


def booked_today(life: Life, days: Sequence[int], starts_in: int) -> Story:
    """Ready, and booked for later today."""
    yield from earlier_doses(life, days)
    yield from today(life, len(days) + 1, starts_in=starts_in)
