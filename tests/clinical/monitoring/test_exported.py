"""What the tablet gets: enough to judge alone, and nothing but data."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from holdspace.clinical.monitoring import Signal, for_the_screen

CASES = Path(__file__).resolve().parents[2] / "cases"
TIERS = json.loads((CASES / "tiers.json").read_text())["cases"]
CHECKS = json.loads((CASES / "next_checks.json").read_text())["cases"]
COMPARE = {
    ">=": lambda value, limit: value >= limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    "<": lambda value, limit: value < limit,
}


def sent(route: str = "im", baseline: dict | None = None) -> dict:
    """The data as it arrives: through JSON, with a script's floats."""
    return json.loads(json.dumps(for_the_screen(route, baseline or {})))


def compared(signal: dict, value: float) -> str:
    if not signal["lowest_plausible"] <= value <= signal["highest_plausible"]:
        return "implausible"
    crossed = (limit["tier"] for limit in signal["limits"] if COMPARE[limit["comparison"]](value, limit["value"]))
    return next(crossed, "normal")


def next_on(schedule: dict, anchor: datetime, last: datetime, early: float) -> datetime:
    points = list(schedule["minutes"])
    while anchor + timedelta(minutes=(points or [0])[-1]) <= last + timedelta(minutes=early) or not points:
        points.append((points or [0])[-1] + schedule["then_every"])
    due = (anchor + timedelta(minutes=point) for point in points)
    return next(at for at in due if at > last + timedelta(minutes=early))


class TestTheExportedLimits:
    @pytest.mark.parametrize(
        "case", TIERS, ids=lambda case: f"{case['signal']}-{case['value']}-from-{case['baseline']}"
    )
    def test_give_the_same_tier_by_comparing_alone(self, case):
        baseline = {} if case["baseline"] is None else {Signal(case["signal"]): case["baseline"]}
        assert compared(sent(baseline=baseline)["signals"][case["signal"]], case["value"]) == case["tier"]

    def test_come_worst_first(self):
        data = sent(baseline=dict.fromkeys(Signal, 100))
        for signal in data["signals"].values():
            ranks = [data["tiers"][limit["tier"]]["rank"] for limit in signal["limits"]]
            assert ranks == sorted(ranks, reverse=True)

    def test_each_say_what_to_do_and_who_says_so(self):
        limits = [limit for signal in sent()["signals"].values() for limit in signal["limits"]]
        assert all(limit["said"] and limit["do"] and limit["source"] for limit in limits)

    def test_hold_no_relative_limit_without_a_baseline(self):
        systolic = sent()["signals"]["systolic"]
        assert systolic["baseline"] is None
        assert not any("baseline" in limit["said"] for limit in systolic["limits"])


class TestTheExportedSchedule:
    @pytest.mark.parametrize(
        "case",
        [case for case in CHECKS if not case["last_dose_at"] and not case["infusion_ended_at"]],
        ids=lambda case: case["name"],
    )
    def test_gives_the_same_moment_by_counting_alone(self, case):
        data = sent(case["route"])
        start, due = datetime.fromisoformat(case["started_at"]), datetime.fromisoformat(case["due_at"])
        last = datetime.fromisoformat(case["last_vital_signs_at"]) if case["last_vital_signs_at"] else None
        if last is None or start - last > timedelta(minutes=data["fresh_minutes"]):
            assert due == start
        else:
            assert due == next_on(data["schedule"], start, last, data["early_minutes"])

    @pytest.mark.parametrize(("route", "has_one"), [("iv", True), ("im", False), ("sl", False)])
    def test_has_a_second_grid_only_after_an_infusion(self, route, has_one):
        assert (sent(route)["schedule_after_infusion"] is not None) is has_one


class TestTheExportedScales:
    @pytest.mark.parametrize(("code", "low", "high", "resting"), [("moaas", 0, 5, 5), ("rass", -5, 4, 0)])
    def test_have_every_level_once(self, code, low, high, resting):
        scale = sent()["scales"][code]
        assert sorted(level["value"] for level in scale["levels"]) == list(range(low, high + 1))
        assert scale["resting"] == resting
