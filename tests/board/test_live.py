"""The board on two screens: what one person does, the other sees without asking."""

from datetime import timedelta

import pytest
from django.conf import global_settings
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from holdspace.care.dosing import actions
from tests.care.dosing.build import booked
from tests.chart.build import PASSWORD, a_clinic

pytestmark = pytest.mark.journey


def with_a_password_the_server_reads(staff):
    """Tests hash passwords the quick way; the running clinic knows only the slow ones."""
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        staff.account.set_password(PASSWORD)
    staff.account.save()


class TestTheBoardOfAnotherScreen:
    def test_shows_a_time_out_that_has_begun_without_being_loaded_again(self, running_clinic, visits):
        with running_clinic.database():
            house = a_clinic()
            with_a_password_the_server_reads(house.alvarez)
            now = timezone.now()
            session = booked(house, now=now - timedelta(minutes=1))
        page = visits.signed_in(running_clinic.address, "alvarez@harbour.example", PASSWORD)
        room = page.locator("article.room", has_text="Room 1")
        expect(room).to_contain_text("Free")
        expect(room).to_contain_text("Maya Okafor")
        with running_clinic.database():
            actions.begin_time_out(dosing_session=session.row, by=house.bauer, at=timezone.now())
        expect(room).to_contain_text("0 of 12", timeout=5000)
        expect(room).to_contain_text("Time-out")
