"""Runs the clinic: the pages and the events, two servers under one roof, started and stopped together."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

STARTED_WITHIN_S = 60.0
STOPPED_WITHIN_S = 8.0
LOOK_EVERY_S = 0.2
# A server that falls this often in this time will not stand by being started once more.
FALLS = 5
FALLS_WITHIN_S = 60.0
SIGTERM_WHEN_THE_PARENT_DIES = 1


class NotServed(Exception):
    """The clinic could not be served; says why and what to do."""


@dataclass
class Server:
    """One of the two servers: how to start it, and how often it fell."""

    name: str
    port: int
    options: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    fell_at: deque[float] = field(default_factory=lambda: deque(maxlen=FALLS))

    def start(self, host: str) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches us alone and we stop both in order."""
        self._end_what_is_left()
        command = [sys.executable, "-m", "granian", "--host", host, "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)

    def fell(self) -> bool:
        """Whether it has ended although nobody asked it to."""
        return self.process is not None and self.process.poll() is not None

    def falls_too_often(self, *, now: float) -> bool:
        """Count this fall; true when there were too many in a short time."""
        self.fell_at.append(now)
        return len(self.fell_at) == FALLS and now - self.fell_at[0] < FALLS_WITHIN_S

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_it_stop(self, *, until: float) -> None:
        """Wait for it, and end it and its workers when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_what_is_left()

    def _end_what_is_left(self) -> None:
        """Its workers outlive it when it is killed, and would hold the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def servers(*, port: int, events_port: int, workers: int, threads: int) -> tuple[Server, Server]:
    """The pages on WSGI, several workers; the events on ASGI, one."""
    quiet = ("--log-level", "warning", "--no-ws", "--http", "1")
    pages = (
        *("--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(threads)),
        # Each thread keeps its database connection; a thread that ends closes it.
        *("--blocking-threads-idle-timeout", "600", "--respawn-failed-workers", "--workers-kill-timeout", "5"),
        "holdspace.config.wsgi:application",
    )
    # Open streams never finish by themselves, so the events server is not asked to wait for them.
    events = ("--interface", "asgi", "--workers-kill-timeout", "1", "holdspace.config.events.application:application")
    return Server("pages", port, (*quiet, *pages)), Server("events", events_port, (*quiet, *events))


def serve(both: Sequence[Server], *, host: str, when_ready: Callable[[], None]) -> None:
    """Run both servers until a signal to stop; start one that falls again."""
    for server in both:
        _refuse_a_taken_port(host, server.port)
    stopping = _Stopping()
    try:
        for server in both:
            server.start(host)
        _wait_until_they_answer(both, host, stopping)
        if not stopping:
            when_ready()
        while not stopping:
            _raise_the_fallen(both, host)
            time.sleep(LOOK_EVERY_S)
    finally:
        until = time.monotonic() + STOPPED_WITHIN_S
        for server in both:
            server.ask_to_stop()
        for server in both:
            server.see_it_stop(until=until)


class _Stopping:
    """Turns true when this process is told to stop."""

    def __init__(self) -> None:
        self.told = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the hang-up is ignored, and stays so.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.told = True

    def __bool__(self) -> bool:
        return self.told


def _raise_the_fallen(both: Sequence[Server], host: str) -> None:
    for server in both:
        if server.fell():
            if server.falls_too_often(now=time.monotonic()):
                raise NotServed(f"Holdspace stopped. Its {server.name} server ended {FALLS} times within a minute.")
            print(f"The {server.name} server ended and is being started again.", file=sys.stderr, flush=True)
            server.start(host)


def _wait_until_they_answer(both: Sequence[Server], host: str, stopping: _Stopping) -> None:
    deadline = time.monotonic() + STARTED_WITHIN_S
    for server in both:
        while not stopping and not _answers(host, server.port):
            if server.fell():
                raise NotServed(f"Holdspace did not start. Its {server.name} server ended; the reason is above.")
            if time.monotonic() > deadline:
                raise NotServed(f"Holdspace did not start. Its {server.name} server gave no answer within a minute.")
            time.sleep(0.05)


def _answers(host: str, port: int) -> bool:
    """Any answer will do; an open port alone is not enough, as it is there before its workers are."""
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/static/ui/mark.svg", headers={"Host": "localhost"})
        return bool(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _refuse_a_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise NotServed(
                f"Holdspace did not start. Port {port} on {host} cannot be used: {fault.strerror}. "
                "Stop what is using it, or choose another with --port."
            ) from fault


def _end_with_parent() -> None:
    """On Linux, a server whose supervisor was killed ends too, rather than hold the port for ever."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGTERM_WHEN_THE_PARENT_DIES, signal.SIGTERM)
