"""Brings the database to this version of Holdspace before anybody uses it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def waiting_migrations() -> list[str]:
    """The changes of the database that this version brings and that have not been made."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def prepare() -> None:
    """Make the changes that wait; leave a database that needs none untouched, so that a missing refusal still shows."""
    with _one_at_a_time(settings.DATA / "migrating.lock"):
        if waiting_migrations():
            call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _one_at_a_time(file: Path) -> Iterator[None]:
    with file.open("w") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
