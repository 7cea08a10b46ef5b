"""Before a session starts: is there room on this tablet, and is a tablet without room turned away?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Visits
from tests.care.dosing import build
from tests.care.dosing.faults.tablets import plant, sign_in
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey

TOO_LITTLE = 40_000_000


@pytest.fixture
def waiting(running_clinic: ServedClinic, session: build.Session) -> build.Session:
    """A second session of the same house, with nothing missing before its start."""
    with running_clinic.database():
        return build.ready_to_start(session.house, now=datetime.now(UTC) - timedelta(minutes=1))


@pytest.fixture
def with_little_room(visits: Visits, running_clinic: ServedClinic, waiting: build.Session) -> Callable[..., Page]:
    """The time-out on a browser that has little storage left for this clinic."""
    visits.forgive("409 (Conflict)")
    visits.forgive("answer: 409")

    def opened(mistake: tuple[str, str] | None = None) -> Page:
        page = visits.open(service_workers="block")
        if mistake:
            plant(page.context, "tablet.js", mistake)
        page.goto(f"{running_clinic.address}/accounts/login/")
        # Before anything is kept: Chromium remembers for a while how much was left.
        limit = {"origin": running_clinic.address, "quotaSize": TOO_LITTLE}
        page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", limit)
        sign_in(page, running_clinic, waiting)
        return page

    return opened


class TestATabletWithoutRoom:
    def test_starts_no_session_and_says_how_much_is_missing(self, with_little_room):
        page = with_little_room()
        expect(page.locator("[data-tablet]")).to_contain_text("This tablet has room for 25 MB; 50 MB are needed")
        page.locator("[data-start] button").click()
        expect(page.locator(".messages")).to_contain_text("Dosing was not started. This tablet has room for 25 MB")

    def test_is_seen_by_this_test_when_it_claims_room(self, with_little_room):
        page = with_little_room(("  } catch {\n    return false;", "  } catch {\n    return true;"))
        expect(page.locator("[data-tablet]")).to_contain_text("room for 50 MB was tried")
        page.locator("[data-start] button").click()
        page.wait_for_url(lambda url: "time-out" not in url)
        expect(page.locator("#picture")).to_be_attached()
