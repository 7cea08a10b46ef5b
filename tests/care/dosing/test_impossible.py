"""A value no living patient has is asked about or refused, whatever field it stands in, and never taken as it is."""

from decimal import Decimal

import pytest

from holdspace.care.dosing.events.checking import check
from holdspace.care.dosing.events.schema import VITAL_SIGNS
from holdspace.clinical.monitoring import Signal
from holdspace.clinical.monitoring.thresholds import WATCHED

STEP = {signal: Decimal("0.1") if signal is Signal.TEMPERATURE else Decimal(1) for signal in VITAL_SIGNS}
# Well known slips: a sensor that is off, a heart rate counted twice, degrees of the other scale, numbers swapped.
SLIPS = (
    {"spo2": "0"},
    {"heart_rate": "300"},
    {"temperature": "97.9"},
    {"temperature": "366"},
    {"systolic": "80", "diastolic": "120"},
    {"systolic": "80", "diastolic": "80"},
    {"spo2": "101"},
)
NO_NUMBERS = ("abc", "NaN", "Infinity", "-", "1e9", [98], {"value": 98}, True)


def boundaries():
    """Both sides of the plausible range of every sign: value, and whether it is asked about."""
    for signal in VITAL_SIGNS:
        watched = WATCHED[signal]
        for value, is_asked in (
            (watched.lowest_plausible - STEP[signal], True),
            (watched.lowest_plausible, False),
            (watched.highest_plausible, False),
            (watched.highest_plausible + STEP[signal], True),
        ):
            yield signal, value, is_asked


def with_the_other_pressure(signal, value) -> dict:
    """A pressure has two numbers; the other one is as far away as it plausibly can be."""
    other = {Signal.SYSTOLIC: Signal.DIASTOLIC, Signal.DIASTOLIC: Signal.SYSTOLIC}.get(signal)
    far = {Signal.SYSTOLIC: "lowest_plausible", Signal.DIASTOLIC: "highest_plausible"}
    more = {} if other is None else {other.value: str(getattr(WATCHED[other], far[signal]))}
    return {signal.value: str(value), **more}


class TestAValueOutsideWhatIsPlausible:
    @pytest.mark.parametrize(("signal", "value", "is_asked"), list(boundaries()))
    def test_is_asked_about_and_one_inside_is_not(self, signal, value, is_asked):
        checked = check("vital_signs", with_the_other_pressure(signal, value))
        assert (checked.to_confirm, checked.faults) == ((signal.value,) if is_asked else (), ())

    @pytest.mark.parametrize("slip", SLIPS)
    def test_is_asked_about_as_a_well_known_slip(self, slip):
        assert check("vital_signs", slip).to_confirm

    @pytest.mark.parametrize("signal", VITAL_SIGNS)
    @pytest.mark.parametrize("written", NO_NUMBERS)
    def test_is_refused_when_it_is_no_number(self, signal, written):
        assert check("vital_signs", {signal.value: written}).faults

    @pytest.mark.parametrize("signal", [one for one in VITAL_SIGNS if one is not Signal.TEMPERATURE])
    def test_is_refused_with_a_fraction_where_whole_numbers_are_counted(self, signal):
        assert check("vital_signs", {signal.value: "36.6"}).faults
