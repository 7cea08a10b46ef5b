"""What does staff read on the day of a dose and before somebody leaves? Every answer, as it was read and approved."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, score
from holdspace.clinical.monitoring import ALDRETE, MPADSS, DischargeFacts, Measured, readiness
from holdspace.clinical.monitoring.numbers import FRESH_MINUTES, PREGNANCY_TEST_DAYS
from holdspace.clinical.monitoring.same_day import (
    Change,
    Fasting,
    PregnancyTest,
    SameDayFacts,
    Substance,
    what_holds_today,
)
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import BloodPressure
from tests.clinical.approved import approved, plainly
from tests.clinical.monitoring.test_discharge import READY, full_marks
from tests.clinical.monitoring.test_discharge import ago as before_leaving
from tests.clinical.monitoring.test_discharge import asked as asked_before_leaving
from tests.clinical.monitoring.test_same_day import CLEAR, NOW, TODAY, ago, asked, pressures

APPROVED = approved(__file__, "approved.json")
STRICTER = Limits.of_clinic(3, {PREGNANCY_TEST_DAYS.code: Decimal(7), FRESH_MINUTES.code: Decimal(15)})


def day(**changed: Any) -> SameDayFacts:
    return replace(CLEAR, **changed)


def leaving(**changed: Any) -> DischargeFacts:
    return replace(READY, **changed)


def measured(value: Any, minutes_ago: float = 10) -> Measured[Any]:
    return Measured(value, ago(minutes_ago))


DAYS: dict[str, SameDayFacts] = {
    "nothing is recorded": SameDayFacts(at=NOW, on=TODAY, route="im"),
    "an emergency": day(
        blood_pressures=pressures((10, 185, 95)),
        warning_symptoms=True,
        c_ssrs=asked("ideation_5"),
        respiratory_infection=True,
    ),
    "a pressure at the hold": day(blood_pressures=pressures((10, 165, 95))),
    "a pressure above the limit, once": day(blood_pressures=pressures((10, 145, 80))),
    "a pressure above the limit, twice": day(blood_pressures=pressures((18, 146, 80), (10, 145, 80))),
    "a pressure above the limit, three times": day(
        blood_pressures=pressures((26, 145, 80), (18, 146, 80), (10, 145, 80))
    ),
    "a lower pressure soon after a higher one": day(blood_pressures=pressures((12, 165, 80), (10, 130, 76))),
    "an older person": day(age_years=65, blood_pressures=pressures((10, 155, 80))),
    "nobody knows the age": day(age_years=None, blood_pressures=pressures((10, 145, 80))),
    "a pressure that cannot be": day(blood_pressures=pressures((10, 300, 20))),
    "a pressure of an hour ago": day(blood_pressures=pressures((61, 120, 76))),
    "all too low": day(heart_rate=measured(44), spo2=measured(93), respiratory_rate=measured(9)),
    "all too high": day(heart_rate=measured(121), respiratory_rate=measured(25), temperature=measured(Decimal("38.5"))),
    "numbers that cannot be": day(heart_rate=measured(400), spo2=measured(101), temperature=measured(Decimal(50))),
    "numbers of another time": day(
        heart_rate=measured(72, 31), spo2=measured(98, 90), respiratory_rate=measured(14, -5), temperature=measured(37)
    ),
    "food and drink just now": day(last_food_at=ago(95), last_drink_at=ago(60)),
    "a spray after food": day(route="in", last_food_at=ago(119), last_drink_at=ago(29)),
    "a longer fast is ordered": day(longer_fast=Fasting(timedelta(hours=13), timedelta(hours=1))),
    "food and drink of a later hour": day(last_food_at=ago(-5), last_drink_at=ago(-5)),
    "nobody knows of food": day(last_food_at=None, last_drink_at=None),
    "moderate risk": day(c_ssrs=asked("ideation_2", "ideation_3")),
    "risk half asked": day(c_ssrs=Measured(score(C_SSRS_SINCE_LAST_VISIT, {"ideation_1": 0}), ago(5))),
    "risk asked the day before": day(c_ssrs=asked(minutes_ago=25 * 60)),
    "risk asked later than now": day(c_ssrs=asked(minutes_ago=-5)),
    "everything has changed": day(changes=dict.fromkeys(Change, True)),
    "two changes signed off": day(
        changes={**CLEAR.changes, Change.ILLNESS: True, Change.MEDICINES: True}, changes_signed_off=True
    ),
    "some changes not asked": day(changes={Change.FALL_OR_HEAD_INJURY: False, Change.PREGNANCY: False}),
    "everything was taken": day(substances=dict.fromkeys(Substance, True), breath_alcohol=Decimal("0.1")),
    "an agreed benzodiazepine": day(
        substances={**CLEAR.substances, Substance.BENZODIAZEPINE: True, Substance.ALCOHOL: True},
        agreed_substances=frozenset({Substance.BENZODIAZEPINE, Substance.ALCOHOL}),
    ),
    "some substances not asked": day(substances={Substance.ALCOHOL: False, Substance.OPIOID: False}),
    "pregnant": day(pregnancy_test=PregnancyTest(positive=True, on=TODAY), could_become_pregnant=False),
    "nobody knows whether a test is due": day(could_become_pregnant=None),
    "no test": day(pregnancy_test=None),
    "a test without a day": day(pregnancy_test=PregnancyTest(positive=False, on=None)),
    "a test of tomorrow": day(pregnancy_test=PregnancyTest(positive=False, on=TODAY + timedelta(days=1))),
    "an old test": day(pregnancy_test=PregnancyTest(positive=False, on=date(2026, 4, 15))),
    "a test too old for this clinic, and old numbers": day(limits=STRICTER, heart_rate=measured(72, 16)),
    "a period was missed": day(missed_period=True),
    "nobody asked about the period": day(missed_period=None),
    "another psychedelic": day(psychedelic_in_last_week=True),
}

LEAVINGS: dict[str, DischargeFacts] = {
    "everything is met": READY,
    "nothing is recorded": DischargeFacts(at=READY.at, route="im", last_dose_at=None),
    "an unknown route without a dose": DischargeFacts(at=READY.at, route="by mail", last_dose_at=None),
    "everything is answered no": leaving(
        oriented=False,
        walks_unaided=False,
        nausea_controlled=False,
        settled=False,
        escort_identified=False,
        instructions_given=False,
        clinician_signed=False,
        on_air=False,
        antagonist_given=True,
        antagonist_last_at=before_leaving(70),
        cadss_6=9,
        alertness=Measured(3, before_leaving(5)),
        agitation=Measured(1, before_leaving(5)),
        spo2=Measured(Decimal(91), before_leaving(5)),
        blood_pressure=Measured(BloodPressure(165, 101), before_leaving(5)),
        c_ssrs=asked_before_leaving("ideation_5"),
        last_dose_at=before_leaving(80),
    ),
    "two hours since the antagonist": leaving(antagonist_given=True, antagonist_last_at=before_leaving(120)),
    "nobody knows when the antagonist was given": leaving(antagonist_given=True),
    "a zero on each scale": leaving(
        aldrete={**full_marks(ALDRETE), "activity": 0}, mpadss={**full_marks(MPADSS), "pain": 0}
    ),
    "scales half done": leaving(aldrete={"activity": 2}, mpadss={"bleeding": 1, "pain": 2}),
    "numbers of another time": leaving(
        spo2=Measured(97, before_leaving(31)),
        alertness=Measured(5, before_leaving(40)),
        agitation=Measured(0, before_leaving(-5)),
        blood_pressure=Measured(BloodPressure(126, 78), before_leaving(90)),
    ),
    "no baseline, air not recorded": leaving(baseline_blood_pressure=None, on_air=None, cadss_6_baseline=6, cadss_6=5),
    "risk in the moderate tier": leaving(c_ssrs=asked_before_leaving("ideation_3")),
    "risk in the low tier": leaving(c_ssrs=asked_before_leaving("ideation_1")),
    "risk half asked": leaving(c_ssrs=Measured(score(C_SSRS_SINCE_LAST_VISIT, {"ideation_1": 0}), before_leaving(5))),
    "risk asked before the dose": leaving(c_ssrs=asked_before_leaving(minutes_ago=130)),
    "risk asked later than now": leaving(c_ssrs=asked_before_leaving(minutes_ago=-5)),
    "settled, not signed": leaving(therapist_signed=False),
    "settled, nobody knows who signs": leaving(therapist_signed=None),
}


def criteria(name: str) -> list[dict[str, Any]]:
    """What the criteria say of a case; where one thing is not as it should be, only what it changes."""
    usual = () if LEAVINGS[name] is READY else readiness(READY)
    return [{"met": each.met, **plainly(each)} for each in readiness(LEAVINGS[name]) if each not in usual]


def said() -> dict[str, Any]:
    """Every case with what it says now."""
    days = {name: plainly(what_holds_today(facts)) for name, facts in DAYS.items()}
    return {"days": days, "leavings": {name: criteria(name) for name in LEAVINGS}}


class TestWhatHoldsToday:
    @pytest.mark.parametrize("name", DAYS)
    def test_says_what_was_approved(self, name: str) -> None:
        assert plainly(what_holds_today(DAYS[name])) == APPROVED["days"][name]


class TestACriterionForLeaving:
    @pytest.mark.parametrize("name", LEAVINGS)
    def test_says_what_was_approved(self, name: str) -> None:
        assert criteria(name) == APPROVED["leavings"][name]


class TestTheApprovedAnswers:
    def test_belong_to_a_case_each(self) -> None:
        assert {chapter: set(cases) for chapter, cases in APPROVED.items()} == {
            "days": set(DAYS),
            "leavings": set(LEAVINGS),
        }
