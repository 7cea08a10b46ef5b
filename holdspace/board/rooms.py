"""What does each room's card say? The session in it, the next thing due, and the newest values with their age."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from holdspace.board.naming import Naming
from holdspace.board.under_way import UnderWay
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.chart.models import DosingSession, Encounter
from holdspace.clinic.models import Room
from holdspace.clinical.monitoring import Lateness, Signal
from holdspace.clinical.pathway import TIME_OUT_ITEMS, CourseFacts, Step, own_blocks
from holdspace.ui import words
from holdspace.ui.parts import RoomCard, RoomValue, squares

# Within a sentence; a name in capitals such as C-SSRS keeps them.
TITLES = {
    item.code: item.title if item.title.split()[0].isupper() else item.title[0].lower() + item.title[1:]
    for item in TIME_OUT_ITEMS
}
NOT_ON_THE_LIST = 1  # The draw before a witness comes on top of the items.
A_FEW = 3
NO_ORDER = "No check can be reckoned: the session has no order"
BOOKED = ("planned", "in-progress")


def room_cards(
    sessions: Sequence[UnderWay],
    rooms: Iterable[Room],
    contacts: Sequence[Encounter],
    courses: Mapping[UUID, CourseFacts],
    *,
    naming: Naming,
    now: datetime,
) -> list[RoomCard]:
    """Sessions in the order in which they wait for somebody, then the rooms in which nobody is dosed."""
    taken = {session.row.room_id for session in sessions}
    cards = [_session_card(session, courses.get(session.row.episode_id), naming, now) for session in sessions]
    return cards + [_quiet_card(room, contacts, naming, now) for room in rooms if room.pk not in taken]


def _session_card(session: UnderWay, course: CourseFacts | None, naming: Naming, now: datetime) -> RoomCard:
    row, picture = session.row, session.picture
    alarm = next(iter(picture.alarms), None)
    shared = {
        "name": row.room.name,
        "key": str(row.pk),
        "status": row.state,
        "patient": naming.name(row.patient),
        "patient_href": naming.chart(row.patient),
        "staff": " · ".join(who.name for who in picture.in_the_room) or row.monitor.short_name,
        "alarm": alarm.tier if alarm else "",
        "alarm_words": alarm.says if alarm else "",
    }
    if row.state == "time_out":
        return RoomCard(**shared, **_time_out(row.number, picture, course), href=naming.link("dosing:time_out", row.pk))
    return RoomCard(**shared, **_watched(session, naming, now), **_values(picture, now))


def _watched(session: UnderWay, naming: Naming, now: datetime) -> dict[str, object]:
    row, picture = session.row, session.picture
    line = _dose_line(picture, now)
    if row.state == "ready_to_leave":
        said = {"figure": words.clock(picture.state_since), "due_words": "Ready to leave since then; to be closed"}
        return {**said, "patient_line": line, "href": naming.link("dosing:closing", row.pk), "link": "Close"}
    shared = {"patient_line": line, "href": naming.link("dosing:session", row.pk)}
    if picture.check is None:
        why = "No dose was given; decide whether to go on" if not picture.doses and row.state == "on_hold" else NO_ORDER
        return {**shared, "due_words": why}
    is_late = picture.check.lateness(now) is not Lateness.NOT_DUE
    due = words.clock(picture.check.due_at)
    return {
        **shared,
        "due": picture.check.due_at,
        "interval": int(picture.check.interval.total_seconds()),
        "due_words": f"Vital signs were due {due}" if is_late else f"Vital signs at {due}",
        "link": "Record" if is_late else "Open",
    }


def _dose_line(picture: SessionPicture, now: datetime) -> str:
    route = picture.route.upper()
    if not picture.doses:
        ordered = words.amount(picture.ordered_mg, "mg")
        return f"{route} {ordered} ordered, none given" if picture.ordered_mg else "nothing given"
    given = words.amount(picture.given_mg, "mg")
    return f"{words.elapsed(picture.minutes(now))} min · {picture.doses[-1].route.upper()} {given}"


def _values(picture: SessionPicture, now: datetime) -> dict[str, object]:
    """The newest values, and under them how old they are; those measured together share one age."""
    upper, lower = picture.newest.get(Signal.SYSTOLIC), picture.newest.get(Signal.DIASTOLIC)
    pulse, oxygen = picture.newest.get(Signal.HEART_RATE), picture.newest.get(Signal.SPO2)
    pressure = f"{words.number(upper.value)}/{words.number(lower.value)}" if upper and lower else ""
    shown = (
        ("BP", pressure, upper),
        ("HR", words.number(pulse.value) if pulse else "", pulse),
        ("SpO₂", words.percent(oxygen.value) if oxygen else "", oxygen),
    )
    ages: dict[str, list[str]] = {}
    for name, _, newest in shown:
        if newest:
            ages.setdefault(words.age(newest.at, now), []).append(name)
    together = " · ".join(f"{', '.join(names)} {age}" for age, names in ages.items())
    is_late = picture.check is not None and picture.check.lateness(now) is not Lateness.NOT_DUE
    return {
        "values": tuple(RoomValue(name, value) for name, value, _ in shown),
        "values_stale": is_late,
        "values_line": next(iter(ages)) if len(ages) == 1 else together or "nothing measured yet",
    }


def _time_out(number: int, picture: SessionPicture, course: CourseFacts | None) -> dict[str, object]:
    """How far the time-out has come, what is next, and what holds."""
    total = len(TIME_OUT_ITEMS) + NOT_ON_THE_LIST
    open_items = [
        TITLES.get(block.code.removeprefix("time_out:"), "the draw before a witness")
        for block in (own_blocks(Step.START_DOSING, course) if course else ())
        if block.code.startswith("time_out:") or block.code == "drug"
    ]
    held = _held(course)
    rest = len(open_items) - A_FEW
    left = ", ".join(open_items[:A_FEW]) + (f" and {rest} more" if rest > 0 else "")
    done = total - len(open_items)
    ordered = f" · {picture.route.upper()} {words.amount(picture.ordered_mg, 'mg')}" if picture.ordered_mg else ""
    return {
        "figure": f"{done} of {total}",
        "due_words": f"Next: {open_items[0]}" if open_items else "Nothing is missing: dosing can be started",
        "squares": squares(total, done),
        "patient_line": f"dose {number}{ordered}",
        "note": f"Hold today: {', '.join(held)}." if held else f"Left: {left}." if open_items else "",
    }


def _held(course: CourseFacts | None) -> list[str]:
    answers = course.session.time_out if course and course.session else {}
    return [TITLES.get(item, item) for item, answer in answers.items() if answer.answer == "hold"]


def _quiet_card(room: Room, contacts: Sequence[Encounter], naming: Naming, now: datetime) -> RoomCard:
    here = [contact for contact in contacts if contact.room_id == room.pk and contact.status in BOOKED]
    for contact in here:
        if _goes_on(contact, now):
            return _in_use(room, contact, naming)
    coming = next((contact for contact in here if contact.status == "planned"), None)
    if coming is None:
        return RoomCard(room.name, "free", due_words="Nothing more is booked today")
    session = getattr(coming, "dosing_session", None)
    with_whom = session.monitor if session else coming.with_staff
    return RoomCard(
        room.name,
        "free",
        key=str(coming.pk),
        figure=words.clock(coming.starts_at),
        due_words=_said(coming, naming),
        staff=with_whom.short_name if with_whom else "",
        href=naming.link("dosing:time_out", session.pk) if session else "",
        link="Time-out",
    )


def _in_use(room: Room, contact: Encounter, naming: Naming) -> RoomCard:
    session = getattr(contact, "dosing_session", None)
    if session is not None and session.state == "transferred":
        return _left_for_help(room, session, naming)
    until = f", until {words.clock(contact.ends_at)}" if contact.ends_at else ""
    began, said = words.clock(contact.starts_at), f"{_said(contact, naming)}{until}"
    return RoomCard(room.name, "scheduled", status_words="In use", figure=began, due_words=said)


def _left_for_help(room: Room, session: DosingSession, naming: Naming) -> RoomCard:
    """The patient is with others now and the room is empty; what was given still has to be accounted for."""
    return RoomCard(
        room.name,
        "transferred",
        key=str(session.pk),
        due_words=f"{naming.name(session.patient)} was transferred; the session is to be closed",
        staff=session.monitor.short_name,
        href=naming.link("dosing:closing", session.pk),
        link="Close",
    )


def _goes_on(contact: Encounter, now: datetime) -> bool:
    """A booked dosing session has begun only once somebody says so; other contacts keep to their time."""
    if contact.status == "in-progress":
        return True
    ends_at = contact.ends_at or contact.starts_at
    return contact.kind != "dosing" and contact.starts_at <= now < ends_at


def _said(contact: Encounter, naming: Naming) -> str:
    return f"{naming.name(contact.patient)}, {contact.get_kind_display().lower()}"
