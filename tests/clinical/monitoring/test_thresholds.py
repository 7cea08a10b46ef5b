"""What a value asks for in the room."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.monitoring import Signal, Tier, judge, judge_blood_pressure, tier, worst
from holdspace.clinical.monitoring.thresholds import limits
from holdspace.clinical.units import BloodPressure

CASES = Path(__file__).resolve().parents[2] / "cases" / "tiers.json"
SERIES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "vital-sign-series"
TIERS = json.loads(CASES.read_text(), parse_float=Decimal)["cases"]


def named(case: dict) -> str:
    return f"{case['signal']}-{case['value']}-from-{case['baseline']}-is-{case['tier']}"


class TestATier:
    @pytest.mark.parametrize("case", TIERS, ids=named)
    def test_begins_at_its_limit_and_not_before(self, case):
        assert tier(Signal(case["signal"]), case["value"], case["baseline"]) == case["tier"]

    @given(st.sampled_from(Signal), st.integers(-10, 300), st.none() | st.integers(0, 250))
    def test_is_never_milder_with_a_baseline_than_without(self, signal, value, baseline):
        assert tier(signal, value, baseline).rank >= tier(signal, value).rank

    @given(st.sampled_from(Signal), st.integers(-10, 300), st.none() | st.integers(0, 250))
    def test_that_asks_for_something_says_why_and_what_to_do(self, signal, value, baseline):
        found = judge(signal, value, baseline)
        assert (found.tier is Tier.NORMAL) == (not found.says) == (not found.do)

    @pytest.mark.parametrize(
        ("tier_", "alarm", "words"),
        [
            (Tier.NORMAL, "none", ""),
            (Tier.IMPLAUSIBLE, "implausible", "Check this number"),
            (Tier.ADVISORY, "abnormal", "Abnormal"),
            (Tier.TREAT, "act", "Act now"),
            (Tier.STOP, "act", "Act now"),
        ],
    )
    def test_has_a_mark_and_a_word(self, tier_, alarm, words):
        assert (tier_.alarm, tier_.words) == (alarm, words)


class TestTheReason:
    @pytest.mark.parametrize(
        ("value", "baseline", "says"),
        [
            (184, None, "Systolic blood pressure 184 mmHg is at or above 180."),
            (150, 120, "Systolic blood pressure 150 mmHg is more than 20 % above the baseline of 120."),
            (149, 110, "Systolic blood pressure 149 mmHg is more than 20 % above the baseline of 110."),
            (150, 110, "Systolic blood pressure 150 mmHg is 40 or more above the baseline of 110."),
            (90, 120, "Systolic blood pressure 90 mmHg is below 100."),
            (0, None, "Systolic blood pressure 0 mmHg is outside what is possible."),
        ],
    )
    def test_names_the_value_and_the_limit_it_crossed(self, value, baseline, says):
        assert judge(Signal.SYSTOLIC, value, baseline).says == says

    def test_names_a_rise_by_its_amount(self):
        said = [limit.said for limit in limits(Signal.DIASTOLIC, 76)]
        assert "25 or more above the baseline of 76" in said

    def test_points_to_a_source(self):
        assert all(limit.source.text for signal in Signal for limit in limits(signal, 100))


class TestABloodPressure:
    @pytest.mark.parametrize(
        ("pressure", "baseline", "expected"),
        [
            ((134, 84), (122, 76), Tier.NORMAL),
            ((140, 88), (122, 76), Tier.NORMAL),
            ((150, 88), (122, 76), Tier.ADVISORY),
            ((130, 112), None, Tier.TREAT),
            ((200, 90), None, Tier.STOP),
            ((150, 120), None, Tier.STOP),
            ((80, 80), None, Tier.IMPLAUSIBLE),
            ((70, 110), None, Tier.IMPLAUSIBLE),
        ],
    )
    def test_is_as_grave_as_its_worse_half(self, pressure, baseline, expected):
        found = judge_blood_pressure(BloodPressure(*pressure), BloodPressure(*baseline) if baseline else None)
        assert found.tier is expected

    @pytest.mark.parametrize(
        ("pressure", "expected"), [((140, 90), Tier.NORMAL), ((141, 90), Tier.STOP), ((140, 91), Tier.STOP)]
    )
    def test_with_a_warning_symptom_stops_the_drug_as_soon_as_it_is_raised(self, pressure, expected):
        assert judge_blood_pressure(BloodPressure(*pressure), symptoms=True).tier is expected


class TestSeveralReadings:
    def test_show_the_gravest_first(self):
        readings = [judge(Signal.SPO2, 30), judge(Signal.HEART_RATE, 160), judge(Signal.SYSTOLIC, 165)]
        assert worst(readings).signal is Signal.HEART_RATE


class TestALooseProbe:
    """Zero from a real monitor: the sensor was off or being flushed."""

    COLUMNS = {"HR": Signal.HEART_RATE, "SpO2": Signal.SPO2, "ABPSys": Signal.SYSTOLIC}

    def test_is_neither_an_emergency_nor_hidden(self):
        file = SERIES / "mimic2-numerics" / "s00001_minutes_0000-1289.csv"
        if not file.exists():
            pytest.skip("The recorded vital signs are not beside this checkout (../shared/data).")
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        zeros = [signal for row in rows for name, signal in self.COLUMNS.items() if row[name] and not float(row[name])]
        assert len(zeros) > 100
        assert {tier(signal, 0) for signal in zeros} == {Tier.IMPLAUSIBLE}
