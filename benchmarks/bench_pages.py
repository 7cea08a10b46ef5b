"""Times the wide pages in a clinic of a size that hurts, and prints each as a multiple of a page that shows nothing.

`make bench`. Two yardsticks, both taken on this machine in this run: a constant page that passes through the same
middleware (sign-in included), and one plain read of the same number of rows from SQLite. A ratio that grows from one
version to the next is the page's own doing; a slower machine moves the yardsticks too.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

REPEATS = 15
SESSIONS, CONTACTS, PATIENTS = 40, 1000, 8000
YARDSTICK = "/accounts/password/change/"


@dataclass(frozen=True)
class Timed:
    """One thing that was timed: the median of its repeats, and its queries."""

    name: str
    seconds: float
    queries: int = 0

    def line(self, page: float, read: float) -> str:
        """As a row of the table."""
        return (
            f"{self.name:<44}{self.seconds * 1000:>9.1f} ms{self.seconds / page:>9.1f} ×"
            f"{self.seconds / read:>9.1f} ×{self.queries:>9}"
        )


def timed(act: Callable[[], Any]) -> float:
    """The median of several times, after one to warm up."""
    act()
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def in_a_clinic_of_its_own() -> None:
    """Point Holdspace at an empty folder that goes when this process ends, before its settings are read."""
    global folder
    folder = tempfile.TemporaryDirectory(prefix="holdspace-bench-")
    os.environ |= {"HOLDSPACE_DATA": folder.name, "DJANGO_SETTINGS_MODULE": "holdspace.config.settings"}
    os.environ.pop("HOLDSPACE_DATABASE_URL", None)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(now: datetime) -> tuple[Any, Any]:
    """A clinic with forty sessions under way, a patient of a thousand contacts, and thousands of others."""
    from holdspace.chart.models import Patient
    from tests.board.build import a_long_life, under_the_drug
    from tests.chart.build import a_clinic, a_patient, an_episode

    house = a_clinic()
    for place in range(SESSIONS):
        started = now - timedelta(minutes=place)
        under_the_drug(house, started=started, measured=now - timedelta(minutes=1), name=f"P{place}")
    patient = a_patient(house, family_name="Long")
    an_episode(house, patient)
    a_long_life(house, patient, CONTACTS, now)
    made = {"clinic": house.clinic, "given_name": "Sam", "created_at": now}
    Patient.objects.bulk_create(Patient(**made, number=f"N{n}", family_name=f"Name{n:04}") for n in range(PATIENTS))
    return house, patient


def pages(house: Any, patient: Any) -> Iterable[tuple[str, str]]:
    """Name and address of every page that is timed."""
    yield f"Board, {SESSIONS} sessions under way", "/"
    yield f"Patient, {CONTACTS} contacts and {CONTACTS} observations", f"/patients/{patient.pk}/"
    yield "Patient, page 40 of the contacts", f"/patients/{patient.pk}/?encounters=40"
    yield f"Patients, {PATIENTS} of them", "/patients/?which=all"
    yield f"Patients, one found among {PATIENTS}", "/patients/?q=name7777"


def main() -> None:
    """Fill, time, print."""
    in_a_clinic_of_its_own()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.utils import timezone

    from holdspace.chart.models import Encounter

    with override_settings(ALLOWED_HOSTS=["testserver"], ACCOUNT_RATE_LIMITS=False):
        from tests.board.build import signed_in

        house, patient = fill(timezone.now())
        client = signed_in(house.bauer)
        read = timed(lambda: list(Encounter.objects.filter(patient=patient).values_list()))
        constant = timed(lambda: client.get(YARDSTICK))
        found = [Timed(f"One read of {CONTACTS} rows", read, 1), Timed("A constant page", constant)]
        for name, address in pages(house, patient):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200, address
            queries = len(asked)
            found.append(Timed(name, timed(lambda address=address: client.get(address)), queries))
    print(f"{'':<44}{'median':>12}{'of a page':>11}{'of a read':>11}{'queries':>9}")
    for one in found:
        print(one.line(constant, read))


if __name__ == "__main__":
    main()
