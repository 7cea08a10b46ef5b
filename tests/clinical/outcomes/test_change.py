"""How far apart two totals are, and whether that is a response."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.instruments import GAD_7, PHQ_9
from holdspace.clinical.outcomes import (
    GAD_7_RULE,
    PHQ_9_RULE,
    is_deterioration,
    is_partial_response,
    is_remission,
    is_response,
    percent_fall,
    rule_for,
)

EXAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "scoring_examples.csv"
TOTALS = st.integers(0, 27)


class TestAPublishedExample:
    def test_gives_its_percentage_response_and_remission(self):
        if not EXAMPLES.exists():
            pytest.skip("The published scoring examples are not beside this checkout (../shared/reference).")
        with EXAMPLES.open(newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["instrument"] == "CHANGE:PHQ-9"]
        assert rows
        for row in rows:
            base, now = (int(part.split("=")[1]) for part in row["answers"].split())
            says = dict(part.split("=") for part in row["expected"].split(";"))
            fall = percent_fall(base, now)
            assert says["pct"] == ("undefined" if fall is None else str(fall)), row["example_id"]
            if "response" in says:
                assert is_response(base, now, PHQ_9_RULE) == (says["response"] == "1"), row["example_id"]
                assert is_remission(now, PHQ_9_RULE) == (says["remission"] == "1"), row["example_id"]


class TestAResponse:
    @pytest.mark.parametrize(
        ("base", "now", "response", "partial"),
        [
            (20, 10, True, False),
            (20, 11, False, True),
            (21, 10, True, False),
            (21, 11, False, True),
            (20, 15, False, True),
            (20, 16, False, False),
            (20, 24, False, False),
            (0, 0, False, False),
            (0, 3, False, False),
            (1, 0, True, False),
        ],
    )
    def test_is_half_of_the_baseline_and_a_quarter_is_partial(self, base, now, response, partial):
        assert is_response(base, now, PHQ_9_RULE) is response
        assert is_partial_response(base, now, PHQ_9_RULE) is partial

    def test_is_never_printed_as_50_percent_when_it_falls_short(self):
        assert percent_fall(1999, 1000) == Decimal("49.9")
        assert not is_response(1999, 1000, PHQ_9_RULE)

    @given(TOTALS, TOTALS)
    def test_agrees_with_the_printed_percentage(self, base, now):
        fall = percent_fall(base, now)
        assert is_response(base, now, PHQ_9_RULE) == (fall is not None and fall >= 50)


class TestRemission:
    @pytest.mark.parametrize(("total", "well"), [(0, True), (4, True), (5, False)])
    @pytest.mark.parametrize("rule", [PHQ_9_RULE, GAD_7_RULE])
    def test_is_a_total_below_5(self, rule, total, well):
        assert is_remission(total, rule) is well


class TestDeterioration:
    @pytest.mark.parametrize(
        ("rule", "rise", "worse"),
        [(PHQ_9_RULE, 4, False), (PHQ_9_RULE, 5, True), (GAD_7_RULE, 3, False), (GAD_7_RULE, 4, True)],
    )
    def test_is_a_rise_by_the_reliable_change(self, rule, rise, worse):
        assert is_deterioration(10, 10 + rise, rule) is worse


class TestARule:
    def test_is_found_by_the_code_of_its_instrument(self):
        assert (rule_for(PHQ_9.code), rule_for(GAD_7.code)) == (PHQ_9_RULE, GAD_7_RULE)

    def test_is_absent_where_no_change_has_been_defined(self):
        assert rule_for("audit-c") is None
