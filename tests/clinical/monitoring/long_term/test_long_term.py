"""Does the treatment do harm slowly? Each limit on both sides, each missing check told as missing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.findings import Level
from holdspace.clinical.monitoring.long_term import (
    DOMAINS,
    THRESHOLDS,
    LiverTest,
    LongTermFacts,
    Seen,
    Standing,
    Value,
    checks,
    findings,
    numbers,
    requests_in_a_month,
)
from holdspace.clinical.sources import Mark
from holdspace.clinical.thresholds import Limits

FIRST = date(2026, 1, 5)
TODAY = date(2026, 2, 5)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def values(*pairs: tuple[int, str]) -> tuple[Value, ...]:
    return tuple(Value(day(number), Decimal(value)) for number, value in pairs)


def liver(number: int, **times: str) -> LiverTest:
    named = {"ALT": "1", "AST": "1", "ALP": "1", "GGT": "1", **times}
    return LiverTest(day(number), {name: Decimal(value) for name, value in named.items()})


# A patient a month after the first of two doses, with every check made in time.
WELL = LongTermFacts(
    today=TODAY,
    sessions_on=(FIRST, day(28)),
    bladder={"IPSS": values((0, "3"), (28, "4"))},
    liver=(liver(0),),
    cognition={"MoCA": values((0, "27"))},
    pressures_on=(FIRST, day(28)),
    craving=values((0, "0"), (28, "1")),
    mania=values((0, "0"), (28, "0")),
    side_effect_tool=values((28, "0")),
)


def found(**facts: Any) -> dict[str, Level]:
    return {finding.rule: finding.level for finding in findings(replace(WELL, **facts))}


class TestAPatientWithEveryCheck:
    def test_has_no_finding(self) -> None:
        assert findings(WELL) == ()

    def test_has_none_before_the_first_dose(self) -> None:
        assert findings(LongTermFacts(TODAY)) == ()
        assert {check.standing for check in checks(LongTermFacts(TODAY))} == {Standing.NOT_YET}


class TestTheBladder:
    @pytest.mark.parametrize(
        ("newest", "level"), [("6", None), ("7", Level.ABSOLUTE), ("20", Level.ABSOLUTE), ("0", None)]
    )
    def test_is_acted_on_after_a_rise_of_4_points(self, newest: str, level: Level | None) -> None:
        assert found(bladder={"IPSS": values((0, "3"), (28, newest))}).get("LTS-01") == level

    def test_is_compared_with_the_score_before_the_first_dose(self) -> None:
        assert found(bladder={"IPSS": values((-30, "3"), (10, "8"), (28, "6"))}) == {}
        told = found(bladder={"IPSS": values((1, "3"), (28, "6"))})
        assert told == {"LTS-01": Level.CANNOT_TELL}

    def test_is_never_compared_across_scales(self) -> None:
        two = {"IPSS": values((0, "3"), (28, "3")), "Bladder check": values((0, "0"), (28, "4"))}
        assert found(bladder=two) == {"LTS-01": Level.ABSOLUTE}
        assert found(bladder={**two, "Bladder check": values((0, "0"), (28, "3"))}) == {}

    @pytest.mark.parametrize(("seen", "level"), [((False, True), Level.ABSOLUTE), ((True, False), None), ((), None)])
    def test_is_acted_on_while_blood_or_pain_is_there(self, seen: tuple[bool, ...], level: Level | None) -> None:
        looked = tuple(Seen(day(number), there) for number, there in enumerate(seen))
        assert found(blood_or_pain=looked).get("LTS-01") == level

    def test_uses_the_clinics_own_rise(self) -> None:
        own = Limits.of_clinic(7, {numbers.URINARY_RISE.code: Decimal(2)})
        (finding,) = findings(replace(WELL, bladder={"IPSS": values((0, "3"), (28, "5"))}, limits=own))
        assert (finding.limits_version, finding.measured_against[0].value) == (7, Decimal(2))


class TestTheLiver:
    @pytest.mark.parametrize("name", ["ALT", "AST", "ALP", "GGT", "Bilirubin"])
    @pytest.mark.parametrize(("times", "level"), [("3", None), ("3.01", Level.ABSOLUTE)])
    def test_stops_the_drug_above_three_times_its_limit(self, name: str, times: str, level: Level | None) -> None:
        told = found(liver=(liver(0, **{name: times}),)).get("LTS-02")
        assert told == (level or (Level.CAUTION if name in ("ALP", "GGT") else None))

    @pytest.mark.parametrize(("times", "level"), [("1", None), ("1.1", Level.CAUTION)])
    def test_points_to_the_ducts_where_alp_or_ggt_is_raised(self, times: str, level: Level | None) -> None:
        assert found(liver=(liver(0, GGT=times),)).get("LTS-02") == level

    def test_asks_for_alp_and_ggt_where_they_were_not_taken(self) -> None:
        only = LiverTest(FIRST, {"ALT": Decimal(1)})
        (finding,) = findings(replace(WELL, liver=(only,)))
        assert (finding.level, finding.says) == (Level.CAUTION, "ALP and GGT not among the newest liver values.")

    def test_counts_the_newest_test_only(self) -> None:
        assert found(liver=(liver(-1, ALT="5"), liver(20))) == {}


class TestCognition:
    @pytest.mark.parametrize(("newest", "level"), [("25", None), ("24", Level.RELATIVE), ("30", None)])
    def test_is_looked_at_again_after_a_fall_of_3_points(self, newest: str, level: Level | None) -> None:
        assert found(cognition={"MoCA": values((0, "27"), (28, newest))}).get("LTS-03") == level

    def test_cannot_be_told_without_a_score_before_the_first_dose(self) -> None:
        assert found(cognition={"MoCA": values((5, "27"))}) == {"LTS-03": Level.CANNOT_TELL}


class TestCraving:
    @pytest.mark.parametrize(
        ("told", "level"),
        [
            (("5", "5"), Level.RELATIVE),
            (("4", "5"), None),
            (("5", "4"), None),
            (("5", "4", "5"), None),
            (("9",), None),
            (("1", "6", "7"), Level.RELATIVE),
        ],
    )
    def test_of_5_at_two_visits_in_a_row_is_reviewed(self, told: tuple[str, ...], level: Level | None) -> None:
        series = values(*((28 + number, value) for number, value in enumerate(told)))
        assert found(craving=series).get("LTS-05") == level

    @pytest.mark.parametrize("sign", ["lost medicine", "early refill", "other prescribers"])
    def test_is_reviewed_after_a_sign_of_drug_seeking(self, sign: str) -> None:
        (finding,) = findings(replace(WELL, drug_seeking=(sign,)))
        assert (finding.rule, sign in finding.says) == ("LTS-05", True)

    @pytest.mark.parametrize(
        ("asked", "missing"),
        [(None, False), ((), True), ((TODAY - timedelta(days=91),), False), ((TODAY - timedelta(days=92),), True)],
    )
    def test_asks_the_prescription_register_where_there_is_one(self, asked: Any, missing: bool) -> None:
        assert ("LTS-05" in found(prescription_register_on=asked)) is missing


class TestManiaAndPsychosis:
    @pytest.mark.parametrize(("total", "level"), [("5", None), ("6", Level.HOLD)])
    def test_hold_from_an_asrm_of_6(self, total: str, level: Level | None) -> None:
        assert found(mania=values((28, total))).get("LTS-06") == level

    @pytest.mark.parametrize(("recorded", "level"), [(True, Level.ABSOLUTE), (False, None), (None, None)])
    def test_hold_once_recorded(self, recorded: bool | None, level: Level | None) -> None:
        assert found(psychosis_or_mania=recorded).get("LTS-06") == level


class TestTheSideEffectTool:
    @pytest.mark.parametrize(
        ("points", "says"),
        [
            (("3", "0"), None),
            (("0", "1"), "The newest KSET has 1 point that concerns."),
            (("0", "2"), "The newest KSET has 2 points that concern."),
        ],
    )
    def test_is_shown_where_a_point_of_the_newest_form_concerns(self, points, says) -> None:
        told = findings(replace(WELL, side_effect_tool=values((0, points[0]), (28, points[1]))))
        assert [(one.level, one.says) for one in told] == ([(Level.CAUTION, says)] if says else [])


class TestRequestsBetweenVisits:
    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ((), None),
            (((1, "4"),), None),  # asked 30 days ago: of this month nobody knows
            (((2, "4"),), 4),
            (((2, "0"),), 0),
            (((1, "9"), (2, "1"), (31, "2")), 3),
        ],
    )
    def test_add_up_over_30_days(self, asked: Any, count: int | None) -> None:
        assert requests_in_a_month(replace(WELL, requests=values(*asked))) == count


class TestTotalExposure:
    @pytest.mark.parametrize(("sessions", "fires"), [(26, False), (27, True)])
    def test_is_reviewed_after_26_sessions_in_12_months(self, sessions: int, fires: bool) -> None:
        weekly = tuple(TODAY - timedelta(days=7 * number) for number in reversed(range(sessions)))
        told = {one.rule for one in findings(LongTermFacts(TODAY, weekly)) if one.level is Level.RELATIVE}
        assert ("LTS-08" in told) is fires

    @pytest.mark.parametrize(("days_ago", "fires"), [(364, True), (365, False)])
    def test_counts_the_last_12_months_only(self, days_ago: int, fires: bool) -> None:
        newer = tuple(TODAY - timedelta(days=7 * number) for number in reversed(range(26)))
        told = findings(LongTermFacts(TODAY, (TODAY - timedelta(days=days_ago), *newer)))
        assert any("12 months" in one.says for one in told) is fires

    @pytest.mark.parametrize(
        ("ages", "fires"),
        [
            ((60, 40, 35, 20, 10, 5), False),  # the first dose lies within the windows: not yet comparable
            ((90, 60, 40, 35, 20, 10, 5), True),  # 1, 2, 3
            ((90, 60, 58, 40, 35, 20, 10, 5), False),  # 2, 2, 3
            ((90, 60, 40, 35, 20, 10), False),  # 1, 2, 2
            ((90, 40, 20, 10), True),  # 0, 1, 2
        ],
    )
    def test_is_reviewed_once_sessions_twice_grew_more_frequent(self, ages: tuple[int, ...], fires: bool) -> None:
        told = findings(LongTermFacts(TODAY, tuple(TODAY - timedelta(days=age) for age in ages)))
        assert any("more frequent" in one.says for one in told) is fires


class TestACheck:
    @pytest.mark.parametrize(
        ("fact", "rule", "days"),
        [("bladder", "LTS-01", 91), ("liver", "LTS-02", 91), ("cognition", "LTS-03", 183), ("mania", "LTS-06", 30)],
    )
    def test_is_overdue_after_its_interval(self, fact: str, rule: str, days: int) -> None:
        made: dict[str, Any] = {
            "bladder": {"IPSS": values((0, "3"))},
            "liver": (liver(0),),
            "cognition": {"MoCA": values((0, "27"))},
            "mania": values((0, "0")),
        }
        # One dose, so that only the calendar counts.
        alone = replace(WELL, **made, sessions_on=(FIRST,))
        for late, expected in ((0, False), (1, True)):
            told = findings(replace(alone, today=day(days + late)))
            assert (rule in {one.rule for one in told if one.level is Level.CANNOT_TELL}) is expected
        (check,) = (one for one in checks(replace(alone, today=day(days))) if one.domain.id == rule)
        assert (check.last_on, check.due_on, check.standing) == (FIRST, day(days), Standing.DUE_SOON)

    @pytest.mark.parametrize(
        ("today", "standing"),
        [(77, Standing.UP_TO_DATE), (78, Standing.DUE_SOON), (91, Standing.DUE_SOON), (92, Standing.OVERDUE)],
    )
    def test_is_shown_two_weeks_before_it_is_late(self, today: int, standing: Standing) -> None:
        facts = replace(WELL, sessions_on=(FIRST,), today=day(today))
        assert checks(replace(facts, liver=(liver(0),)))[1].standing is standing

    @pytest.mark.parametrize(("sessions", "due"), [(9, 91), (10, 20), (11, 20)])
    def test_is_due_at_the_tenth_session_if_that_comes_first(self, sessions: int, due: int) -> None:
        days = (FIRST, *(day(2 * number) for number in range(1, sessions + 1)))
        check = checks(replace(WELL, sessions_on=days, today=day(22)))[1]
        assert check.due_on == day(due)

    @pytest.mark.parametrize(
        ("fact", "empty", "rule"),
        [
            ("bladder", {}, "LTS-01"),
            ("liver", (), "LTS-02"),
            ("cognition", {}, "LTS-03"),
            ("pressures_on", (), "LTS-04"),
            ("craving", (), "LTS-05"),
            ("mania", (), "LTS-06"),
            ("side_effect_tool", (), "LTS-07"),
        ],
    )
    def test_that_was_never_made_cannot_be_told(self, fact: str, empty: Any, rule: str) -> None:
        assert found(**{fact: empty}) == {rule: Level.CANNOT_TELL}

    @pytest.mark.parametrize("fact", ["pressures_on", "craving"])
    @pytest.mark.parametrize(("made_on", "standing"), [(27, Standing.OVERDUE), (28, Standing.UP_TO_DATE)])
    def test_of_each_session_is_made_at_the_last_one(self, fact: str, made_on: int, standing: Standing) -> None:
        made: Any = (day(made_on),) if fact == "pressures_on" else values((made_on, "0"))
        place = 3 if fact == "pressures_on" else 4
        assert checks(replace(WELL, **{fact: made}))[place].standing is standing

    @pytest.mark.parametrize(("today", "held"), [(91, False), (92, True)])
    @pytest.mark.parametrize("made", [(), (liver(0),)])
    def test_of_an_organ_holds_the_next_dose_once_a_whole_interval_has_passed(
        self, today: int, held: bool, made: tuple[LiverTest, ...]
    ) -> None:
        facts = replace(WELL, sessions_on=(FIRST,), today=day(today), liver=made)
        assert checks(facts)[1].holds_next_dose is held

    @pytest.mark.parametrize(("today", "held"), [(30, False), (31, True)])
    @pytest.mark.parametrize("made", [(), values((0, "0"))])
    def test_of_mania_holds_the_next_dose_once_a_month_has_passed(self, today, held, made) -> None:
        facts = replace(WELL, sessions_on=(FIRST,), today=day(today), mania=made)
        assert checks(facts)[5].holds_next_dose is held

    @pytest.mark.parametrize(
        ("sessions", "asked_on", "held"),
        [((0,), None, False), ((0, 28), None, True), ((0, 14, 28), 13, True), ((0, 14, 28), 14, False)],
    )
    def test_of_craving_holds_the_next_dose_once_two_visits_were_missed(self, sessions, asked_on, held) -> None:
        asked = values((asked_on, "0")) if asked_on is not None else ()
        facts = replace(WELL, sessions_on=tuple(map(day, sessions)), craving=asked)
        assert checks(facts)[4].holds_next_dose is held

    def test_by_a_tool_that_says_itself_when_is_never_late(self) -> None:
        told = checks(replace(WELL, side_effect_tool=values((-300, "0"))))[6]
        assert (told.standing, told.holds_next_dose) == (Standing.UP_TO_DATE, False)

    def test_follows_the_clinics_own_interval(self) -> None:
        own = Limits.of_clinic(1, {numbers.LIVER_MONTHS.code: Decimal(6)})
        facts = replace(WELL, sessions_on=(FIRST,), today=day(120), limits=own)
        assert checks(facts)[1].standing is Standing.UP_TO_DATE


class TestTheFindings:
    @given(
        st.builds(
            LongTermFacts,
            today=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            sessions_on=st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=30).map(
                lambda days: tuple(sorted(days))
            ),
            craving=st.lists(st.builds(Value, st.dates(), st.decimals(0, 10, places=0)), max_size=4).map(tuple),
            psychosis_or_mania=st.none() | st.booleans(),
        )
    )
    def test_never_raise_and_never_lose_an_absolute_when_more_is_known(self, facts: LongTermFacts) -> None:
        absolute = {one.says for one in findings(facts) if one.level is Level.ABSOLUTE}
        more = replace(facts, liver=(liver(0, ALT="5"),), bladder={"IPSS": values((0, "3"))})
        assert absolute <= {one.says for one in findings(more) if one.level is Level.ABSOLUTE}

    def test_never_call_a_missing_check_fine(self) -> None:
        bare = LongTermFacts(TODAY, (FIRST,))
        assert {one.rule for one in findings(bare)} == {f"LTS-0{number}" for number in range(1, 8)}
        assert {one.level for one in findings(bare)} == {Level.CANNOT_TELL}


class TestTheDomains:
    def test_say_tool_interval_action_and_source(self) -> None:
        assert [domain.id for domain in DOMAINS] == [f"LTS-0{number}" for number in range(1, 9)]
        assert all(each.tools and each.how_often and each.action and each.source.text for each in DOMAINS)

    def test_keep_their_marks(self) -> None:
        marks = {each.code: each.source.mark for each in THRESHOLDS}
        assert marks["LTS-02.times"] is Mark.RECALLED
        assert marks["LTS-08.sessions"] is Mark.JUDGEMENT
        assert len(marks) == len(THRESHOLDS)
