"""What somebody can do who has every right in the database: the refusals are taken away first, and laid again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from holdspace.clinic.append_only import expected_triggers, install


@contextmanager
def past_the_refusals() -> Iterator[Any]:
    """A cursor that no trigger stops."""
    with connection.cursor() as cursor:
        for name in sorted(expected_triggers(connection.vendor)):
            for table in ("chart_sessionevent", "clinic_chainlink"):
                if name.startswith(table):
                    on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
                    cursor.execute(f"DROP TRIGGER {name}{on_table}")
        yield cursor
    install(connection)
