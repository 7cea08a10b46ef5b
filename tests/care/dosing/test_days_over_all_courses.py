"""The days between doses are the body's, not the course's: a dose of another course counts in full."""

from datetime import timedelta

import pytest

from holdspace.care.dosing import actions
from holdspace.care.planning.actions.booking import book_session
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, SessionClosing
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Refused
from holdspace.clinical.pathway import Step, what_blocks
from tests.care.dosing import build
from tests.chart.build import an_episode

pytestmark = pytest.mark.database

DAYS_OF_THE_PLAN = 7


def dosed_elsewhere(session: build.Session, ago: timedelta, *, closed: bool = True) -> None:
    """A session of an earlier course of the same patient, begun so long before now."""
    row = session.row
    begun = session.now - timedelta(days=90)
    ended = {"closed_at": session.now, "closed_by": session.house.lindqvist, "closed_because": "Went abroad"}
    other = an_episode(session.house, row.patient, opened_at=begun, **ended)
    encounter = type(row.encounter).objects.create(
        patient=row.patient, episode=other, kind="dosing", status="finished", starts_at=session.now - ago
    )
    earlier = DosingSession.objects.create(
        patient=row.patient, episode=other, encounter=encounter, order=None, number=1, room=row.room,
        monitor=row.monitor, therapist=row.therapist, prescriber=row.prescriber, scheduled_at=session.now - ago,
        started_at=session.now - ago, state="reviewed" if closed else "recovery",
    )  # fmt: skip
    if closed:
        _close(session, earlier)


def _close(session: build.Session, earlier: DosingSession) -> None:
    SessionClosing.objects.create(
        patient=earlier.patient, dosing_session=earlier, how="went_home", dissociation="-", side_effects="none",
        adverse_events="none", drawn_mg=60, given_mg=60, wasted_mg=0, closed_at=earlier.started_at,
        recorded_at=earlier.started_at, recorded_by=session.house.bauer,
    )  # fmt: skip


def codes(session: build.Session) -> set[str]:
    course = facts.for_episode(session.row.episode, at=session.now)
    return {block.code for block in what_blocks(Step.START_DOSING, course)}


class TestTheStart:
    @pytest.mark.parametrize(
        ("ago", "blocked"),
        [
            (timedelta(hours=47, minutes=59), True),
            (timedelta(days=DAYS_OF_THE_PLAN - 1), True),
            (timedelta(days=DAYS_OF_THE_PLAN), False),
            (timedelta(days=60), False),
        ],
    )
    def test_of_a_first_dose_counts_the_days_since_another_course(self, ago, blocked):
        session = build.ready_to_start()
        assert "spacing" not in codes(session)
        dosed_elsewhere(session, ago)
        assert ("spacing" in codes(session)) is blocked

    def test_is_refused_with_that_reason(self):
        session = build.ready_to_start()
        dosed_elsewhere(session, timedelta(hours=30))
        with pytest.raises(NotYet, match="less than 48 hours ago"):
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        session.row.refresh_from_db()
        assert session.row.started_at is None

    def test_waits_for_a_session_of_another_course_that_is_not_closed(self):
        session = build.ready_to_start()
        assert "previous_session" not in codes(session)
        dosed_elsewhere(session, timedelta(days=60), closed=False)
        assert "previous_session" in codes(session)

    def test_looks_at_this_patient_only(self):
        session = build.ready_to_start()
        other = build.ready_to_start(session.house, given_name="Bea")
        actions.start_dosing(dosing_session=other.row, by=session.house.bauer, at=session.now)
        assert not codes(session) & {"spacing", "previous_session"}


class TestABooking:
    def book(self, session: build.Session, ahead: timedelta) -> DosingSession:
        house = session.house
        DosingSession.objects.filter(pk=session.row.pk).update(state="abandoned")
        starts_at = session.now + ahead
        people = {"monitor": house.osei, "therapist": house.moreau, "prescriber": house.lindqvist}
        given = {"episode": session.row.episode, "room": house.rooms[1], "minutes": 120, **people}
        return book_session(**given, starts_at=starts_at, by=house.alvarez, at=session.now)

    def test_keeps_the_days_since_another_course(self):
        session = build.booked()
        dosed_elsewhere(session, timedelta(days=1))
        with pytest.raises(Refused, match="the last dose was on"):
            self.book(session, timedelta(days=5))

    def test_is_open_once_they_have_passed(self):
        session = build.booked()
        dosed_elsewhere(session, timedelta(days=1))
        assert self.book(session, timedelta(days=6)).pk
