"""The browser of a tablet is killed: what stood as kept is there again, and nobody can read it on the disk."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browsing import CHROMIUM, FLAGS
from tests.care.dosing import build
from tests.care.dosing.faults.tablets import Tablet, plant, sign_in
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey

STARTED_WITHIN_S = 60
WORKS = """() => Promise.race([navigator.serviceWorker.ready.then(() => true),
  new Promise((done) => setTimeout(done, 30000, false))])"""
SOAK_KILLS = int(os.environ.get("SOAK_KILLS", "200"))


@contextmanager
def own_browser(browser: Browser, profile: Path) -> Iterator[tuple[BrowserContext, subprocess.Popen[bytes]]]:
    """A browser in a process group of its own, with a profile on the disk."""
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    command = [CHROMIUM, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}", *FLAGS]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = _port_of(profile)
        connected = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=STARTED_WITHIN_S * 1000)
        yield connected.contexts[0], process
    finally:
        kill(process)


def _port_of(profile: Path) -> str:
    deadline = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < deadline:
        if (profile / "DevToolsActivePort").exists():
            written = (profile / "DevToolsActivePort").read_text().splitlines()
            if written:
                return written[0]
        time.sleep(0.05)
    raise AssertionError("The browser did not start.")


def kill(process: subprocess.Popen[bytes]) -> None:
    """As an empty battery does it: nothing is written any more."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def readable_in(profile: Path, *canaries: str) -> dict[str, list[str]]:
    """In which files of the profile one can read these words."""
    files = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    found: dict[str, list[str]] = {}
    for path in files:
        held = path.read_bytes()
        for canary in canaries:
            if canary.encode() in held or canary.encode("utf-16-le") in held:
                found.setdefault(canary, []).append(path.name)
    return found


def write_without_a_network(tablet: Tablet, *, draft: str) -> None:
    """A note that stands as kept on the tablet, and half a note."""
    tablet.page.context.set_offline(True)
    tablet.record(f"{draft} kept")
    expect(tablet.page.locator("[data-pending-entry]").first).to_contain_text("on this tablet")
    tablet.page.keyboard.press("n")
    tablet.page.locator("#note-text").fill(f"{draft} half")


def _draft_on(tablet: Tablet) -> str:
    """The half note, once the page has brought it back."""
    deadline = time.monotonic() + 5
    field = tablet.page.locator("#note-text")
    while not field.input_value() and time.monotonic() < deadline:
        tablet.page.wait_for_timeout(100)
    return field.input_value()


def lost_after_a_kill(
    browser: Browser,
    clinic: ServedClinic,
    session: build.Session,
    profile: Path,
    *,
    waits_s: float,
    mistake: tuple = (),
) -> tuple[int, str, dict[str, list[str]]]:
    """Kill the browser after it showed an entry as kept; entries lost, the draft found, words readable on disk."""
    mark = uuid4().hex
    with own_browser(browser, profile) as (context, process):
        if mistake:
            plant(context, *mistake)
        tablet = Tablet(clinic, session, context.new_page())
        sign_in(tablet.page, clinic, session)
        tablet.open()
        assert tablet.page.evaluate(WORKS), "The worker was not installed."
        write_without_a_network(tablet, draft=mark)
        time.sleep(waits_s)
        kill(process)
    leaked = readable_in(profile, f"{mark} kept", f"{mark} half", "To meet the grief")
    with own_browser(browser, profile) as (context, _):
        again = Tablet(clinic, session, context.new_page(), tablet.texts)
        context.set_offline(True)
        again.open()
        expect(again.page.locator("[data-alone-title]")).to_contain_text("No network")
        draft = _draft_on(again)
        context.set_offline(False)
        again.page.goto(f"{clinic.address}/accounts/login/")
        sign_in(again.page, clinic, session)
        again.open().wait_until_sent()
        return again.tally.lost, draft, leaked


class TestABrowserThatIsKilled:
    def test_has_lost_nothing_and_shows_nothing_on_its_disk(self, browser, running_clinic, session, tmp_path, capsys):
        lost, draft, leaked = lost_after_a_kill(browser, running_clinic, session, tmp_path / "profile", waits_s=3)
        with capsys.disabled():
            print(
                f"\n  browser killed: {lost} of 1 lost, draft {'found' if draft else 'lost'}, readable on disk {leaked}"
            )
        assert lost == 0 and not leaked
        assert draft.endswith("half")

    @pytest.mark.soak
    def test_loses_nothing_however_often_it_is_killed(self, browser, running_clinic, session, tmp_path, capsys):
        moments = Random(SOAK_KILLS)
        lost = 0
        for kill_number in range(SOAK_KILLS):
            profile = tmp_path / f"profile-{kill_number}"
            lost += lost_after_a_kill(browser, running_clinic, session, profile, waits_s=moments.uniform(0, 0.5))[0]
        with capsys.disabled():
            print(f"\n  {lost} entries lost in {SOAK_KILLS} kills")
        assert lost == 0

    @pytest.mark.soak
    def test_is_seen_to_lose_what_is_shown_before_it_is_kept(self, browser, running_clinic, session, tmp_path):
        right = "    const place = await within("
        wrong = f"    setTimeout(() => undefined, 5000);\n    return {{ ...written, place: 1 }};\n{right}"
        mistake = ("outbox.js", (right, wrong))
        profile = tmp_path / "profile"
        assert lost_after_a_kill(browser, running_clinic, session, profile, waits_s=0, mistake=mistake)[0] == 1

    @pytest.mark.soak
    def test_is_seen_to_leak_what_is_kept_in_clear(self, browser, running_clinic, session, tmp_path):
        right = 'sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes)'
        wrong = f"{right}, clear: JSON.stringify(value)"
        mistake = ("tablet.js", (right, wrong))
        profile = tmp_path / "profile"
        assert lost_after_a_kill(browser, running_clinic, session, profile, waits_s=1, mistake=mistake)[2]
