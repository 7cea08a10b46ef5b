"""To whom does the stream open, and what does it say first? One application, no server, no database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from holdspace.config.events import application
from holdspace.config.events.application import Events
from holdspace.config.events.news import AuditRow
from tests.config.listening import ORIGIN, ticket


def beside(coroutine):
    """Run to the end in a thread of its own: a browser of another test may keep a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def ask(query, *, origin=ORIGIN, path="/events", method="GET", events=None, chunks=2):
    """Ask once, take the first chunks of the answer, then go away."""
    return beside(_ask(events or watching(), query, origin, path, method, chunks))


def watching():
    """The application, with the database in sight."""
    events = Events()
    events.feed.in_sight = True
    return events


async def _ask(events, query, origin, path, method, chunks):
    sent, gone = [], asyncio.Event()

    async def send(message):
        sent.append(message)
        if len(sent) == chunks:
            gone.set()

    async def receive():
        await gone.wait()
        return {"type": "http.disconnect"}

    headers = [(b"origin", origin.encode())] if origin else []
    scope = {"type": "http", "path": path, "method": method, "query_string": query.encode(), "headers": headers}
    await asyncio.wait_for(events(scope, receive, send), 5)
    assert not events.feed.listeners
    return sent


def headers_of(sent):
    return dict(sent[0]["headers"])


class TestTheDoor:
    @pytest.mark.parametrize(("origin", "answered"), [(ORIGIN, ORIGIN.encode()), ("", None)])
    def test_opens_to_the_page_the_ticket_was_made_for(self, origin, answered):
        sent = ask(f"ticket={ticket('clinic:1')}", origin=origin)
        assert sent[0]["status"] == 200
        assert headers_of(sent).get(b"access-control-allow-origin") == answered
        assert headers_of(sent)[b"cache-control"] == b"no-store"

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", ORIGIN + "0", "https://localhost:8000"])
    def test_stays_shut_to_another_page(self, origin):
        sent = ask(f"ticket={ticket('clinic:1')}", origin=origin)
        assert sent[0]["status"] == 403
        assert b"access-control-allow-origin" not in headers_of(sent)

    @pytest.mark.parametrize("query", ["", "ticket=", "ticket=forged", "ticket=a:b:c", "other=1"])
    def test_stays_shut_without_a_ticket(self, query):
        assert ask(query)[0]["status"] == 403

    def test_stays_shut_while_the_database_is_out_of_sight(self):
        assert ask(f"ticket={ticket('clinic:1')}", events=Events())[0]["status"] == 503

    @pytest.mark.parametrize(("path", "method"), [("/", "GET"), ("/events/", "GET"), ("/events", "POST")])
    def test_is_nowhere_else(self, path, method):
        assert ask(f"ticket={ticket('clinic:1')}", path=path, method=method)[0]["status"] == 404


class TestAStream:
    @pytest.mark.parametrize("after", ["-1", "x", "1e3", "\u0662", "9" * 40])
    def test_that_names_a_cursor_nobody_gave_is_treated_as_new(self, after):
        assert ask(f"ticket={ticket('clinic:1')}&after={after}")[0]["status"] == 200

    def test_begins_with_what_was_missed(self):
        events = watching()
        events.feed.publish([AuditRow(7, False, "consent", "1", "", "")], at=events.feed.began_at + 1)
        query = f"ticket={ticket('clinic:1', page_began=events.feed.began_at)}"
        body = ask(query, events=events)[1]["body"].decode()
        assert 'id: 7\ndata: {"channel": "clinic:1", "cursor": 7, "what": ["consent"]}' in body

    def test_ends_with_the_advice_to_renew_when_its_time_is_up(self, monkeypatch):
        monkeypatch.setattr(application, "GOOD_FOR_S", 0)
        last = ask(f"ticket={ticket('clinic:1')}", chunks=3)[2]
        assert last["body"] == b"event: renew\ndata:\n\n"
        assert last["more_body"] is False

    def test_ends_when_the_database_goes_out_of_sight(self, monkeypatch):
        monkeypatch.setattr(application, "HEARTBEAT_S", 0.05)
        events = watching()
        beside(_lost_on_the_way(events, f"ticket={ticket('clinic:1')}"))
        assert not events.feed.listeners

    def test_lets_go_of_a_line_that_takes_nothing(self, monkeypatch):
        monkeypatch.setattr(application, "SLOW_S", 0.05)

        async def stuck(message):
            await asyncio.sleep(60)

        async def there():
            await asyncio.sleep(60)

        events = watching()
        query = f"ticket={ticket('clinic:1')}".encode()
        scope = {"type": "http", "path": "/events", "method": "GET", "query_string": query, "headers": []}
        beside(asyncio.wait_for(events(scope, there, stuck), 5))
        assert not events.feed.listeners


async def _lost_on_the_way(events, query):
    asyncio.get_running_loop().call_later(0.2, events.feed.lose_sight)
    sent = await _ask(events, query, ORIGIN, "/events", "GET", chunks=1000)
    assert sent[-1] == {"type": "http.response.body", "body": b"event: renew\ndata:\n\n", "more_body": False}
