"""The forms on which a patient leaves: what they ask for is what leaving needs."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.care.dosing import actions
from tests.care.dosing import build

pytestmark = pytest.mark.database


def page(name: str, session: build.Session) -> str:
    client = Client()
    client.force_login(session.house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse(f"dosing:{name}", args=[session.row.pk])).content.decode()


def label(words: str, written: str) -> str:
    found = re.search(rf"<label[^>]*>({re.escape(words)}.*?)</label>", written, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(1)).split())


def transferred() -> build.Session:
    session = build.let_go()
    actions.move_phase(
        dosing_session=session.row, to="transferred", by=session.house.bauer, at=session.now, because="Chest pain"
    )
    return session


class TestTheNameOfTheAdultWhoTakesThePatientHome:
    def test_is_not_called_optional_where_closing_needs_it(self):
        assert label("Left with", page("closing", build.let_go())) == "Left with"

    def test_is_optional_after_a_transfer(self):
        assert label("Taken over by", page("closing", transferred())) == "Taken over by optional"


class TestTheDissociationTotal:
    def test_says_that_leaving_needs_it(self):
        assert label("CADSS-6 total", page("readiness", build.recovered())) == "CADSS-6 total needed to leave"


class TestATimeOutOnHold:
    def test_says_why_in_the_words_of_whoever_held_it(self):
        session = build.in_time_out()
        actions.move_phase(
            dosing_session=session.row, to="on_hold", by=session.house.bauer, at=session.now, because="A call first"
        )
        assert "A call first. Nothing is given while the session is on hold." in page("time_out", session)
