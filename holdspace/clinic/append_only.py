"""Which rows can never change? Those whose table refuses UPDATE, DELETE and TRUNCATE by itself.

A correction is a new row. The refusal lives in the database, so that no route around the application is left open:
not the ORM, not raw SQL, not an admin tool, not a data migration. On SQLite `recursive_triggers` must be on (asserted
when a connection opens), or INSERT OR REPLACE would delete a row without asking its trigger.
"""

from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "This row is part of the record and cannot be changed or removed. Record a correction instead."


class AppendOnly(models.Model):
    """A row that is written once. The database refuses to change or remove it."""

    class Meta:
        abstract = True


def append_only_models() -> list[type[models.Model]]:
    """Every concrete model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly) and not model._meta.proxy]


def _sqlite_statements(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_refuses_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb in ("update", "delete")
    ]


_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION holdspace_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _postgres_statements(table: str) -> list[str]:
    return [
        f"CREATE OR REPLACE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION holdspace_refuse_change()",
        f"CREATE OR REPLACE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION holdspace_refuse_change()",
    ]


def expected_triggers(vendor: str) -> set[str]:
    """The names of the triggers that must stand, one pair for each append-only table."""
    endings = ("refuses_update", "refuses_delete") if vendor == "sqlite" else ("refuses_change", "refuses_truncate")
    return {f"{model._meta.db_table}_{ending}" for model in append_only_models() for ending in endings}


def standing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that stand in this database and are switched on."""
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {name for (name,) in cursor.fetchall()}


def missing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """The refusals that should stand and do not; empty when the record is safe."""
    return expected_triggers(connection.vendor) - standing_triggers(connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Lay every refusal that does not stand yet."""
    tables = set(connection.introspection.table_names())
    statements = _sqlite_statements if connection.vendor == "sqlite" else _postgres_statements
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for model in append_only_models():
            if model._meta.db_table in tables:
                for statement in statements(model._meta.db_table):
                    cursor.execute(statement)


def install_after_migrate(using: str = "default", **_: Any) -> None:
    """Called by Django after migrations; see `apps.py` for why it is not itself a migration."""
    install(connections[using])
