"""The network goes away, answers are swallowed, several tabs write: every entry is on the server once, in its order."""

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Request, Route, expect

from holdspace.clinical.monitoring import for_the_screen
from tests.browsing import Visits
from tests.care.dosing.faults.tablets import Tablet, plant, sign_in

pytestmark = pytest.mark.journey

OFFLINE_ENTRIES, SWALLOWED, TABS, OF_EACH_TAB = 120, 30, 4, 10
BANNER_WITHIN_S, DRAINED_WITHIN_S = 2, 15
CASES = json.loads((Path(__file__).parents[3] / "cases" / "next_checks.json").read_text())["cases"]
NEXT_CHECK = """async (asked) => {
  const { nextCheck } = await import("/static/dosing/checks.js");
  const at = (text) => text === null ? null : Date.parse(text);
  return asked.map(([knowledge, one]) => new Date(nextCheck(knowledge, {
    started_at: at(one.started_at), last_dose_at: at(one.last_dose_at),
    last_vital_signs_at: at(one.last_vital_signs_at), infusion_ended_at: at(one.infusion_ended_at),
  }).due_at).toISOString().replace(".000", ""));
}"""


def notes(count: int) -> list[str]:
    """Notes that nobody else has written."""
    mark = uuid4().hex[:8]
    return [f"{mark} {place}" for place in range(count)]


