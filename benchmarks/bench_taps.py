"""How long from a tap to "on this tablet", to "on the server", to a second screen, while many sessions are live?

`make bench`. Twelve sessions on SQLite, then two hundred on PostgreSQL. One browser is measured, with a second one that
follows it; the other sessions are tablets without a screen: each sends an entry, keeps the receipt, and asks for its
picture anew, as a page does. Beside it, in the same run: what the machine's disk commits with nothing around it.
"""

import http.client
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from uuid6 import uuid7

HERE = Path(__file__).resolve().parents[1]
PORT = int(os.environ.get("PORT", "8195"))
TAPS = int(os.environ.get("TAPS", "60"))
# A busy session writes this often: a rating, a word, a set of vital signs.
EVERY_S = float(os.environ.get("EVERY_S", "10"))
LIVE = {"sqlite": 12, "postgresql": int(os.environ.get("LIVE", "200"))}
TARGETS_MS = {"on this tablet": 100, "on the server": 300, "on a second screen": 1000}
BARE_COMMITS = 300
CSRF = "b" * 32
CHROMIUM = "/usr/bin/chromium"

# On the page that is tapped: when each entry was tapped, shown as kept here, and held by the server.
WATCH_TAPS = """async () => {
  const { kept } = await import("/static/dosing/send.js");
  const seen = window.seen = {};
  let tapped = 0;
  const clock = () => performance.timeOrigin + performance.now();
  addEventListener("click", (event) => { if (event.target.closest(".one-tap")) tapped = clock(); }, true);
  const look = () => {
    const at = performance.timeOrigin + performance.now();
    for (const entry of kept) {
      // Taking a tap back is told on the line it takes back; it has none of its own.
      if (entry.kind === "amend") continue;
      const one = seen[entry.id] ??= { tapped };
      if (document.querySelector(`[data-pending-entry="${entry.id}"]`)) one.shown ??= at;
      if (entry.state === "received") one.held ??= at;
    }
    for (const id of Object.keys(seen)) if (!kept.some((entry) => entry.id === id)) seen[id].held ??= at;
  };
  document.addEventListener("entries", look);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""
# On the page that follows: when each entry was first there.
WATCH_SCREEN = """() => {
  const seen = window.seen = {};
  const look = () => {
    const at = performance.timeOrigin + performance.now();
    for (const line of document.querySelectorAll("[data-entry]")) seen[line.dataset.entry] ??= at;
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}"""


@dataclass
class Tablet:
    """A session under way whose tablet sends without a screen."""

    session: str
    patient: str
    author: str
    cookie: str
    count: int = 0
    took: list[float] = field(default_factory=list)
    failed: int = 0

    def entry(self) -> str:
        """One entry as a tablet writes it."""
        self.count += 1
        return json.dumps(
            {
                "id": str(uuid7()), "dosing_session": self.session, "patient": self.patient, "kind": "note",
                "payload": {"text": f"Note {self.count}"}, "schema_version": 1,
                "happened_at": datetime.now(UTC).isoformat(), "offset_minutes": 0, "device": f"load-{self.session}",
                "device_sequence": self.count, "author": self.author,
            }
        )  # fmt: skip

    def run(self, until: threading.Event) -> None:
        """Send, keep the receipt, ask for the picture; pause; again."""
        time.sleep(random.random() * EVERY_S)
        while not until.is_set():
            try:
                self.send_one()
            except (OSError, http.client.HTTPException, KeyError, ValueError):
                self.failed += 1
            until.wait(EVERY_S * (0.5 + random.random()))

    def send_one(self) -> None:
        """One entry over a connection of its own, as after a pause the browser's is closed."""
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
        }
        with closing(http.client.HTTPConnection("localhost", PORT, timeout=30)) as line:
            body = json.dumps({"entries": [self.entry()]})
            began = time.perf_counter()
            line.request("POST", f"/sessions/{self.session}/events/", body, headers)
            answer = json.loads(line.getresponse().read())
            assert answer["outcomes"][0]["outcome"] == "created", answer
            self.took.append(time.perf_counter() - began)
            line.request("GET", f"/sessions/{self.session}/picture/", headers=headers | {"HX-Request": "true"})
            line.getresponse().read()


def prepare(folder: str) -> None:
    """Load Django on an empty clinic in this folder."""
    os.environ |= {"HOLDSPACE_DATA": folder, "DJANGO_SETTINGS_MODULE": "holdspace.config.settings"}
    sys.path.insert(0, str(HERE))
    import django

    django.setup()
    from holdspace.config.database import prepare as migrated

    migrated()


def fill(count: int) -> tuple[list[Tablet], list[tuple[str, str]]]:
    """So many sessions under way; and the cookies of two people for the browsers."""
    from django.test import Client

    from tests.care.dosing import build
    from tests.chart.build import a_clinic

    house = a_clinic()
    people = (house.bauer, house.moreau)
    cookies = []
    for staff in people:
        client = Client()
        client.force_login(staff.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        name, morsel = next(iter(client.cookies.items()))
        cookies.append((name, morsel.value))
    began = datetime.now(UTC) - timedelta(minutes=20)
    rows = []
    for place in range(count):
        session = build.dosing(house, now=began, given_name=f"P{place}")
        session.record("dose", mg="40", route="im")
        session.later(15)
        session.record("vital_signs", **build.GOOD_SIGNS)
        rows.append(session.row)
    cookie = "=".join(cookies[0])
    return [Tablet(str(row.pk), str(row.patient_id), str(house.bauer.pk), cookie) for row in rows], cookies


def bare_commits(kind: str, folder: str) -> float:
    """Commits in a second of one small row, with nothing around them."""
    if kind == "sqlite":
        with closing(sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)) as bare:
            bare.execute("PRAGMA journal_mode=WAL")
            bare.execute("PRAGMA synchronous=FULL")
            bare.execute("CREATE TABLE bare (words TEXT)")
            return _rate(lambda: bare.execute("INSERT INTO bare VALUES ('x')"))
    import psycopg

    with psycopg.connect(os.environ["HOLDSPACE_DATABASE_URL"], autocommit=True) as bare:
        bare.execute("CREATE TABLE bare (words TEXT)")
        return _rate(lambda: bare.execute("INSERT INTO bare VALUES ('x')"))


