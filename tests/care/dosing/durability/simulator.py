"""Everything at once, from one seed: tablets, a network that drops, doubles and reorders, crashes, clocks that jump.

The server is the real one: every batch goes through `record_events` and the database. Time, network and tablets are of
the simulation, in one process, so that the same seed gives the same history again.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from django.db import transaction

from holdspace.care.dosing import actions
from holdspace.chart.models import DosingSession
from holdspace.clinic.refusals import Refused
from tests.care.dosing.durability.tablets import Entry, Tablet, something

STEPS = 160
ACTED = ("write", "send", "deliver", "answer", "jump", "crash", "act", "wait")
OFTEN = (34, 22, 20, 14, 2, 2, 1, 5)


class ServerCrashed(Exception):
    """The server died before its commit."""


@dataclass
class Message:
    """A batch on its way to the server, or its answer on the way back."""

    tablet: Tablet
    room: int
    entries: list[Entry]
    answer: list[dict[str, Any]] | None = None


@dataclass
class World:
    """The sessions of several clinics, their tablets and what is on its way between them."""

    sessions: list[DosingSession]
    tablets: list[Tablet]
    chance: Random
    now: datetime
    record: Callable[..., Any] = actions.record_events
    on_its_way: list[Message] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)

    def run(self, steps: int = STEPS) -> str:
        """Live through it, then let the network heal and everything drain; the hash of the trace."""
        for _ in range(steps):
            self.now += timedelta(seconds=self.chance.randrange(1, 40))
            getattr(self, f"_{self.chance.choices(ACTED, OFTEN)[0]}")()
        self._heal()
        return sha256("\n".join(self.trace).encode()).hexdigest()

    def _write(self) -> None:
        tablet = self.chance.choice(self.tablets)
        room = self.chance.choice(tablet.rooms)
        known = [one.id for each in self.tablets for one in each.wrote if one.room == room and one.kind != "amend"]
        kind, payload = next(something(self.chance, known))
        entry = tablet.write(self.chance, room, self.sessions[room], kind, payload, self.now)
        self._tell("wrote", tablet.name, room, entry.id, kind, json.dumps(payload))

    def _send(self) -> None:
        tablet = self.chance.choice(self.tablets)
        room = self.chance.choice(tablet.rooms)
        waiting = tablet.waiting(room)
        if waiting:
            # A batch may skip entries: what is missing then is asked about until it comes.
            first = self.chance.randrange(min(2, len(waiting)))
            self.on_its_way.append(Message(tablet, room, waiting[first : first + self.chance.randrange(1, 9)]))

    def _deliver(self) -> None:
        message = self._pick(answered=False)
        if message is None:
            return
        if self.chance.random() < 0.25:
            self.on_its_way.append(Message(message.tablet, message.room, message.entries))
        if self.chance.random() < 0.15:
            self._tell("dropped", message.tablet.name)
            return
        self._at_the_server(message, dies=self.chance.random() < 0.05)

    def _at_the_server(self, message: Message, *, dies: bool = False) -> None:
        session = DosingSession.objects.get(pk=self.sessions[message.room].pk)
        written = [one.written for one in message.entries]
        try:
            with transaction.atomic():
                told = self.record(dosing_session=session, entries=written, by=message.tablet.author, at=self.now)
                if dies:
                    raise ServerCrashed
        except ServerCrashed:
            self._tell("server died", message.tablet.name)
            return
        answer = [one.as_dict() for one in told]
        self._tell("heard", message.tablet.name, *(f"{one['id']}={one['outcome']}" for one in answer))
        self.on_its_way.append(Message(message.tablet, message.room, message.entries, answer))

    def _answer(self) -> None:
        message = self._pick(answered=True)
        if message is not None and message.answer is not None and self.chance.random() > 0.2:
            message.tablet.take(message.answer)
            self._tell("answered", message.tablet.name, len(message.tablet.outbox))

    def _pick(self, *, answered: bool) -> Message | None:
        those = [one for one in self.on_its_way if (one.answer is not None) is answered]
        if not those:
            return None
        chosen = self.chance.choice(those)
        self.on_its_way.remove(chosen)
        return chosen

    def _jump(self) -> None:
        tablet = self.chance.choice(self.tablets)
        tablet.clock = timedelta(seconds=self.chance.choice((-86_400, -3_600, -240, 0, 0, 90, 600, 86_400)))
        self._tell("clock", tablet.name, tablet.clock)

    def _crash(self) -> None:
        tablet = self.chance.choice(self.tablets)
        self.on_its_way = [one for one in self.on_its_way if one.tablet is not tablet]
        self._tell("crashed", tablet.name)

    def _act(self) -> None:
        """A person closes, leaves or reviews: acts of the server, while entries are still on their way."""
        room = self.chance.randrange(len(self.sessions))
        session = DosingSession.objects.get(pk=self.sessions[room].pk)
        try:
            with transaction.atomic():
                if session.started_at is None:
                    actions.abandon(
                        dosing_session=session, because="The patient went home", by=session.prescriber, at=self.now
                    )
                else:
                    actions.move_phase(
                        dosing_session=session, to="transferred", by=session.monitor, at=self.now, because="Unwell"
                    )
        except Refused:
            return
        self._tell("acted", room)

    def _wait(self) -> None:
        self.now += timedelta(minutes=self.chance.randrange(1, 20))

    def _heal(self) -> None:
        """The network is back: every tablet sends in order until nothing waits."""
        self.on_its_way.clear()
        for tablet in self.tablets:
            for room in tablet.rooms:
                while waiting := tablet.waiting(room)[:50]:
                    self._at_the_server(Message(tablet, room, waiting))
                    tablet.take(self.on_its_way.pop().answer or [])

    def _tell(self, *words: Any) -> None:
        self.trace.append(" ".join(map(str, words)))
