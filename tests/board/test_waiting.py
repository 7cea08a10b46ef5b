"""What waits on whom, and by when?"""

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.care.dosing import actions as dosing
from holdspace.care.planning import actions as planning
from holdspace.chart.models import DosingSession, Patient
from tests.board.build import board, signed_in, under_the_drug
from tests.care.dosing.build import ASKED, booked, in_time_out, let_go, recovered
from tests.care.planning import course
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database
EVERYBODY = ("lindqvist", "moreau", "bauer", "alvarez", "osei", "brandt")


def waiting(house, who, now=MORNING):
    return board(house.people[who], now)["waiting"]


def told(house, who, now=MORNING):
    return {thing.says for thing in waiting(house, who, now)}


def who_is_told(house, words, now=MORNING):
    return {who for who in EVERYBODY if any(words in says for says in told(house, who, now))}


class TestWhatWaits:
    def test_goes_to_the_roles_that_can_clear_it(self):
        house = a_clinic()
        an_episode(house)
        assert who_is_told(house, "No intake is recorded") == {"lindqvist", "moreau", "bauer", "alvarez", "osei"}
        assert who_is_told(house, "The screening has not been run") == {"lindqvist", "moreau", "bauer", "osei"}

    def test_is_a_consent_for_each_who_may_take_it(self):
        house = a_clinic()
        course.eligible(house)
        assert who_is_told(house, "No consent is in force") == {"lindqvist", "moreau", "bauer", "osei"}

    def test_is_an_order_for_prescribers_alone(self):
        house = a_clinic()
        course.weighed(house, course.prepared(house))
        assert who_is_told(house, "No dose is ordered") == {"lindqvist"}

    def test_never_asks_for_the_second_signature_of_who_signed_first(self):
        house = a_clinic()
        episode = course.weighed(house, course.prepared(house))
        course.an_order(house, episode, amount=Decimal(150), unit="mg", override_reason="Two doses did nothing.")
        words = "with one signature only"
        assert any(words in says for says in told(house, "hale"))
        assert not any(words in says for says in told(house, "lindqvist"))

    def test_leaves_once_it_is_done(self):
        house = a_clinic()
        episode = course.consented(house)
        assert who_is_told(house, "No goal is written down")
        planning.add_goal(episode=episode, words="To wake without dread", by=house.moreau, at=MORNING)
        assert not who_is_told(house, "No goal is written down")

    def test_is_nothing_in_a_clinic_without_courses(self):
        assert waiting(a_clinic(), "lindqvist") == []


class TestTheCallAfterADose:
    @pytest.mark.parametrize(
        ("hours", "when", "over"),
        [(11, None, None), (12, "by 15 May", False), (24, "by 11:00", False), (30, "6 h over", True)],
    )
    def test_waits_from_twelve_hours_on_and_is_late_after_a_day(self, hours, when, over):
        session = closed()
        now = session.row.started_at + timedelta(hours=hours)
        calls = [thing for thing in waiting(session.house, "bauer", now) if thing.icon == "phone"]
        assert [(thing.when, thing.is_over) for thing in calls] == ([] if when is None else [(when, over)])

    def test_stands_first_once_it_is_late(self):
        session = closed()
        an_episode(session.house, given_another(session.house))
        now = session.row.started_at + timedelta(hours=30)
        assert waiting(session.house, "bauer", now)[0].icon == "phone"


class TestASession:
    @pytest.mark.parametrize(("minutes_before", "is_told"), [(121, False), (120, True), (0, True)])
    def test_waits_for_its_time_out_from_two_hours_before_the_dose(self, minutes_before, is_told):
        session = booked()
        now = MORNING - timedelta(minutes=minutes_before)
        assert ("bauer" in who_is_told(session.house, "has not been answered", now)) is is_told

    def test_waits_for_a_time_out_that_has_begun_earlier(self):
        session = in_time_out()
        assert "bauer" in who_is_told(session.house, "has not been answered", MORNING - timedelta(hours=3))

    def test_asks_the_time_out_of_those_named_on_it_alone(self):
        session = booked()
        DosingSession.objects.filter(pk=session.row.pk).update(prescriber=session.house.hale)
        assert "lindqvist" not in who_is_told(session.house, "has not been answered")
        assert any("has not been answered" in says for says in told(session.house, "hale"))
        assert "bauer" in who_is_told(session.house, "has not been answered")
        assert "osei" not in who_is_told(session.house, "has not been answered")

    @pytest.mark.parametrize(
        ("minutes_before", "says"), [(121, "Nothing blocks before the time-out"), (120, "Time-out to do")]
    )
    def test_is_said_on_todays_list_as_it_waits_on_people(self, minutes_before, says):
        session = booked()
        lines = board(session.house.bauer, MORNING - timedelta(minutes=minutes_before))["lines"]
        assert [line.says for line in lines] == [says]

    def test_says_what_is_missing_before_its_time_out(self):
        session = booked()
        Patient.objects.filter(pk=session.row.patient_id).update(is_deceased=True)
        assert [line.says for line in board(session.house.bauer, MORNING)["lines"]] == ["1 thing missing"]

    def test_does_not_ask_for_readiness_while_the_patient_is_dosed(self):
        house = a_clinic()
        under_the_drug(house, started=MORNING, measured=MORNING)
        assert not who_is_told(house, "Readiness to leave", MORNING + timedelta(minutes=5))

    def test_asks_for_readiness_once_the_patient_recovers(self):
        session = recovered()
        assert who_is_told(session.house, "Readiness to leave has not been judged", session.now) == {
            "lindqvist", "bauer", "osei",
        }  # fmt: skip

    def test_waits_to_be_closed_once_the_patient_may_leave(self):
        session = let_go()
        closings = [thing for thing in waiting(session.house, "bauer", session.now) if "closing" in thing.key]
        assert [(thing.when, thing.more) for thing in closings] == [("now", 3)]

    def test_once_closed_waits_for_a_prescriber_to_read_it(self):
        session = closed()
        assert who_is_told(session.house, "has not been read", session.now) == {"lindqvist"}


class TestThePatientsListOfWhatWaits:
    def test_holds_only_those_who_wait_on_one_of_my_roles(self):
        house = a_clinic()
        an_episode(house)
        name = "Maya Okafor"
        assert name in signed_in(house.alvarez).get("/patients/?which=waiting").content.decode()
        course.weighed(house, course.prepared(house, course.planned(house, course.consented(house, course.eligible(
            house, an_episode(house, given_another(house)))))))  # fmt: skip
        shown = signed_in(house.alvarez).get("/patients/?which=waiting").content.decode()
        assert "Jamal" not in shown


def given_another(house):
    return a_patient(house, given_name="Jamal", family_name="Rahman")


def closed():
    session = let_go()
    dosing.close_session(
        dosing_session=session.row, asked=ASKED, wasted_mg=Decimal(0), by=session.house.bauer, at=session.now
    )
    session.row = DosingSession.objects.get(pk=session.row.pk)
    return session
