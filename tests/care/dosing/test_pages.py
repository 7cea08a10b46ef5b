"""The pages of a session: what they show, what they refuse, and that they work without a script."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from holdspace.care.dosing.actions.time_out import ITEMS
from holdspace.chart.models import DrugDraw, SessionEvent
from holdspace.clinic import audit
from holdspace.clinic.models import AuditEntry
from tests.care.dosing import build
from tests.chart.build import PASSWORD, a_clinic

pytestmark = pytest.mark.database


def signed_in(session, who: str = "bauer") -> Client:
    client = Client()
    client.force_login(session.house.people[who].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name: str, session, *more) -> str:
    return reverse(f"dosing:{name}", args=[session.row.pk, *more])


class TestTheTimeOutPage:
    def test_says_how_far_it_is(self):
        session = build.in_time_out()
        session.answer("identity")
        page = signed_in(session).get(address("time_out", session)).content.decode()
        assert "1 of 12" in page

    @pytest.mark.parametrize("answered", [False, True])
    def test_says_once_what_an_item_asks(self, answered):
        session = build.in_time_out()
        if answered:
            session.answer("changes")
        page = signed_in(session).get(address("time_out", session)).content.decode()
        assert page.count(ITEMS["changes"].asks) == 1

    def test_prefills_no_measured_value(self):
        session = build.in_time_out()
        session.record("vital_signs", **build.GOOD_SIGNS)
        page = signed_in(session).get(address("time_out", session)).content.decode()
        assert not re.search(r'name="vital_signs-\w+"[^>]*value="(?!yes|no)[^"]+"', page)

    def test_takes_a_measurement_and_its_judgement_in_one_go(self):
        session = build.in_time_out()
        typed = {**{f"vital_signs-{name}": value for name, value in build.GOOD_SIGNS.items()}, "event_id": str(uuid7())}
        typed |= {"vital_signs-on_air": "yes", "vital_signs-warning_symptoms": "no"}
        # The page reads the clock; the fixed day of the builder would make its measurements look old.
        answer = signed_in(session).post(address("answer", session, "vital_signs"), typed)
        assert answer.status_code == 302
        assert SessionEvent.objects.filter(dosing_session=session.row, kind="vital_signs").count() == 1

    def test_refuses_a_witness_whose_password_is_wrong(self):
        session = build.in_time_out()
        answer = signed_in(session).post(address("draw", session), draw_typed(session, witness_password="no"))
        assert answer.status_code == 422
        assert "was not confirmed" in answer.content.decode()
        assert not DrugDraw.objects.exists()

    def test_refuses_oneself_as_the_witness(self):
        session = build.in_time_out()
        own = session.house.bauer.account.email
        answer = signed_in(session).post(address("draw", session), draw_typed(session, witness_email=own))
        assert answer.status_code == 422
        assert not DrugDraw.objects.exists()

    def test_keeps_the_witness_who_signed_in_for_it(self):
        session = build.in_time_out()
        answer = signed_in(session).post(address("draw", session), draw_typed(session))
        assert answer.status_code == 302, answer.content.decode()
        assert DrugDraw.objects.get().witnessed_by == session.house.osei

    def test_refuses_to_start_and_says_what_is_left(self):
        session = build.in_time_out()
        answer = signed_in(session).post(address("start", session))
        assert answer.status_code == 409
        assert "Dosing was not started" in answer.content.decode()


def draw_typed(session, **given):
    return {
        "lot": "K2231", "expires_on": "2099-05-01", "concentration_mg_per_ml": "50", "volume_ml": "1.2",
        "witness_email": session.house.osei.account.email, "witness_password": PASSWORD,
    } | given  # fmt: skip


class TestTheSessionPage:
    def test_shows_whose_it_is_and_what_was_given(self):
        session = build.dosing()
        session.record("dose", mg="40", route="im")
        page = signed_in(session).get(address("session", session)).content.decode()
        assert "Maya Okafor" in page and "14 Mar 1987" in page
        assert "40 of 60" in page.replace("\N{NO-BREAK SPACE}", " ")

    def test_prefills_no_slot(self):
        session = build.dosing()
        page = signed_in(session).get(address("session", session)).content.decode()
        assert not re.search(r'data-slot="\w+"[^>]*value=', page)

    def test_escapes_what_a_patient_said(self):
        session = build.dosing()
        session.record("words", text="<script>alert(1)</script>")
        page = signed_in(session).get(address("session", session)).content.decode()
        assert "<script>alert(1)" not in page

    def test_of_another_clinic_is_not_found(self):
        session = build.dosing()
        other = a_clinic("Hill Clinic")
        stranger = Client()
        stranger.force_login(other.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        for name in ("session", "picture", "sheet", "time_out", "readiness", "closing"):
            assert stranger.get(address(name, session)).status_code == 404
        answer = stranger.post(address("events", session), json.dumps({"entries": []}), content_type="application/json")
        assert answer.status_code == 404

    def test_records_a_dose_without_a_script(self):
        session = build.dosing()
        typed = {"mg": "40", "route": "im", "event_id": str(uuid7())}
        client = signed_in(session)
        for _ in range(2):
            assert client.post(address("record", session, "dose"), typed).status_code == 302
        assert session.picture.given_mg == 40

    def test_asks_once_about_a_tenfold_dose_and_then_keeps_it(self):
        session = build.dosing()
        client, typed = signed_in(session), {"mg": "600", "route": "im", "event_id": str(uuid7())}
        asked = client.post(address("record", session, "dose"), typed)
        assert asked.status_code == 422
        assert "10 times the order" in asked.content.decode()
        assert session.picture.given_mg == 0
        assert client.post(address("record", session, "dose"), typed | {"confirmed": "on"}).status_code == 302
        assert session.picture.given_mg == 600
        assert "beyond the order" in " ".join(session.picture.doses[0].findings)

    def test_corrects_an_entry_with_a_reason(self):
        session = build.dosing()
        dose = session.record("dose", mg="40", route="im")
        client, form = signed_in(session), {"mg": "20", "route": "im", "how": "replace"}
        assert client.post(address("amend", session, dose.id), form).status_code == 422
        assert client.post(address("amend", session, dose.id), form | {"because": "Misread"}).status_code == 302
        assert session.picture.given_mg == 20


class TestWhatTabletsSend:
    def send(self, client, session, body):
        return client.post(address("events", session), body, content_type="application/json")

    def test_is_answered_entry_by_entry(self):
        session = build.dosing()
        written = session.written("words", {"text": "Here."})
        answer = self.send(signed_in(session), session, json.dumps({"entries": [written]}))
        assert answer.json()["outcomes"][0]["outcome"] == "created"

    @pytest.mark.parametrize("body", ["", "x", "[]", '{"entries": 4}', '{"entries": null}'])
    def test_that_cannot_be_read_is_refused_in_words(self, body):
        session = build.dosing()
        answer = self.send(signed_in(session), session, body)
        assert answer.status_code == 409
        assert answer.json()["says"].startswith("Nothing was recorded")

    def test_without_the_page_token_is_refused(self):
        session = build.dosing()
        client = Client(enforce_csrf_checks=True)
        client.force_login(session.house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert self.send(client, session, json.dumps({"entries": []})).status_code == 403


class TestTheSheetThatIsLeft:
    def test_tells_every_entry_also_those_that_were_taken_back(self):
        session = build.let_go()
        words = session.record("words", text="Too loud.")
        session.record("amend", event=words.id, how="void", because="Not hers")
        page = signed_in(session).get(address("sheet", session)).content.decode()
        assert "Too loud." in page and "Not hers" in page

    def test_asks_who_you_are_before_a_review_is_signed(self):
        session = build.let_go()
        answer = signed_in(session, "lindqvist").post(address("review", session))
        assert answer.status_code == 302
        assert "reauthenticate" in answer.url


class TestALookAtASession:
    def looks(self, session, who: str = "moreau"):
        return AuditEntry.objects.filter(patient_id=session.row.patient_id, by=session.house.people[who], is_read=True)

    def test_is_written_down_where_somebody_asks_for_nothing_but_the_picture(self):
        session = build.dosing()
        signed_in(session, "moreau").get(address("picture", session))
        assert self.looks(session).count() == 1

    def test_is_written_down_once_in_a_quarter_of_an_hour_while_the_page_stays_open(self):
        session = build.dosing()
        client = signed_in(session, "moreau")
        client.get(address("session", session))
        client.get(address("picture", session))
        assert self.looks(session).count() == 1

    @pytest.mark.parametrize(("minutes", "written"), [(14, 0), (16, 1)])
    def test_counts_as_a_new_one_after_a_quarter_of_an_hour(self, minutes, written):
        session = build.dosing()
        earlier = timezone.now() - timedelta(minutes=minutes)
        audit.record_read(by=session.house.moreau, at=earlier, what="the chart", patient_id=session.row.patient_id)
        signed_in(session, "moreau").get(address("picture", session))
        assert self.looks(session).count() == 1 + written

    def test_is_written_down_where_an_entry_is_opened_to_correct_it(self):
        session = build.dosing()
        event = SessionEvent.objects.filter(dosing_session=session.row, kind="vital_signs").first()
        assert signed_in(session, "moreau").get(address("amend", session, event.id)).status_code == 200
        assert self.looks(session).count() == 1
