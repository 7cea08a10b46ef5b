"""Booking a dosing session: a room, a monitor, a therapist and a prescriber, at a time when all are free."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.care.planning import gates
from holdspace.care.planning.actions.orders import standing_order
from holdspace.chart import actions as chart
from holdspace.chart.given import last_given_at
from holdspace.chart.models import CarePlan, DosingSession, Encounter, EpisodeOfCare
from holdspace.clinic import audit
from holdspace.clinic.models import Room, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.protocols.thresholds import SHORTEST_GAP
from holdspace.clinical.roles import Role
from holdspace.clinical.units import plain
from holdspace.library import limits

TAKEN = (Encounter.Status.PLANNED, Encounter.Status.IN_PROGRESS)


@transaction.atomic
def book_session(
    *,
    episode: EpisodeOfCare,
    starts_at: datetime,
    minutes: int,
    room: Room,
    monitor: Staff,
    therapist: Staff,
    prescriber: Staff,
    by: Staff,
    at: datetime,
) -> DosingSession:
    """Book the next dosing session; the order may already stand or follow."""
    require(by, Permission.BOOK)
    episode = gates.lock(episode)
    gates.refuse_once_ended(episode, at)
    ends_at = starts_at + timedelta(minutes=minutes)
    plan = _approved_plan(episode)
    if starts_at < at:
        raise Refused("The session was not booked: its time has passed. Choose a time ahead.")
    _refuse_a_second(episode)
    _refuse_too_soon(episode, plan, starts_at, at)
    _refuse_wrong_room(episode, room)
    _refuse_wrong_people(episode, monitor, therapist, prescriber)
    # The people and the room are held, so that two bookings at one moment cannot both find them free.
    list(Staff.objects.select_for_update().filter(pk__in=(monitor.pk, therapist.pk)).order_by("pk"))
    Room.objects.select_for_update().get(pk=room.pk)
    for person in (monitor, therapist):
        _refuse_when_taken(person, starts_at, ends_at)
    number = episode.dosing_sessions.exclude(started_at=None).count() + 1
    encounter = chart.book(
        patient=episode.patient,
        episode=episode,
        kind=Encounter.Kind.DOSING,
        starts_at=starts_at,
        ends_at=ends_at,
        room=room,
        with_staff=monitor,
        text=f"Dose {number}",
        by=by,
        at=at,
    )
    dosing_session = DosingSession.objects.create(
        patient=episode.patient,
        episode=episode,
        encounter=encounter,
        order=standing_order(episode),
        number=number,
        room=room,
        monitor=monitor,
        therapist=therapist,
        prescriber=prescriber,
        scheduled_at=starts_at,
    )
    audit.record(by=by, at=at, did="booked a dosing session", to=dosing_session, number=number)
    return dosing_session


def _approved_plan(episode: EpisodeOfCare) -> CarePlan:
    plan = gates.newest_plan(episode)
    if plan is None or not hasattr(plan, "approval"):
        raise Refused("The session was not booked: no care plan is approved. Ask a prescriber to approve it.")
    return plan


def _refuse_a_second(episode: EpisodeOfCare) -> None:
    ahead = episode.dosing_sessions.filter(state__in=("scheduled", *DosingSession.UNDER_WAY)).first()
    if ahead is not None:
        day = _day(ahead.scheduled_at, episode)
        raise Refused(f"The session was not booked: dose {ahead.number} is booked for {day}. Finish that first.")


def _refuse_too_soon(episode: EpisodeOfCare, plan: CarePlan, starts_at: datetime, at: datetime) -> None:
    last = last_given_at(episode.patient)
    if last is None:
        return
    here = ZoneInfo(episode.site.time_zone)
    open_on = (last.astimezone(here) + timedelta(days=plan.days_between)).date()
    if starts_at.astimezone(here).date() < open_on:
        raise Refused(
            f"The session was not booked: the last dose was on {_day(last, episode)}, and the plan keeps "
            f"{plan.days_between} days between doses. Choose {open_on.day} {open_on:%B %Y} or later."
        )
    numbers = limits.in_force(episode.patient.clinic, at=at)
    if starts_at - last < numbers.hours(SHORTEST_GAP):
        raise Refused(
            f"The session was not booked: the last dose was on {_day(last, episode)}, and at least "
            f"{plain(numbers.of(SHORTEST_GAP))} hours lie between two doses. Choose a later time."
        )


def _refuse_wrong_room(episode: EpisodeOfCare, room: Room) -> None:
    if room.site_id != episode.site_id:
        raise Refused(f"The session was not booked: {room} is at another site. Choose a room at {episode.site}.")
    if not room.for_dosing:
        raise Refused(f"The session was not booked: {room} is not fitted for dosing. Choose a dosing room.")


def _refuse_wrong_people(episode: EpisodeOfCare, monitor: Staff, therapist: Staff, prescriber: Staff) -> None:
    clinic = episode.patient.clinic_id
    parts = ((monitor, Role.MONITOR), (therapist, Role.THERAPIST), (prescriber, Role.PRESCRIBER))
    for person, role in parts:
        if person.clinic_id != clinic or person.ended_at is not None or role not in person.roles:
            raise Refused(
                f"The session was not booked: {person} is not a {role.label.lower()} here. Choose somebody who is."
            )
    if monitor.pk in (therapist.pk, prescriber.pk):
        raise Refused(
            f"The session was not booked: {monitor} cannot watch the room and do a second part. Choose two people."
        )


def _refuse_when_taken(person: Staff, starts_at: datetime, ends_at: datetime) -> None:
    # A prescriber must be reachable, not in the room, and may therefore stand behind several sessions at once.
    there = Encounter.objects.filter(status__in=TAKEN, starts_at__lt=ends_at, ends_at__gt=starts_at)
    in_room = there.filter(dosing_session__monitor=person) | there.filter(dosing_session__therapist=person)
    in_room = in_room.exclude(dosing_session__state="abandoned")
    elsewhere = there.filter(with_staff=person, dosing_session=None)
    if in_room.exists() or elsewhere.exists():
        raise Refused(f"The session was not booked: {person} is taken at that time. Choose another.")


def _day(moment: datetime, episode: EpisodeOfCare) -> str:
    here = moment.astimezone(ZoneInfo(episode.site.time_zone))
    return f"{here.day} {here:%B %Y}"
