"""Begins the time-out, and starts dosing once nothing stands in the way."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.care.dosing.actions.time_out import ITEMS, judged_now
from holdspace.care.dosing.actions.writing import keep_state, locked, write_event
from holdspace.care.dosing.record import newest_rows
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, Encounter
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.pathway import Block, Step, what_blocks


@transaction.atomic
def begin_time_out(*, dosing_session: DosingSession, by: Staff, at: datetime) -> DosingSession:
    """Begin the same-day time-out: the patient is in the room."""
    require(by, Permission.TIME_OUT)
    held = locked(dosing_session)
    if held.state == "time_out":
        return held
    if held.state != "scheduled":
        raise Refused(f"The time-out was not begun: the session is {held.get_state_display().lower()}.")
    write_event(held, "phase", {"to": "time_out"}, by=by, at=at)
    for staff in (held.monitor, held.therapist):
        write_event(held, "staff", {"did": "in", "staff": str(staff.pk)}, by=by, at=at)
    keep_state(held)
    Encounter.objects.filter(pk=held.encounter_id).update(status=Encounter.Status.IN_PROGRESS)
    audit.record(by=by, at=at, did="began the time-out", to=held)
    return held


def what_blocks_start(dosing_session: DosingSession, *, at: datetime) -> tuple[Block, ...]:
    """Everything between this patient and the dose now, what was measured too long ago included."""
    course = facts.for_episode(dosing_session.episode, at=at)
    blocks = what_blocks(Step.START_DOSING, course)
    late = (*_of_another_day(dosing_session, blocks, at=at), *_no_longer_true(dosing_session, blocks, at=at))
    return (*blocks, *_each_item_once(late), *_not_this_session(dosing_session, course))


def _each_item_once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple({block.code: block for block in reversed(blocks)}.values())[::-1]


def _of_another_day(dosing_session: DosingSession, blocks: tuple[Block, ...], *, at: datetime) -> tuple[Block, ...]:
    """A time-out is of one day: that it was the right patient yesterday says nothing about who is in the room now."""
    named, here = {block.code for block in blocks}, ZoneInfo(dosing_session.episode.site.time_zone)
    today = at.astimezone(here).date()
    newest = newest_rows(list(dosing_session.time_out_checks.all()), "item")
    days = {code: row.happened_at.astimezone(here).date() for code, row in newest.items()}
    return tuple(
        _late(code, f"{ITEMS[code].title} was answered on {days[code].day} {days[code]:%B %Y}, not today.")
        for code in ITEMS
        if code in days and days[code] != today and f"time_out:{code}" not in named
    )


def _late(code: str, says: str) -> Block:
    item, step = ITEMS[code], Step.START_DOSING
    remedy = "Answer it again."
    return Block(step, f"time_out:{code}", says, item.because, remedy, item.who, "time_out", item.source)


def _no_longer_true(dosing_session: DosingSession, blocks: tuple[Block, ...], *, at: datetime) -> tuple[Block, ...]:
    """Answers that were fine when they were given and are not any more: a blood pressure of 40 minutes ago."""
    named = {block.code for block in blocks}
    return tuple(
        _late(code, f"{ITEMS[code].title}: no longer true. {judged.says}")
        for code, judged in judged_now(dosing_session, at=at).items()
        if judged.answer == "hold" and f"time_out:{code}" not in named
    )


def _not_this_session(dosing_session: DosingSession, course: facts.course.CourseFacts) -> tuple[Block, ...]:
    """The facts speak of the session at hand; it has to be this one."""
    if course.session is None or course.session.number == dosing_session.number:
        return ()
    item = ITEMS["identity"]
    says = "Another dosing session of this course is at hand."
    return (
        Block(
            Step.START_DOSING, "another_session", says, "One session at a time.", "Go to the session under way.",
            item.who, "patient", item.source,
        ),
    )  # fmt: skip


@transaction.atomic
def start_dosing(*, dosing_session: DosingSession, by: Staff, at: datetime) -> DosingSession:
    """Start dosing: from here on the drug may be given."""
    require(by, Permission.START_DOSING)
    held = locked(dosing_session)
    if held.state != "time_out":
        raise Refused(
            f"Dosing was not started: the session is {held.get_state_display().lower()}, not in its time-out."
        )
    refuse_if(what_blocks_start(held, at=at), episode=held.episode)
    write_event(held, "phase", {"to": "dosing"}, by=by, at=at)
    keep_state(held)
    audit.record(by=by, at=at, did="started dosing", to=held)
    return held
