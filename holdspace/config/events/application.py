"""Speaks to browsers: GET /events?ticket=... opens a stream of server-sent events.

Each message is `{"channel", "cursor", "what"}`. A page that comes back names the last cursor it had and hears what it
missed, or is told that everything may have changed.
"""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.config.settings")

from django.conf import settings

from holdspace.config.events.news import Feed, Listener, Message
from holdspace.config.events.ticking import tick_for_ever
from holdspace.config.events.watching import for_ever, watch_postgresql, watch_sqlite
from holdspace.config.tickets import GOOD_FOR_S, Ticket

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

# A page shows that it lost the link after two of these: an old board must not look current.
HEARTBEAT_S = 4.0
# A reader whose line takes nothing for this long is let go.
SLOW_S = 10.0
# Half a minute after its server has vanished without a word, the watch knows and connects again.
ALIVE = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}


class Events:
    """The ASGI application: one feed, many listeners."""

    def __init__(self) -> None:
        self.feed = Feed(began_at=time.time())
        self.watching: asyncio.Task[None] | None = None
        self.ticking: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or the server's own start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.watching = asyncio.create_task(for_ever(self._watch, self.feed))
                self.ticking = asyncio.create_task(tick_for_ever())
                await send({"type": "lifespan.startup.complete"})
            else:
                for task in filter(None, (self.watching, self.ticking)):
                    task.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _watch(self, feed: Feed) -> None:
        if settings.DATABASE_FILE:
            await watch_sqlite(settings.DATABASE_FILE, feed)
        else:
            await watch_postgresql(_connection_options(), feed)

    async def _answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        origin = headers.get("origin", "")
        ticket = Ticket.read(asked.get("ticket", [""])[0])
        if scope["path"] != "/events" or scope["method"] != "GET":
            await _refuse(send, 404, "There is nothing at this address.")
        elif ticket is None or origin not in ("", ticket.origin):
            await _refuse(send, 403, "The live link was not opened. Load the page again.")
        elif not self.feed.in_sight:
            await _refuse(send, 503, "The live link was not opened. The database cannot be seen at the moment.")
        else:
            after = _cursor(headers.get("last-event-id") or asked.get("after", [""])[0])
            await self._stream(ticket, after, origin, receive, send)

    async def _stream(self, ticket: Ticket, after: int | None, origin: str, receive: Receive, send: Send) -> None:
        listener = Listener(ticket.channels)
        # Listening begins before the missed news is looked up, so that nothing falls in between.
        self.feed.listeners.add(listener)
        missed = self.feed.missed(ticket.channels, after=after, page_began=ticket.page_began)
        telling = asyncio.create_task(_tell(listener, missed, origin, send))
        leaving = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.feed.listeners.discard(listener)
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)


async def _tell(listener: Listener, missed: list[Message], origin: str, send: Send) -> None:
    """Write to one page until its time is up or it stops reading."""
    end = time.monotonic() + GOOD_FOR_S
    await _write(send, {"type": "http.response.start", "status": 200, "headers": _headers(origin)})
    await _write(send, _chunk("retry: 1000\n\n" + _lines(missed)))
    while not listener.let_go and time.monotonic() < end:
        try:
            message = await asyncio.wait_for(listener.waiting.get(), HEARTBEAT_S)
        except TimeoutError:
            if not listener.let_go:
                await _write(send, _chunk("event: heartbeat\ndata:\n\n"))
        else:
            await _write(send, _chunk(_lines([message])))
    await _write(send, _chunk("event: renew\ndata:\n\n", more=False))


async def _write(send: Send, message: dict[str, Any]) -> None:
    await asyncio.wait_for(send(message), SLOW_S)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, status: int, says: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": says.encode()})


def _headers(origin: str) -> list[tuple[bytes, bytes]]:
    always = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    cors = [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")]
    return always + (cors if origin else [])


def _chunk(text: str, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": more}


def _lines(messages: Iterable[Message]) -> str:
    return "".join(f"id: {message.cursor}\ndata: {_json(message)}\n\n" for message in messages)


def _json(message: Message) -> str:
    return json.dumps({"channel": message.channel, "cursor": message.cursor, "what": list(message.what)})


def _cursor(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _connection_options() -> dict[str, Any]:
    """What psycopg needs to reach the database that Django uses."""
    database = settings.DATABASES["default"]
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return database["OPTIONS"] | ALIVE | {option: database[key] for option, key in named.items() if database[key]}


application = Events()
