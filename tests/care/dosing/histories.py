"""Histories of one session free of any database: what happened, and how a network can deliver it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from holdspace.care.dosing.events.fold import picture_of
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.told import Frame, Told

MORNING = datetime(2026, 5, 14, 9, tzinfo=UTC)
HEARD_AT = MORNING + timedelta(hours=8)
FRAME = Frame(route="im", ordered_mg=Decimal(60), concentration_mg_per_ml=Decimal(50), weight_kg=Decimal(68))


@dataclass
class History:
    """Entries as they were written; each device counts its own."""

    told: list[Told]

    @classmethod
    def begun(cls) -> "History":
        """A session whose dosing was started at nine."""
        history = cls([])
        for minute, to in ((-20, "time_out"), (0, "dosing")):
            history.add("phase", {"to": to}, minute, device="server")
        return history

    def add(self, kind: str, payload: dict[str, Any], minute: float, *, device: str = "left", **given: Any) -> Told:
        """One entry more."""
        place = len(self.told) + 1
        count = 1 + sum(one.device == device for one in self.told)
        entry = Told(
            id=UUID(int=(7 << 76) + (2 << 62) + place), sequence=place, kind=kind, payload=payload,
            happened_at=MORNING + timedelta(minutes=minute), received_at=HEARD_AT, author=f"Nurse {device}",
            device=device, device_sequence=count, schema_version=2, **given,
        )  # fmt: skip
        self.told.append(entry)
        return entry

    def amend(self, target: Told, minute: float, payload: dict[str, Any] | None = None, **given: Any) -> Told:
        """A correction, or a taking back when there is nothing to put in its place."""
        how = {"how": "void"} if payload is None else {"how": "replace", "payload": payload}
        seen = {"seen": str(given.pop("seen").id)} if "seen" in given else {}
        return self.add("amend", {"event": str(target.id), "because": "A slip", **how, **seen}, minute, **given)

    def picture(self, arrivals: Iterable[Told] | None = None) -> SessionPicture:
        """What it amounts to, once it arrived in this order."""
        return picture_of(heard(self.told if arrivals is None else arrivals), FRAME)

    def doses(self, arrivals: Iterable[Told] | None = None) -> list[Decimal]:
        """The doses that count."""
        return [dose.mg for dose in self.picture(arrivals).doses]

    def questions(self) -> list[tuple[str, UUID]]:
        """What a person is asked."""
        return [(one.about, one.event) for one in self.picture().questions]


def heard(arrivals: Iterable[Told]) -> list[Told]:
    """What the server keeps: each entry once, numbered as it arrived."""
    first = {one.id: one for one in reversed(list(arrivals))}
    order = list(dict.fromkeys(one.id for one in arrivals))
    return [replace(first[key], sequence=number) for number, key in enumerate(order, start=1)]


def delivered(told: Sequence[Told], chance: Random) -> list[Told]:
    """The same entries in any order, each once or several times."""
    arrivals = [one for one in told for _ in range(chance.randrange(1, 4))]
    chance.shuffle(arrivals)
    return arrivals


def some_history(chance: Random, length: int) -> History:
    """A history of chance: doses, signs, levels, corrections of them, moves of the phase, from three devices."""
    history = History.begun()
    for place in range(length):
        device, minute = chance.choice(("left", "right", "door")), chance.randrange(-5, 90)
        kind = chance.choice(
            ("dose", "dose", "vital_signs", "level", "words", "amend", "amend", "phase", "touch_consent")
        )
        if kind == "dose":
            history.add(kind, {"mg": str(chance.choice((10, 20, 40))), "route": "im"}, minute, device=device)
        elif kind == "vital_signs":
            upper = chance.choice((118, 150, 185))
            history.add(kind, {"systolic": upper, "diastolic": 80, "spo2": 97}, minute, device=device)
        elif kind == "level":
            history.add(kind, {"scale": "dissociation", "value": chance.randrange(11)}, minute, device=device)
        elif kind == "words":
            history.add(kind, {"text": f"Word {place}"}, minute, device=device)
        elif kind == "phase":
            to = chance.choice(("recovery", "on_hold", "stopped", "dosing"))
            history.add(kind, {"to": to}, minute, device=device)
        elif kind == "touch_consent":
            history.add(
                kind, {"areas": chance.sample(("hand", "shoulder"), chance.randrange(3))}, minute, device=device
            )
        else:
            _some_correction(history, chance, minute, device)
    return history


def _some_correction(history: History, chance: Random, minute: int, device: str) -> None:
    targets = [one for one in history.told if one.kind in ("dose", "level")]
    if not targets:
        return
    target = chance.choice(targets)
    earlier = [one for one in history.told if one.kind == "amend" and one.payload["event"] == str(target.id)]
    new = {"mg": str(chance.choice((5, 15)))} if target.kind == "dose" else {"value": chance.randrange(11)}
    payload = chance.choice((None, {**target.payload, **new}))
    known = {"seen": chance.choice(earlier)} if earlier and chance.random() < 0.5 else {}
    history.amend(target, minute, payload, device=device, **known)
