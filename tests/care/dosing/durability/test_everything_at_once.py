"""Tablets, lost answers, crashes, clocks that jump, two versions: whatever the seed, nothing is lost or doubled."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

import pytest
from django.db import transaction
from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.actions import events
from holdspace.chart.models import SessionEvent
from tests.care.dosing import build
from tests.care.dosing.durability.invariants import violations
from tests.care.dosing.durability.simulator import STEPS, World
from tests.care.dosing.durability.tablets import Tablet
from tests.chart.build import a_clinic

pytestmark = pytest.mark.database
# Short, for every change of the code; the long tier lives longer histories, and very many.
COMMIT_STEPS = 60
SEEDS = int(os.environ.get("SOAK_SEEDS", "10000"))
FIRST = int(os.environ.get("SOAK_FIRST_SEED", "1"))
MOST_SECONDS = float(os.environ.get("SOAK_SECONDS", "36000"))


@pytest.fixture
def rooms(db):
    """Two rooms of one clinic, one of them before its dose, and a room of another clinic."""
    house = a_clinic()
    return [
        build.dosing(house),
        build.in_time_out(house, given_name="Ida", family_name="Berg"),
        build.dosing(a_clinic("Elsewhere Clinic")),
    ]


def world_of(rooms, seed: int, **changed) -> World:
    chance = Random(seed)
    first, _, third = rooms
    people = (first.house.bauer, first.house.moreau, third.house.bauer)
    tablets = [
        Tablet("tablet-1-sim", people[0], 2, (0, 1)),
        Tablet("tablet-2-sim", people[1], 1, (0,)),
        Tablet("tablet-3-sim", people[0], 2, (0, 1)),
        Tablet("tablet-4-sim", people[2], chance.choice((1, 2)), (2,)),
    ]
    return World([one.row for one in rooms], tablets, chance, first.now, **changed)


@contextmanager
def taken_back() -> Iterator[None]:
    """Everything that is written within is as if it had not been."""
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        pass


class _TakenBack(Exception):
    pass


def lived(rooms, seed: int, *, steps: int = STEPS, **changed) -> tuple[str, list[str], int]:
    """One history: the hash of its trace, what did not hold, and how many entries it came to."""
    with taken_back():
        world = world_of(rooms, seed, **changed)
        trace = world.run(steps)
        return trace, [f"seed {seed}: {one}" for one in violations(world)], sum(len(one.wrote) for one in world.tablets)


class TestAHistory:
    def test_of_any_seed_loses_nothing_and_doubles_nothing_and_is_lived_again_the_same(self, rooms):
        told = {seed: lived(rooms, seed, steps=COMMIT_STEPS) for seed in range(1, 4)}
        assert [fault for _, faults, _ in told.values() for fault in faults] == []
        assert lived(rooms, 3, steps=COMMIT_STEPS)[0] == told[3][0]
        assert len({trace for trace, _, _ in told.values()}) == 3

    @pytest.mark.soak
    def test_of_any_of_very_many_seeds_loses_nothing(self, rooms):
        until, entries, seeds = time.monotonic() + MOST_SECONDS, 0, 0
        for seed in range(FIRST, FIRST + SEEDS):
            _, faults, wrote = lived(rooms, seed)
            assert faults == []
            entries, seeds = entries + wrote, seeds + 1
            if seeds % 100 == 0:
                print(f"{seeds} seeds, {entries} entries, 0 violations", flush=True)
            if time.monotonic() > until:
                break
        print(f"F17: {seeds} seeds from {FIRST}, {entries} entries, 0 violations")

    @pytest.mark.soak
    def test_of_one_seed_is_the_same_twenty_times(self, rooms):
        assert len({lived(rooms, 4242)[0] for _ in range(20)}) == 1


class TestAPlantedBug:
    def found(self, rooms, **changed) -> str:
        histories = (lived(rooms, seed, steps=COMMIT_STEPS, **changed)[1] for seed in range(1, 4))
        return " ".join(next((faults for faults in histories if faults), []))

    def test_a_tablet_that_lets_go_before_the_receipt_is_found(self, rooms, monkeypatch):
        waiting = Tablet.waiting

        def hasty(self, room):
            sent = waiting(self, room)
            self.outbox = [one for one in self.outbox if one not in sent[:1]]
            return sent

        monkeypatch.setattr(Tablet, "waiting", hasty)
        assert "lost" in self.found(rooms)

    def test_a_tablet_that_sends_again_under_a_new_id_is_found(self, rooms):
        def renamed(*, entries, **who):
            read = [json.loads(one) for one in entries]
            new = [json.dumps(one | {"id": str(uuid7()), "device_sequence": 9000 + len(one["id"])}) for one in read[:1]]
            return actions.record_events(entries=[*entries, *new], **who)

        assert "double" in self.found(rooms, record=renamed)

    def test_a_server_that_drops_what_comes_after_closing_is_found(self, rooms, monkeypatch):
        keep = events._keep

        def dropping(session, written, kept, *, by, at):
            if session.state == "abandoned":
                lost = events.Outcome(events._identity_in(written), "created", events.hash_of(written))
                return replace(lost, says="")
            return keep(session, written, kept, by=by, at=at)

        monkeypatch.setattr(events, "_keep", dropping)
        histories = (" ".join(self._closing_early(rooms, seed)) for seed in range(1, 9))
        assert any("lost" in faults for faults in histories)

    def _closing_early(self, rooms, seed: int) -> list[str]:
        with taken_back():
            world = world_of(rooms, seed)
            actions.abandon(dosing_session=rooms[1].row, because="Went home", by=rooms[1].house.bauer, at=rooms[1].now)
            world.run(COMMIT_STEPS)
            return list(violations(world))

    def test_an_entry_changed_behind_the_servers_back_is_found(self, rooms):
        with taken_back():
            world = world_of(rooms, 1)
            world.run(COMMIT_STEPS)
            row = SessionEvent.objects.filter(device="tablet-1-sim").first()
            forged(row)
            assert any("was changed" in one for one in violations(world))


def forged(row: SessionEvent) -> None:
    """Change a row as somebody could who may do anything in the database."""
    from tests.care.dosing.durability.tampering import past_the_refusals

    with past_the_refusals() as cursor:
        cursor.execute("UPDATE chart_sessionevent SET kind = 'note' WHERE sequence = %s", [row.sequence])
