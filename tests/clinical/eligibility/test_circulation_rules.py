"""Does the circulation allow a drug that raises blood pressure?"""

from decimal import Decimal

import pytest

from holdspace.clinical.eligibility.facts import State
from holdspace.clinical.eligibility.record import PartialDate
from holdspace.clinical.units import BloodPressure
from tests.clinical.eligibility.people import days_ago, findings, having, with_diagnosis, with_facts


class TestBloodPressure:
    @pytest.mark.parametrize(
        ("systolic", "diastolic", "age", "found"),
        [
            (140, 90, 64, {}),
            (141, 90, 64, {"CVS-02": "relative"}),
            (140, 91, 64, {"CVS-02": "relative"}),
            (Decimal("140.5"), 90, 64, {"CVS-02": "relative"}),
            (150, 90, 65, {"AGE-02": "caution"}),
            (151, 90, 65, {"AGE-02": "caution", "CVS-02": "relative"}),
            (150, 91, 65, {"AGE-02": "caution", "CVS-02": "relative"}),
            (159, 99, 40, {"CVS-02": "relative"}),
            (Decimal("159.5"), 99, 40, {"CVS-02": "relative"}),
            (160, 80, 40, {"CVS-01": "absolute"}),
            (120, 100, 40, {"CVS-01": "absolute"}),
            (145, 80, None, {"AGE-01": "cannot_tell", "CVS-02": "relative"}),
        ],
    )
    def test_is_compared_with_the_limit_for_the_age(
        self, systolic: int, diastolic: int, age: int | None, found: dict[str, str]
    ) -> None:
        assert findings(with_facts(blood_pressure=BloodPressure(systolic, diastolic), age=age)) == found

    def test_that_is_not_known_cannot_be_judged(self) -> None:
        assert findings(with_diagnosis("I10", facts={"blood_pressure": None})) == {"CVS-00": "cannot_tell"}

    @pytest.mark.parametrize(
        ("pressure", "found"),
        [
            (BloodPressure(130, 80), {"CVS-03": "caution"}),
            (BloodPressure(146, 88), {"CVS-02": "relative", "CVS-03": "caution"}),
            (BloodPressure(160, 88), {"CVS-01": "absolute"}),
        ],
    )
    def test_of_a_person_with_hypertension_is_a_caution_below_160(
        self, pressure: BloodPressure, found: dict[str, str]
    ) -> None:
        assert findings(with_diagnosis("I10", facts={"blood_pressure": pressure})) == found

    def test_of_a_person_whose_hypertension_is_over_is_none(self) -> None:
        assert findings(with_diagnosis("I10", state=State.PAST)) == {}


class TestAnInfarctOrStroke:
    @pytest.mark.parametrize(
        ("code", "days", "found"),
        [
            ("I21.9", 42, {"CVS-04": "absolute"}),
            ("I21.9", 43, {"CVS-05": "relative"}),
            ("I25.2", 42, {"CVS-04": "absolute"}),
            ("I25.2", 43, {"CVS-05": "relative"}),
            ("I63.9", 42, {"CVS-04": "absolute"}),
            ("I63.9", 43, {"CVS-08": "relative"}),
            ("G45.9", 42, {"CVS-04": "absolute"}),
            ("G45.9", 43, {"CVS-08": "relative"}),
            ("Z86.73", 42, {"CVS-04": "absolute"}),
            ("Z86.73", 43, {"CVS-08": "relative"}),
            ("G45.4", 3, {}),
            ("I46.9", 42, {"CVS-04": "absolute"}),
            ("I46.9", 43, {"CVS-05": "relative"}),
            ("I26.99", 42, {"CVS-04": "absolute"}),
            ("I26.99", 43, {}),
        ],
    )
    @pytest.mark.parametrize("state", [State.PRESENT, State.PAST])
    def test_within_six_weeks_excludes(self, code: str, days: int, found: dict[str, str], state: State) -> None:
        assert findings(with_diagnosis(code, state=state, onset=days_ago(days))) == found

    @pytest.mark.parametrize(
        ("onset", "found"),
        [
            (None, {"CVS-04": "cannot_tell"}),
            (PartialDate(2025), {"CVS-04": "cannot_tell"}),
            (PartialDate(2025, 12), {"CVS-04": "cannot_tell"}),
            (PartialDate(2026, 1), {"CVS-04": "absolute"}),
            (PartialDate(2025, 11), {"CVS-05": "relative"}),
            (PartialDate(2024), {"CVS-05": "relative"}),
        ],
    )
    def test_with_half_a_date_is_judged_only_when_every_day_agrees(
        self, onset: PartialDate | None, found: dict[str, str]
    ) -> None:
        assert findings(with_diagnosis("I21.9", onset=onset)) == found

    def test_that_had_ended_long_ago_had_begun_long_ago(self) -> None:
        assert findings(with_diagnosis("I63.9", state=State.PAST, ended=PartialDate(2019))) == {"CVS-08": "relative"}


