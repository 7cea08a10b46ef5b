"""A reader of server-sent events that is not a browser."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from holdspace.config.tickets import Ticket

ORIGIN = "http://localhost:8000"


def ticket(*channels: str, page_began: float | None = None) -> str:
    """Leave to hear about these channels on a page that begins now."""
    return Ticket("reader", channels, ORIGIN, time.time() if page_began is None else page_began).signed()


@dataclass
class Stream:
    """An open stream: its answer, and the messages as they come."""

    response: http.client.HTTPResponse
    heard: list[dict[str, Any]] = field(default_factory=list)
    raw: str = ""

    def next(self, *, within_s: float = 10) -> dict[str, Any]:
        """The next message; heartbeats do not count."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            line = self.response.readline().decode()
            if not line:
                raise AssertionError("The stream ended.")
            self.raw += line
            if line.startswith("data: {"):
                return json.loads(line.removeprefix("data: "))
        raise AssertionError(f"No message came within {within_s} s.")

    def until_a_heartbeat(self) -> str:
        """Everything up to the next heartbeat."""
        start = len(self.raw)
        while "event: heartbeat" not in self.raw[start:]:
            line = self.response.readline().decode()
            if not line:
                raise AssertionError("The stream ended.")
            self.raw += line
        return self.raw[start:]


@contextmanager
def stream(port: int, *, headers: dict[str, str] | None = None, **asked: Any) -> Iterator[Stream]:
    """Open a stream, as a page does."""
    connection = http.client.HTTPConnection("localhost", port, timeout=15)
    try:
        connection.request("GET", f"/events?{urlencode(asked)}", headers=headers or {})
        response = connection.getresponse()
        yield Stream(response)
    finally:
        connection.close()
