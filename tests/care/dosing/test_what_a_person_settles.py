"""What is doubtful about an entry is asked of a person; the entry is kept and counts meanwhile."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.settling import is_waiting
from holdspace.care.dosing.rebuilding import differences, rebuild
from holdspace.care.dosing.record import ONE_PAGE, page_after
from holdspace.chart.given import given_in
from holdspace.chart.models import AdverseEvent, DosingSession, SessionEvent
from tests.care.dosing import build

pytestmark = pytest.mark.database
DOSE = {"mg": "40", "route": "im"}


def closed():
    session = build.let_go()
    actions.close_session(
        dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=session.house.bauer, at=session.now
    )
    return session


def abandoned():
    session = build.in_time_out()
    actions.abandon(dosing_session=session.row, because="Unwell", by=session.house.bauer, at=session.now)
    return session


def reviewed():
    session = closed()
    actions.review_session(dosing_session=session.row, by=session.house.lindqvist, at=session.now)
    return session


def signed_in(session) -> Client:
    client = Client()
    client.force_login(session.house.bauer.account)
    return client


class TestAnEntryToASessionThatIsOver:
    @pytest.mark.parametrize("over", [closed, reviewed, abandoned])
    def test_is_kept_listed_and_ticked_off_by_a_person(self, over):
        session = over()
        late = session.record("words", text="I can feel my hands again.")
        assert SessionEvent.objects.get(id=late.id).after_closing
        client = signed_in(session)
        listed = client.get(reverse("dosing:all_questions")).content.decode()
        assert "Okafor" in listed
        assert "came after the session was closed" in listed
        page = reverse("dosing:questions", args=[session.row.pk])
        assert "Came after closing" in client.get(page).content.decode()
        where = reverse("dosing:answer_question", args=[session.row.pk, late.id])
        client.post(where, {"about": "after_closing", "how": "seen"})
        assert "Nothing in this session waits" in client.get(page).content.decode()
        assert DosingSession.objects.get(pk=session.row.pk).to_settle == 0
        assert session.picture.timeline[-1] is not None


class TestTwoDosesFromTwoTablets:
    def test_both_count_here_and_in_the_chart_until_somebody_says_it_was_one(self):
        session = build.dosing()
        first = session.record("dose", **DOSE)
        (again,) = session.send(session.written("dose", DOSE, device="tablet-3"))
        assert (session.picture.given_mg, given_in(session.row).mg) == (80, 80)
        client = signed_in(session)
        assert "Possible duplicate" in client.get(reverse("dosing:session", args=[session.row.pk])).content.decode()
        where = reverse("dosing:answer_question", args=[session.row.pk, again.id])
        said = {"about": "duplicate", "how": "same", "keeps": first.id}
        client.post(where, said)
        assert session.picture.given_mg == 80, "Without a reason no dose is taken out."
        client.post(where, said | {"because": "One syringe, two tablets"})
        assert (session.picture.given_mg, given_in(session.row).mg) == (40, 40)


class TestACorrectionOnAPageThatWasOpenedBeforeAnother:
    def test_does_not_win_over_the_other(self):
        session = build.dosing()
        dose = session.record("dose", **DOSE)
        page = reverse("dosing:amend", args=[session.row.pk, dose.id])
        client = signed_in(session)
        assert 'name="seen" value=""' in client.get(page).content.decode()
        other = {"event": dose.id, "how": "replace", "payload": {"mg": "30", "route": "im"}, "because": "Misread"}
        session.send(session.written("amend", other, device="tablet-3"))
        client.post(page, {"seen": "", "how": "replace", "mg": "20", "route": "im", "because": "Misread"})
        assert [one.about for one in session.picture.questions] == ["conflict"]
        assert (session.picture.given_mg, given_in(session.row).mg) == (40, 40)


class TestAnEntryThatOvertookAnother:
    def test_is_stored_at_once_shown_as_waiting_and_asked_about_after_two_minutes(self):
        session = build.dosing()
        session.record("words", text="One.")
        held_up = session.written("words", {"text": "Two."})
        session.record("words", text="Three.")
        (question,) = session.picture.questions
        assert SessionEvent.objects.filter(payload__text="Three.").exists()
        waits = [is_waiting(question, at=session.now + timedelta(seconds=seconds)) for seconds in (0, 119, 120)]
        assert waits == [True, True, False]
        session.send(held_up)
        assert session.picture.questions == ()

    def test_corrects_its_entry_once_that_comes_and_harm_in_the_chart_with_it(self):
        session = build.dosing()
        harm = session.written("adverse_event", {"term": "Fall", "severity": "mild", "serious": True})
        void = {"event": json.loads(harm)["id"], "how": "void", "because": "Another patient"}
        (outcome,) = session.send(session.written("amend", void))
        assert (outcome.outcome, "has not arrived" in outcome.says) == ("created", True)
        session.send(harm)
        assert session.picture.adverse_events == ()
        (now,) = AdverseEvent.objects.current().filter(dosing_session=session.row)
        assert now.amended_because == "Another patient"


class TestAnEntryOfAnotherVersion:
    def test_that_is_newer_is_refused_with_the_update_it_needs_and_of_any_earlier_is_kept(self):
        session = build.dosing()
        newer = session.written("words", {"text": "x"}, schema_version=3)
        (outcome,) = session.send(newer)
        assert (outcome.outcome, outcome.reason) == ("refused", "update_needed")
        recorded = Path(__file__).parents[2] / "cases" / "outbox_version_1.json"
        for entry in json.loads(recorded.read_text()):
            given = {"schema_version": 1, "device": "an-old-tablet", "device_sequence": entry["device_sequence"]}
            (outcome,) = session.send(session.written(entry["kind"], entry["payload"], **given))
            assert (outcome.outcome, outcome.says) == ("created", "")
            assert SessionEvent.objects.get(id=outcome.id).payload == entry["payload"]
        assert session.picture.questions == ()


class TestTheFeedOfASession:
    def many(self, session, count: int) -> None:
        rows = [
            SessionEvent(
                id=uuid7(),
                dosing_session=session.row,
                patient=session.row.patient,
                kind="words",
                payload={"text": "x"},
                happened_at=session.now,
                received_at=session.now,
                offset_minutes=0,
                device="tablet-9",
                device_sequence=number,
                author=session.house.bauer,
                written="{}",
                sha256="",
            )
            for number in range(count)
        ]
        SessionEvent.objects.bulk_create(rows, batch_size=1000)

    def test_gives_five_thousand_entries_of_one_moment_in_as_many_pages_as_they_fill(self):
        session = build.booked()
        self.many(session, 5000)
        cursor, seen, pages, more = 0, set(), 0, True
        while more:
            rows, more = page_after(session.row, cursor)
            seen |= {row.sequence for row in rows}
            cursor, pages = rows[-1].sequence, pages + 1
            assert pages <= 51
        assert (len(seen), pages) == (5000, 50)
        # The planted bug: with the time as the cursor the same page comes back for ever.
        by_time = session.row.events.filter(received_at__gte=session.now).order_by("received_at", "sequence")
        again = {row.sequence for _ in range(3) for row in by_time[:ONE_PAGE]}
        assert len(again) == ONE_PAGE
        told = signed_in(session).get(reverse("dosing:feed", args=[session.row.pk]), {"after": cursor - 1}).json()
        assert ([one["sequence"] for one in told["events"]], told["next"], told["more"]) == ([cursor], cursor, False)

    @pytest.mark.parametrize("after", ["-1", "x", "9" * 30])
    def test_says_what_a_cursor_is(self, after):
        session = build.booked()
        answer = signed_in(session).get(reverse("dosing:feed", args=[session.row.pk]), {"after": after})
        assert answer.status_code == 400


class TestWhatIsKeptOnTheRow:
    def test_is_held_against_the_entries_and_mended(self):
        session = build.recovered()
        assert list(differences()) == []
        DosingSession.objects.filter(pk=session.row.pk).update(state="dosing", to_settle=3)
        assert {one.name for one in differences()} == {"state", "to_settle"}
        assert {one.name for one in rebuild()} == {"state", "to_settle"}
        assert list(differences()) == []
