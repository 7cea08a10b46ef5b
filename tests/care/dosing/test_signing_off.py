"""Where a prescriber answers for something at the time-out, it is signed; a nurse’s answers stay quick."""

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.chart.models import TimeOutCheck
from tests.care.dosing import build
from tests.chart.build import PASSWORD

pytestmark = pytest.mark.database

YES, NO = "yes", "no"
CHANGED = {f"changes-{name}": NO for name in (*build.CHANGES, "respiratory_infection")} | {"changes-illness": YES}
AGREED = {f"fasting-{name}": NO for name in (*build.SUBSTANCES, "psychedelic")} | {"fasting-stimulant": YES}


def signed_in(session, who: str) -> Client:
    client = Client()
    client.force_login(session.house.people[who].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name: str, session, *more) -> str:
    return reverse(f"dosing:{name}", args=[session.row.pk, *more])


def asks_again(answer) -> bool:
    return answer.status_code == 302 and "reauthenticate" in answer.url


class TestASignOff:
    @pytest.mark.parametrize(
        ("item", "typed"),
        [
            ("changes", CHANGED | {"changes-signed_off": "on"}),
            ("fasting", AGREED | {"fasting-agreed": "stimulant"}),
        ],
        ids=["of changes", "of a substance"],
    )
    def test_by_a_prescriber_asks_for_the_password_and_is_kept_once_it_is_given(self, item, typed):
        session = build.in_time_out()
        prescriber = signed_in(session, "lindqvist")
        answer = prescriber.post(address("answer", session, item), typed)
        assert asks_again(answer)
        assert not TimeOutCheck.objects.exists()
        prescriber.post(answer.url, {"password": PASSWORD}, follow=True)
        kept = TimeOutCheck.objects.get()
        assert str(session.house.lindqvist.pk) in (kept.value.get("signed_off_by"), kept.value.get("agreed_by"))

    @pytest.mark.parametrize(
        ("item", "typed"),
        [("changes", CHANGED | {"changes-signed_off": "on"}), ("fasting", AGREED | {"fasting-agreed": "stimulant"})],
    )
    def test_by_a_nurse_is_denied_without_asking_for_a_password(self, item, typed):
        session = build.in_time_out()
        answer = signed_in(session, "bauer").post(address("answer", session, item), typed)
        assert answer.status_code == 403
        assert not TimeOutCheck.objects.exists()

    @pytest.mark.parametrize("who", ["bauer", "lindqvist"])
    @pytest.mark.parametrize(("item", "typed"), [("changes", CHANGED), ("fasting", AGREED)])
    def test_is_not_what_an_answer_without_one_is(self, who, item, typed):
        session = build.in_time_out()
        answer = signed_in(session, who).post(address("answer", session, item), typed)
        assert not asks_again(answer)
        assert TimeOutCheck.objects.get().answer == "hold"


class TestADecisionOnARaisedPressure:
    def test_asks_for_the_password_before_anything_is_decided(self):
        session = build.in_time_out()
        typed = {"decision_reason": "Long known"}
        assert asks_again(signed_in(session, "lindqvist").post(address("decide", session), typed))
        assert not TimeOutCheck.objects.exists()


class TestStarting:
    def test_asks_the_nurse_for_no_password(self):
        session = build.in_time_out()
        answer = signed_in(session, "bauer").post(address("start", session))
        assert not asks_again(answer)
        assert answer.status_code == 409
