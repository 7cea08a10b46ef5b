"""Nothing is overwritten: the database refuses to change or remove a row of the record, by every route."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from holdspace.clinic.append_only import append_only_models, expected_triggers, install, missing_triggers
from holdspace.clinic.models import AuditEntry

pytestmark = pytest.mark.database

EVERY_TABLE = pytest.mark.parametrize("model", append_only_models(), ids=lambda model: model._meta.label)


def _column(model: type[models.Model]) -> str:
    return model._meta.pk.column


def _insert_any_row(model: type[models.Model]) -> None:
    """Write one row with only what the table insists on; constraints of meaning are not what is tested here."""
    with connection.cursor() as cursor:
        _without_other_rules(cursor)
        names, values = [], []
        for field in model._meta.concrete_fields:
            if isinstance(field, models.AutoField):
                continue
            if field.null:
                continue
            names.append(connection.ops.quote_name(field.column))
            values.append(_something(field))
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({marks})", values)


def _without_other_rules(cursor: object) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("PRAGMA defer_foreign_keys = ON")
    else:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _something(field: models.Field) -> object:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    samples = (
        (models.UUIDField, "0190a1b2c3d47e8f9a0b1c2d3e4f5061"),
        (models.JSONField, "{}"),
        (models.DateTimeField, "2026-05-14 09:00:00+00:00"),
        (models.DateField, "2026-05-14"),
        (models.BooleanField, False),
        (models.DecimalField, "1"),
        (models.IntegerField, 1),
    )
    return next((value for type_, value in samples if isinstance(kind, type_)), "text")


def _refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        return "cannot be changed or removed" in str(refusal)
    return False


@pytest.fixture
def one_row(model, db):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for constraint in _checks(cursor, model._meta.db_table):
                cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{constraint}"')
    _insert_any_row(model)
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    # The row points at nobody: take the whole test back before foreign keys are looked at.
    transaction.set_rollback(True)


def _checks(cursor: object, table: str) -> list[str]:
    cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", [table])
    return [name for (name,) in cursor.fetchall()]


@EVERY_TABLE
class TestARowOfTheRecord:
    def test_refuses_raw_update(self, model, one_row):
        column = connection.ops.quote_name(_column(model))
        assert _refused(f"UPDATE {model._meta.db_table} SET {column} = {column}")

    def test_refuses_raw_delete(self, model, one_row):
        assert _refused(f"DELETE FROM {model._meta.db_table}")

    def test_refuses_the_orm(self, model, one_row):
        row = model._base_manager.only("pk").get()
        for route in (row.delete, lambda: model._base_manager.all()._raw_delete("default")):
            with pytest.raises(DatabaseError), transaction.atomic():
                route()
        with pytest.raises(DatabaseError), transaction.atomic():
            model._base_manager.update(**{model._meta.pk.name: row.pk})

    def test_refuses_bulk_update_and_save(self, model, one_row):
        field = next(f for f in model._meta.concrete_fields if not f.primary_key and not f.null)
        row = model._base_manager.only("pk", field.name).get()
        with pytest.raises(DatabaseError), transaction.atomic():
            model._base_manager.bulk_update([row], [field.name])
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(update_fields=[field.name], force_update=True)

    def test_refuses_to_be_replaced(self, model, one_row, sqlite_only):
        table = model._meta.db_table
        assert _refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    def test_refuses_truncate(self, model, db, postgresql_only):
        # Of an empty table: PostgreSQL turns away a TRUNCATE behind fresh rows before it asks any trigger.
        assert _refused(f"TRUNCATE {model._meta.db_table} CASCADE")

    def test_refuses_a_data_migration(self, model, one_row):
        historical = apps.get_model(model._meta.app_label, model._meta.model_name)
        with pytest.raises(DatabaseError), connection.schema_editor(atomic=True) as editor:
            editor.execute(f"DELETE FROM {historical._meta.db_table}")


class TestTheRefusals:
    def test_stand_on_every_append_only_table(self, db):
        assert missing_triggers(connection) == set()
        assert len(expected_triggers(connection.vendor)) == 2 * len(append_only_models())

    def test_are_missed_when_one_is_dropped(self, db):
        """The planted bug: without its trigger a table would let go of rows, and the start-up check says so."""
        table = AuditEntry._meta.db_table
        dropped = sorted(name for name in expected_triggers(connection.vendor) if name.startswith(table))[0]
        with connection.cursor() as cursor:
            on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {dropped}{on_table}")
        assert missing_triggers(connection) == {dropped}
        install(connection)
        assert missing_triggers(connection) == set()
