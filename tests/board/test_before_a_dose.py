"""A time-out that cannot be gone through yet is said by its day, not as twelve things that are missing."""

from datetime import timedelta

import pytest

from holdspace.board.course_page import course_facts, line, step_in_hand
from holdspace.care.consent.actions import withdraw
from holdspace.chart.models import Consent
from tests.board.build import signed_in
from tests.care.dosing.build import booked
from tests.chart.build import MORNING

pytestmark = pytest.mark.database


def in_hand(session, *, before):
    episode = session.row.episode
    course = course_facts(episode, at=MORNING - before)
    return step_in_hand(course, episode, session.row.pk), line(course, episode, session.row.pk)


class TestASessionBookedAhead:
    def test_says_the_day_of_its_time_out(self):
        step, _ = in_hand(booked(), before=timedelta(hours=2, minutes=1))
        assert (step.blocks, step.words) == (
            (),
            "Nothing is missing before the day. The time-out is on 14 May 2026.",
        )

    def test_stands_on_the_line_with_its_day(self):
        _, steps = in_hand(booked(), before=timedelta(hours=2, minutes=1))
        assert [(step.state, step.line) for step in steps if step.name.startswith("Dose 1")] == [("open", "14 May")]

    def test_names_every_item_once_it_is_at_hand(self):
        step, _ = in_hand(booked(), before=timedelta(hours=2))
        assert step.words == "12 things are missing."

    def test_still_names_what_can_be_cleared_today(self):
        session = booked()
        consent = Consent.objects.get(episode=session.row.episode)
        withdraw(consent=consent, by=session.house.moreau, at=MORNING - timedelta(days=1))
        step, _ = in_hand(session, before=timedelta(hours=3))
        assert any("No consent is in force" in block.says for block in step.blocks)


class TestThePatientsList:
    @pytest.mark.parametrize(("before", "says"), [(121, "The time-out is on"), (120, "has not been answered")])
    def test_says_the_day_until_the_time_out_is_at_hand(self, monkeypatch, before, says):
        client = signed_in((session := booked()).house.bauer)
        assert session.row.state == "scheduled"
        monkeypatch.setattr("holdspace.board.views.patients.timezone.now", lambda: MORNING - timedelta(minutes=before))
        shown = client.get("/patients/").content.decode()
        assert [words in shown for words in ("The time-out is on", "has not been answered")] == [
            says == "The time-out is on",
            says == "has not been answered",
        ]
