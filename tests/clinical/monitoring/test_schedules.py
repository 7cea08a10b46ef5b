"""When the next set of vital signs is due."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.monitoring import Lateness, next_check, next_check_due
from holdspace.clinical.monitoring.schedules import AFTER_DOSE, EARLY

CASES = Path(__file__).resolve().parents[2] / "cases" / "next_checks.json"
CHECKS = json.loads(CASES.read_text())["cases"]
START = datetime(2026, 5, 14, 10, tzinfo=UTC)
ROUTES = st.sampled_from(sorted(AFTER_DOSE))
MINUTES = st.integers(0, 600)


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


class TestTheNextCheck:
    @pytest.mark.parametrize("case", CHECKS, ids=lambda case: case["name"])
    def test_is_due_on_the_grid_of_its_route(self, case):
        due = next_check_due(
            case["route"],
            moment(case["started_at"]),
            moment(case["last_dose_at"]),
            moment(case["last_vital_signs_at"]),
            moment(case["infusion_ended_at"]),
        )
        assert due == moment(case["due_at"])

    @given(ROUTES, MINUTES, MINUTES)
    def test_always_comes_after_the_last_set(self, route, dose, last):
        assert next_check_due(route, START, at(dose), at(last)) > at(last) + EARLY

    @given(ROUTES, st.integers(0, 300), MINUTES)
    def test_is_never_put_off_by_a_further_dose(self, route, dose, last):
        if last < dose:
            assert next_check_due(route, START, at(dose), at(last)) <= next_check_due(route, START, None, at(last))

    @given(ROUTES, MINUTES)
    def test_is_at_most_half_an_hour_off_once_the_spray_has_been_checked(self, route, last):
        longest = 40 if route == "in" and last < 40 else 30
        assert next_check_due(route, START, None, at(last)) <= at(last) + EARLY + timedelta(minutes=longest)

    def test_cannot_be_told_for_an_unknown_route(self):
        with pytest.raises(ValueError, match=r"no check schedule for the route rectal. Known: iv, im"):
            next_check_due("rectal", START)


class TestALateCheck:
    @pytest.mark.parametrize(
        ("minutes", "lateness"),
        [
            (10, Lateness.NOT_DUE),
            (10.1, Lateness.OVERDUE),
            (19.9, Lateness.OVERDUE),
            (20, Lateness.LONG_OVERDUE),
        ],
    )
    def test_is_long_overdue_after_a_further_interval(self, minutes, lateness):
        check = next_check("im", started_at=START, last_vital_signs_at=START)
        assert check.lateness(at(minutes)) is lateness
