"""Whether a course of care has helped, and since when."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.outcomes import GAD_7_RULE, PHQ_9_RULE, ScoredAt, Standing, baseline, course

FIRST_DOSE = datetime(2026, 3, 26, 10, tzinfo=UTC)


def scored(*pairs: tuple[float, int]) -> list[ScoredAt]:
    return [ScoredAt(FIRST_DOSE + timedelta(days=days), total) for days, total in pairs]


def day(at: datetime) -> str:
    return f"{at.day} {at:%b}"


def summed(*pairs: tuple[float, int], rule=PHQ_9_RULE, setbacks=()):
    return course(scored(*pairs), FIRST_DOSE, rule, [FIRST_DOSE + timedelta(days=days) for days in setbacks])


class TestTheBaseline:
    @pytest.mark.parametrize(
        ("pairs", "total"),
        [
            ([(-10, 18)], 18),
            ([(-14, 18)], 18),
            ([(-14.01, 18)], None),
            ([(-10, 19), (-3, 18)], 18),
            ([(-3, 18), (-10, 19)], 18),
            ([(0, 18)], None),
            ([(1, 18)], None),
            ([], None),
        ],
    )
    def test_is_the_last_score_in_the_14_days_before_the_first_dose(self, pairs, total):
        found = baseline(scored(*pairs), FIRST_DOSE)
        assert (found.total if found else None) == total

    def test_is_not_chosen_before_there_is_a_first_dose(self):
        assert baseline(scored((-1, 18)), None) is None


class TestTheSentence:
    @pytest.mark.parametrize(
        ("pairs", "standing", "sentence"),
        [
            ([(-1, 18), (5, 13), (42, 9), (48, 8)], Standing.RESPONSE, "18 to 8, response reached 7 May"),
            ([(-1, 18), (5, 9), (7, 4)], Standing.REMISSION, "18 to 4, remission reached 2 Apr"),
            ([(-1, 18), (5, 13)], Standing.PARTIAL_RESPONSE, "18 to 13, partial response"),
            ([(-1, 18), (5, 14)], Standing.NO_RESPONSE, "18 to 14, no response so far"),
            ([(-1, 18), (5, 23)], Standing.DETERIORATION, "18 to 23, worse by 5 points"),
            ([(-1, 18), (5, 9), (7, 11)], Standing.PARTIAL_RESPONSE, "18 to 11, response of 31 Mar not held"),
            ([(-1, 0), (5, 3)], Standing.UNDEFINED, "0 to 3, no percentage can be told from 0"),
            ([(-1, 18)], Standing.NOT_YET, "18 before the first dose, not answered since."),
        ],
    )
    def test_says_where_the_newest_score_stands_and_since_when(self, pairs, standing, sentence):
        found = summed(*pairs)
        assert (found.standing, found.sentence(day)) == (standing, sentence)

    def test_says_that_change_cannot_be_told_without_a_baseline(self):
        found = summed((-30, 18), (5, 3))
        assert found.standing is Standing.NO_BASELINE
        assert "change cannot be told" in found.sentence(day)

    def test_calls_nobody_recovered_who_was_not_ill(self):
        assert summed((-1, 4), (5, 3)).standing is not Standing.REMISSION

    def test_is_dated_by_the_score_that_first_reached_the_line(self):
        assert summed((-1, 18), (5, 9), (9, 6), (12, 8)).response_at == FIRST_DOSE + timedelta(days=5)


class TestTheResponseLine:
    @pytest.mark.parametrize(("base", "line"), [(18, Decimal(9)), (19, Decimal("9.5")), (0, None)])
    def test_is_half_of_the_baseline(self, base, line):
        assert summed((-1, base), (5, 1)).response_line == line

    def test_is_absent_without_a_baseline(self):
        assert summed((5, 1)).response_line is None


class TestARelapse:
    # From 20 to 6: half of the improvement is lost at 13.
    RESPONDED = ((-1, 20), (7, 6))

    @pytest.mark.parametrize(
        ("later", "relapsed_on"),
        [
            ([(20, 13), (27, 13)], 27),
            ([(20, 13), (26.9, 13)], None),
            ([(20, 12), (27, 13)], None),
            ([(20, 13), (27, 12)], None),
            ([(20, 13), (24, 12), (27, 13), (30, 13)], None),
            ([(20, 13), (24, 14), (27, 15)], 27),
            ([(20, 20)], None),
        ],
    )
    def test_is_two_scores_a_week_apart_with_half_of_the_gain_lost(self, later, relapsed_on):
        found = summed(*self.RESPONDED, *later)
        assert found.relapse_at == (FIRST_DOSE + timedelta(days=relapsed_on) if relapsed_on else None)

    @pytest.mark.parametrize(("total", "relapsed"), [(9, False), (10, True)])
    def test_needs_a_total_of_at_least_10(self, total, relapsed):
        found = summed((-1, 14), (7, 4), (20, total), (27, total))
        assert (found.standing is Standing.RELAPSE) is relapsed

    def test_follows_the_lowest_score_not_the_first_response(self):
        assert summed((-1, 20), (7, 10), (14, 2), (20, 11), (27, 11)).relapse_at is not None

    def test_is_also_an_admission_or_suicidal_behaviour(self):
        found = summed(*self.RESPONDED, setbacks=[10])
        assert (found.standing, found.relapse_at) == (Standing.RELAPSE, FIRST_DOSE + timedelta(days=10))

    def test_cannot_come_before_a_response(self):
        assert summed((-1, 20), (7, 15), (9, 19), (20, 19), setbacks=[10]).relapse_at is None

    def test_is_over_for_the_page_once_a_response_is_regained(self):
        found = summed(*self.RESPONDED, (20, 15), (27, 15), (40, 7))
        assert (found.standing, found.relapse_at is None) == (Standing.RESPONSE, False)
        assert found.sentence(day).startswith("20 to 7, response reached")

    def test_is_not_defined_for_the_gad_7_by_score(self):
        found = summed((-1, 20), (7, 6), (20, 19), (27, 19), rule=GAD_7_RULE)
        assert found.relapse_at is None

    def test_says_since_when(self):
        assert summed(*self.RESPONDED, (20, 13), (27, 13)).sentence(day) == "20 to 13, relapse since 22 Apr"


class TestACourse:
    @given(
        st.lists(st.tuples(st.floats(-30, 400), st.integers(0, 27)), max_size=12),
        st.lists(st.floats(0, 400), max_size=3),
    )
    def test_is_summed_up_whatever_was_answered_when(self, pairs, setbacks):
        found = summed(*pairs, setbacks=setbacks)
        assert found.sentence(day)
        assert (found.baseline is None) == (found.standing is Standing.NO_BASELINE)
        assert found.relapse_at is None or found.response_at is not None

    @given(st.permutations([(-3, 18), (5, 13), (20, 9), (30, 15), (40, 16)]))
    def test_does_not_depend_on_the_order_in_which_scores_arrive(self, pairs):
        assert summed(*pairs) == summed(*sorted(pairs))
