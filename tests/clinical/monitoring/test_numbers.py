"""Every number of the day of a dose: something changes exactly there, whoever set it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.monitoring import (
    THRESHOLDS,
    DischargeFacts,
    Measured,
    Signal,
    Tier,
    judge,
    judge_blood_pressure,
    next_check,
    numbers,
    readiness,
)
from holdspace.clinical.monitoring.same_day import Change, PregnancyTest, SameDayFacts, Substance, what_holds_today
from holdspace.clinical.monitoring.schedules import (
    AFTER_DOSE,
    AFTER_INFUSION,
    SCHEDULE_THRESHOLDS,
)
from holdspace.clinical.monitoring.signals import Against, Comparison, Line
from holdspace.clinical.monitoring.thresholds import SIGNAL_THRESHOLDS, WATCHED, limits
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import BloodPressure
from tests.clinical.boundaries import OWN_VERSION, Boundary, around, limits_with, named, values_to_try

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
ALL_WELL = SameDayFacts(
    at=NOW,
    on=date(2026, 5, 14),
    route="im",
    age_years=41,
    blood_pressures=(Measured(BloodPressure(122, 76), NOW),),
    warning_symptoms=False,
    heart_rate=Measured(Decimal(68), NOW),
    spo2=Measured(Decimal(98), NOW),
    respiratory_rate=Measured(Decimal(14), NOW),
    temperature=Measured(Decimal("36.6"), NOW),
    last_food_at=NOW - timedelta(hours=12),
    last_drink_at=NOW - timedelta(hours=12),
    changes=dict.fromkeys(Change, False),
    could_become_pregnant=True,
    pregnancy_test=PregnancyTest(False, date(2026, 5, 14)),
    missed_period=False,
    substances=dict.fromkeys(Substance, False),
    psychedelic_in_last_week=False,
    respiratory_infection=False,
)
T = numbers


def pressure_finding(facts: SameDayFacts) -> Finding:
    return next(each for each in what_holds_today(facts) if each.rule == "DAY-01")


def day(**facts: Any) -> SameDayFacts:
    return replace(ALL_WELL, **facts)


def measured(name: str) -> Callable[[Decimal, Limits], SameDayFacts]:
    return lambda value, own: day(limits=own, **{name: Measured(value, NOW)})


def pressure(systolic: Decimal | None = None, diastolic: Decimal | None = None) -> Any:
    def facts(value: Decimal, own: Limits) -> SameDayFacts:
        return day(limits=own, blood_pressures=(Measured(BloodPressure(systolic or value, diastolic or value), NOW),))

    return facts


def since(name: str, unit: str, route: str = "im") -> Any:
    return lambda value, own: day(limits=own, route=route, **{name: NOW - timedelta(**{unit: float(value)})})


def old_signs(value: Decimal, own: Limits) -> SameDayFacts:
    return day(limits=own, heart_rate=Measured(Decimal(68), NOW - timedelta(minutes=float(value))))


def old_test(value: Decimal, own: Limits) -> SameDayFacts:
    on = ALL_WELL.on - timedelta(days=int(value))
    return day(limits=own, pregnancy_test=PregnancyTest(False, on))


SAME_DAY = (
    Boundary(T.HOLD_AT.systolic, pressure(diastolic=Decimal(70)), "DAY-02", ">="),
    Boundary(T.HOLD_AT.diastolic, pressure(systolic=Decimal(135)), "DAY-02", ">="),
    Boundary(T.EMERGENCY_AT.systolic, pressure(diastolic=Decimal(70)), "DAY-03", ">="),
    Boundary(T.EMERGENCY_AT.diastolic, pressure(systolic=Decimal(135)), "DAY-03", ">="),
    Boundary(T.LOWEST_HEART_RATE, measured("heart_rate"), "DAY-04", "<"),
    Boundary(T.HIGHEST_HEART_RATE, measured("heart_rate"), "DAY-04", ">"),
    Boundary(T.LOWEST_SPO2, measured("spo2"), "DAY-05", "<"),
    Boundary(T.LOWEST_BREATHS, measured("respiratory_rate"), "DAY-06", "<"),
    Boundary(T.HIGHEST_BREATHS, measured("respiratory_rate"), "DAY-06", ">"),
    Boundary(T.FEVER, measured("temperature"), "DAY-07", ">=", Decimal("0.1")),
    Boundary(T.FOOD_BEFORE, since("last_food_at", "hours"), "DAY-08", "<"),
    Boundary(T.DRINK_BEFORE, since("last_drink_at", "minutes"), "DAY-08", "<"),
    Boundary(T.FOOD_BEFORE_SPRAY, since("last_food_at", "hours", "in"), "DAY-08", "<"),
    Boundary(T.DRINK_BEFORE_SPRAY, since("last_drink_at", "minutes", "in"), "DAY-08", "<"),
    Boundary(T.PREGNANCY_TEST_DAYS, old_test, "DAY-11", ">"),
    Boundary(
        T.BREATH_ALCOHOL,
        lambda value, own: day(limits=own, breath_alcohol=value),
        "DAY-12",
        ">",
        Decimal("0.01"),
    ),
    Boundary(T.FRESH_MINUTES, old_signs, "DAY-04", ">"),
)

HOUR_AGO = NOW - timedelta(hours=1)
GONE_HOME = DischargeFacts(
    at=NOW,
    route="im",
    last_dose_at=NOW - timedelta(hours=5),
    blood_pressure=Measured(BloodPressure(122, 76), NOW),
    baseline_blood_pressure=BloodPressure(120, 75),
    spo2=Measured(Decimal(98), NOW),
    on_air=True,
    aldrete=dict.fromkeys(("activity", "respiration", "circulation", "consciousness", "oxygen"), 2),
    mpadss=dict.fromkeys(("vital_signs", "ambulation", "nausea", "pain"), 2),
    cadss_6=0,
    antagonist_given=True,
    antagonist_last_at=NOW - timedelta(hours=8),
)


def door(**facts: Any) -> DischargeFacts:
    return replace(GONE_HOME, **facts)


def scored(scale: str, items: tuple[str, ...]) -> Any:
    def facts(value: Decimal, own: Limits) -> DischargeFacts:
        points = [2] * len(items)
        for place in range(10 - int(value)):
            points[place] = 1
        return door(limits=own, **{scale: dict(zip(items, points, strict=True))})

    return facts


ALDRETE_ITEMS = ("activity", "respiration", "circulation", "consciousness", "oxygen")
MPADSS_ITEMS = ("vital_signs", "ambulation", "nausea", "pain", "bleeding")


def left_at(systolic: Decimal | None, diastolic: Decimal | None) -> Any:
    def facts(value: Decimal, own: Limits) -> DischargeFacts:
        return door(limits=own, blood_pressure=Measured(BloodPressure(systolic or value, diastolic or value), NOW))

    return facts


def changed_by(value: Decimal, own: Limits) -> DischargeFacts:
    now = BloodPressure(Decimal(100) + value, Decimal(75))
    return door(limits=own, baseline_blood_pressure=BloodPressure(100, 75), blood_pressure=Measured(now, NOW))


def observed(route: str) -> Any:
    return lambda value, own: door(
        limits=own, route=route, last_dose_at=NOW - timedelta(minutes=float(value)), antagonist_given=False
    )


# The rule named here is a criterion; it "speaks" where it is not met.
DOOR = (
    Boundary(T.LEAVES_BELOW.systolic, left_at(None, Decimal(76)), "blood_pressure_limit", ">="),
    Boundary(T.LEAVES_BELOW.diastolic, left_at(Decimal(130), None), "blood_pressure_limit", ">="),
    Boundary(T.STEADY_PERCENT, changed_by, "blood_pressure_baseline", ">"),
    Boundary(T.LEAVES_WITH_SPO2, lambda v, own: door(limits=own, spo2=Measured(v, NOW)), "oxygen", "<"),
    Boundary(T.RESOLVED_DISSOCIATION, lambda v, own: door(limits=own, cadss_6=int(v)), "dissociation", ">"),
    Boundary(
        T.ANTAGONIST_HOURS,
        lambda v, own: door(limits=own, antagonist_last_at=NOW - timedelta(hours=float(v))),
        "antagonist",
        "<",
    ),
    *(Boundary(each, observed(route), "observation_time", "<") for route, each in T.OBSERVATION.items()),
)
ON_THEIR_OWN = {"DAY-01.repeats", "DAY-01.minutes", "DAY-09.hours", "LEAVE.aldrete", "LEAVE.mpadss"}


class TestEveryNumberOfTheDay:
    def test_has_a_case_here(self) -> None:
        # The long-term numbers have theirs beside their rules.
        tried = {each.threshold.code for each in (*SAME_DAY, *DOOR)} | ON_THEIR_OWN
        others = {each.code for each in (*SIGNAL_THRESHOLDS, *SCHEDULE_THRESHOLDS)}
        long_term = {each.code for each in THRESHOLDS if each.code.startswith("LTS")}
        assert tried | others == {each.code for each in THRESHOLDS} - long_term

    @pytest.mark.parametrize(("boundary", "value", "limit"), around(SAME_DAY), ids=named)
    def test_stops_the_dose_on_one_side_only(self, boundary: Boundary, value: Decimal, limit: Decimal) -> None:
        own = limits_with(boundary.threshold, limit)
        found = {each.rule: each for each in what_holds_today(boundary.facts(value, own))}
        assert (boundary.rule in found) is boundary.holds(value, limit)
        if boundary.rule in found and found[boundary.rule].level is Level.HOLD:
            used = {each.threshold: each.value for each in found[boundary.rule].measured_against}
            assert used[boundary.threshold.code] == limit
            assert found[boundary.rule].limits_version == own.version

    @pytest.mark.parametrize(("boundary", "value", "limit"), around(DOOR), ids=named)
    def test_opens_the_door_on_one_side_only(self, boundary: Boundary, value: Decimal, limit: Decimal) -> None:
        own = limits_with(boundary.threshold, limit)
        (found,) = (each for each in readiness(boundary.facts(value, own)) if each.code == boundary.rule)
        assert (found.met is not True) is boundary.holds(value, limit)
        assert {each.threshold: each.value for each in found.measured_against}[boundary.threshold.code] == limit

    @pytest.mark.parametrize(
        ("scale", "items", "code"),
        [("aldrete", ALDRETE_ITEMS, "LEAVE.aldrete"), ("mpadss", MPADSS_ITEMS, "LEAVE.mpadss")],
    )
    @pytest.mark.parametrize(("own", "total", "met"), [(9, 8, False), (9, 9, True), (10, 9, False), (10, 10, True)])
    def test_asks_for_enough_recovery(
        self, scale: str, items: tuple[str, ...], code: str, own: int, total: int, met: bool
    ) -> None:
        chosen = Limits.of_clinic(OWN_VERSION, {code: Decimal(own)})
        (found,) = (each for each in readiness(scored(scale, items)(Decimal(total), chosen)) if each.code == scale)
        assert (found.met, str(own) in found.title) == (met, True)

    @pytest.mark.parametrize(
        ("repeats", "asked", "decides"), [(1, 2, False), (2, 2, True), (2, 3, False), (3, 3, True)]
    )
    def test_asks_for_enough_repeats(self, repeats: int, asked: int, decides: bool) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"DAY-01.repeats": Decimal(asked)})
        high = BloodPressure(146, 88)
        readings = tuple(Measured(high, NOW - timedelta(minutes=6 * n)) for n in range(repeats + 1))
        found = pressure_finding(day(limits=own, blood_pressures=readings))
        assert (found.level is Level.HOLD) is decides
        assert f"{repeats} of {asked} repeats" in found.rests_on

    @pytest.mark.parametrize(("apart", "asked", "decides"), [(4, 5, False), (5, 5, True), (7, 8, False), (8, 8, True)])
    def test_counts_repeats_only_after_enough_rest(self, apart: int, asked: int, decides: bool) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"DAY-01.minutes": Decimal(asked)})
        readings = tuple(Measured(BloodPressure(146, 88), NOW - timedelta(minutes=apart * n)) for n in range(3))
        found = pressure_finding(day(limits=own, blood_pressures=readings))
        assert (found.level is Level.HOLD) is decides


LINES = [
    (signal, line) for signal, watched in WATCHED.items() for line in watched.lines if line.against is Against.ZERO
]


def line_named(part: Any) -> str:
    return part.threshold.code if isinstance(part, Line) else str(part)


class TestEveryLineThroughASignal:
    @pytest.mark.parametrize(("signal", "line"), LINES, ids=line_named)
    def test_runs_where_its_number_says(self, signal: Signal, line: Line) -> None:
        step = line.threshold.step
        for limit in values_to_try(line.threshold):
            own = limits_with(line.threshold, limit)
            drawn = {(each.tier, each.comparison): each.value for each in limits(signal, None, own)}
            assert drawn[line.tier, line.comparison] == limit
            for value in (limit - step, limit, limit + step):
                crossed = line.comparison.holds(value, limit)
                beyond = [
                    each.tier
                    for each in limits(signal, None, own)
                    if each.comparison.holds(value, each.value) and each.tier.rank >= line.tier.rank
                ]
                assert bool(beyond) >= crossed
                judged = judge(signal, value, None, own).tier
                assert judged.rank >= line.tier.rank if crossed else judged not in (line.tier,) or bool(beyond)

    @pytest.mark.parametrize("signal", list(Signal))
    def test_asks_for_more_the_further_out_it_is(self, signal: Signal) -> None:
        for upward in (True, False):
            sides = (Comparison.AT_LEAST, Comparison.ABOVE) if upward else (Comparison.AT_MOST, Comparison.BELOW)
            lines = [each for each in WATCHED[signal].lines if each.against is Against.ZERO]
            ordered = sorted((each for each in lines if each.comparison in sides), key=lambda each: each.tier.rank)
            values = [each.threshold.published for each in ordered]
            assert values == sorted(values, reverse=not upward)

    @pytest.mark.parametrize("code", ["MON.percent.advisory", "MON.percent.treat"])
    def test_against_the_baseline_counts_both_ways(self, code: str) -> None:
        threshold = next(each for each in SIGNAL_THRESHOLDS if each.code == code)
        tier = Tier.ADVISORY if code.endswith("advisory") else Tier.TREAT
        for limit in values_to_try(threshold):
            own = limits_with(threshold, limit)
            for sign in (1, -1):
                at, beyond = 100 + sign * limit, 100 + sign * (limit + 1)
                lines = [each for each in limits(Signal.HEART_RATE, 100, own) if " % " in each.said]
                assert not any(each.tier is tier and each.comparison.holds(at, each.value) for each in lines)
                assert any(each.tier is tier and each.comparison.holds(beyond, each.value) for each in lines)

    @pytest.mark.parametrize(("signal", "baseline"), [(Signal.SYSTOLIC, 110), (Signal.DIASTOLIC, 70)])
    def test_of_a_rise_counts_from_the_baseline(self, signal: Signal, baseline: int) -> None:
        threshold = next(each for each in SIGNAL_THRESHOLDS if each.code == f"MON.{signal.value}.advisory_rise")
        for limit in values_to_try(threshold):
            rises = [each for each in limits(signal, baseline, limits_with(threshold, limit)) if "or more" in each.said]
            assert [each.value for each in rises] == [baseline + limit]

    @pytest.mark.parametrize(
        ("own", "pressure", "stops"),
        [
            (PUBLISHED, (140, 90), False),
            (PUBLISHED, (141, 90), True),
            (PUBLISHED, (140, 91), True),
            (Limits.of_clinic(1, {"MON.symptoms.systolic": Decimal(130)}), (130, 90), False),
            (Limits.of_clinic(1, {"MON.symptoms.systolic": Decimal(130)}), (131, 90), True),
            (Limits.of_clinic(1, {"MON.symptoms.diastolic": Decimal(85)}), (130, 85), False),
            (Limits.of_clinic(1, {"MON.symptoms.diastolic": Decimal(85)}), (130, 86), True),
        ],
    )
    def test_for_warning_symptoms_stops_the_drug(self, own: Limits, pressure: tuple[int, int], stops: bool) -> None:
        found = judge_blood_pressure(BloodPressure(*pressure), symptoms=True, limits=own)
        assert (found.tier is Tier.STOP) is stops


class TestTheGridOfChecks:
    EVERY = [each for each in SCHEDULE_THRESHOLDS if each.code.endswith(".every")]

    def test_has_points_that_stand_and_intervals_that_may_be_shorter(self) -> None:
        assert all(each.lowest < each.published == each.highest for each in self.EVERY)
        assert not any(each.is_adjustable for each in SCHEDULE_THRESHOLDS if each not in self.EVERY)

    @pytest.mark.parametrize("route", sorted(AFTER_DOSE))
    def test_is_closer_under_a_clinics_own_interval(self, route: str) -> None:
        strictest = Limits.of_clinic(OWN_VERSION, {each.code: each.lowest for each in self.EVERY})
        for taken in (0, 9, 35, 61, 181):
            last = NOW + timedelta(minutes=taken)
            usual = next_check(route, started_at=NOW, last_vital_signs_at=last)
            close = next_check(route, started_at=NOW, last_vital_signs_at=last, limits=strictest)
            assert close.interval <= usual.interval
        assert close.due_at < usual.due_at

    @pytest.mark.parametrize(("route", "minutes"), [("iv", 10), ("im", 10), ("sc", 10), ("sl", 15), ("in", 40)])
    def test_begins_where_its_first_number_says(self, route: str, minutes: int) -> None:
        check = next_check(route, started_at=NOW, last_vital_signs_at=NOW)
        assert check.due_at == NOW + timedelta(minutes=minutes)

    @pytest.mark.parametrize("interval", [8, 12, 15])
    def test_after_an_infusion_follows_its_own_interval(self, interval: int) -> None:
        own = limits_with(AFTER_INFUSION.then_every, Decimal(interval))
        check = next_check("iv", started_at=HOUR_AGO, last_vital_signs_at=NOW, infusion_ended_at=NOW, limits=own)
        assert check.due_at == NOW + timedelta(minutes=interval)