def _rate(commit: Any) -> float:
    began = time.perf_counter()
    for _ in range(BARE_COMMITS):
        commit()
    return BARE_COMMITS / (time.perf_counter() - began)


def serve() -> subprocess.Popen[bytes]:
    """The clinic as `holdspace serve` runs it; returns once it answers."""
    command = [sys.executable, "-m", "holdspace.config.cli", "serve", "--port", str(PORT)]
    process = subprocess.Popen(
        command, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    for _ in range(600):
        try:
            with closing(http.client.HTTPConnection("localhost", PORT, timeout=2)) as line:
                line.request("GET", "/accounts/login/")
                line.getresponse().read()
            return process
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The clinic did not start.")


def tapped(session: str, cookies: list[tuple[str, str]]) -> dict[str, list[float]]:
    """Tap in one browser, follow in another; milliseconds of each way."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        pages = []
        for name, value in cookies:
            context = browser.new_context(viewport={"width": 1180, "height": 820})
            context.add_cookies([{"name": name, "value": value, "url": f"http://localhost:{PORT}"}])
            page = context.new_page()
            page.goto(f"http://localhost:{PORT}/sessions/{session}/", timeout=120_000)
            pages.append(page)
        first, second = pages
        assert first.locator("#picture").count(), f"{first.url}: {first.title()}"
        second.wait_for_timeout(1500)
        first.evaluate(WATCH_TAPS)
        second.evaluate(WATCH_SCREEN)
        buttons = first.locator(".one-tap-form button")
        for place in range(TAPS):
            if not buttons.count():
                raise SystemExit(f"Nothing to tap at {first.url}: {first.locator('main').inner_text()[:300]}")
            buttons.nth(place % buttons.count()).click(timeout=60_000)
            first.wait_for_timeout(700)
        here, there = arrived(first, second)
        browser.close()
    took: dict[str, list[float]] = {name: [] for name in TARGETS_MS}
    for key, one in here.items():
        ends = (one.get("shown"), one.get("held"), there.get(key))
        for name, end in zip(TARGETS_MS, ends, strict=True):
            took[name].append(end - one["tapped"] if end else float("inf"))
    return took


def arrived(first: Any, second: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What both pages have seen, once everything has come through or a minute has passed."""
    for _ in range(60):
        here, there = first.evaluate("window.seen"), second.evaluate("window.seen")
        if all("held" in one and key in there for key, one in here.items()):
            break
        second.wait_for_timeout(1000)
    return here, there


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(kind: str) -> None:
    """Fill, serve, load, tap, print."""
    count = LIVE[kind]
    folder = tempfile.mkdtemp(prefix="holdspace-bench-")
    process = None
    stop = threading.Event()
    try:
        prepare(folder)
        commits = bare_commits(kind, folder)
        tablets, cookies = fill(count)
        process = serve()
        threads = [threading.Thread(target=one.run, args=(stop,), daemon=True) for one in tablets[1:]]
        for thread in threads:
            thread.start()
        time.sleep(min(EVERY_S, 5))
        report(kind, commits, tapped(tablets[0].session, cookies), tablets)
    finally:
        stop.set()
        if process:
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def report(kind: str, commits: float, took: dict[str, list[float]], tablets: list[Tablet]) -> None:
    """The figures beside what was promised and beside what the disk can do."""
    load = os.getloadavg()[0]
    print(
        f"taps: {len(tablets)} live sessions on {kind}, an entry each {EVERY_S:g} s; {os.cpu_count()} cores, "
        f"load {load:.1f}"
    )
    print(f"  bare commits {commits:.0f}/s, one takes {1000 / commits:.1f} ms")
    for name, target in TARGETS_MS.items():
        values = took[name]
        p50, p99 = statistics.median(values), percentile(values, 0.99)
        word = "within" if p99 <= target else "ABOVE"
        ratio = p50 * commits / 1000
        print(f"  {name:<19}p50 {p50:>6.0f} ms   p99 {p99:>6.0f} ms   {word} {target} ms   {ratio:.0f} bare commits")
    sent = [1000 * one for tablet in tablets for one in tablet.took]
    failed = sum(tablet.failed for tablet in tablets)
    if sent:
        p50, p99 = statistics.median(sent), percentile(sent, 0.99)
        print(
            f"  the others' posts  p50 {p50:>6.0f} ms   p99 {p99:>6.0f} ms   {len(sent)} sent, "
            f"{failed} without a receipt"
        )


def main() -> None:
    """SQLite here; PostgreSQL in a process of its own beside a server of its own."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    quiet = {name: value for name, value in os.environ.items() if name != "HOLDSPACE_DATABASE_URL"}
    subprocess.run([sys.executable, __file__, "sqlite"], env=quiet, check=True)
    beside = [sys.executable, HERE / "scripts" / "with_postgresql.py", sys.executable, __file__, "postgresql"]
    subprocess.run(beside, env=quiet, check=True)


if __name__ == "__main__":
    main()
