"""The parts as a person meets them: seen, pressed, and without script."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browsing import Visits
from tests.conftest import MANAGER
from tests.serving import ServedClinic, holdspace, served

pytestmark = pytest.mark.journey
CASES = json.loads((Path(__file__).parents[1] / "cases" / "spans.json").read_text())
SIZES = {"desk": (1440, 900), "tablet": (1180, 820), "phone": (390, 844)}
RUN_AXE = "() => axe.run(document).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))]))"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedClinic]:
    """A clinic for work on Holdspace itself: the gallery of parts is open."""
    folder = tmp_path_factory.mktemp("gallery")
    name, email, password = MANAGER
    words = ("--clinic", "Lindenhof", "--crisis-line", "112", "--manager", name, "--email", email)
    begun = holdspace("begin", *words, environment={"HOLDSPACE_DATA": str(folder)}, typed=password + "\n")
    assert begun.returncode == 0, begun.stderr
    with served(folder, environment={"HOLDSPACE_DEBUG": "1"}) as serving:
        yield serving


@pytest.fixture(scope="module")
def signed_in(clinic: ServedClinic, browser: Browser) -> StorageState:
    """The cookies of somebody who signed in by the page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{clinic.address}/ui/")
    page.get_by_label("Email").fill(MANAGER[1])
    page.get_by_label("Password").fill(MANAGER[2])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/ui/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def opened(clinic: ServedClinic, signed_in: StorageState, visits: Visits) -> Callable[..., Page]:
    """Opens the gallery in a browser with the given options."""

    def open_gallery(**options: object) -> Page:
        page = visits.open(storage_state=signed_in, **options)
        page.goto(f"{clinic.address}/ui/")
        return page

    return open_gallery


@pytest.fixture
def gallery(opened: Callable[..., Page]) -> Page:
    """The gallery on a tablet."""
    return opened()


class TestTheGallery:
    @pytest.mark.parametrize("size", ["desk", "phone"])
    def test_shows_axe_nothing_to_object_to(self, opened, size):
        width, height = SIZES[size]
        # axe writes its own styles into the page, which our policy would rightly refuse.
        page = opened(bypass_csp=True, viewport={"width": width, "height": height})
        page.add_script_tag(path=settings.NPM / "axe-core" / "axe.min.js")
        assert page.evaluate(RUN_AXE) == []

    @pytest.mark.parametrize("size", SIZES)
    def test_is_never_wider_than_its_window(self, gallery, size):
        width, height = SIZES[size]
        gallery.set_viewport_size({"width": width, "height": height})
        assert gallery.evaluate("document.documentElement.scrollWidth") <= width


class TestTheClockOfThePage:
    @pytest.mark.parametrize(("kind", "name"), [("ages", "age"), ("countdowns", "minutesAndSeconds")])
    def test_says_what_the_server_says(self, gallery, kind, name):
        call = f"async all => {{ const clock = await import('/static/ui/clock.js'); return all.map(clock.{name}); }}"
        seconds, written = zip(*CASES[kind], strict=True)
        assert gallery.evaluate(call, list(seconds)) == list(written)

    def test_turns_a_countdown_over_by_itself(self, gallery):
        cell = gallery.locator("section[aria-label='Theme day'] .figure-cell.countdown").first
        cell.evaluate("cell => { cell.dataset.due = new Date(Date.now() - 130000).toISOString(); }")
        expect(cell).to_have_class("figure-cell countdown is-over")
        expect(cell).to_contain_text("2:1")
        expect(cell.get_by_text("over", exact=True)).to_be_visible()


class TestASheet:
    def test_opens_by_its_button_and_keeps_what_was_typed_when_closed(self, gallery):
        sheet = gallery.locator("dialog#day")
        gallery.get_by_role("link", name="Vital signs").first.click()
        expect(sheet).to_be_visible()
        sheet.evaluate("sheet => sheet.querySelector('.sheet-body').append(document.createElement('textarea'))")
        sheet.locator("textarea").fill("Says the light is on")
        gallery.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        gallery.get_by_role("link", name="Vital signs").first.click()
        expect(sheet.locator("textarea")).to_have_value("Says the light is on")

    def test_opens_by_its_key_but_not_while_somebody_types(self, gallery):
        sheet = gallery.locator("dialog#day")
        gallery.locator("textarea").first.fill("")
        gallery.keyboard.press("v")
        expect(sheet).to_be_hidden()
        gallery.locator("textarea").first.evaluate("area => area.blur()")
        gallery.keyboard.press("v")
        expect(sheet).to_be_visible()

    def test_opens_and_closes_without_script(self, opened):
        page = opened(java_script_enabled=False)
        sheet = page.locator("dialog#day")
        expect(sheet).to_be_hidden()
        page.get_by_role("link", name="Vital signs").first.click()
        expect(sheet).to_be_visible()
        sheet.get_by_role("link", name="Close").first.click()
        expect(sheet).to_be_hidden()


class TestTheSearchField:
    def test_is_reached_by_its_key(self, gallery):
        gallery.keyboard.press("/")
        expect(gallery.locator("#site-search")).to_be_focused()
