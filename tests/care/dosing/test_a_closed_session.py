"""What is left of a session once it is closed and reviewed."""

from decimal import Decimal

import pytest

from holdspace.care.dosing import actions
from tests.care.dosing import build

pytestmark = pytest.mark.database


def reviewed() -> build.Session:
    session = build.let_go()
    house = session.house
    actions.close_session(
        dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=house.bauer, at=session.later(5)
    )
    actions.review_session(dosing_session=session.row, by=house.lindqvist, at=session.later(60))
    return session


class TestTheTimelineOfAClosedSession:
    def test_does_not_say_of_its_own_closing_and_review_that_they_came_too_late(self):
        lines = reviewed().picture.timeline
        assert {"Session closed", "Reviewed by a prescriber"} <= {line.text for line in lines}
        assert not any(line.after_closing for line in lines)

    def test_says_it_of_a_word_that_a_tablet_brought_later(self):
        session = reviewed()
        session.record("words", text="I slept well.")
        assert [line.text for line in session.picture.timeline if line.after_closing] == ["I slept well."]
