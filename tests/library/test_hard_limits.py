"""The hard limits of every number the rules use: both ends are taken, one step beyond is not."""

from datetime import date
from decimal import Decimal

import pytest

from holdspace.clinic.refusals import Refused
from holdspace.library import known, limits
from holdspace.library.actions import numbers
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database

WHY = {"reason": "To see how far.", "review_due_on": date(2027, 5, 14)}
ADJUSTABLE = [each for each in known.thresholds().values() if each.is_adjustable]
FIXED = [each for each in known.thresholds().values() if not each.is_adjustable]


def choose(house, code, value):
    return numbers.choose(code=code, value=Decimal(value), by=house.solberg, at=MORNING, **WHY)


class TestEveryNumberTheRulesUse:
    def test_is_known_by_a_code_of_its_own(self):
        codes = [each.code for _, chapter in known.thresholds_by_chapter() for each in chapter]
        assert len(codes) == len(set(codes)) == len(ADJUSTABLE) + len(FIXED)
        assert len(ADJUSTABLE) > 50 and FIXED

    def test_can_be_set_to_its_outer_limits_and_no_step_beyond(self, db):
        house = a_clinic()
        for each in ADJUSTABLE:
            for value in (each.lowest, each.highest):
                assert choose(house, each.code, value).needs_second is each.loosens(value)
            for beyond in (each.lowest - Decimal("0.01"), each.highest + Decimal("0.01")):
                with pytest.raises(Refused):
                    choose(house, each.code, beyond)

    def test_stays_as_published_where_a_label_or_the_law_fixes_it(self, db):
        house = a_clinic()
        for each in FIXED:
            for value in (each.published, each.published - 1, each.published + 1):
                with pytest.raises(Refused, match="fixed"):
                    choose(house, each.code, value)
        assert limits.in_force(house.clinic, at=MORNING).version == 0
