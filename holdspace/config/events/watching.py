"""Has anything been committed? The audit table is the feed: every write to the record adds a row to it.

On SQLite `PRAGMA data_version` changes when another connection has committed; asking costs microseconds. On PostgreSQL
the transaction that writes the row also sends NOTIFY with its sequence, delivered when it commits. Sequences are handed
out before commits there, so rows are fetched by the very numbers that were announced, never as "all above the last".
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from holdspace.config.events.news import AuditRow, Feed

LOOK_EVERY_S = 0.1
TRY_AGAIN_AFTER_S = 1.0
CHANNEL = "holdspace"
COLUMNS = "sequence, is_read, subject_type, clinic_id, dosing_session_id, patient_id"
logger = logging.getLogger("holdspace.events")


def rows_of(found: Iterable[Sequence[Any]]) -> list[AuditRow]:
    """Audit rows from either engine; SQLite keeps a UUID as 32 letters, PostgreSQL as itself."""
    return [AuditRow(int(row[0]), bool(row[1]), str(row[2]), *(_spelled_out(key) for key in row[3:])) for row in found]


def _spelled_out(key: object) -> str:
    return "" if key is None else str(key if isinstance(key, UUID) else UUID(str(key)))


async def watch_sqlite(file: Path, feed: Feed) -> None:
    """Look for new audit rows whenever another connection has committed."""
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only = ON")
        (newest,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM clinic_auditentry").fetchone()
        feed.begin_again(at=time.time(), newest=newest)
        version = None
        while True:
            seen, version = version, connection.execute("PRAGMA data_version").fetchone()[0]
            if version != seen and (rows := _rows_after(connection, newest)):
                newest = rows[-1].sequence
                feed.publish(rows, at=time.time())
            await asyncio.sleep(LOOK_EVERY_S)


def _rows_after(connection: sqlite3.Connection, sequence: int) -> list[AuditRow]:
    question = f"SELECT {COLUMNS} FROM clinic_auditentry WHERE sequence > ? ORDER BY sequence"
    return rows_of(connection.execute(question, [sequence]).fetchall())


async def watch_postgresql(connection_options: dict[str, Any], feed: Feed) -> None:
    """Wait for announcements, then fetch the rows that were announced."""
    async with (
        await psycopg.AsyncConnection.connect(**connection_options, autocommit=True) as ear,
        await psycopg.AsyncConnection.connect(**connection_options, autocommit=True) as reader,
    ):
        await ear.execute(f"LISTEN {CHANNEL}")
        newest = await (await reader.execute("SELECT coalesce(max(sequence), 0) FROM clinic_auditentry")).fetchone()
        feed.begin_again(at=time.time(), newest=newest[0] if newest else 0)
        while True:
            # At least one, and whatever arrived with it: a large import is then one question, not thousands.
            announced = [int(heard.payload) async for heard in ear.notifies(stop_after=1)]
            feed.publish(await _rows_numbered(reader, announced), at=time.time())


async def _rows_numbered(reader: psycopg.AsyncConnection, sequences: list[int]) -> list[AuditRow]:
    question = f"SELECT {COLUMNS} FROM clinic_auditentry WHERE sequence = ANY(%s) ORDER BY sequence"
    return rows_of(await (await reader.execute(question, [sequences])).fetchall())


async def for_ever(watch: Callable[[Feed], Awaitable[None]], feed: Feed, *, pause_s: float = TRY_AGAIN_AFTER_S) -> None:
    """Keep watching: a database that goes away is asked again until it is back, and no page is told all is well."""
    while True:
        try:
            await watch(feed)
        except (sqlite3.Error, psycopg.Error, OSError, ValueError) as fault:
            # The kind of fault only: a database's message can quote a row.
            logger.warning("The watch on the database broke off (%s); trying again.", type(fault).__name__)
        finally:
            feed.lose_sight()
        await asyncio.sleep(pause_s)
