"""A served clinic whose hours a journey can let pass, and its people's pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone

from holdspace.care.consent.actions import install_form
from tests.browsing import Visits
from tests.chart.build import PASSWORD, House, a_clinic
from tests.journeys.walking import Clock, Walk
from tests.serving import ServedClinic, served


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """The clock of the clinic of one journey."""
    return Clock(tmp_path / "hours")


@pytest.fixture
def clinic_of_journey(begun: Path, tmp_path: Path, clock: Clock, django_db_blocker) -> Iterator[ServedClinic]:
    """A clinic served by the real command, on that clock."""
    folder = tmp_path / "clinic"
    shutil.copytree(begun, folder)
    shifted = {"JOURNEY_CLOCK": str(clock.file), "PYTHONPATH": str(Path(__file__).parent / "clock")}
    with served(folder, environment=shifted, blocker=django_db_blocker) as running:
        yield running


@pytest.fixture
def walk(clinic_of_journey: ServedClinic, visits: Visits, clock: Clock) -> Walk:
    """Everybody's pages on it; JOURNEY_PICTURES names a folder for a picture of each."""
    with clinic_of_journey.database():
        house = a_clinic()
        install_form(clinic=house.clinic, at=timezone.now())
        give_real_passwords(house)
    pictures = os.environ.get("JOURNEY_PICTURES")
    return Walk(visits, clinic_of_journey.address, clock, shots=Path(pictures) if pictures else None)


def give_real_passwords(house: House) -> None:
    """The served clinic only knows real password hashes, not the quick ones of tests."""
    hasher = PBKDF2PasswordHasher()
    for staff in house.people.values():
        staff.account.password = hasher.encode(PASSWORD, hasher.salt())
        staff.account.save(update_fields=["password"])
