"""Walking through the clinic as its people do: each signs in, sees a page, does one thing, and reads what it says."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browsing import Visits
from tests.chart.build import PASSWORD


@dataclass
class Clock:
    """The clock of the served clinic; hours pass when the journey says so."""

    file: Path
    hours: float = 0

    def pass_hours(self, hours: float) -> None:
        """Let time go by."""
        self.hours += hours
        self.file.write_text(str(self.hours * 3600))


@dataclass
class Walk:
    """Everybody's pages on one clinic."""

    visits: Visits
    address: str
    clock: Clock
    domain: str = "harbour.example"
    pages: dict[str, Page] = field(default_factory=dict)
    shots: Path | None = None

    def as_(self, name: str) -> Page:
        """The page of somebody, signed in."""
        if name not in self.pages:
            self.pages[name] = self.visits.signed_in(self.address, f"{name}@{self.domain}", PASSWORD)
        return self.pages[name]

    def everybody_signs_in_anew(self) -> None:
        """A new day: yesterday's sign-ins have run out."""
        for page in self.pages.values():
            page.context.close()
        self.pages.clear()

    def at(self, name: str, path: str) -> Page:
        """Somebody opens a page by its address."""
        page = self.as_(name)
        answer = page.goto(f"{self.address}{path}")
        assert answer is not None
        take_the_tablet_back(page)
        self.look(page)
        return page

    def look(self, page: Page) -> None:
        """Keep a picture of what is seen, when asked for."""
        if self.shots:
            count = len(list(self.shots.glob("*.png")))
            name = page.url.removeprefix(self.address).strip("/").replace("/", "-")[:60]
            page.screenshot(path=self.shots / f"{count:03}-{name}.png", full_page=True)


def main(page: Page) -> Locator:
    """The page below its header."""
    return page.locator("#main")


def take_the_tablet_back(page: Page) -> None:
    """Where a patient had the tablet last, staff say who they are."""
    if page.get_by_role("heading", name="This tablet is with a patient").count():
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()


def press(page: Page, name: str, *, within: str = "#main") -> None:
    """Press a button; when the clinic asks who one is, say it."""
    page.locator(within).get_by_role("button", name=name).first.click()
    page.wait_for_load_state()
    take_the_tablet_back(page)
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()


def fill(page: Page, answers: dict[str, object], *, within: str = "#main") -> None:
    """Fill a form by the names of its controls; True ticks, a word chooses."""
    form = page.locator(within)
    for name, answer in answers.items():
        control = form.locator(f'[name="{name}"]')
        kind = control.first.get_attribute("type") or control.first.evaluate("it => it.tagName.toLowerCase()")
        if kind in ("radio", "checkbox") and not isinstance(answer, bool):
            for value in answer if isinstance(answer, (list, tuple)) else (answer,):
                form.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            control.first.set_checked(bool(answer))
        elif control.first.evaluate("it => it.tagName") == "SELECT":
            control.first.select_option(str(answer))
        else:
            control.first.fill(str(answer))


def now_on(page: Page) -> datetime:
    """The time by the clinic's clock, as this page was made."""
    return datetime.fromisoformat(page.locator("meta[name=server-time]").get_attribute("content") or "")


def says(page: Page) -> str:
    """What stands on the page, in one line."""
    return " ".join(main(page).inner_text().split())
