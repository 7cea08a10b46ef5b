"""What the rescue sheet says, held against the limits that stop a session."""

import pytest

from holdspace.clinical.monitoring import Signal, Tier, tier
from holdspace.clinical.monitoring.rescue import AFTER_AN_ANTAGONIST, RESCUE_STEPS, STOP_WHEN
from holdspace.clinical.monitoring.thresholds import STOP_SIGNS

WORDS = dict(zip([step.code for step in RESCUE_STEPS], RESCUE_STEPS, strict=True))


class TestStoppingTheDrug:
    def test_comes_first_and_then_the_calls(self):
        assert [step.code for step in RESCUE_STEPS][:3] == ["stop", "emergency_call", "prescriber_called"]

    @pytest.mark.parametrize(
        ("says", "signal", "stops", "not_yet"),
        [
            ("SpO₂ below 90 % for 30 s", Signal.SPO2, 89, 90),
            ("blood pressure from 200/120 or below 80", Signal.SYSTOLIC, 200, 199),
            ("blood pressure from 200/120 or below 80", Signal.DIASTOLIC, 120, 119),
            ("blood pressure from 200/120 or below 80", Signal.SYSTOLIC, 79, 80),
            ("heart rate above 150 or below 40", Signal.HEART_RATE, 151, 150),
            ("heart rate above 150 or below 40", Signal.HEART_RATE, 39, 40),
            ("breaths below 8", Signal.RESPIRATORY_RATE, 7, 8),
            ("answers to prodding only, or not at all", Signal.MOAAS, 2, 3),
        ],
    )
    def test_is_called_for_where_the_limits_stop_a_session(self, says, signal, stops, not_yet):
        assert says in STOP_WHEN
        assert (tier(signal, stops) is Tier.STOP, tier(signal, not_yet) is Tier.STOP) == (True, False)

    def test_is_called_for_by_every_stop_sign(self):
        assert set(STOP_SIGNS) <= set(STOP_WHEN)
        assert all(sign in WORDS["stop"].why for sign in STOP_WHEN)


class TestOxygen:
    @pytest.mark.parametrize("code", ["airway", "oxygen"])
    def test_and_an_open_airway_are_called_for_where_low_saturation_is_treated(self, code):
        assert "SpO₂ below 92 %" in WORDS[code].why
        assert (tier(Signal.SPO2, 91), tier(Signal.SPO2, 92)) == (Tier.TREAT, Tier.ADVISORY)


class TestARescueStep:
    @pytest.mark.parametrize("step", [*RESCUE_STEPS, AFTER_AN_ANTAGONIST], ids=lambda step: step.code)
    def test_says_why_and_who_says_so(self, step):
        assert step.why.endswith(".")
        assert step.source.text

    def test_keeps_everybody_for_two_hours_after_an_antagonist(self):
        assert "nobody leaves for 2 h" in AFTER_AN_ANTAGONIST.why
