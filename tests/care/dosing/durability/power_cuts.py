"""Power cuts on the real write path: run as a process of its own, with `power_cut.c` loaded before the C library.

For each seed: a copy of a clinic, a child that records entries and says which it was told are kept, a cut at a moment
of the seed's choosing, and then only what had been synced. Some seeds keep later bytes of one of the two files, as a
disk may. Told by `test_power_cuts.py` what to do; answers one line of JSON.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

FILES = ("holdspace.sqlite3", "holdspace.sqlite3-wal")


def main(folder: Path, first: int, seeds: int, *, most_s: float, planted: bool) -> dict[str, Any]:
    """Live through these cuts; how many entries were acknowledged and which of them are not there."""
    import django

    django.setup()
    from django.db import connection

    # Loaded once, before there are children.
    from holdspace.care.dosing import actions  # noqa: F401

    connection.close()
    found: dict[str, Any] = {"cuts": 0, "acknowledged": 0, "lost": 0, "broken": [], "checkpointed": 0}
    until = time.monotonic() + most_s
    for seed in range(first, first + seeds):
        one_cut(folder, seed, found, planted=planted)
        found["cuts"] += 1
        if found["cuts"] % 25 == 0:
            print(json.dumps(found), file=sys.stderr, flush=True)
        if time.monotonic() > until:
            break
    return found


def one_cut(folder: Path, seed: int, found: dict[str, Any], *, planted: bool) -> None:
    """One clinic, one cut, one look at what is left."""
    chance = Random(seed)
    now, synced = folder / "now", folder / "synced"
    for each in (now, synced):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(mode=0o700)
    file = now / "holdspace.sqlite3"
    shutil.copy(folder / "template.sqlite3", file)
    shutil.copy(file, synced / file.name)
    os.environ["CUT_WATCHED"], os.environ["CUT_SYNCED"] = str(now), str(synced)
    acknowledged = recorded_until_the_cut(file, chance, planted=planted)
    os.environ.pop("CUT_WATCHED")
    left_behind(now, synced, luckier=None if planted else chance.choice((None, None, *FILES)))
    found["acknowledged"] += len(acknowledged)
    look_at(file, acknowledged, seed, found)


def recorded_until_the_cut(file: Path, chance: Random, *, planted: bool) -> set[str]:
    """Let a child record, and end it after so many acknowledged entries and a moment more."""
    enough, more_s = chance.randrange(5, 400), chance.random() * 0.05
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.close(reading)
            record_for_ever(file, writing, chance, planted=planted)
        os._exit(1)
    os.close(writing)
    told = b""
    while told.count(b"\n") < enough and (bytes_ := os.read(reading, 65536)):
        told += bytes_
    time.sleep(more_s)
    os.kill(child, signal.SIGKILL)
    while bytes_ := os.read(reading, 65536):
        told += bytes_
    os.waitpid(child, 0)
    os.close(reading)
    # A line that was cut off was never heard.
    return {line.decode() for line in told.split(b"\n")[:-1]}


def record_for_ever(file: Path, writing: int, chance: Random, *, planted: bool) -> None:
    """What the server does with a tablet's batches; each acknowledged id is told at once."""
    from django.db import connection

    from holdspace.care.dosing import actions
    from holdspace.chart.models import DosingSession

    connection.settings_dict["NAME"] = file
    with connection.cursor() as cursor:
        if planted:
            cursor.execute("PRAGMA synchronous=NORMAL")
        # Checkpoints come often, so that cuts fall into them too; the planted bug needs a log that is never folded.
        cursor.execute(f"PRAGMA wal_autocheckpoint={0 if planted else chance.choice((8, 40, 1000))}")
    session = DosingSession.objects.select_related("monitor", "patient__clinic").get()
    count = 0
    while True:
        batch = []
        for _ in range(chance.randrange(1, 12)):
            count += 1
            batch.append(entry(session, count, chance))
        told = actions.record_events(dosing_session=session, entries=batch, by=session.monitor, at=session.scheduled_at)
        os.write(writing, "".join(f"{one.id}\n" for one in told if one.outcome in ("created", "exists")).encode())


def entry(session: Any, count: int, chance: Random) -> str:
    """One entry as a tablet writes it."""
    from tests.care.dosing.durability.tablets import id_from

    content = {
        "id": id_from(chance, session.scheduled_at), "dosing_session": str(session.pk),
        "patient": str(session.patient_id), "kind": "words", "payload": {"text": f"Word {count}"}, "schema_version": 2,
        "happened_at": session.scheduled_at.isoformat(), "offset_minutes": 0, "device": "tablet",
        "device_sequence": count, "author": str(session.monitor_id),
    }  # fmt: skip
    return json.dumps(content)


def left_behind(now: Path, synced: Path, *, luckier: str | None) -> None:
    """Only what was synced; of one file a disk may have kept later bytes. What processes shared in memory is gone."""
    for file in list(now.iterdir()):
        kept = synced / file.name
        if file.name == luckier:
            continue
        file.unlink()
        if kept.exists():
            shutil.copy(kept, file)


def look_at(file: Path, acknowledged: set[str], seed: int, found: dict[str, Any]) -> None:
    """Open what is left as the clinic would, and count what is not there."""
    opened = sqlite3.connect(file)
    try:
        (whole,) = opened.execute("PRAGMA integrity_check").fetchone()
        rows = opened.execute("SELECT id FROM chart_sessionevent").fetchall()
        sealed = opened.execute("SELECT COUNT(*) FROM clinic_chainlink WHERE kind = 'session_event'").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        found["broken"].append(f"seed {seed}: {fault}")
        found["lost"] += len(acknowledged)
        return
    finally:
        opened.close()
    if whole != "ok" or sealed != len(rows):
        found["broken"].append(f"seed {seed}: {whole}, {len(rows)} rows, {sealed} sealed")
    held = {row.replace("-", "") for (row,) in rows}
    found["lost"] += sum(one.replace("-", "") not in held for one in acknowledged)


if __name__ == "__main__":
    told = main(
        Path(sys.argv[1]),
        int(sys.argv[2]),
        int(sys.argv[3]),
        most_s=float(sys.argv[4]),
        planted=sys.argv[5] == "planted",
    )
    print(json.dumps(told))
