"""Which database, and with which promises? Read from the environment; asserted by the engines beside this file."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BUSY_TIMEOUT_S = 20

# WAL and FULL: with NORMAL a power cut loses commits that were already acknowledged.
# recursive_triggers: without it INSERT OR REPLACE removes a row without asking its delete trigger.
SQLITE_AT_OPENING = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"


def embedded(file: Path) -> dict[str, Any]:
    """Describe the embedded database to Django."""
    return {
        "ENGINE": "holdspace.config.databases.sqlite",
        "NAME": file,
        "OPTIONS": {
            "init_command": SQLITE_AT_OPENING,
            "timeout": BUSY_TIMEOUT_S,
            # The write lock is taken at the start: a read that later wants to write can then never be refused as busy.
            "transaction_mode": "IMMEDIATE",
        },
        # A connection lasts as long as its thread: closing the last one makes SQLite fold the whole WAL away.
        "CONN_MAX_AGE": None,
        # A memory database cannot keep the promises that are asserted when a connection opens.
        "TEST": {"NAME": file.with_name("test.sqlite3")},
    }


def on_a_server(url: str) -> dict[str, Any]:
    """Describe a PostgreSQL server to Django, from postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise ImproperlyConfigured(
            "Holdspace did not start. HOLDSPACE_DATABASE_URL must read postgresql://user:password@host:port/name."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "holdspace.config.databases.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
