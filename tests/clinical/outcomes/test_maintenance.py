"""How far apart do doses lie once they have helped?"""

from datetime import date
from decimal import Decimal

import pytest

from holdspace.clinical.outcomes import PHQ_9_RULE, Move, Visit, reviews, rule_for, spacing, visit
from holdspace.clinical.outcomes.numbers import NEED_REVIEW, STABLE_VISITS
from holdspace.clinical.thresholds import Limits

S, P, L, U = Visit.STABLE, Visit.PARTIAL_LOSS, Visit.LOST, Visit.UNKNOWN


class TestAVisit:
    @pytest.mark.parametrize(
        ("base", "now", "found"),
        [(20, 10, S), (20, 11, P), (20, 15, P), (20, 16, L), (20, 25, L), (20, None, U), (0, 5, U)],
    )
    def test_is_stable_while_the_response_holds(self, base, now, found):
        assert visit(base, now, PHQ_9_RULE) is found

    def test_is_unknown_on_a_scale_without_a_response(self):
        assert visit(40, 10, rule_for("wsas")) is U


class TestTheSpacing:
    @pytest.mark.parametrize(
        ("step", "visits", "move", "spread"),
        [
            (0, [S], Move.KEEP, "weekly"),
            (0, [S, S], Move.LENGTHEN, "every 2 weeks"),
            (1, [S, S], Move.LENGTHEN, "every 3 to 4 weeks"),
            (2, [S, S], Move.LENGTHEN, "as needed"),
            (3, [S, S], Move.KEEP, "as needed"),
            (1, [S, P], Move.SHORTEN, "weekly"),
            (2, [P], Move.SHORTEN, "every 2 weeks"),
            (0, [S, P], Move.REVIEW, "weekly"),
            (1, [P, S], Move.KEEP, "every 2 weeks"),
            (1, [P, S, S], Move.LENGTHEN, "every 3 to 4 weeks"),
            (1, [S, L], Move.REVIEW, "every 2 weeks"),
            (1, [], Move.KEEP, "every 2 weeks"),
            (1, [S, U], Move.KEEP, "every 2 weeks"),
            (1, [S, U, S], Move.KEEP, "every 2 weeks"),
            (0, [P, P, P, S], Move.REVIEW, "weekly"),
            (0, [P, P, S], Move.KEEP, "weekly"),
        ],
    )
    def test_grows_after_two_stable_visits_and_shrinks_on_partial_loss(self, step, visits, move, spread):
        advice = spacing(step, visits)
        assert (advice.move, advice.spread.title) == (move, spread)

    def test_says_that_an_unknown_visit_changes_nothing(self):
        assert "not known" in spacing(1, [U]).says

    def test_waits_longer_where_the_clinic_asks_for_more(self):
        own = Limits.of_clinic(1, {STABLE_VISITS.code: Decimal(3)})
        assert spacing(0, [S, S], own).move is Move.KEEP
        assert spacing(0, [S, S, S], own).move is Move.LENGTHEN


class TestAReview:
    def test_of_the_need_is_three_monthly_and_of_the_exposure_six_monthly(self):
        need, exposure = reviews(date(2026, 1, 1))
        assert (need.due_on, exposure.due_on) == (date(2026, 4, 2), date(2026, 7, 3))

    @pytest.mark.parametrize(("on", "overdue"), [(date(2026, 4, 2), False), (date(2026, 4, 3), True)])
    def test_is_overdue_after_its_day(self, on, overdue):
        assert reviews(date(2026, 1, 1))[0].is_overdue(on) is overdue

    def test_starts_its_clock_anew(self):
        need, exposure = reviews(date(2026, 1, 1), need_on=date(2026, 3, 1))
        assert (need.due_on, exposure.due_on) == (date(2026, 5, 31), date(2026, 7, 3))

    def test_comes_sooner_where_the_clinic_says_so(self):
        own = Limits.of_clinic(1, {NEED_REVIEW.code: Decimal(1)})
        assert reviews(date(2026, 1, 1), limits=own)[0].due_on == date(2026, 1, 31)
