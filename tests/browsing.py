"""A browser that forgives nothing: a console error, a failed request or a script fault fails the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TABLET = {"width": 1180, "height": 820}
# A page that is left while it is still loading or listening: the browser's doing, not a fault.
LEFT_BEHIND = "net::ERR_ABORTED"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser once for many pages."""
    if not CHROMIUM.exists():
        raise AssertionError("Chromium is not installed. Run `make test`, or: apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """The pages of one test, each person with cookies of their own, and everything the browser complained about."""

    browser: Browser
    faults: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def forgive(self, words: str) -> None:
        """Expect a complaint that contains these words, as when a test provokes a refusal."""
        self.forgiven.append(words)

    def open(self, **options: object) -> Page:
        """A page of a new visitor: no cookies, nothing stored."""
        context = self.browser.new_context(**{"viewport": TABLET, "locale": "en-GB"} | options)  # type: ignore[arg-type]
        self.contexts.append(context)
        context.on("console", self._hear)
        context.on("weberror", lambda fault: self.faults.append(f"script: {fault.error}"))
        context.on("requestfailed", self._see_failure)
        context.on("response", self._see_answer)
        return context.new_page()

    def signed_in(self, address: str, email: str, password: str, *, then: str = "/", **options: object) -> Page:
        """A page of somebody who has signed in by the sign-in page."""
        page = self.open(**options)
        page.goto(f"{address}/accounts/login/?next={then}")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("form:has(input[name=password]) [type=submit]").first.click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    def end(self) -> list[str]:
        """Close everything and answer with what nobody forgave."""
        for context in self.contexts:
            context.close()
        return [fault for fault in self.faults if not any(words in fault for words in self.forgiven)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _see_failure(self, request: Request) -> None:
        if request.failure != LEFT_BEHIND:
            self.faults.append(f"request: {request.failure} {request.url}")

    def _see_answer(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"answer: {response.status} {response.url}")
