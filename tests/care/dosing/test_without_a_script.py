"""The plain entry form: what time is meant, and that nothing typed is lost when it is asked about."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from holdspace.care.dosing.views import sending
from tests.care.dosing import build

pytestmark = pytest.mark.database

BERLIN = ZoneInfo("Europe/Berlin")


def send(session: build.Session, monkeypatch: pytest.MonkeyPatch, kind: str = "dose", **typed: Any) -> Any:
    monkeypatch.setattr(sending, "now", lambda: session.now)
    client = Client()
    client.force_login(session.house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    given = {"mg": "40", "route": "im", "event_id": str(uuid7())} | typed
    return client.post(reverse("dosing:record", args=[session.row.pk, kind]), given)


def at(clock: str, day: int = 14) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 5, day, int(hours), int(minutes), tzinfo=BERLIN)


class TestATimeTyped:
    @pytest.mark.parametrize(
        ("now", "typed", "kept"),
        [
            ("11:10", "11:05", at("11:05")),
            ("11:10", "11:11", at("11:11")),  # A minute's grace for the two clocks.
            ("00:05", "23:58", at("23:58", day=13)),
            ("00:05", "12:06", at("12:06", day=13)),  # 12 h 1 min ahead: yesterday.
            ("11:10", "", at("11:10")),
        ],
    )
    def test_means_the_last_time_it_was_that_late(self, monkeypatch, now, typed, kept):
        session = build.dosing()
        session.now = at(now)
        assert send(session, monkeypatch, when=typed).status_code == 302
        assert session.row.events.get(kind="dose").happened_at == kept

    @pytest.mark.parametrize(("now", "typed"), [("11:10", "11:12"), ("11:10", "12:30"), ("00:05", "12:05")])
    def test_that_lies_ahead_is_asked_about_and_never_taken_for_yesterday(self, monkeypatch, now, typed):
        session = build.dosing()
        session.now = at(now)
        answer = send(session, monkeypatch, when=typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"{typed} lies ahead. Correct the time" in page
        assert f'value="{typed}"' in page
        assert 'value="40"' in page
        assert not session.row.events.filter(kind="dose").exists()

    def test_that_cannot_be_read_is_not_taken_for_now(self, monkeypatch):
        session = build.dosing()
        answer = send(session, monkeypatch, when="25:70")
        assert answer.status_code == 422
        assert "cannot be read" in answer.content.decode()
        assert not session.row.events.filter(kind="dose").exists()


class TestANumberToCheck:
    def test_keeps_the_time_that_was_typed(self, monkeypatch):
        session = build.dosing()
        session.now = at("11:40")
        page = send(session, monkeypatch, mg="600", when="11:05").content.decode()
        assert "Check this number" in page
        assert 'value="11:05"' in page
        sent = send(session, monkeypatch, mg="600", when="11:05", confirmed="on")
        assert sent.status_code == 302
        assert session.row.events.get(kind="dose").happened_at == at("11:05")

    def test_and_a_time_ahead_are_asked_about_together(self, monkeypatch):
        session = build.dosing()
        session.now = at("11:40")
        page = send(session, monkeypatch, mg="600", when="11:45").content.decode()
        assert "lies ahead" in page
        assert "times the order" in page


class TestAPhaseFromATablet:
    """Rules stop an act, never the record of one: it is kept as it came, and named for what it lacks."""

    def findings(self, session: build.Session) -> tuple[str, ...]:
        return next(line.findings for line in session.picture.timeline if line.kind == "phase")

    @pytest.mark.parametrize("to", ["on_hold", "transferred"])
    @pytest.mark.parametrize("said", [{}, {"because": "  "}])
    def test_without_its_reason_is_kept_and_flagged(self, to, said):
        session = build.dosing()
        outcome = session.record("phase", to=to, **said)
        assert session.picture.state == to
        assert "Why is not written down" in outcome.says
        assert any("Why is not written down" in finding for finding in self.findings(session))

    @pytest.mark.parametrize(("to", "said"), [("on_hold", {"because": "Vomits"}), ("stopped", {}), ("recovery", {})])
    def test_with_its_reason_or_without_need_of_one_is_not(self, to, said):
        session = build.dosing()
        assert session.record("phase", to=to, **said).says == ""
        assert self.findings(session) == ()

    def test_is_named_on_the_sheet(self):
        session = build.dosing()
        session.record("phase", to="transferred")
        client = Client()
        client.force_login(session.house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(reverse("dosing:sheet", args=[session.row.pk])).content.decode()
        assert "Why is not written down" in page

    def test_sent_again_is_answered_as_before(self):
        session = build.dosing()
        written = session.written("phase", {"to": "on_hold"})
        first, again = session.send(written)[0], session.send(written)[0]
        assert (first.outcome, again.outcome) == ("created", "exists")
        assert first.sha256 == again.sha256
        session.later(timedelta(minutes=1).seconds / 60)
        assert session.picture.state == "on_hold"
