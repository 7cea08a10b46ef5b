"""A bigger clinic is not asked more questions: the number of queries of a page does not grow with what it shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from holdspace.chart.models import Patient
from tests.board.build import a_long_life, signed_in, under_the_drug
from tests.chart.build import a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


def queries(client, address):
    """How many queries the page takes; asked once before, so that nothing is read for the first time."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


class TestTheBoard:
    def test_takes_as_many_queries_for_forty_sessions_as_for_four(self):
        house, now = a_clinic(), timezone.now()
        client = signed_in(house.bauer)
        for place in range(40):
            name = f"P{place}"
            under_the_drug(
                house, started=now - timedelta(minutes=place), measured=now - timedelta(minutes=1), name=name
            )
            if place == 3:
                few = queries(client, "/")
        assert client.get("/").content.decode().count('<article class="room ') == 42
        assert queries(client, "/") == few


class TestAPatientsPage:
    def test_takes_as_many_queries_for_a_thousand_contacts_as_for_forty(self):
        house, now = a_clinic(), timezone.now()
        client = signed_in(house.bauer)
        short, long = (a_patient(house, family_name=name) for name in ("Short", "Long"))
        for patient, contacts in ((short, 40), (long, 1000)):
            an_episode(house, patient)
            a_long_life(house, patient, contacts, now)
        assert queries(client, f"/patients/{long.pk}/") == queries(client, f"/patients/{short.pk}/")

    def test_shows_contacts_by_the_page(self):
        house = a_clinic()
        patient = a_patient(house)
        a_long_life(house, patient, 1000, timezone.now())
        client = signed_in(house.bauer)
        first, last = (client.get(f"/patients/{patient.pk}/?encounters={page}").content.decode() for page in (1, 40))
        assert "page 1 of 40" in first and first.count("· Visit") == 25
        assert "page 40 of 40" in last and last.count("· Visit") == 25


class TestThePatientsList:
    def test_takes_as_many_queries_for_thousands_as_for_a_few(self):
        house = a_clinic()
        client = signed_in(house.alvarez)
        for place in range(3):
            an_episode(house, a_patient(house, family_name=f"Few{place}"))
        few = queries(client, "/patients/")
        made = {"clinic": house.clinic, "given_name": "Sam", "created_at": timezone.now()}
        Patient.objects.bulk_create(
            Patient(**made, number=f"N{place}", family_name=f"Name{place:04}") for place in range(8000)
        )
        for patient in Patient.objects.filter(family_name__lt="Name0060", family_name__startswith="Name"):
            an_episode(house, patient)
        assert queries(client, "/patients/") == few
        found = client.get("/patients/?q=name7777").content.decode()
        assert "Sam Name7777" in found and "1 found" in found
