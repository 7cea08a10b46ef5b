"""The way to one dose: the measure, the weight, the order, the booking."""

from datetime import datetime, timedelta
from decimal import Decimal

from holdspace.care.follow_up import actions as follow_up
from holdspace.care.planning import actions as planning
from holdspace.chart import actions as chart
from holdspace.clinic.models import Staff
from holdspace.clinical.instruments import PHQ_9
from holdspace.simulation import arriving
from holdspace.simulation.life import Life
from holdspace.simulation.staff import MONITORS, PRESCRIBERS, THERAPISTS
from holdspace.simulation.telling import Story

HOURS = ((9, 0), (13, 0), (10, 30), (14, 30), (8, 0), (11, 30))
VISIT = timedelta(minutes=180)
WEIGHT_OLD_AFTER_DAYS = 25


def measured_before(life: Life) -> Story:
    """The baseline: the plan's measure in the days before the first dose."""
    at = yield life.calendar.at(life.first - 3, 10)
    arriving.answers(life, PHQ_9, life.person.phq[1], at)


def _ahead(on: int) -> int:
    """Two days ahead; for a day to come, yesterday at the latest."""
    return max(2, on + 1)


def ordered(life: Life, *, number: int, on: int, override_reason: str = "", milligrams: int | None = None) -> Story:
    """The dose is ordered two days ahead, on a weight that is recent."""
    at = yield life.calendar.at(on, 15, before=_ahead(on))
    weighed_on = life.first - 21 if life.weighed_on is None else life.weighed_on
    if on - weighed_on > WEIGHT_OLD_AFTER_DAYS:
        arriving.weigh(life, at)
        life.weighed_on = on - 2
        at = yield life.calendar.after(at + timedelta(minutes=20))
    follow_up.record_visit(episode=life.episode, register="nothing-unexpected", by=life.prescriber, at=at)
    way = life.way
    life.order = planning.sign_order(
        episode=life.episode,
        amount=Decimal(milligrams or way.dose(number)),
        unit="mg",
        concentration=Decimal(way.vial) if way.vial else None,
        minutes=way.minutes,
        parts_mg=tuple(Decimal(part) for part in way.parts_of(number)),
        override_reason=override_reason,
        by=life.prescriber,
        at=at,
    )


def countersigned(life: Life, on: int) -> Story:
    """The other prescriber signs an order past a guard."""
    at = yield life.calendar.at(on, 17, before=_ahead(on))
    planning.countersign_order(order=life.order, by=life.second_prescriber, at=at)


def booked(life: Life, *, on: int, starts_at: datetime | None = None, minutes: int = 180, room: str = "") -> Story:
    """A room, a monitor, a therapist and a prescriber are found for the day; fixed hours are kept."""
    at = yield life.calendar.at(on, 16, before=_ahead(on))
    visit = timedelta(minutes=minutes)
    start, found_room, monitor, therapist = _place(life, on, starts_at, visit, room)
    life.house.diary.take((found_room, monitor, therapist), start, start + visit)
    life.session = planning.book_session(
        episode=life.episode,
        starts_at=start,
        minutes=minutes,
        room=life.house.rooms[found_room],
        monitor=life.staff(monitor),
        therapist=life.staff(therapist),
        prescriber=life.prescriber,
        by=life.staff("alvarez"),
        at=at,
    )


def _place(
    life: Life, on: int, starts_at: datetime | None, visit: timedelta, room: str
) -> tuple[datetime, str, str, str]:
    day = datetime.combine(life.calendar.day(on), datetime.min.time(), life.calendar.zone)
    starts = [starts_at] if starts_at else [day.replace(hour=hour, minute=minute) for hour, minute in HOURS]
    diary = life.house.diary
    for start in starts:
        end = start + visit
        free_room = diary.first_free([room] if room else life.house.dosing_rooms, start, end)
        monitor = diary.first_free(_from(MONITORS, life.monitor, life), start, end)
        therapist = diary.first_free(_from(THERAPISTS, life.therapist, life), start, end)
        if free_room and monitor and therapist:
            return start, free_room, monitor, therapist
    raise ValueError(f"No room and people are free for {life.person.full_name} on {day:%d %B}.")


def _from(keys: tuple[str, ...], usual: Staff, life: Life) -> list[str]:
    """These people, the usual one first."""
    return sorted(keys, key=lambda key: life.staff(key).pk != usual.pk)


def visit_booked(life: Life, *, kind: str, starts_in: int) -> Story:
    """A contact without a dose is booked, with whoever of the right part is free."""
    starts_at = life.on_the_clock(starts_in)
    ends_at = starts_at + timedelta(minutes=50)
    diary, house = life.house.diary, life.house
    medical = kind == "medical_evaluation"
    keys = _from(PRESCRIBERS, life.prescriber, life) if medical else _from(THERAPISTS, life.therapist, life)
    at = yield life.calendar.at(-1, 17)
    somebody = diary.first_free(keys, starts_at, ends_at)
    room = diary.first_free(house.talking_rooms, starts_at, ends_at)
    if somebody is None or room is None:
        raise ValueError(f"Nobody is free for {life.person.full_name} at {starts_at:%H:%M}.")
    diary.take((somebody, room), starts_at, ends_at)
    chart.book(
        patient=life.patient,
        episode=life.episode,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        room=house.rooms[room],
        with_staff=life.staff(somebody),
        by=life.staff("alvarez"),
        at=at,
    )


def waived(life: Life, *, on: int, block: str) -> Story:
    """A prescriber goes on past one block, with a reason."""
    at = yield life.calendar.at(on, 12)
    planning.waive_step(
        episode=life.episode,
        step="next_dose",
        block=block,
        reason="Therapist away for two weeks; talked through by telephone, steady and wishes to go on.",
        by=life.prescriber,
        at=at,
    )
