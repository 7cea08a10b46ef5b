"""Where on the stairs of maintenance somebody stands, from doses given and scores between them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.clinical.outcomes import PHQ_9_RULE, Move, ScoredAt, Visit, course, rule_for
from holdspace.clinical.outcomes.maintenance import SPREADS
from holdspace.clinical.outcomes.spreading import standing, step_of
from holdspace.clinical.thresholds import Limits

START = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
S, P, L, U = Visit.STABLE, Visit.PARTIAL_LOSS, Visit.LOST, Visit.UNKNOWN


def stand(days: list[int], scores: list[tuple[int, int]], limits: Limits | None = None, code: str = "phq-9"):
    rule = PHQ_9_RULE if code == "phq-9" else rule_for(code)
    doses = [START + timedelta(days=day) for day in days]
    scored = [ScoredAt(MORNING + timedelta(days=day), total) for day, total in [(-3, 20), *scores]]
    summed = course(scored, MORNING, rule)
    return standing(doses, scored, summed, *([limits] if limits else []))


class TestTheStep:
    @pytest.mark.parametrize(
        ("days", "step"),
        [(1, 0), (3, 0), (7, 0), (10, 0), (11, 1), (14, 1), (17, 1), (18, 2), (21, 2), (28, 2), (56, 2), (57, 3)],
    )
    def test_is_the_spacing_nearest_to_the_days_between_doses(self, days, step):
        assert step_of(days) == step

    def test_of_every_fixed_spacing_is_its_own(self):
        for step, spread in enumerate(SPREADS[:-1]):
            assert step_of(spread.shortest_days) == step_of(spread.longest_days) == step


class TestMaintenance:
    def test_has_not_begun_before_a_response(self):
        assert stand([0, 3], [(4, 11)]) is None
        assert stand([], []) is None

    def test_cannot_be_told_without_a_response_on_the_scale(self):
        assert stand([0, 3], [(4, 5)], code="wsas") is None

    def test_opens_with_the_dose_behind_the_response(self):
        found = stand([0, 3, 7], [(2, 15), (5, 9), (12, 8)])
        assert found.began_on == START + timedelta(days=5)
        assert [each.on.day for each in found.kept] == [5, 9]
        assert [each.visit for each in found.kept] == [S, S]

    @pytest.mark.parametrize(
        ("days", "scores", "visits", "move", "title"),
        [
            ([0, 7, 14], [(6, 9), (13, 9), (20, 9)], [S, S, S], Move.LENGTHEN, "every 2 weeks"),
            ([0, 7, 14], [(6, 9), (13, 12), (20, 9)], [S, P, S], Move.KEEP, "weekly"),
            ([0, 7, 21], [(6, 9), (20, 9), (30, 12)], [S, S, P], Move.SHORTEN, "weekly"),
            ([0, 7, 14], [(6, 9), (13, 9), (20, 18)], [S, S, L], Move.REVIEW, "weekly"),
            ([0, 7, 14], [(6, 9), (13, 9)], [S, S, U], Move.KEEP, "weekly"),
            ([0, 14, 28, 49], [(13, 9), (27, 9), (48, 9), (70, 9)], [S, S, S, S], Move.LENGTHEN, "as needed"),
        ],
        ids=["two stable", "wavering", "partial loss", "lost", "not asked since", "two at three weeks"],
    )
    def test_moves_by_how_the_doses_at_this_spacing_held(self, days, scores, visits, move, title):
        found = stand(days, scores)
        assert [each.visit for each in found.kept] == visits
        assert (found.advice.move, found.advice.spread.title) == (move, title)

    def test_counts_no_dose_of_another_spacing(self):
        found = stand([0, 7, 21], [(6, 9), (20, 9), (34, 9)])
        assert found.step == 1 and found.advice.move is Move.LENGTHEN
        own = Limits.of_clinic(1, {"MNT.stable_visits": Decimal(3)})
        assert stand([0, 7, 21], [(6, 9), (20, 9), (34, 9)], own).advice.move is Move.KEEP

    def test_says_from_when_to_when_the_next_dose_lies(self):
        found = stand([0, 14, 28], [(13, 9), (27, 9), (41, 9)])
        last = START + timedelta(days=28)
        assert found.next_dose == (last + timedelta(days=21), last + timedelta(days=28))
        assert stand([0, 21, 42], [(20, 9), (41, 9), (60, 9)]).next_dose is None

    def test_reads_the_last_score_before_the_next_dose(self):
        (first, *_) = stand([0, 14], [(2, 9), (13, 12)]).kept
        assert (first.score.total, first.days, first.visit) == (12, 14, P)
