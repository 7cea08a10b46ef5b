"""The clock of these tests: views read noon of the day on which everything was asked in the morning."""

import pytest

from tests.care.intake.build import NOON


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded at the tests' fixed times never lies ahead of the machine's clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
