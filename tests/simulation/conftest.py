"""The demo clinic, filled once for all tests that only read it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from holdspace.simulation import DemoClinic, fill

NOW = datetime(2026, 5, 14, 17, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the filling says while it goes on."""
    return []


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker, said: list[str]) -> Iterator[DemoClinic]:
    """The whole demo clinic, taken back when the last test of the file has read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(at=NOW, told=said.append)
        transaction.set_rollback(True)
