"""The screen in a browser: nothing old looks new, nobody's values reach another screen, nothing is suggested."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from holdspace.chart.models import MedicationReview
from tests.browsing import Visits
from tests.care.dosing import build
from tests.care.dosing.test_impossible import SLIPS
from tests.care.dosing.test_in_the_room import let_sign_in, opened
from tests.chart.build import PASSWORD, a_clinic
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey

SUPERPOSING = json.loads((Path(__file__).parents[2] / "cases" / "superposing.json").read_text())
ADD_UP = """async ({ told, cases }) => {
  const { superposed } = await import("/static/dosing/prediction.js");
  return cases.map((one) => superposed(told, one.doses, one.minutes));
}"""
# Every value on the screen: how long past its limits it is, and how it is drawn. Compared by what the eye sees.
VALUES = """async () => {
  const { now } = await import("/static/ui/clock.js");
  const probe = Object.assign(document.createElement("i"));
  probe.style.color = "var(--ink-3)";
  document.body.append(probe);
  const grey = getComputedStyle(probe).color;
  probe.remove();
  const due = Date.parse(document.querySelector(".session-figures [data-countdown]").dataset.due) + 60_000;
  return [...document.querySelectorAll(".session-figures [data-stale-at]")].map((cell) => {
    const number = getComputedStyle(cell.querySelector(".figure-number"));
    return {
      stale: now() - Math.min(due, Date.parse(cell.dataset.staleAt)),
      struck: now() - Date.parse(cell.dataset.struckAt),
      grey: number.color === grey,
      line: number.textDecorationLine.includes("line-through"),
    };
  });
}"""
PLANT = """() => {
  DOMTokenList.prototype.toggle = () => false;
  for (const cell of document.querySelectorAll(".figure-cell")) cell.classList.remove("is-stale", "is-struck");
  for (const age of document.querySelectorAll(".age")) age.classList.remove("stale");
}"""
# A second passes between two looks of the page at its clock.
A_LOOK_MS = 1500
STEPS, STEP = 20, 110_000
# What goes to the server and back may take long where many tests run at once.
SLOW = 20_000
DOUBTS = """async (slips) => {
  const { doubtAbout } = await import("/static/dosing/doubt.js");
  const config = JSON.parse(document.getElementById("device-config").textContent);
  return slips.map((slip) => Boolean(doubtAbout("vital_signs", { ...slip }, config).says));
}"""
SUGGESTED = """() => [...document.querySelectorAll("#vital-signs input:not([type=hidden])")].filter((input) =>
  input.list || (["radio", "checkbox"].includes(input.type) ? input.checked || input.defaultChecked
    : input.value || input.defaultValue || /\\d/.test(input.placeholder) || input.autocomplete === "on"))
  .map((input) => input.name)"""


@pytest.fixture
def clinic(running_clinic: ServedClinic) -> ServedClinic:
    return running_clinic


@pytest.fixture
def house(clinic: ServedClinic, request: pytest.FixtureRequest):
    with clinic.database():
        made = a_clinic(f"S{abs(hash(request.node.nodeid)) % 10**9} Clinic")
        for who in ("bauer", "moreau"):
            let_sign_in(made.people[who].account)
        return made


def a_session(house, minutes: int = 20, **patient: str) -> build.Session:
    session = build.dosing(house, now=datetime.now(UTC) - timedelta(minutes=minutes), **patient)
    MedicationReview.objects.create(
        patient=session.row.patient, reviewed_at=session.now, takes_nothing=True,
        recorded_at=session.now, recorded_by=house.lindqvist,
    )  # fmt: skip
    session.record("dose", mg="40", route="im")
    session.later(minutes - 1)
    session.record("vital_signs", **build.GOOD_SIGNS)
    return session


def unmarked(values: list[dict]) -> list[dict]:
    """Values that are past a limit for longer than a look takes and do not look so."""
    late = A_LOOK_MS
    return [
        one for one in values if (one["stale"] > late and not one["grey"]) or (one["struck"] > late and not one["line"])
    ]


class TestAValue:
    """The page is cut off, so nothing but its own clock can tell it that a value grows old."""

    def watched(self, page: Page) -> list[dict]:
        seen = []
        for _ in range(STEPS):
            page.clock.fast_forward(STEP)
            seen += page.evaluate(VALUES)
        return seen

    def cut_off(self, visits: Visits, clinic: ServedClinic, house) -> Page:
        with clinic.database():
            session = a_session(house)
        visits.forgive("ERR_INTERNET_DISCONNECTED")
        visits.forgive("htmx:")
        page = visits.signed_in(clinic.address, house.bauer.account.email, PASSWORD)
        page.clock.install(time=datetime.now(UTC) + timedelta(minutes=6))
        page.goto(f"{clinic.address}/sessions/{session.row.pk}/")
        expect(page.locator("#picture")).to_be_attached()
        page.context.set_offline(True)
        return page

    def test_never_looks_newer_than_it_is_and_a_tablet_whose_clock_is_off_says_so(self, visits, clinic, house):
        page = self.cut_off(visits, clinic, house)
        page.clock.fast_forward(6000)
        expect(page.locator("[data-skew]")).to_contain_text("clock is 6 min ahead")
        page.keyboard.press("d")
        page.locator("#dose-mg").fill("20")
        page.locator("#dose .save").click()
        expect(page.locator("#dose [data-skew-confirm]")).to_be_visible()
        page.keyboard.press("Escape")
        seen = self.watched(page)
        print(f"values sampled: {len(seen)}, of them stale {sum(one['grey'] for one in seen)}, unmarked 0")
        assert not unmarked(seen)
        assert any(one["line"] for one in seen)
        assert not seen[0]["grey"]
        page.evaluate(PLANT)
        assert unmarked(page.evaluate(VALUES)), "A mark that is planted away is seen to be missing."


OF_THE_OTHER = ("Rahman", "Said in the other room")


def foreign(page: Page) -> list[str]:
    """What of the other patient is on this screen; of those next door the chips say initials only."""
    shown = page.locator("main").inner_text()
    return [words for words in OF_THE_OTHER if words in shown]


class TestTwoSessionsOnOneTablet:
    @pytest.fixture
    def two(self, clinic, house):
        with clinic.database():
            first = a_session(house, given_name="Maya", family_name="Okafor")
            second = a_session(house, given_name="Jamal", family_name="Rahman")
            second.record("words", text=OF_THE_OTHER[1])
            return first, second

    def test_never_mix_by_tabs_by_chips_or_by_the_back_button(self, visits, clinic, two):
        first, second = two
        page = opened(visits, clinic, first, service_workers="block")
        sent: list[tuple[str, dict]] = []
        page.context.on("request", lambda request: sent.extend(entries_of(request)))
        beside = page.context.new_page()
        beside.goto(f"{clinic.address}/sessions/{second.row.pk}/")
        for _ in range(2):
            page.locator(".one-tap", has_text="Settled").click()
            beside.locator(".one-tap", has_text="Tearful").click()
            page.locator(".chip:not(.is-own)").first.click()
            page.wait_for_url(f"**/{second.row.pk}/")
            page.locator(".one-tap", has_text="Anxious").click()
            page.go_back()
            page.wait_for_url(f"**/{first.row.pk}/")
            expect(page.locator("h1")).to_contain_text("Okafor")
            assert not foreign(page)
        expect(page.locator("[data-sending]")).to_contain_text("All on the server", timeout=SLOW)
        expect(beside.locator("[data-sending]")).to_contain_text("All on the server", timeout=SLOW)
        assert {entry["dosing_session"] for _, entry in sent} == {str(first.row.pk), str(second.row.pk)}
        assert all(entry["dosing_session"] in address for address, entry in sent)
        with clinic.database():
            told = [[line.text for line in one.picture.timeline] for one in two]
        print(f"6 taps over two tabs and 4 switches: {len(told[0])} and {len(told[1])} lines, 0 in the wrong session")
        assert [told[0].count(word) for word in ("Settled", "Tearful", "Anxious")] == [2, 0, 0]
        assert [told[1].count(word) for word in ("Settled", "Tearful", "Anxious")] == [0, 2, 2]
        # The check itself sees it when the wrong picture is planted.
        wrong = f"{clinic.address}/sessions/{second.row.pk}/picture/"
        page.route(f"**/{first.row.pk}/picture/", lambda route: route.fulfill(response=page.request.get(wrong)))
        page.locator(".one-tap", has_text="Breathing").click()
        expect(page.locator("main")).to_contain_text(OF_THE_OTHER[1], timeout=SLOW)
        assert foreign(page)


def entries_of(request) -> list[tuple[str, dict]]:
    if not request.url.endswith("/events/") or request.method != "POST":
        return []
    return [(request.url, json.loads(one)) for one in json.loads(request.post_data)["entries"]]


class TestTheScreen:
    def test_adds_up_as_the_server_draws_at_once_suggests_nothing_and_locks(self, visits, clinic, house):
        with clinic.database():
            session = a_session(house)
        page = opened(visits, clinic, session)
        # The same numbers as the rules: each case to a millionth.
        found = page.evaluate(ADD_UP, SUPERPOSING)
        for answers, case in zip(found, SUPERPOSING["cases"], strict=True):
            for answer, right in zip(answers, case["band"], strict=True):
                assert answer == (None if right is None else pytest.approx(right, abs=1e-6)), case["says"]
        assert page.evaluate(DOUBTS, list(SLIPS)) == [True] * len(SLIPS)
        expect(page.locator("[data-live-chart] canvas")).to_be_visible()
        expect(page.locator(".live-dose")).to_have_text("40 mg")
        # Every key opens its sheet, Escape closes it, and no vital sign is there before somebody types it.
        for key, sheet in (("v", "vital-signs"), ("d", "dose"), ("n", "note"), ("u", "level"), ("a", "adverse-event")):
            page.keyboard.press(key)
            expect(page.locator(f"#{sheet}")).to_be_visible()
            assert page.evaluate(SUGGESTED) == []
            page.keyboard.press("Escape")
            expect(page.locator(f"#{sheet}")).to_be_hidden()
        page.evaluate("document.querySelector('#slot-spo2').value = '98'")
        assert page.evaluate(SUGGESTED) == ["spo2"], "A planted suggestion is seen."
        page.evaluate("document.querySelector('#slot-spo2').value = ''")
        # A tap is on the chart before any network has it.
        visits.forgive("ERR_INTERNET_DISCONNECTED")
        page.context.set_offline(True)
        page.locator(".one-tap", has_text="Nausea").click()
        expect(page.locator(".live-event.is-waiting")).to_have_count(1, timeout=SLOW)
        page.keyboard.press("n")
        page.locator("#words-text").fill("Half a senten")
        page.keyboard.press("Escape")
        # The lock holds at once; behind it what waits is sent and what was half typed stays.
        page.locator("[data-locks] button").click()
        page.locator("#lock-code-digits").fill("2468")
        page.locator("#lock-code .primary").click()
        expect(page.locator("#locked")).to_be_visible()
        assert not re.search(r"Okafor|Half a|Nausea|122/76", page.locator("body").inner_text())
        assert "Okafor" not in page.title()
        page.keyboard.press("v")
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.context.set_offline(False)
        with clinic.database():
            wait_for(lambda: "Nausea" in [line.text for line in session.picture.timeline])
        expect(page.locator("#locked .lock-who")).to_contain_text("M. O.", timeout=SLOW)
        visits.forgive("422")
        page.locator("#unlock-code").fill("1357")
        page.locator("#locked .primary").click()
        expect(page.locator("[data-lock-says]")).to_contain_text("stays locked", timeout=SLOW)
        page.locator("#unlock-code").fill("2468")
        page.locator("#locked .primary").click()
        expect(page.locator("[data-entry]", has_text="Nausea").first).to_be_visible(timeout=SLOW)
        expect(page.locator("#words-text")).to_have_value("Half a senten")


def wait_for(holds, within_s: float = 20) -> None:
    until = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < until, "It never came about."
        time.sleep(0.2)
