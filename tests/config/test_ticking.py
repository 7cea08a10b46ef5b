"""Missed deadlines are written down every few seconds, whatever happened the last time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError

from holdspace.config.events import ticking


@pytest.mark.parametrize("fault", [None, DatabaseError("locked"), OSError("gone")])
def test_the_tick_goes_on_after_a_fault(monkeypatch, fault):
    ticks = []

    def tick() -> int:
        ticks.append(1)
        if fault is not None and len(ticks) == 1:
            raise fault
        return 0

    monkeypatch.setattr(ticking, "tick", tick)

    async def for_a_moment() -> None:
        running = asyncio.create_task(ticking.tick_for_ever(pause_s=0.01))
        while len(ticks) < 3 and not running.done():
            await asyncio.sleep(0.01)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    # In a thread of its own: a browser of another test may keep a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, for_a_moment()).result(timeout=20)
    assert len(ticks) >= 3
