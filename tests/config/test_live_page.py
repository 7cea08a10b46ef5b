"""Does an open page hear of a change, and does it say so when it cannot? live.js in a browser, over a served clinic."""

import os
import signal
import time
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import override_settings

from holdspace.clinic import audit
from holdspace.clinic.models import Account, Clinic
from holdspace.config.tickets import Ticket
from tests.config.processes import child_with
from tests.conftest import MANAGER
from tests.serving import served

pytestmark = pytest.mark.journey
NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
SESSION = uuid4()
NOTICE = "#notice"
# Run in a page the clinic really served: browsers let no other page reach a server on the same machine.
FOLLOW = """async (events) => {
  Object.assign(document.body.dataset, {events, eventsRenew: "/live/ticket"});
  document.body.insertAdjacentHTML(
    "beforeend", "<div data-link-lost id='notice' hidden><p data-link-lost-words>The link is lost.</p></div>");
  window.heard = [];
  for (const name of ["changed", "changed-clinic", "changed-session"])
    document.body.addEventListener(name, (event) => window.heard.push([name, event.detail.channels]));
  await import("/static/ui/live.js?in-a-test");
}"""


@pytest.fixture(scope="module")
def clinic(running_clinic, django_db_blocker):
    # Its own servers on the same data: a test stops them for a while.
    with served(running_clinic.data, blocker=django_db_blocker) as clinic:
        yield clinic


@pytest.fixture
def live(clinic, visits):
    _, email, password = MANAGER
    page = visits.signed_in(clinic.address, email, password, then="/accounts/2fa/")
    with page.expect_request("**/events?ticket=*"):
        page.evaluate(FOLLOW, events(clinic))
    page.wait_for_timeout(300)
    return page


def events(clinic):
    with clinic.database():
        account = str(Account.objects.get(email=MANAGER[1]).pk)
    keys = (clinic.data / "secret-key").read_text().split()
    with override_settings(SECRET_KEY=keys[0]):
        ticket = Ticket(account, (f"session:{SESSION}",), clinic.address, time.time()).signed()
    return f"{clinic.events_address}/events?ticket={ticket}"


def wait_until_heard(page, number, within_s=5):
    # The page's own policy forbids what Playwright's wait_for_function does.
    deadline = time.monotonic() + within_s
    while page.evaluate("heard.length") < number:
        assert time.monotonic() < deadline, "The page heard nothing."
        page.wait_for_timeout(50)


def commit(clinic):
    with clinic.database():
        # Other tests found clinics of their own on the same data.
        theirs = Clinic.objects.get(staff__account__email=MANAGER[1])
        audit.record(by=None, at=NOW, did="recorded", clinic=theirs, dosing_session_id=SESSION)


class TestAnOpenPage:
    def test_hears_of_a_change_and_on_which_channel(self, clinic, live):
        live.evaluate("heard.length = 0")
        commit(clinic)
        wait_until_heard(live, 2)
        channel = [f"session:{SESSION}"]
        assert live.evaluate("heard") == [["changed", channel], ["changed-session", channel]]
        assert live.locator(NOTICE).is_hidden()

    def test_says_that_its_link_is_lost_within_ten_seconds_and_catches_up(self, clinic, live, visits):
        visits.forgive("net::ERR_")
        silent = child_with(clinic.process.pid, "asgi")
        os.killpg(silent, signal.SIGSTOP)
        try:
            live.locator(NOTICE).wait_for(state="visible", timeout=10_000)
        finally:
            os.killpg(silent, signal.SIGCONT)
        commit(clinic)
        live.locator(NOTICE).wait_for(state="hidden", timeout=20_000)
        wait_until_heard(live, 1)

    def test_says_so_when_its_reader_is_signed_out(self, clinic, live, visits):
        visits.forgive("net::ERR_")
        live.context.clear_cookies()
        os.kill(child_with(clinic.process.pid, "asgi"), signal.SIGKILL)
        live.locator(NOTICE).get_by_text("You are signed out").wait_for(timeout=20_000)
