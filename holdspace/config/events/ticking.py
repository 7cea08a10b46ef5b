"""Writes down, every few seconds, which risk answers nobody took in time, so that open pages hear of it.

Nothing depends on it: whose a risk answer is at a moment is computed from its rows (holdspace.chart.risks).
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import DatabaseError, connections
from django.utils import timezone

TICK_EVERY_S = 15.0
logger = logging.getLogger("holdspace.events")


def tick() -> int:
    """Write what is due; the connection is given back each time, so that a database that went away is no obstacle."""
    from holdspace.chart.risks import write_missed

    try:
        return write_missed(at=timezone.now())
    finally:
        connections.close_all()


async def tick_for_ever(*, pause_s: float = TICK_EVERY_S) -> None:
    """Tick in a thread of its own: a slow database must not hold up the news."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ticking") as one:
        await loop.run_in_executor(one, django.setup)
        while True:
            try:
                await loop.run_in_executor(one, tick)
            except (DatabaseError, OSError) as fault:
                logger.warning("Missed deadlines could not be written down (%s); trying again.", type(fault).__name__)
            await asyncio.sleep(pause_s)
