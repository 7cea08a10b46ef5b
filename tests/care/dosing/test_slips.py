"""A slip of the hand in a room: a wrong time, half a character. What is kept then must not open a gate."""

import json
from datetime import timedelta

import pytest

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.checking import check
from holdspace.chart.models import AdverseEvent
from tests.care.dosing import build

pytestmark = pytest.mark.database


class TestADoseAtAWrongTime:
    @pytest.mark.parametrize("hours", [3, 24])
    def test_before_dosing_was_started_keeps_the_patient_as_long_as_one_given_now(self, hours):
        session = build.recovered()
        earlier = (session.now - timedelta(hours=hours)).isoformat()
        session.send(session.written("dose", {"mg": "5", "route": "im"}, happened_at=earlier))
        assert session.picture.last_dose_ends_at == session.now
        row = actions.assess_readiness(
            dosing_session=session.row, answers=build.ready_answers(session.now), by=session.house.bauer, at=session.now
        )
        assert next(one for one in row.criteria if one["code"] == "observation_time")["met"] is False

    def test_that_lies_ahead_is_shown_when_it_arrived(self):
        session = build.dosing()
        ahead = (session.now + timedelta(minutes=30)).isoformat()
        session.send(session.written("dose", {"mg": "60", "route": "im"}, happened_at=ahead))
        assert session.picture.doses[0].at == session.now
        assert "Its time lay ahead; shown at the time it arrived." in session.picture.timeline[0].remarks


class TestADoseThatRunsOverSomeMinutes:
    @pytest.mark.parametrize(("minutes", "is_kept"), [("1", True), ("0", False), ("-40", False)])
    def test_runs_forward(self, minutes, is_kept):
        checked = check("dose", {"mg": "34", "route": "iv", "over_minutes": minutes})
        assert (checked.faults == ()) is is_kept


class TestTextThatCannotBeKept:
    @pytest.mark.parametrize(
        ("kind", "payload"),
        [("words", {"text": "Light \ud83d everywhere"}), ("note", {"text": "a\x00b"})],
    )
    def test_is_kept_with_a_mark_and_holds_back_no_other_entry(self, kind, payload):
        session = build.dosing()
        entries = session.written(kind, payload), session.written("note", {"text": "Calm."})
        assert [one.outcome for one in session.send(*entries)] == ["created", "created"]
        for line in session.picture.timeline:
            assert "\x00" not in line.text
            assert line.text.encode()

    def test_in_a_list_is_marked_as_well(self):
        areas = check("touch_consent", {"areas": ["hand\x00", "\ud83d"]}).payload["areas"]
        assert areas == ["hand", "\N{REPLACEMENT CHARACTER}"]


class TestAnEntryThatCannotBeKept:
    @pytest.mark.parametrize(
        "given",
        [
            {"kind": []},
            {"device": "tablet\x00"},
            {"device": "tablet\ud83d"},
            {"happened_at": "0001-01-01T00:00:00+14:00"},
            {"happened_at": "9999-12-31T23:59:59-12:00"},
            {"id": "a\x00b"},
            {"payload": {"text": "a", "b\x00": "c"}},
        ],
    )
    def test_is_refused_alone(self, given):
        session = build.dosing()
        bad = json.dumps(json.loads(session.written("words", {"text": "Light."})) | given)
        good = session.written("note", {"text": "Calm."})
        assert [one.outcome for one in session.send(bad, good)] == ["refused", "created"]

    def test_with_half_a_character_among_its_bytes_is_refused_alone(self):
        session = build.dosing()
        bad = session.written("words", {"text": "Light."}).replace("Light", "\ud83d")
        assert [one.outcome for one in session.send(bad, session.written("note", {"text": "Calm."}))] == [
            "refused",
            "created",
        ]


class TestHarmInManyWords:
    def test_is_kept_whole_in_the_session_and_holds_back_no_other_entry(self):
        session = build.dosing()
        term = "Stridor " * 40
        harm = {"term": term, "severity": "severe", "serious": True, "code": "1" * 30}
        said = session.send(session.written("adverse_event", harm), session.written("note", {"text": "Calm."}))
        assert [one.outcome for one in said] == ["created", "created"]
        row = AdverseEvent.objects.get()
        assert (row.term, row.event.payload["term"], row.serious) == (term[:200], term.strip(), True)
