"""The pages about signing in: most open only once something has been set up, so one person sets it all up."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Page

from tests import serving
from tests.browsing import Visits
from tests.journeys.addresses import ABOUT_SIGNING_IN, ONE_PAGE
from tests.journeys.looking import complaints_about
from tests.serving import ServedClinic, served

pytestmark = pytest.mark.journey

KEY_IN_THE_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
A_CODE_LASTS_S = 30


@pytest.fixture(scope="module")
def clinic(begun: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[ServedClinic]:
    """A clinic of its own: its manager ends with two ways more to sign in."""
    data = shutil.copytree(begun, tmp_path_factory.mktemp("signing-in") / "data")
    with served(data, blocker=django_db_blocker) as running:
        yield running


class Looking:
    """Opens the pages one after the other and keeps every complaint."""

    def __init__(self, clinic: ServedClinic, visits: Visits) -> None:
        self.clinic, self.visits = clinic, visits
        self.seen: set[str] = set()
        self.titles: dict[str, str] = {}
        self.complaints: list[str] = []

    def at(self, page: Page, name: str, **keys: int) -> None:
        """Open one page, and look at it."""
        path = reverse(name, kwargs=keys)
        page.goto(f"{self.clinic.address}{path}")
        if "reauthenticate" in page.url and "reauthenticate" not in name:
            page.locator("input[name=password]").fill(serving.PASSWORD)
            press(page, "Go on")
        self.here(page, name, path)

    def here(self, page: Page, name: str, path: str) -> None:
        """Look at the page that stands open, which must be this one."""
        if path not in page.url:
            self.complaints.append(f"{name}: {path} led to {page.url}")
        self.seen.add(name)
        self.complaints += [f"{name}: {each}" for each in complaints_about(page, self.visits)]
        shown = ONE_PAGE.get(name, name)
        if (alike := self.titles.setdefault(page.title(), shown)) != shown:
            self.complaints.append(f"{name}: has the title of {alike}, {page.title()!r}")


def code_for(secret: str) -> str:
    """What the app on the phone would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // A_CODE_LASTS_S))


def press(page: Page, name: str) -> None:
    """Press a button of the page and wait for what comes."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


class TestThePagesAboutSigningIn:
    def test_all_read_well(self, clinic, visits):
        looking = Looking(clinic, visits)
        self.before_signing_in(looking, visits.open())
        page = visits.signed_in(clinic.address, serving.EMAIL, serving.PASSWORD)
        for name in ("account_logout", "account_change_password", "account_reauthenticate", "mfa_index"):
            looking.at(page, name)
        codes = self.with_an_app(looking, page)
        self.with_a_key(looking, page)
        self.with_a_second_step(looking, visits.open(), codes[0])
        assert not looking.complaints, "\n".join(looking.complaints)
        assert looking.seen == ABOUT_SIGNING_IN

    def before_signing_in(self, looking: Looking, page: Page) -> None:
        looking.at(page, "account_login")
        looking.at(page, "account_inactive")

    def with_an_app(self, looking: Looking, page: Page) -> list[str]:
        looking.at(page, "mfa_activate_totp")
        page.locator("input[name=code]").fill(code_for(page.locator("#secret").input_value()))
        press(page, "Use this app")
        looking.at(page, "mfa_view_recovery_codes")
        codes = page.locator("main textarea").input_value().split()
        looking.at(page, "mfa_generate_recovery_codes")
        looking.at(page, "mfa_deactivate_totp")
        looking.at(page, "mfa_reauthenticate")
        return codes

    def with_a_key(self, looking: Looking, page: Page) -> None:
        looking.at(page, "mfa_add_webauthn")
        # After the look, whose debugger takes the device away again when it leaves.
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_IN_THE_DEVICE})
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url(lambda url: "/webauthn/add/" not in url)
        looking.at(page, "mfa_list_webauthn")
        for name, link in (("mfa_edit_webauthn", "Rename"), ("mfa_remove_webauthn", "Remove")):
            href = page.get_by_role("link", name=link).get_attribute("href") or ""
            looking.at(page, name, pk=int(re.findall(r"keys/(\d+)/", href)[0]))
            page.go_back()
        looking.at(page, "mfa_reauthenticate_webauthn")

    def with_a_second_step(self, looking: Looking, page: Page, code: str) -> None:
        page.goto(f"{looking.clinic.address}/accounts/login/")
        page.locator("input[name=login]").fill(serving.EMAIL)
        page.locator("input[name=password]").fill(serving.PASSWORD)
        press(page, "Sign in")
        looking.here(page, "mfa_authenticate", reverse("mfa_authenticate"))
        page.locator("input[name=code]").fill(code)
        press(page, "Sign in")
        assert "/accounts/" not in page.url
