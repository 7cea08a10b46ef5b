"""A tablet in a session, driven from a test; and what the server has of its entries in the end."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

from holdspace.chart.models import SessionEvent
from tests.care.dosing import build
from tests.chart.build import PASSWORD
from tests.serving import ServedClinic

RECORD = """async (texts) => {
  const { record } = await import("/static/dosing/send.js");
  const made = [];
  for (const text of texts) made.push(await record("note", { text }));
  return made;
}"""


@dataclass(frozen=True)
class Tally:
    """What became of entries: made, lost, kept twice, and kept in another order than they were written."""

    made: int
    lost: int
    doubled: int
    out_of_order: int

    @property
    def holds(self) -> bool:
        """Whether every entry is there once, in its place."""
        return self.made > 0 and not (self.lost or self.doubled or self.out_of_order)


def tally(clinic: ServedClinic, session: build.Session, texts: Iterable[str]) -> Tally:
    """Count by what the entries say, as a doubled one would have an id of its own."""
    wanted = list(texts)
    with clinic.database():
        rows = list(SessionEvent.objects.filter(dosing_session=session.row, kind="note").order_by("sequence"))
    held = [row.payload["text"] for row in rows if row.payload.get("text") in set(wanted)]
    counted = Counter(held)
    numbers: dict[str, int] = {}
    wrong = 0
    for row in rows:
        if row.payload.get("text") in counted:
            wrong += row.device_sequence < numbers.get(row.device, 0)
            numbers[row.device] = row.device_sequence
    doubled = sum(count - 1 for count in counted.values())
    return Tally(len(wanted), sum(text not in counted for text in wanted), doubled, wrong)


@dataclass
class Tablet:
    """One page of one session."""

    clinic: ServedClinic
    session: build.Session
    page: Page
    texts: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The page of the session."""
        return f"{self.clinic.address}/sessions/{self.session.row.pk}/"

    def open(self) -> "Tablet":
        """Open the session's page and wait until its script runs."""
        self.page.goto(self.address)
        self.page.locator("#picture").wait_for(state="attached")
        return self

    def record(self, *texts: str) -> None:
        """Write notes, each kept before the next."""
        self.page.evaluate(RECORD, list(texts))
        self.texts += texts

    @property
    def tally(self) -> Tally:
        """What the server has of everything this tablet wrote."""
        return tally(self.clinic, self.session, self.texts)

    def wait_until_sent(self, *, within_s: float = 30) -> float:
        """Wait until nothing waits on this tablet; how long it took."""
        began = time.monotonic()
        self.page.locator("[data-sending]:not(.is-waiting)", has_text="All on the server").wait_for(
            timeout=within_s * 1000
        )
        return time.monotonic() - began


def sign_in(page: Page, clinic: ServedClinic, session: build.Session, who: str = "bauer") -> None:
    """Sign in by the page."""
    page.goto(f"{clinic.address}/accounts/login/?next=/sessions/{session.row.pk}/")
    page.locator("input[name=login]").fill(session.house.people[who].account.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def plant(context: BrowserContext, module: str, *changes: tuple[str, str]) -> None:
    """Serve one module of the tablet with a mistake in it."""

    def served(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        for right, wrong in changes:
            assert right in body, f"{module} has changed: plant the mistake anew"
            body = body.replace(right, wrong)
        headers: dict[str, Any] = {name: value for name, value in answer.headers.items() if "encoding" not in name}
        route.fulfill(response=answer, body=body, headers={**headers, "content-length": str(len(body.encode()))})

    context.route(f"**/static/**/{module}", served)
