"""The live screen in a browser: how many taps, what happens without a network, what a second tablet sees."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Page, expect

from holdspace.clinic.models import Account
from holdspace.clinical.monitoring import Signal, Tier, for_the_screen
from tests.browsing import Visits
from tests.care.dosing import build
from tests.chart.build import PASSWORD, a_clinic
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey

COUNT_TAPS = (
    "() => { window.taps = 0; addEventListener('click', (event) => { if (event.isTrusted) window.taps++; }, true); }"
)
TIERS = json.loads((Path(__file__).parents[2] / "cases" / "tiers.json").read_text())["cases"]
JUDGE = """async (asked) => {
  const { judge, alarmOf } = await import("/static/dosing/judge.js");
  return asked.map(([knowledge, signal, value]) => {
    const { tier, limit } = judge(knowledge, signal, value);
    return [tier, alarmOf(knowledge, tier), limit?.do ?? ""];
  });
}"""
FEWEST_TAPS_FOR_VITAL_SIGNS, FEWEST_TAPS_FOR_AN_EVENT = 6, 2


@pytest.fixture
def clinic(running_clinic: ServedClinic) -> ServedClinic:
    return running_clinic


@pytest.fixture
def dosing_session(clinic: ServedClinic, request: pytest.FixtureRequest) -> build.Session:
    with clinic.database():
        # Each test has a clinic of its own, so that e-mail addresses never meet.
        house = a_clinic(f"C{abs(hash(request.node.nodeid)) % 10**9} Clinic")
        session = build.dosing(house, now=datetime.now(UTC) - timedelta(minutes=20))
        session.record("dose", mg="40", route="im")
        for who in ("bauer", "moreau"):
            let_sign_in(house.people[who].account)
        return session


def let_sign_in(account: Account) -> None:
    """The served clinic only knows real password hashes, not the quick ones of tests."""
    hasher = PBKDF2PasswordHasher()
    account.password = hasher.encode(PASSWORD, hasher.salt())
    account.save(update_fields=["password"])


def opened(visits: Visits, clinic: ServedClinic, session: build.Session, who: str = "bauer", **options: object) -> Page:
    email = session.house.people[who].account.email
    page = visits.signed_in(clinic.address, email, PASSWORD, **options)
    page.goto(f"{clinic.address}/sessions/{session.row.pk}/")
    expect(page.locator("#picture")).to_be_attached()
    page.evaluate(COUNT_TAPS)
    return page


def on_the_server(page: Page, text: str) -> None:
    expect(page.locator("[data-entry]", has_text=text).first).to_be_visible()


class TestTheMonitor:
    def test_enters_a_set_of_vital_signs_in_six_taps(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.locator(".action", has_text="Vital signs").click()
        slots = page.locator("#vital-signs [data-slot]")
        assert [slots.nth(place).input_value() for place in range(4)] == [""] * 4
        for value in ("130", "82", "78", "97"):
            page.locator(f".number-key[data-value='{value}']").click()
        page.locator("#vital-signs .save").click()
        on_the_server(page, "130/82")
        assert page.evaluate("window.taps") == FEWEST_TAPS_FOR_VITAL_SIGNS
        expect(page.locator(".session-figures")).to_contain_text("130/82")

    def test_enters_a_level_in_two_taps_and_a_settled_patient_in_one(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.locator(".session-strip", has_text="Level").locator(".is-level").click()
        page.locator(".level-keys button[value='7']").click()
        on_the_server(page, "Dissociation level 7 of 10")
        assert page.evaluate("window.taps") == FEWEST_TAPS_FOR_AN_EVENT
        page.locator(".one-tap", has_text="Settled").click()
        on_the_server(page, "Settled")

    def test_takes_a_tap_back_where_it_was_made(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.locator(".one-tap", has_text="Tearful").click()
        on_the_server(page, "Tearful")
        page.locator(".one-tap", has_text="Undo").click()
        expect(page.locator(".timeline-entry.is-struck", has_text="Tearful")).to_be_visible()

    def test_is_asked_about_a_tenfold_dose_before_it_is_recorded(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.keyboard.press("d")
        page.locator("#dose-mg").fill("400")
        page.locator("#dose .save").click()
        expect(page.locator("#dose [data-doubt]")).to_contain_text("Check this number")
        with clinic.database():
            assert dosing_session.picture.given_mg == 40
        page.locator("#dose-because").fill("As drawn")
        page.locator("#dose [name=confirmed]").check()
        page.locator("#dose .save").click()
        on_the_server(page, "400 mg IM")
        expect(page.locator(".timeline:not([data-pending])")).to_contain_text("beyond the order")

    def test_sees_what_is_not_on_the_server_and_loses_nothing_when_the_network_returns(
        self, visits, clinic, dosing_session
    ):
        page = opened(visits, clinic, dosing_session)
        visits.forgive("ERR_INTERNET_DISCONNECTED")
        page.context.set_offline(True)
        page.locator(".one-tap", has_text="Anxious").click()
        expect(page.locator("[data-pending-entry]")).to_contain_text("on this tablet")
        expect(page.locator("[data-sending]")).to_contain_text("1 on this tablet")
        page.context.set_offline(False)
        on_the_server(page, "Anxious")
        expect(page.locator("[data-pending-entry]")).to_have_count(0)
        with clinic.database():
            told = [line.text for line in dosing_session.picture.timeline]
        assert told.count("Anxious") == 1

    def test_finds_rescue_from_the_sheet_of_vital_signs(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.keyboard.press("v")
        page.locator("#vital-signs .rescue-small").click()
        page.locator(".rescue-step", has_text="Stop the drug").click()
        expect(page.locator(".session-figures .phase-link")).to_have_text("Stopped")

    def test_keeps_what_was_typed_when_escape_closes_the_sheet(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        page.keyboard.press("n")
        page.locator("#words-text").fill("The light")
        page.keyboard.press("Escape")
        page.locator(".action", has_text="Note").click()
        expect(page.locator("#words-text")).to_have_value("The light")


class TestASecondTablet:
    def test_shows_what_the_first_one_recorded(self, visits, clinic, dosing_session):
        first = opened(visits, clinic, dosing_session)
        second = opened(visits, clinic, dosing_session, "moreau")
        first.locator(".one-tap", has_text="Settled").click()
        on_the_server(second, "Settled")


class TestThePhone:
    def test_has_the_four_actions_within_reach(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session, viewport={"width": 390, "height": 844})
        for name in ("Vital signs", "Dose", "Note", "Rescue"):
            expect(page.locator(".action", has_text=name)).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


class TestTheScriptOfTheTablet:
    def test_gives_each_value_the_tier_the_rules_give_by_comparing_alone(self, visits, clinic, dosing_session):
        page = opened(visits, clinic, dosing_session)
        asked = [[sent(one), one["signal"], one["value"]] for one in TIERS]
        judged = page.evaluate(JUDGE, asked)
        assert [tier for tier, _, _ in judged] == [one["tier"] for one in TIERS]
        assert [alarm for _, alarm, _ in judged] == [Tier(one["tier"]).alarm for one in TIERS]
        # Whatever asks for something names what to do; an implausible value has its words for the whole screen.
        silent = {tier for tier, _, do in judged if not do}
        assert silent == {"normal", "implausible"}


def sent(case: dict) -> dict:
    """What the tablet is given to compare with, for the baseline of one case."""
    baseline = {} if case["baseline"] is None else {Signal(case["signal"]): case["baseline"]}
    return json.loads(json.dumps(for_the_screen("im", baseline)))
