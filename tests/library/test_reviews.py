"""What waits in the library is told on the board: reviews to the clinical lead, second signatures to who may sign."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.library import reviews
from holdspace.library.actions import numbers
from holdspace.library.actions import protocols as actions
from tests.board.build import board
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database

IN_A_MONTH = MORNING.date() + timedelta(days=30)


@pytest.fixture
def house(db):
    return a_clinic(adopted=())


def told(house, who, now=MORNING):
    return [thing for thing in board(house.people[who], now)["waiting"] if thing.patient == "Library"]


def choose(house, value, code="CVS-09.high"):
    asked = {"reason": "As our cardiologist says.", "review_due_on": IN_A_MONTH}
    return numbers.choose(code=code, value=Decimal(value), by=house.solberg, at=MORNING, **asked)


def adopt(house, code="P-18"):
    asked = {"reason": "We are trained in it.", "review_due_on": IN_A_MONTH}
    return actions.adopt(code=code, by=house.solberg, at=MORNING, **asked)


class TestAReview:
    @pytest.mark.parametrize(("days", "is_due"), [(0, False), (30, False), (31, True)])
    def test_is_due_from_the_day_after(self, house, days, is_due):
        choose(house, "105")
        adopt(house)
        now = MORNING + timedelta(days=days)
        found = reviews.due(house.clinic, on=now.date(), at=now)
        assert [each.code for each in found] == (["CVS-09.high", "P-18"] if is_due else [])

    def test_is_told_to_the_clinical_lead_with_the_way_there(self, house):
        choose(house, "105")
        later = MORNING + timedelta(days=31)
        (thing,) = told(house, "solberg", later)
        assert thing.is_over and thing.href == reverse("library:number", args=["CVS-09.high"])
        assert all(not told(house, who, later) for who in ("lindqvist", "moreau", "bauer", "alvarez", "brandt"))

    def test_is_not_due_for_what_was_given_up(self, house):
        choose(house, "105")
        adopt(house)
        numbers.go_back(code="CVS-09.high", reason="Read again.", by=house.solberg, at=MORNING)
        actions.retire(code="P-18", reason="We stop.", by=house.solberg, at=MORNING)
        later = timezone.now() + timedelta(days=400)
        assert reviews.due(house.clinic, on=later.date(), at=later) == []

    def test_is_done_by_keeping_it_until_another_day(self, house):
        adopt(house)
        later = MORNING + timedelta(days=31)
        asked = {"reason": "Read again.", "review_due_on": later.date() + timedelta(days=90)}
        actions.keep(code="P-18", by=house.solberg, at=later, **asked)
        assert not told(house, "solberg", later)


class TestASecondSignature:
    def test_is_asked_of_prescribers_and_not_of_who_proposed(self, house):
        choice = choose(house, "115")
        adopt(house)
        asked = {"reason": "Shorter.", "review_due_on": IN_A_MONTH, "by": house.solberg, "at": MORNING}
        edit = actions.edit(code="P-18", changes={"preparation_sessions": 2}, **asked)
        for who in ("lindqvist", "hale"):
            assert len(told(house, who)) == 2
        assert all(not told(house, who) for who in ("solberg", "moreau", "bauer", "brandt"))
        numbers.second(choice=choice, by=house.lindqvist, at=MORNING)
        actions.second(row=edit, by=house.hale, at=MORNING)
        assert not told(house, "lindqvist")