def go_through_an_outage(tablet: Tablet, *, entries: int) -> tuple[float, float]:
    """Ten minutes without a network; how long until the banner stood, and until all was sent."""
    page = tablet.page
    page.context.set_offline(True)
    began = time.monotonic()
    expect(page.locator("[data-alone-title]")).to_contain_text("No network since")
    stood = time.monotonic() - began
    written = notes(entries)
    for place in range(0, entries, entries // 10):
        tablet.record(*written[place : place + entries // 10])
        page.clock.fast_forward(60_000)
    expect(page.locator("[data-alone-says]")).to_contain_text(f"{entries} entries are kept on this tablet")
    page.context.set_offline(False)
    began = time.monotonic()
    tablet.wait_until_sent()
    return stood, time.monotonic() - began


class TestTenMinutesWithoutANetwork:
    def test_cost_no_entry_and_no_click(self, tablet, capsys):
        room = tablet(lambda page: page.clock.install())
        stood, drained = go_through_an_outage(room, entries=OFFLINE_ENTRIES)
        found = room.tally
        with capsys.disabled():
            print(f"\n  120 entries without a network: {found}, banner {stood:.2f} s, drained {drained:.2f} s")
        assert found.holds
        assert stood <= BANNER_WITHIN_S and drained <= DRAINED_WITHIN_S

    def test_are_seen_by_this_test_when_entries_go_out_in_another_order(self, tablet):
        in_order = 'export const held = () => all("entries");'
        reversed_outbox = (in_order, 'export const held = async () => (await all("entries")).reverse();')
        room = tablet(lambda page: [page.clock.install(), plant(page.context, "outbox.js", reversed_outbox)])
        go_through_an_outage(room, entries=20)
        assert room.tally.out_of_order


def texts_in(body: str | None) -> list[str]:
    """What the notes say that one request carries."""
    return [json.loads(entry)["payload"].get("text", "") for entry in json.loads(body or "{}")["entries"]]


def swallow_first_answers(page: Page) -> Counter[str]:
    """The server keeps what comes, and its first answer to every entry never arrives; how often each was sent."""
    sent: Counter[str] = Counter()

    def swallow(route: Route) -> None:
        texts = texts_in(route.request.post_data)
        is_first = any(not sent[text] for text in texts)
        sent.update(texts)
        answer = route.fetch()
        if is_first:
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/events/", swallow)
    return sent


class TestAnAnswerThatNeverArrives:
    def test_doubles_nothing(self, tablet, capsys):
        room = tablet()
        sent = swallow_first_answers(room.page)
        room.record(*notes(SWALLOWED))
        room.wait_until_sent(within_s=60)
        with capsys.disabled():
            print(f"\n  30 entries whose first answer was swallowed: {room.tally}, sent {sum(sent.values())} times")
        assert room.tally.holds and min(sent.values()) > 1

    def test_is_seen_by_this_test_when_entries_are_sent_again_under_a_new_id(self, tablet):
        right = "export async function read(entry) {\n  const key = await keyOf(entry.author);\n  return {"
        wrong = right.replace("return {", "return anew({")
        made = """async function anew(entry) {
  const id = entry.id.slice(0, 28) + Math.random().toString(16).slice(2, 10);
  const told = { ...JSON.parse(entry.text), id, device_sequence: 1000 + Math.floor(Math.random() * 1e6) };
  const text = JSON.stringify(told);
  return { ...entry, id: told.id, text, hash: await hashOf(text) };
}
export async function read"""
        changes = [(right, wrong), ('.says : "" };', '.says : "" });'), ("export async function read", made)]
        room = tablet(lambda page: plant(page.context, "outbox.js", *changes))
        swallow_first_answers(room.page)
        room.record(*notes(3))
        room.page.wait_for_timeout(5000)
        assert room.tally.doubled


def through_four_tabs(first: Tablet, open_tab: Callable[[], Tablet], *, of_each: int) -> tuple[list[str], int]:
    """Every tab writes without a network, which then returns to all; what was written, most sendings at one time."""
    tabs = [first, *(open_tab() for _ in range(TABS - 1))]
    under_way: set[Request] = set()
    most = 0

    def begin(request: Request) -> None:
        nonlocal most
        if request.url.endswith("/events/") and request.method == "POST":
            under_way.add(request)
            most = max(most, len(under_way))

    first.page.context.on("request", begin)
    for end in ("requestfinished", "requestfailed"):
        first.page.context.on(end, lambda request: under_way.discard(request))
    first.page.context.set_offline(True)
    for tab in tabs:
        tab.record(*notes(of_each))
    first.page.context.set_offline(False)
    for tab in tabs:
        tab.wait_until_sent()
    return [text for tab in tabs for text in tab.texts], most


class TestFourTabsOfOneTablet:
    @pytest.mark.parametrize("has_locks", [True, False], ids=["one sends for all", "without locks the test sees it"])
    def test_send_one_after_the_other(self, tablet, running_clinic, session, capsys, has_locks):
        no_locks = "Object.defineProperty(navigator, 'locks', { value: undefined });"
        first = tablet(None if has_locks else lambda page: page.context.add_init_script(no_locks))
        context = first.page.context
        written, most = through_four_tabs(
            first, lambda: Tablet(running_clinic, session, context.new_page()).open(), of_each=OF_EACH_TAB
        )
        first.texts = written
        with capsys.disabled():
            print(f"\n  4 tabs, {'locks' if has_locks else 'no locks'}: {first.tally}, {most} sending at once")
        assert first.tally.holds
        assert (most == 1) is has_locks


class TestASignInThatEnds:
    def test_keeps_entries_for_their_author_and_sends_them_under_no_other_name(self, tablet, running_clinic, session):
        room = tablet()
        page = room.page
        page.route("**/events/", lambda route: route.abort())
        room.record(*notes(2))
        page.context.clear_cookies()
        page.unroute("**/events/")
        expect(page.locator("[data-alone-says]")).to_contain_text("2 entries are kept on this tablet", timeout=10_000)
        expect(page.locator("[data-alone-title]")).to_have_text("You are signed out.", timeout=10_000)
        page.locator("[data-sign-in]").click()
        expect(page.locator("[data-waiting-words]")).to_contain_text("2 entries by T. Bauer")
        sign_in(page, running_clinic, session, "moreau")
        expect(page.locator("[data-alone-title]")).to_contain_text("2 entries by T. Bauer")
        expect(page.locator("[data-pending-entry]").first).to_contain_text("sent when they sign in here")
        assert room.tally.lost == 2
        page.context.clear_cookies()
        sign_in(page, running_clinic, session)
        room.open().wait_until_sent()
        assert room.tally.holds

    def test_and_an_older_page_keep_everything_until_the_page_is_new(self, tablet):
        room = tablet()

        def too_old(route: Route) -> None:
            entries = [json.loads(entry) for entry in json.loads(route.request.post_data or "{}")["entries"]]
            refusals = [
                {"id": one["id"], "outcome": "refused", "reason": "update_needed", "says": "-"} for one in entries
            ]
            route.fulfill(json={"outcomes": refusals})

        room.page.route("**/events/", too_old)
        room.record(*notes(2))
        expect(room.page.locator("[data-alone-title]")).to_have_text("Update needed.")
        expect(room.page.locator("[data-alone-says]")).to_contain_text("2 entries are kept")
        room.page.unroute("**/events/")
        room.open().wait_until_sent()
        assert room.tally.holds


class TestTheTabletAlone:
    def test_counts_the_next_check_as_the_rules_do(self, tablet):
        room = tablet()
        knowledge = {route: json.loads(json.dumps(for_the_screen(route, {}))) for route in {c["route"] for c in CASES}}
        told = room.page.evaluate(NEXT_CHECK, [[knowledge[one["route"]], one] for one in CASES])
        assert told == [one["due_at"] for one in CASES]


def kept_nothing(visits: Visits) -> None:
    visits.forgive("The browser's storage")


class TestABrowserThatKeepsNothing:
    def test_is_said_with_every_entry(self, tablet, visits):
        kept_nothing(visits)
        broken = "IDBFactory.prototype.open = () => { throw new DOMException('private window', 'InvalidStateError'); };"
        room = tablet(lambda page: page.add_init_script(broken))
        room.page.route("**/events/", lambda route: route.abort())
        room.record(*notes(1))
        expect(room.page.locator("[data-alone-title]")).to_have_text("This tablet keeps nothing.")
        expect(room.page.locator("[data-pending-entry]")).to_contain_text("only on this page, not kept")
        room.page.unroute("**/events/")
        room.wait_until_sent()
        assert room.tally.holds
