"""A whole clinic, served by the real command on a free port, for tests that need more than one process."""

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.databases import connected_to

STARTED_WITHIN_S = 60
STOPPED_WITHIN_S = 20
MANAGER, EMAIL, PASSWORD = "Ada Brandt", "ada@example.org", "a manager's long password"
OPTIONS = {
    "--clinic": "Lindenhof",
    "--crisis-line": "112",
    "--manager": MANAGER,
    "--email": EMAIL,
    "--time-zone": "Europe/Berlin",
}
BEGIN = tuple(word for pair in OPTIONS.items() for word in pair)
HOLDSPACE = (sys.executable, "-m", "holdspace.config.cli")


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that belongs to one clinic: nothing of the tests' own remains."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HOLDSPACE_")} | dict(environment)


def holdspace(*arguments: str, environment: Mapping[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*HOLDSPACE, *arguments],
        env=surroundings(environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def begin(
    data: Path, *, typed: str = f"{PASSWORD}\n", environment: Mapping[str, str] | None = None, **changed: str
) -> subprocess.CompletedProcess[str]:
    """Set up a clinic with one manager in this data folder."""
    words = [word for pair in (OPTIONS | changed).items() for word in pair]
    return holdspace("begin", *words, environment={"HOLDSPACE_DATA": str(data)} | dict(environment or {}), typed=typed)


def free_port() -> int:
    """A port that is free together with the next one, where the events are."""
    while True:
        # Below the ports that the system gives to outgoing connections: those are taken and freed all the time.
        port = secrets.randbelow(12_000) + 20_000
        if _free(port) and _free(port + 1):
            return port


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@dataclass
class ServedClinic:
    """A clinic that is running: where it is, what it said, and its database for a test to look into."""

    port: int
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]
    blocker: DjangoDbBlocker | None = None
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://localhost:{self.port}"

    @property
    def events_address(self) -> str:
        """Where its events are."""
        return f"http://localhost:{self.port + 1}"

    def command(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run another `holdspace` command on the same clinic."""
        return holdspace(*arguments, environment=self.environment, typed=typed)

    @contextmanager
    def database(self) -> Iterator[None]:
        """Let factories and queries of this process read and write the clinic's own embedded database."""
        assert self.blocker, "Give `served` the fixture django_db_blocker."
        with self.blocker.unblock(), connected_to(self.data / "holdspace.sqlite3"):
            yield

    def wait_until_it_says(self, words: str, *, within_s: float = STARTED_WITHIN_S) -> None:
        """Wait for a line of its output; what it said instead is in the failure."""
        deadline = time.monotonic() + within_s
        while not any(words in line for line in self.said):
            ended = self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise AssertionError(f"The clinic never said {words!r}. It said:\n{''.join(self.said)}")
            time.sleep(0.05)

    def listen(self) -> None:
        """Keep what it says, so that its output never fills up and a failure can show it."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)


@contextmanager
def served(
    data: Path,
    *command: str,
    environment: Mapping[str, str] | None = None,
    port: int | None = None,
    blocker: DjangoDbBlocker | None = None,
) -> Iterator[ServedClinic]:
    """Serve the clinic of a data folder for as long as the block lasts."""
    port = port or free_port()
    chosen = {"HOLDSPACE_DATA": str(data), "HOLDSPACE_DATABASE_URL": ""} | dict(environment or {})
    process = subprocess.Popen(
        [*HOLDSPACE, *(command or ("serve",)), "--port", str(port)],
        env=surroundings(chosen) | {"HOLDSPACE_WORKERS": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=settings.BASE,
    )
    clinic = ServedClinic(port, data, chosen, process, blocker)
    listening = threading.Thread(target=clinic.listen, daemon=True)
    listening.start()
    try:
        clinic.wait_until_it_says("Holdspace is at")
        yield clinic
    finally:
        process.terminate()
        try:
            process.wait(STOPPED_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listening.join(5)
