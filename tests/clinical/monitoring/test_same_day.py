"""What speaks against a dose today."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.findings import Level
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, score
from holdspace.clinical.monitoring.measured import Measured, minutes
from holdspace.clinical.monitoring.same_day import (
    RULE_TITLES,
    Change,
    Fasting,
    PregnancyTest,
    SameDayFacts,
    Substance,
    prescriber_may_decide,
    what_holds_today,
)
from holdspace.clinical.units import BloodPressure

HOLD, CANNOT_TELL, CAUTION = Level.HOLD, Level.CANNOT_TELL, Level.CAUTION
NOW = datetime(2026, 5, 14, 10, tzinfo=UTC)
TODAY = date(2026, 5, 14)


def ago(minutes_: float) -> datetime:
    return NOW - timedelta(minutes=minutes_)


def asked(*yes: str, minutes_ago: float = 20):
    answers = {item.code: int(item.code in yes) for item in C_SSRS_SINCE_LAST_VISIT.items}
    return Measured(score(C_SSRS_SINCE_LAST_VISIT, answers), ago(minutes_ago))


def pressures(*readings: tuple[float, int, int]):
    return tuple(Measured(BloodPressure(upper, lower), ago(minutes_)) for minutes_, upper, lower in readings)


CLEAR = SameDayFacts(
    at=NOW,
    on=TODAY,
    route="im",
    age_years=39,
    blood_pressures=pressures((10, 122, 76)),
    warning_symptoms=False,
    heart_rate=Measured(72, ago(10)),
    spo2=Measured(98, ago(10)),
    respiratory_rate=Measured(14, ago(10)),
    temperature=Measured(Decimal("36.6"), ago(10)),
    last_food_at=ago(12 * 60),
    last_drink_at=ago(3 * 60),
    c_ssrs=asked(),
    changes=dict.fromkeys(Change, False),
    could_become_pregnant=True,
    pregnancy_test=PregnancyTest(positive=False, on=date(2026, 5, 1)),
    missed_period=False,
    substances=dict.fromkeys(Substance, False),
    psychedelic_in_last_week=False,
    respiratory_infection=False,
)


def found(**changed) -> list[tuple[str, Level]]:
    return [(finding.rule, finding.level) for finding in what_holds_today(replace(CLEAR, **changed))]


def only(rule: str, level: Level | None) -> list[tuple[str, Level]]:
    return [] if level is None else [(rule, level)]


class TestADay:
    def test_on_which_everything_is_answered_and_well_is_clear(self):
        assert what_holds_today(CLEAR) == ()

    def test_on_which_nothing_is_recorded_cannot_be_told(self):
        findings = what_holds_today(SameDayFacts(at=NOW, on=TODAY, route="im"))
        assert {finding.level for finding in findings} == {CANNOT_TELL}
        assert len(findings) == 13

    @given(
        st.sampled_from(
            [f.name for f in fields(SameDayFacts) if f.default is None] + ["blood_pressures", "changes", "substances"]
        )
    )
    def test_on_which_one_thing_is_not_recorded_is_not_clear(self, missing):
        empty = {"blood_pressures": (), "changes": {}, "substances": {}}.get(missing)
        may_be_missing = {"age_years", "longer_fast", "breath_alcohol"}
        assert bool(what_holds_today(replace(CLEAR, **{missing: empty}))) is (missing not in may_be_missing)

    def test_has_a_title_for_every_rule_that_can_speak(self):
        facts = SameDayFacts(at=NOW, on=TODAY, route="im")
        assert {finding.rule for finding in what_holds_today(facts)} <= set(RULE_TITLES)

    def test_shows_what_is_urgent_before_the_other_holds(self):
        findings = what_holds_today(replace(CLEAR, warning_symptoms=True, heart_rate=Measured(111, ago(1))))
        assert [finding.rule for finding in findings] == ["DAY-14", "DAY-04"]


class TestABloodPressure:
    @pytest.mark.parametrize(
        ("age", "pressure", "expected"),
        [
            (64, (140, 90), []),
            (64, (141, 90), [("DAY-01", CANNOT_TELL)]),
            (64, (140, 91), [("DAY-01", CANNOT_TELL)]),
            (65, (150, 90), []),
            (65, (151, 90), [("DAY-01", CANNOT_TELL)]),
            (65, (150, 91), [("DAY-01", CANNOT_TELL)]),
            (None, (141, 90), [("DAY-01", CANNOT_TELL)]),
            (39, (159, 99), [("DAY-01", CANNOT_TELL)]),
            (39, (160, 99), [("DAY-02", HOLD)]),
            (39, (159, 100), [("DAY-02", HOLD)]),
            (39, (179, 109), [("DAY-02", HOLD)]),
            (39, (180, 109), [("DAY-03", HOLD)]),
            (39, (179, 110), [("DAY-03", HOLD)]),
            (39, (120, 0), [("DAY-01", CANNOT_TELL)]),
            (39, (80, 120), [("DAY-01", CANNOT_TELL)]),
        ],
    )
    def test_is_judged_by_age_and_by_the_higher_half(self, age, pressure, expected):
        assert found(age_years=age, blood_pressures=pressures((5, *pressure))) == expected

    @pytest.mark.parametrize(
        ("readings", "expected"),
        [
            ([(20, 146, 92)], CANNOT_TELL),
            ([(20, 146, 92), (14, 144, 90)], CANNOT_TELL),
            ([(20, 146, 92), (15, 144, 90), (10, 142, 90)], HOLD),
            ([(10, 142, 90), (20, 146, 92), (15, 144, 90)], HOLD),
            ([(20, 146, 92), (16, 144, 90), (12, 142, 90)], CANNOT_TELL),
            ([(20, 146, 92), (15.1, 144, 90), (10.2, 142, 90)], CANNOT_TELL),
            ([(20, 146, 92), (15, 144, 90), (10, 138, 88)], None),
            ([(20, 146, 92), (15, 138, 88), (10, 144, 90)], CANNOT_TELL),
            ([(40, 146, 92), (29, 144, 90), (17, 142, 90)], HOLD),
        ],
    )
    def test_above_the_limit_needs_two_repeats_before_a_prescriber_decides(self, readings, expected):
        assert found(blood_pressures=pressures(*readings)) == only("DAY-01", expected)

    @pytest.mark.parametrize(
        ("readings", "repeat"),
        [([(9, 146, 92)], 1), ([(9, 146, 92), (3, 144, 90)], 2), ([(4, 146, 92), (1, 138, 88)], 1)],
    )
    def test_above_the_limit_asks_for_the_next_repeat(self, readings, repeat):
        (finding,) = what_holds_today(replace(CLEAR, blood_pressures=pressures(*readings)))
        assert f"measure again in 5 to 10 minutes (repeat {repeat} of 2)" in finding.says

    def test_is_not_outweighed_by_a_lower_one_a_moment_later(self):
        assert found(blood_pressures=pressures((4, 182, 100), (1, 138, 88))) == [("DAY-03", HOLD)]
        assert found(blood_pressures=pressures((6, 182, 100), (1, 138, 88))) == []

    @pytest.mark.parametrize(("age", "expected"), [(30, []), (30.1, [("DAY-01", CANNOT_TELL)])])
    def test_counts_for_half_an_hour(self, age, expected):
        assert found(blood_pressures=pressures((age, 122, 76))) == expected

    def test_of_an_emergency_is_urgent(self):
        (finding,) = what_holds_today(replace(CLEAR, blood_pressures=pressures((1, 180, 90))))
        assert finding.urgent
        assert "emergency assessment now" in finding.says

    @pytest.mark.parametrize(
        ("readings", "may"),
        [
            ([(20, 146, 92), (15, 144, 90), (10, 142, 90)], True),
            ([(20, 146, 92)], False),
            ([(20, 165, 92)], False),
            ([(20, 185, 92)], False),
        ],
    )
    def test_is_left_to_a_prescriber_only_when_moderate_and_repeated(self, readings, may):
        (finding,) = what_holds_today(replace(CLEAR, blood_pressures=pressures(*readings)))
        assert prescriber_may_decide(finding) is may


class TestAVitalSign:
    @pytest.mark.parametrize(
        ("field", "rule", "value", "level"),
        [
            ("heart_rate", "DAY-04", 49, HOLD),
            ("heart_rate", "DAY-04", 50, None),
            ("heart_rate", "DAY-04", 110, None),
            ("heart_rate", "DAY-04", Decimal("110.4"), HOLD),
            ("heart_rate", "DAY-04", 111, HOLD),
            ("heart_rate", "DAY-04", 0, CANNOT_TELL),
            ("spo2", "DAY-05", 93, HOLD),
            ("spo2", "DAY-05", 94, None),
            ("spo2", "DAY-05", 101, CANNOT_TELL),
            ("respiratory_rate", "DAY-06", 9, HOLD),
            ("respiratory_rate", "DAY-06", 10, None),
            ("respiratory_rate", "DAY-06", 24, None),
            ("respiratory_rate", "DAY-06", 25, HOLD),
            ("temperature", "DAY-07", Decimal("37.9"), None),
            ("temperature", "DAY-07", Decimal("38.0"), HOLD),
            ("temperature", "DAY-07", Decimal("98.6"), CANNOT_TELL),
        ],
    )
    def test_holds_outside_its_limits(self, field, rule, value, level):
        assert found(**{field: Measured(value, ago(5))}) == only(rule, level)

    @pytest.mark.parametrize(("minutes_ago", "expected"), [(30, []), (31, [("DAY-04", CANNOT_TELL)])])
    def test_counts_for_half_an_hour(self, minutes_ago, expected):
        assert found(heart_rate=Measured(72, ago(minutes_ago))) == expected

    def test_recorded_later_than_now_is_questioned(self):
        (finding,) = what_holds_today(replace(CLEAR, heart_rate=Measured(72, ago(-3))))
        assert "later than now" in finding.says


class TestFasting:
    @pytest.mark.parametrize(
        ("route", "food_h", "drink_h", "level"),
        [
            ("im", 4, 2, None),
            ("im", 3.99, 2, HOLD),
            ("im", 4, 1.99, HOLD),
            ("iv", 3.99, 2, HOLD),
            ("sc", 3.99, 2, HOLD),
            ("sl", 3.99, 2, HOLD),
            ("po", 3.99, 2, HOLD),
            ("in", 2, 0.5, None),
            ("in", 1.99, 0.5, HOLD),
            ("in", 2, 0.49, HOLD),
            ("im", None, 2, CANNOT_TELL),
            ("im", 4, None, CANNOT_TELL),
            ("im", None, 1, HOLD),
            ("im", 4, -2 / 60, HOLD),
            ("im", 4, -2.1 / 60, CANNOT_TELL),
            ("im", -2.1 / 60, 2, CANNOT_TELL),
        ],
    )
    def test_is_counted_by_route(self, route, food_h, drink_h, level):
        food, drink = (None if hours is None else ago(hours * 60) for hours in (food_h, drink_h))
        assert found(route=route, last_food_at=food, last_drink_at=drink) == only("DAY-08", level)

    def test_says_how_long_ago_and_how_long_is_needed(self):
        (finding,) = what_holds_today(replace(CLEAR, last_food_at=ago(190)))
        assert finding.says == "Last food 3 h 10 min ago; 4 h are needed."

    @pytest.mark.parametrize(("hours", "level"), [(8, None), (7.9, HOLD)])
    def test_can_be_ordered_longer(self, hours, level):
        longer = Fasting(food=timedelta(hours=8), drink=timedelta(hours=2))
        assert found(longer_fast=longer, last_food_at=ago(hours * 60)) == only("DAY-08", level)

    def test_cannot_be_ordered_shorter(self):
        shorter = Fasting(food=timedelta(hours=1), drink=timedelta(0))
        assert found(longer_fast=shorter, last_food_at=ago(180)) == [("DAY-08", HOLD)]


class TestSuicideRisk:
    @pytest.mark.parametrize(
        ("yes", "level"),
        [
            ((), None),
            (("ideation_1",), None),
            (("ideation_2",), None),
            (("ideation_2", "ideation_3"), CAUTION),
            (("ideation_2", "ideation_4"), HOLD),
            (("ideation_2", "ideation_5"), HOLD),
            (("behaviour",), HOLD),
        ],
    )
    def test_of_level_4_or_new_behaviour_holds(self, yes, level):
        assert found(c_ssrs=asked(*yes)) == only("DAY-09", level)

    @pytest.mark.parametrize(
        ("hours", "level"), [(12, None), (12.1, CANNOT_TELL), (-2 / 60, None), (-2.1 / 60, CANNOT_TELL)]
    )
    def test_is_asked_on_the_day(self, hours, level):
        assert found(c_ssrs=asked(minutes_ago=hours * 60)) == only("DAY-09", level)

    @pytest.mark.parametrize(("answers", "level"), [({"ideation_1": 1}, CANNOT_TELL), ({"ideation_4": 1}, HOLD)])
    def test_with_gaps_holds_by_what_is_already_answered(self, answers, level):
        gaps = Measured(score(C_SSRS_SINCE_LAST_VISIT, answers), ago(5))
        assert found(c_ssrs=gaps) == [("DAY-09", level)]

    def test_that_is_high_stays_high_until_it_is_asked_again(self):
        (finding,) = what_holds_today(replace(CLEAR, c_ssrs=asked("behaviour", minutes_ago=48 * 60)))
        assert (finding.level, finding.urgent) == (HOLD, True)


class TestAChange:
    @pytest.mark.parametrize("change", Change)
    def test_since_the_last_visit_holds_until_a_clinician_signs_it_off(self, change):
        changes = dict.fromkeys(Change, False) | {change: True}
        (finding,) = what_holds_today(replace(CLEAR, changes=changes))
        assert finding.level is HOLD
        assert change.label in finding.says
        assert found(changes=changes, changes_signed_off=True) == []

    @pytest.mark.parametrize("signed_off", [True, False])
    def test_that_was_not_asked_about_is_named(self, signed_off):
        changes = dict.fromkeys(Change, False) | {Change.ILLNESS: None}
        (finding,) = what_holds_today(replace(CLEAR, changes=changes, changes_signed_off=signed_off))
        assert (finding.level, finding.says) == (CANNOT_TELL, "Not asked since the last visit: illness.")


class TestAPregnancyTest:
    @pytest.mark.parametrize(
        ("on", "level"),
        [
            (date(2026, 5, 14), None),
            (date(2026, 4, 16), None),
            (date(2026, 4, 15), HOLD),
            (date(2026, 5, 15), CANNOT_TELL),
        ],
    )
    def test_is_good_for_28_days(self, on, level):
        assert found(pregnancy_test=PregnancyTest(positive=False, on=on)) == only("DAY-11", level)

    @pytest.mark.parametrize(("could", "level"), [(True, CANNOT_TELL), (None, CANNOT_TELL), (False, None)])
    def test_is_missed_only_where_it_matters(self, could, level):
        assert found(could_become_pregnant=could, pregnancy_test=None) == only("DAY-11", level)

    @pytest.mark.parametrize("could", [True, False, None])
    def test_that_is_positive_holds_whatever_was_ticked(self, could):
        test = PregnancyTest(positive=True, on=TODAY)
        assert found(could_become_pregnant=could, pregnancy_test=test) == [("DAY-11", HOLD)]

    @pytest.mark.parametrize(("positive", "level"), [(True, HOLD), (False, CANNOT_TELL)])
    def test_whose_day_nobody_wrote_down_counts_only_where_it_is_positive(self, positive, level):
        assert found(pregnancy_test=PregnancyTest(positive=positive, on=None)) == [("DAY-11", level)]

    @pytest.mark.parametrize(
        ("missed", "on", "level"),
        [
            (True, date(2026, 5, 13), HOLD),
            (None, date(2026, 5, 13), CANNOT_TELL),
            (True, TODAY, None),
            (None, TODAY, None),
        ],
    )
    def test_is_repeated_after_a_missed_period(self, missed, on, level):
        test = PregnancyTest(positive=False, on=on)
        assert found(missed_period=missed, pregnancy_test=test) == only("DAY-11", level)


class TestASubstance:
    @pytest.mark.parametrize("substance", Substance)
    def test_within_a_day_holds(self, substance):
        taken = dict.fromkeys(Substance, False) | {substance: True}
        assert found(substances=taken) == [("DAY-12", HOLD)]

    @pytest.mark.parametrize(
        ("substance", "level"),
        [(Substance.BENZODIAZEPINE, None), (Substance.STIMULANT, None), (Substance.ALCOHOL, HOLD)],
    )
    def test_that_is_prescribed_and_agreed_does_not_hold_but_alcohol_always_does(self, substance, level):
        taken = dict.fromkeys(Substance, False) | {substance: True}
        assert found(substances=taken, agreed_substances=frozenset({substance})) == only("DAY-12", level)

    def test_that_was_not_asked_about_is_named(self):
        (finding,) = what_holds_today(
            replace(CLEAR, substances=dict.fromkeys(Substance, False) | {Substance.OPIOID: None})
        )
        assert (finding.level, finding.says) == (CANNOT_TELL, "Not asked for the last 24 hours: an opioid.")

    @pytest.mark.parametrize(("breath", "level"), [(Decimal(0), None), (Decimal("0.01"), HOLD)])
    def test_on_the_breath_holds_from_the_first_trace(self, breath, level):
        assert found(breath_alcohol=breath) == only("DAY-12", level)


class TestAQuestion:
    @pytest.mark.parametrize(
        ("field", "rule"),
        [
            ("warning_symptoms", "DAY-14"),
            ("psychedelic_in_last_week", "DDI-22"),
            ("respiratory_infection", "DAY-13"),
        ],
    )
    @pytest.mark.parametrize(("answer", "level"), [(False, None), (True, HOLD), (None, CANNOT_TELL)])
    def test_holds_on_yes_and_blocks_when_not_asked(self, field, rule, answer, level):
        assert found(**{field: answer}) == only(rule, level)


class TestASpan:
    @pytest.mark.parametrize(
        ("span", "words"),
        [
            (timedelta(minutes=0), "0 min"),
            (timedelta(minutes=59, seconds=59), "59 min"),
            (timedelta(hours=1), "1 h"),
            (timedelta(hours=3, minutes=10), "3 h 10 min"),
        ],
    )
    def test_is_written_in_hours_and_minutes(self, span, words):
        assert minutes(span) == words
