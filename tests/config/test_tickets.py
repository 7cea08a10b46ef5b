"""Who may listen to which news?"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings

from holdspace.clinic.models import Account
from holdspace.config import tickets
from holdspace.config.tickets import Ticket, events_origin, events_ticket

ADA, BEN = Account(email="ada@example.org"), Account(email="ben@example.org")
CHANNELS = ("clinic:1", "session:2")


def asked(path="/", by=ADA, host="localhost:8000", **query):
    request = RequestFactory().get(path, query, headers={"host": host})
    request.user = by
    request.page_began = 12.5
    return request


class TestATicket:
    def test_names_its_reader_channels_and_page(self):
        ticket = Ticket.read(events_ticket(asked(), CHANNELS))
        assert ticket == Ticket(str(ADA.pk), CHANNELS, "http://localhost:8000", 12.5)

    @pytest.mark.parametrize("forged", ["", "x", "a:b:c", "💊"])
    def test_that_we_did_not_sign_is_nothing(self, forged):
        assert Ticket.read(forged) is None

    def test_that_was_changed_by_one_letter_is_nothing(self):
        text = events_ticket(asked(), CHANNELS)
        changed = text[:5] + ("A" if text[5] != "A" else "B") + text[6:]
        assert Ticket.read(changed) is None

    def test_that_was_signed_for_something_else_is_nothing(self):
        from django.core import signing

        assert Ticket.read(signing.dumps({"channels": CHANNELS}, salt="another purpose")) is None

    @pytest.mark.parametrize(("age_s", "good"), [(599, True), (601, False)])
    def test_is_good_for_ten_minutes(self, monkeypatch, age_s, good):
        import time

        text = events_ticket(asked(), CHANNELS)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + age_s)
        assert (Ticket.read(text) is not None) is good

    def test_outlives_a_change_of_the_signing_key(self, settings):
        text = events_ticket(asked(), CHANNELS)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "the new key"
        assert Ticket.read(text)


class TestRenewingATicket:
    def test_gives_the_same_reader_the_same_channels(self):
        old = events_ticket(asked(), CHANNELS)
        answer = tickets.renew(asked("/live/ticket", ticket=old))
        assert answer.status_code == 200
        assert b"http://localhost:8001/events?ticket=" in answer.content

    @pytest.mark.parametrize("by", [BEN, AnonymousUser()])
    def test_is_refused_to_anybody_else(self, by):
        old = events_ticket(asked(), CHANNELS)
        assert tickets.renew(asked("/live/ticket", by=by, ticket=old)).status_code == 403

    @pytest.mark.parametrize("ticket", ["", "forged"])
    def test_is_refused_without_an_old_one(self, ticket):
        assert tickets.renew(asked("/live/ticket", ticket=ticket)).status_code == 403


class TestWhereEventsComeFrom:
    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
    def test_is_the_next_port_of_the_host_the_page_came_from(self, host):
        assert events_origin(asked(host=f"{host}:8000")) == f"http://{host}:8001"

    def test_is_the_page_itself_behind_a_proxy(self):
        with override_settings(ADDRESS="https://clinic.example"):
            assert events_origin(asked()) == ""

    def test_is_nowhere_for_a_host_we_do_not_serve(self):
        assert events_origin(asked(host="evil.example")) == ""
