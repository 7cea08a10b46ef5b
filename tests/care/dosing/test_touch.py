"""Touch on the screen: one tap on its sheet ends it, also without a network, and nothing there makes it more."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from holdspace.care.dosing.record import picture_for
from holdspace.care.dosing.views import sending
from tests.care.dosing import build
from tests.care.dosing.test_in_the_room import let_sign_in, opened
from tests.chart.build import a_clinic


def offered(page: str) -> list[str]:
    """The areas that the screen lets somebody tick."""
    return re.findall(r'name="areas" value="([^"]*)"', page)


@pytest.mark.database
class TestTheScreen:
    def page(self, session: build.Session) -> tuple[Client, str]:
        client = Client()
        client.force_login(session.house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client, client.get(reverse("dosing:session", args=[session.row.pk])).content.decode()

    def test_offers_what_is_welcome_and_never_what_was_taken_back(self) -> None:
        session = build.dosing()
        assert offered(self.page(session)[1]) == ["hand", "shoulder"]
        session.record("touch_consent", areas=["hand"])
        _, page = self.page(session)
        assert offered(page) == ["hand"]
        assert "nobody can agree freely to more while the drug acts" in page
        planted = page.replace("</fieldset>", '<input type="checkbox" name="areas" value="shoulder"></fieldset>')
        assert "shoulder" in offered(planted), "A widening that is planted is seen."

    def test_ends_all_touch_by_one_form_without_a_script(self, monkeypatch) -> None:
        session = build.dosing()
        monkeypatch.setattr(sending, "now", lambda: session.now)
        client, page = self.page(session)
        assert page.count("No touch now") == 1
        address = reverse("dosing:record", args=[session.row.pk, "touch_consent"])
        assert client.post(address, {}).status_code == 302
        assert picture_for(session.row).touch_areas == ()
        _, page = self.page(session)
        assert offered(page) == []
        assert client.post(address, {"areas": ["hand"]}).status_code in (302, 422)
        assert picture_for(session.row).touch_areas == ()


@pytest.mark.journey
class TestTheTablet:
    def test_takes_touch_back_in_one_tap_also_without_a_network(self, visits, running_clinic) -> None:
        with running_clinic.database():
            house = a_clinic("Touch Clinic")
            let_sign_in(house.bauer.account)
            session = build.dosing(house, now=datetime.now(UTC) - timedelta(minutes=20))
            session.record("dose", mg="40", route="im")
        visits.forgive("ERR_INTERNET_DISCONNECTED")
        visits.forgive("htmx:")
        page = opened(visits, running_clinic, session)
        page.locator(".session-strip a", has_text="More").click()
        page.locator("#more a", has_text="Touch consent").click()
        bar = page.locator("#touch")
        expect(bar.locator("span[data-area]:visible")).to_have_text(["hand", "shoulder"])
        page.context.set_offline(True)
        bar.get_by_role("button", name="No touch now").click()
        page.locator(".session-strip a", has_text="More").click()
        page.locator("#more a", has_text="Touch consent").click()
        expect(bar.locator("span[data-no-touch]")).to_be_visible()
        expect(bar.locator("span[data-area]:visible")).to_have_count(0)
        expect(bar.locator(".no-touch")).to_be_hidden()
        page.context.set_offline(False)
        expect(page.locator("[data-entry]", has_text="No touch from now on").first).to_be_visible(timeout=20_000)
        expect(bar.locator("span[data-no-touch]")).to_be_visible()
