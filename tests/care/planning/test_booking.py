"""A session is booked for a living person with an approved plan, at a time that exists, with a free room and people."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from holdspace.care.planning import actions
from holdspace.care.planning.clocks import moment_here
from holdspace.chart.actions import book
from holdspace.chart.models import DosingSession, Encounter, Patient
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import Room, Site
from holdspace.clinic.refusals import Denied, Refused
from tests.care.planning.course import (
    a_plan,
    an_order,
    booked,
    consented,
    eligible,
    given_and_followed_up,
    planned,
    prepared,
    weighed,
)
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database
TOMORROW = MORNING + timedelta(days=1)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return planned(house)


@pytest.fixture
def another(house):
    patient = a_patient(house, given_name="Jonas", family_name="Weber")
    return planned(house, consented(house, eligible(house, an_episode(house, patient))))


class TestBooking:
    def test_makes_the_encounter_and_the_session(self, house, episode):
        session = booked(house, episode, TOMORROW)
        assert (session.number, session.state, session.encounter.kind) == (1, "scheduled", "dosing")
        assert session.encounter.ends_at == TOMORROW + timedelta(hours=3)

    def test_takes_the_standing_order_along(self, house, episode):
        order = an_order(house, weighed(house, prepared(house, episode)))
        assert booked(house, episode, TOMORROW).order == order

    def test_is_denied_to_a_manager(self, house, episode):
        with pytest.raises(Denied):
            actions.book_session(
                episode=episode,
                starts_at=TOMORROW,
                minutes=180,
                room=house.rooms[0],
                monitor=house.bauer,
                therapist=house.moreau,
                prescriber=house.lindqvist,
                by=house.brandt,
                at=MORNING,
            )

    def test_is_refused_for_a_person_who_has_died(self, house, episode):
        Patient.objects.filter(pk=episode.patient_id).update(is_deceased=True)
        with pytest.raises(NotYet, match="has died"):
            booked(house, episode, TOMORROW)
        assert not DosingSession.objects.exists() and not Encounter.objects.exists()

    def test_is_refused_without_an_approved_plan(self, house):
        episode = consented(house)
        a_plan(house, episode)
        with pytest.raises(Refused, match="no care plan is approved"):
            booked(house, episode, TOMORROW)

    def test_is_refused_in_the_past(self, house, episode):
        with pytest.raises(Refused, match="its time has passed"):
            booked(house, episode, MORNING - timedelta(minutes=1))

    def test_is_refused_while_one_is_booked(self, house, episode):
        booked(house, episode, TOMORROW)
        with pytest.raises(Refused, match="dose 1 is booked for 15 May 2026"):
            booked(house, episode, TOMORROW + timedelta(days=20))

    def test_counts_no_abandoned_visit(self, house, episode):
        first = booked(house, episode, TOMORROW)
        DosingSession.objects.filter(pk=first.pk).update(state="abandoned")
        assert booked(house, episode, TOMORROW + timedelta(days=1)).number == 1

    @pytest.mark.parametrize(("days", "refused"), [(13, True), (14, False)])
    def test_keeps_the_days_between_doses(self, house, episode, days, refused):
        given_and_followed_up(house, self._with_an_order(house, episode))
        starts_at = TOMORROW + timedelta(days=days)
        if refused:
            with pytest.raises(Refused, match="the plan keeps 14 days"):
                booked(house, episode, starts_at, at=TOMORROW + timedelta(days=2))
        else:
            assert booked(house, episode, starts_at, at=TOMORROW + timedelta(days=2)).number == 2

    def _with_an_order(self, house, episode):
        an_order(house, weighed(house, prepared(house, episode)))
        return booked(house, episode, TOMORROW)


class TestTheRoom:
    @pytest.mark.parametrize(("hours", "refused"), [(2, True), (-2, True), (3, False), (-3, False)])
    def test_holds_one_patient_at_a_time(self, house, episode, another, hours, refused):
        booked(house, episode, TOMORROW)
        beside = {"monitor": house.osei, "therapist": self._second_therapist(house)}
        if refused:
            with pytest.raises(Refused, match="Room 1 is taken"):
                booked(house, another, TOMORROW + timedelta(hours=hours), **beside)
            assert DosingSession.objects.count() == 1
        else:
            assert booked(house, another, TOMORROW + timedelta(hours=hours), **beside).pk

    def test_is_fitted_for_dosing(self, house, episode):
        talking = Room.objects.create(site=house.site, name="Garden room", for_dosing=False)
        with pytest.raises(Refused, match="not fitted for dosing"):
            booked(house, episode, TOMORROW, room=talking)

    def test_is_at_the_site_of_the_course(self, house, episode):
        elsewhere = Site.objects.create(clinic=house.clinic, name="Hill")
        with pytest.raises(Refused, match="at another site"):
            booked(house, episode, TOMORROW, room=Room.objects.create(site=elsewhere, name="Room 9"))

    def _second_therapist(self, house):
        from holdspace.clinical.roles import Role
        from tests.chart.build import somebody

        return somebody(house, "kim", "Ada Kim", "A. Kim", (Role.THERAPIST,))


class TestThePeople:
    @pytest.mark.parametrize(("hours", "refused"), [(2, True), (3, False)])
    def test_are_with_one_patient_at_a_time(self, house, episode, another, hours, refused):
        booked(house, episode, TOMORROW)
        starts_at = TOMORROW + timedelta(hours=hours)
        if refused:
            with pytest.raises(Refused, match="Tilda Bauer RN is taken"):
                booked(house, another, starts_at, room=house.rooms[1])
        else:
            assert booked(house, another, starts_at, room=house.rooms[1]).pk

    def test_are_not_booked_over_a_conversation(self, house, episode):
        at_ten = {"starts_at": TOMORROW, "ends_at": TOMORROW + timedelta(hours=1)}
        book(
            patient=a_patient(house),
            episode=None,
            kind="integration",
            with_staff=house.moreau,
            by=house.alvarez,
            at=MORNING,
            **at_ten,
        )
        with pytest.raises(Refused, match="Lena Moreau is taken"):
            booked(house, episode, TOMORROW)

    def test_play_the_part_they_are_booked_for(self, house, episode):
        with pytest.raises(Refused, match="Lena Moreau is not a session monitor"):
            booked(house, episode, TOMORROW, monitor=house.moreau)

    def test_are_of_this_clinic(self, house, episode):
        other = a_clinic("Hillside Clinic")
        with pytest.raises(Refused, match="is not a prescriber here"):
            booked(house, episode, TOMORROW, prescriber=other.hale)

    def test_who_watch_do_not_also_treat(self, house, episode):
        from holdspace.clinic.models import HeldRole

        HeldRole.objects.create(staff=house.moreau, role="monitor")
        moreau = type(house.moreau).objects.get(pk=house.moreau.pk)
        with pytest.raises(Refused, match="Choose two people"):
            booked(house, episode, TOMORROW, monitor=moreau, therapist=moreau)


class TestATimeOfDay:
    """In Berlin the clocks go forward over 02:00 to 03:00 on 29 March 2026 and back over it on 25 October."""

    @pytest.mark.parametrize("clock", [time(2, 0), time(2, 59)])
    def test_that_the_clocks_skip_is_refused(self, clock):
        with pytest.raises(Refused, match="does not exist: the clocks go forward"):
            moment_here(date(2026, 3, 29), clock, "Europe/Berlin")

    @pytest.mark.parametrize("clock", [time(2, 0), time(2, 59)])
    def test_that_comes_twice_is_refused(self, clock):
        with pytest.raises(Refused, match="happens twice: the clocks go back"):
            moment_here(date(2026, 10, 25), clock, "Europe/Berlin")

    @pytest.mark.parametrize(
        ("day", "clock", "utc"),
        [
            (date(2026, 3, 29), time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
            (date(2026, 3, 29), time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
            (date(2026, 10, 25), time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
            (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ],
    )
    def test_beside_the_change_names_one_moment(self, day, clock, utc):
        assert moment_here(day, clock, "Europe/Berlin") == utc
