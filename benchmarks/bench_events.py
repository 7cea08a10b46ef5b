"""How long until a commit is on other people's screens? From the return of the commit to each of many open streams.

Measured against two limits of the same machine in the same run: the pause between two looks at the database (on average
half of it passes before anything can be known), and a bare commit to the same disk.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from uuid import uuid4

STREAMS = 250
COMMITS = 60
PAUSE_S = 0.13  # Not a multiple of the pause between looks, so that commits meet it at every moment.
PORT = int(os.environ.get("PORT", "8119"))


def prepare() -> None:
    """Load Django on a new, empty clinic."""
    os.environ["HOLDSPACE_DATA"] = tempfile.mkdtemp(prefix="holdspace-bench-")
    os.environ.pop("HOLDSPACE_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "holdspace.config.settings"
    import django

    django.setup()
    from holdspace.config.database import prepare

    prepare()


def commits(channel: str) -> list[tuple[int, float, float]]:
    """Write audit entries; for each its number, when its commit returned, and how long the commit took."""
    from django.utils import timezone

    from holdspace.clinic import audit
    from holdspace.clinic.models import Clinic

    clinic = Clinic.objects.create(name="Benchmark", crisis_line="112")
    made = []
    for _ in range(COMMITS):
        began = time.time()
        session = channel.partition(":")[2]
        entry = audit.record(by=None, at=timezone.now(), did="measured", clinic=clinic, dosing_session_id=session)
        made.append((entry.sequence, time.time(), time.time() - began))
        time.sleep(PAUSE_S)
    return made


async def listen(ticket: str, arrived: dict[int, list[float]]) -> None:
    """One open stream: note when each message came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"GET /events?ticket={ticket} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    while line := await reader.readline():
        if line.startswith(b"id: "):
            arrived.setdefault(int(line[4:]), []).append(time.time())


async def measure() -> tuple[list[tuple[int, float, float]], dict[int, list[float]]]:
    """Open all streams, then commit from another thread."""
    from holdspace.config.tickets import Ticket

    channel = f"session:{uuid4()}"
    arrived: dict[int, list[float]] = {}
    ticket = Ticket("benchmark", (channel,), "", time.time()).signed()
    streams = [asyncio.create_task(listen(ticket, arrived)) for _ in range(STREAMS)]
    await asyncio.sleep(2)
    made = await asyncio.to_thread(commits, channel)
    await asyncio.sleep(1)
    for stream in streams:
        stream.cancel()
    return made, arrived


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(made: list[tuple[int, float, float]], arrived: dict[int, list[float]]) -> None:
    """Say how long it took, and how that compares."""
    from holdspace.config.events.watching import LOOK_EVERY_S

    returned = {sequence: at for sequence, at, _ in made}
    delays = [at - returned[sequence] for sequence, times in arrived.items() if sequence in returned for at in times]
    commit = statistics.median(took for _, _, took in made)
    expected = sum(len(times) for times in arrived.values())
    p50, p99 = percentile(delays, 0.5), percentile(delays, 0.99)
    print(f"events: {STREAMS} streams, {COMMITS} commits, {expected} of {STREAMS * COMMITS} messages told")
    print(f"  commit to screen   p50 {p50 * 1000:.0f} ms   p99 {p99 * 1000:.0f} ms   worst {max(delays) * 1000:.0f} ms")
    print(f"  p50 / mean wait for a look ({LOOK_EVERY_S * 500:.0f} ms)   {p50 / (LOOK_EVERY_S / 2):.1f}")
    print(f"  p50 / one commit ({commit * 1000:.1f} ms)   {p50 / commit:.1f}")


def wait_until_it_streams() -> None:
    """Ask until a stream opens."""
    from holdspace.config.tickets import Ticket

    address = f"http://localhost:{PORT}/events?ticket={Ticket('benchmark', (), '', 0.0).signed()}"
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise SystemExit("The events server did not start.")


def main() -> None:
    """Start the events server on a new clinic, measure, stop it."""
    prepare()
    application = "holdspace.config.events.application:application"
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(PORT), "--no-log", application]
    server = subprocess.Popen(command, start_new_session=True, cwd=Path(__file__).parents[1])
    try:
        wait_until_it_streams()
        report(*asyncio.run(measure()))
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        shutil.rmtree(os.environ["HOLDSPACE_DATA"], ignore_errors=True)


if __name__ == "__main__":
    main()
