"""The pages' server, ended without warning at moments of chance, while tablets send and send again."""

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from holdspace.config.serve import servers
from tests.care.dosing.durability.tablets import id_from
from tests.serving import free_port, surroundings

READY_WITHIN_S = 120.0
TOKEN = "a" * 32
IN_ONE_SESSION = 400


def signed_in(staff: Any) -> str:
    """The cookie of somebody who has signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(staff.account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = staff.account.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}; csrftoken={TOKEN}"


@dataclass
class Sender:
    """A tablet that posts batches, each until it is answered; `acknowledged` holds what it was told is kept."""

    name: str
    cookie: str
    port: int
    sessions: Iterator[Any]
    chance: Random
    counts_before_the_answer: bool = False
    acknowledged: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    resent: int = 0
    stops: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Write and send, one session after the other, until told to stop and the last batch is through."""
        session, count = next(self.sessions), 0
        while not self.stops.is_set():
            size = self.chance.randrange(1, 40)
            if count + size > IN_ONE_SESSION:
                session, count = next(self.sessions), 0
            batch = [self._entry(session, count + place + 1) for place in range(size)]
            count += size
            self._send_until_answered(session, batch)

    def _entry(self, session: Any, count: int) -> str:
        content = {
            "id": id_from(self.chance, session.scheduled_at), "dosing_session": str(session.pk),
            "patient": str(session.patient_id), "kind": "words", "payload": {"text": f"{self.name} {count}"},
            "schema_version": 2, "happened_at": session.scheduled_at.isoformat(), "offset_minutes": 0,
            "device": self.name, "device_sequence": count, "author": str(session.monitor_id),
        }  # fmt: skip
        return json.dumps(content)

    def _send_until_answered(self, session: Any, batch: list[str]) -> None:
        while not self.stops.is_set():
            with suppress(OSError, http.client.HTTPException):
                answer = self._post(session, batch)
                for one in answer["outcomes"]:
                    if one["outcome"] in ("created", "exists"):
                        self.acknowledged[one["id"]] = one["sha256"]
                    else:
                        self.faults.append(f"{one['outcome']}: {one['says']}")
                return
            self.resent += 1
            time.sleep(0.05)

    def _post(self, session: Any, batch: list[str]) -> Mapping[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": "localhost", "Content-Type": "application/json", "Cookie": self.cookie, "X-CSRFToken": TOKEN
        }  # fmt: skip
        try:
            body = json.dumps({"entries": batch})
            connection.request("POST", f"/sessions/{session.pk}/events/", body, headers)
            answer = connection.getresponse()
            told = answer.read()
            if answer.status >= 500:
                raise http.client.HTTPException(str(answer.status))
            if answer.status != 200:
                self.faults.append(f"answer {answer.status}: {told[:200]!r}")
                self.stops.set()
                raise http.client.HTTPException(str(answer.status))
            return json.loads(told)
        finally:
            connection.close()


@dataclass
class Killed:
    """What many kills came to."""

    kills: int = 0
    ready_s: list[float] = field(default_factory=list)


@contextmanager
def server_on(environment: Mapping[str, str], target: str = "") -> Iterator[Any]:
    """The pages' server exactly as `holdspace serve` starts it, for us to end."""
    port = free_port()
    server, _ = servers(port=port, events_port=port + 1, workers=1, threads=4)
    if target:
        server.options = [*server.options[:-1], target]
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(surroundings(environment) | {"DJANGO_SETTINGS_MODULE": "holdspace.config.settings"})
    try:
        yield server
    finally:
        kill(server)
        os.environ.clear()
        os.environ.update(before)


def kill(server: Any) -> None:
    """End it and its workers at once, with no chance to finish anything."""
    if server.process is not None:
        with suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server.process = None


def started(server: Any) -> float:
    """Start it; how many seconds until it answers."""
    begun = time.monotonic()
    server.start("127.0.0.1")
    while time.monotonic() - begun < READY_WITHIN_S:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        try:
            connection.request("GET", "/static/ui/mark.svg", headers={"Host": "localhost"})
            if connection.getresponse().status:
                return time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"The server did not answer within {READY_WITHIN_S:.0f} s.")


def killed_often(server: Any, senders: Iterable[Sender], kills: int, chance: Random, *, most_s: float) -> Killed:
    """Start, let tablets send, kill 50 to 2,000 ms after the first answer; at last let everything through."""
    found, until = Killed(), time.monotonic() + most_s
    senders = list(senders)
    threads = [threading.Thread(target=one.run, daemon=True) for one in senders]
    found.ready_s.append(started(server))
    for thread in threads:
        thread.start()
    while found.kills < kills and time.monotonic() < until and not any(one.faults for one in senders):
        _until_it_acknowledges(senders)
        time.sleep(chance.uniform(0.05, 2.0))
        kill(server)
        found.kills += 1
        found.ready_s.append(started(server))
        if found.kills % 10 == 0:
            told = sum(len(one.acknowledged) for one in senders)
            print(f"{found.kills} kills, {told} acknowledged, ready in {found.ready_s[-1]:.1f} s", flush=True)
    time.sleep(1)
    for one in senders:
        one.stops.set()
    for thread in threads:
        thread.join(60)
    return found


def _until_it_acknowledges(senders: Iterable[Sender]) -> None:
    """A server that has only just started answers slowly: a kill before its first answer would try nothing."""
    senders = list(senders)
    before, until = sum(len(one.acknowledged) for one in senders), time.monotonic() + READY_WITHIN_S
    while sum(len(one.acknowledged) for one in senders) == before and time.monotonic() < until:
        if any(one.faults for one in senders):
            return
        time.sleep(0.01)