class TestTheHeart:
    @pytest.mark.parametrize(
        ("code", "rule", "level"),
        [
            ("I20.0", "CVS-04", "absolute"),
            ("I25.110", "CVS-04", "absolute"),
            ("I50.23", "CVS-04", "absolute"),
            ("I47.20", "CVS-04", "absolute"),
            ("I23.1", "CVS-04", "absolute"),
            ("I51.81", "CVS-05", "relative"),
            ("I25.10", "CVS-05", "relative"),
            ("I20.9", "CVS-05", "relative"),
            ("I50.22", "CVS-05", "relative"),
            ("I48.91", "CVS-05", "relative"),
            ("I35.0", "CVS-05", "relative"),
        ],
    )
    def test_is_unstable_or_stable(self, code: str, rule: str, level: str) -> None:
        assert findings(with_diagnosis(code)) == {rule: level}

    def test_that_was_unstable_once_is_stable_now(self) -> None:
        assert findings(with_diagnosis("I20.0", state=State.PAST)) == {"CVS-05": "relative"}

    def test_that_fails_at_rest_is_unstable(self) -> None:
        assert findings(with_diagnosis("I50.9", snomed=("422293003",))) == {"CVS-04": "absolute"}

    @pytest.mark.parametrize(("qtc", "fires"), [(500, False), (501, True)])
    def test_with_a_long_qtc_needs_a_cardiologist(self, qtc: int, fires: bool) -> None:
        assert ("CVS-05" in findings(with_facts(qtc=Decimal(qtc)))) is fires

    @pytest.mark.parametrize(
        ("rate", "level"),
        [(49, "relative"), (50, None), (110, None), (111, "relative"), (None, "cannot_tell")],
    )
    def test_rate_lies_between_50_and_110(self, rate: int | None, level: str | None) -> None:
        assert findings(with_facts(heart_rate=None if rate is None else Decimal(rate))).get("CVS-09") == level


class TestTheVessels:
    @pytest.mark.parametrize("state", list(State))
    @pytest.mark.parametrize("code", ["I71.40", "I67.1", "I72.4", "Q28.2", "Q27.33"])
    def test_with_an_aneurysm_or_malformation_exclude(self, code: str, state: State) -> None:
        assert findings(with_diagnosis(code, state=state)) == {"CVS-06": "absolute"}

    @pytest.mark.parametrize(("days", "also"), [(2000, {}), (10, {"CVS-04": "absolute"})])
    def test_that_bled_into_the_brain_exclude(self, days: int, also: dict[str, str]) -> None:
        found = findings(with_diagnosis("I61.0", state=State.PAST, onset=days_ago(days)))
        assert found == {"CVS-07": "absolute", **also}

    def test_carry_several_findings_at_once(self) -> None:
        both = with_facts(conditions=(having("I67.1"), having("I25.10")))
        assert findings(both) == {"CVS-06": "absolute", "CVS-05": "relative"}
