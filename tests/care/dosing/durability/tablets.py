"""Tablets as a simulation knows them: an outbox that outlives a crash, a clock that jumps, a network that loses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from uuid import UUID

from holdspace.clinic.models import Staff


def id_from(chance: Random, at: datetime) -> str:
    """A UUID of version 7 that the same seed makes again."""
    time = int(at.timestamp() * 1000) & (2**48 - 1)
    number = (time << 80) | (0x7 << 76) | (chance.getrandbits(12) << 64) | (0b10 << 62) | chance.getrandbits(62)
    return str(UUID(int=number))


@dataclass
class Entry:
    """One entry as a tablet keeps it."""

    id: str
    kind: str
    payload: dict[str, Any]
    written: str
    room: int
    refused: str = ""

    @property
    def sha256(self) -> str:
        """What a receipt has to show before the tablet lets go of it."""
        return sha256(self.written.encode()).hexdigest()


@dataclass
class Tablet:
    """One device with its author, its clock and its outbox; `wrote` is everything it ever kept, for the judge alone."""

    name: str
    author: Staff
    version: int
    rooms: tuple[int, ...]
    clock: timedelta = timedelta()
    outbox: list[Entry] = field(default_factory=list)
    wrote: list[Entry] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)

    def write(self, chance: Random, room: int, session: Any, kind: str, payload: dict[str, Any], at: datetime) -> Entry:
        """Keep an entry: from here on it must not be lost."""
        self.counts[room] = self.counts.get(room, 0) + 1
        happened = at + self.clock
        content = {
            "id": id_from(chance, at), "dosing_session": str(session.pk), "patient": str(session.patient_id),
            "kind": kind, "payload": payload, "schema_version": self.version, "happened_at": happened.isoformat(),
            "offset_minutes": 120, "device": self.name, "device_sequence": self.counts[room],
            "author": str(self.author.pk),
        }  # fmt: skip
        entry = Entry(content["id"], kind, payload, json.dumps(content), room)
        self.outbox.append(entry)
        self.wrote.append(entry)
        return entry

    def waiting(self, room: int) -> list[Entry]:
        """What is still to be sent for one session, in the order in which it was written."""
        return [one for one in self.outbox if one.room == room and not one.refused]

    def take(self, outcomes: list[dict[str, Any]]) -> None:
        """Let go of what the server holds byte for byte; what it refused stays to be read."""
        for outcome in outcomes:
            entry = next((one for one in self.outbox if one.id == outcome["id"]), None)
            if entry is None:
                continue
            if outcome["outcome"] in ("created", "exists") and outcome["sha256"] == entry.sha256:
                self.outbox.remove(entry)
            elif outcome["outcome"] in ("refused", "conflicting"):
                entry.refused = outcome["says"]


def something(chance: Random, known: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Something that could happen in a room; `known` are entries of it that could be corrected."""
    while True:
        kind = chance.choices(
            (
                "vital_signs",
                "dose",
                "level",
                "words",
                "side_effect",
                "phase",
                "amend",
                "touch_consent",
                "adverse_event",
            ),
            (30, 10, 15, 15, 8, 8, 10, 2, 2),
        )[0]
        if kind == "vital_signs":
            upper = chance.randrange(95, 205)
            yield (
                kind,
                {"systolic": upper, "diastolic": upper - chance.randrange(25, 60), "spo2": chance.randrange(86, 100)},
            )
        elif kind == "dose":
            yield kind, {"mg": str(chance.randrange(1, 400) / 10), "route": "im"}
        elif kind == "level":
            yield kind, {"scale": "dissociation", "value": chance.randrange(11)}
        elif kind == "phase":
            yield (
                kind,
                {"to": chance.choice(("recovery", "on_hold", "stopped", "dosing", "completed", "ready_to_leave"))},
            )
        elif kind == "touch_consent":
            yield kind, {"areas": chance.sample(("hand", "shoulder", "foot"), chance.randrange(4))}
        elif kind == "adverse_event":
            yield kind, {"term": "Fall", "severity": "mild", "serious": chance.random() < 0.5}
        elif kind == "amend":
            if not known:
                continue
            yield kind, {"event": chance.choice(known), "how": "void", "because": "A slip"}
        else:
            yield kind, {"term": "Nausea"} if kind == "side_effect" else {"text": f"Word {chance.randrange(1000)}"}
