"""The C-SSRS wherever it is asked: in the words the clinic holds a licence for, else by question number."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.clinical.instruments import C_SSRS, C_SSRS_SINCE_LAST_VISIT, Instrument
from holdspace.library.actions import wording
from tests.care.dosing import build
from tests.chart.build import House, a_clinic, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house(db) -> House:
    return a_clinic()


def install(house: House, instrument: Instrument) -> None:
    today = timezone.now()
    wording.install(
        code=instrument.code,
        texts={"items": {item.code: f"Licensed words of {item.code}" for item in instrument.items}},
        held_by="Harbour Clinic",
        licence="Letter of the owners",
        licensed_until=(today + timedelta(days=900)).date(),
        reason="We hold the letter now.",
        by=house.solberg,
        at=today - timedelta(minutes=1),
    )


def page(house: House, address: str) -> str:
    client = Client()
    client.force_login(house.bauer.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(address).content.decode()


def intake(house: House) -> str:
    return reverse("intake:suicide_screener", args=[an_episode(house).pk])


def time_out(house: House) -> str:
    return reverse("dosing:time_out", args=[build.in_time_out(house, now=timezone.now()).row.pk])


def readiness(house: House) -> str:
    return reverse("dosing:readiness", args=[build.recovered(house).row.pk])


def call(house: House) -> str:
    return reverse("follow_up:call", args=[build.let_go(house).row.pk])


PLACES = [
    (intake, C_SSRS),
    (time_out, C_SSRS_SINCE_LAST_VISIT),
    (readiness, C_SSRS_SINCE_LAST_VISIT),
    (call, C_SSRS_SINCE_LAST_VISIT),
]


@pytest.mark.parametrize(("place", "instrument"), PLACES, ids=lambda one: getattr(one, "__name__", ""))
class TestTheScreener:
    def test_is_asked_by_number_while_no_wording_is_installed(self, house, place, instrument) -> None:
        said = page(house, place(house))
        for item in instrument.items:
            assert item.label in said

    def test_is_asked_in_the_clinics_words_once_they_are_installed(self, house, place, instrument) -> None:
        install(house, instrument)
        said = page(house, place(house))
        for item in instrument.items:
            assert f"Licensed words of {item.code}" in said
            assert item.label not in said
