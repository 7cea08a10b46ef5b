"""What does a value mean, what does the tablet get, what was looked at over the years? As read and approved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.monitoring import Signal, for_the_screen
from holdspace.clinical.monitoring.judging import judge, judge_blood_pressure
from holdspace.clinical.monitoring.long_term import LongTermFacts, Seen, checks, findings
from holdspace.clinical.monitoring.rescue import AFTER_AN_ANTAGONIST, rescue_steps, stop_when
from holdspace.clinical.monitoring.side_effects import SIDE_EFFECTS
from holdspace.clinical.units import BloodPressure
from tests.clinical.approved import approved, plainly
from tests.clinical.monitoring.long_term.test_long_term import FIRST, TODAY, WELL, day, liver, values

APPROVED = approved(__file__, "watched.json")
# From far too low to far too high: each limit of each signal is crossed on the way.
LADDERS: dict[Signal, tuple[str, ...]] = {
    Signal.SYSTOLIC: ("49", "70", "85", "95", "120", "141", "155", "161", "175", "181", "200", "301"),
    Signal.DIASTOLIC: ("19", "45", "55", "80", "91", "101", "111", "125", "201"),
    Signal.HEART_RATE: ("19", "38", "42", "48", "70", "101", "115", "125", "135", "151", "251"),
    Signal.SPO2: ("49", "80", "85", "89", "91", "93", "94", "98", "101"),
    Signal.RESPIRATORY_RATE: ("0", "5", "7", "9", "14", "21", "25", "31", "61"),
    Signal.TEMPERATURE: ("29", "34.5", "35.5", "36.6", "37.8", "38.5", "39.5", "44"),
    Signal.MOAAS: ("0", "1", "2", "3", "4", "5", "6"),
    Signal.RASS: ("-6", "-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5"),
}
PRESSURES: dict[str, Callable[[], Any]] = {
    "the lower number on top": lambda: judge_blood_pressure(BloodPressure(80, 80)),
    "a warning symptom": lambda: judge_blood_pressure(BloodPressure(165, 95), symptoms=True),
    "a warning symptom, no pressure": lambda: judge_blood_pressure(BloodPressure(120, 70), symptoms=True),
    "the lower one is worse": lambda: judge_blood_pressure(BloodPressure(130, 112)),
    "far above the baseline": lambda: judge_blood_pressure(BloodPressure(150, 92), BloodPressure(100, 60)),
    "far below the baseline": lambda: judge_blood_pressure(BloodPressure(95, 55), BloodPressure(150, 95)),
}
YEARS: dict[str, LongTermFacts] = {
    "nothing was given": LongTermFacts(TODAY, cognition={"MoCA": values((0, "27"))}, side_effect_tool=values((0, "1"))),
    "every check in time": WELL,
    "nothing was looked at": LongTermFacts(TODAY, WELL.sessions_on),
    "half a year later": replace(
        WELL, today=TODAY + timedelta(days=200), sessions_on=(FIRST, day(28), day(60), day(70))
    ),
    "due soon": replace(WELL, today=day(88)),
    "everything has got worse": replace(
        WELL,
        bladder={"IPSS": values((0, "3"), (28, "20"))},
        blood_or_pain=(Seen(day(28), True),),
        liver=(liver(0), liver(28, ALT="3.1", ALP="3.5")),
        cognition={"MoCA": values((0, "27"), (28, "20"))},
        craving=values((0, "6"), (28, "7")),
        drug_seeking=("a lost prescription", "an early refill"),
        requests=values((28, "3")),
        mania=values((0, "0"), (28, "8")),
        psychosis_or_mania=True,
        side_effect_tool=values((0, "0"), (28, "3")),
        total_mg=Decimal("1234.5"),
    ),
    "only the ducts": replace(WELL, liver=(liver(0), liver(28, ALP="2.5", GGT="2.6"))),
    "blood without a score": replace(WELL, blood_or_pain=(Seen(day(0), False), Seen(day(28), True))),
    "weekly for a year": replace(
        WELL,
        sessions_on=tuple(TODAY - timedelta(days=7 * each) for each in reversed(range(40))),
        prescription_register_on=(FIRST,),
        total_mg=Decimal(9000),
    ),
    "the register was never asked": replace(WELL, prescription_register_on=()),
    "there is no register": replace(WELL, prescription_register_on=None),
    "the register was asked long ago": replace(
        WELL, today=day(500), sessions_on=(FIRST, day(480)), prescription_register_on=(day(-30),)
    ),
    "more and more often": replace(
        WELL, sessions_on=tuple(TODAY - timedelta(days=age) for age in (90, 60, 40, 35, 20, 10, 5))
    ),
}


def ladder(signal: str) -> list[Any]:
    """Each value alone, and against a baseline in the middle of the usual."""
    usual = {
        "moaas": "5",
        "rass": "0",
        "temperature": "36.6",
        "spo2": "98",
        "respiratory_rate": "14",
        "heart_rate": "70",
    }
    baseline = Decimal(usual.get(signal, "100"))
    return [
        [plainly(judge(Signal(signal), Decimal(value), against)) for against in (None, baseline)]
        for value in LADDERS[Signal(signal)]
    ]


SCREENS: dict[str, Callable[[], Any]] = {
    "into the muscle": lambda: for_the_screen("im", {Signal.SYSTOLIC: 122, Signal.HEART_RATE: Decimal("70.5")}),
    "into a vein": lambda: for_the_screen("iv", {}),
}
RESCUE: dict[str, Callable[[], Any]] = {
    "stop when": stop_when,
    "steps": rescue_steps,
    "after an antagonist": lambda: AFTER_AN_ANTAGONIST,
    "side effects": lambda: SIDE_EFFECTS,
}
ANSWERS: dict[str, tuple[list[str], Callable[[str], Any]]] = {
    "values": ([signal.value for signal in LADDERS], ladder),
    "pressures": (list(PRESSURES), lambda name: plainly(PRESSURES[name]())),
    "screens": (list(SCREENS), lambda name: SCREENS[name]()),
    "rescue": (list(RESCUE), lambda name: plainly(RESCUE[name]())),
    "checks": (
        list(YEARS),
        lambda name: [
            f"{each.domain.id}: last {each.last_on}, due {each.due_on}, {each.standing.label}"
            f"{', holds the next dose' if each.holds_next_dose else ''}"
            for each in checks(YEARS[name])
        ],
    ),
    "findings": (list(YEARS), lambda name: plainly(findings(YEARS[name]))),
}


def said() -> dict[str, Any]:
    """Every case with what it says now."""
    return {chapter: {name: answer(name) for name in names} for chapter, (names, answer) in ANSWERS.items()}


CASES = [(chapter, name) for chapter, (names, _) in ANSWERS.items() for name in names]


class TestAnAnswer:
    @pytest.mark.parametrize(("chapter", "name"), CASES)
    def test_is_what_was_approved(self, chapter: str, name: str) -> None:
        assert ANSWERS[chapter][1](name) == APPROVED[chapter][name]

    def test_is_approved_for_no_case_that_is_gone(self) -> None:
        assert [(chapter, name) for chapter, names in APPROVED.items() for name in names] == CASES

    def test_is_approved_for_every_signal(self) -> None:
        assert set(LADDERS) == set(Signal)
