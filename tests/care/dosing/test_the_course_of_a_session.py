"""From the time-out to the review, and what each gate refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.care.dosing import actions
from holdspace.chart.models import DosingSession, SessionClosing, SessionEvent
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from tests.care.dosing import build

pytestmark = pytest.mark.database


class TestAWholeSession:
    def test_goes_from_the_time_out_to_the_review(self):
        session = build.let_go()
        house = session.house
        closing = actions.close_session(
            dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=house.bauer, at=session.now
        )
        assert (closing.drawn_mg, closing.given_mg, closing.wasted_mg) == (60, 60, 0)
        actions.review_session(dosing_session=session.row, by=house.lindqvist, at=session.later(60), note="Read.")
        session.row.refresh_from_db()
        assert session.row.state == "reviewed"
