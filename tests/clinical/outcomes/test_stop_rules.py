"""When is it time to stop?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.findings import Level
from holdspace.clinical.outcomes import STOP_RULES, StopFacts, stop_rules, word_of
from holdspace.clinical.outcomes.numbers import NO_RESPONSE_PERCENT, NO_RESPONSE_SESSIONS, REQUESTS
from holdspace.clinical.protocols.protocol import STOP_RULES as NAMED_BY_PROTOCOLS
from holdspace.clinical.thresholds import Limits

ASKED = {"pregnant": False, "unscheduled_requests": 0}


def found(doses: int = 1, **facts: object) -> dict[str, Level]:
    told = ASKED | facts
    return {finding.rule: finding.level for finding in stop_rules(StopFacts(doses, **told))}  # type: ignore[arg-type]


class TestNoResponse:
    @pytest.mark.parametrize(
        ("doses", "fall", "level"),
        [
            (3, "0", None),
            (4, "24.9", Level.RELATIVE),
            (4, "25", None),
            (4, "-10", Level.RELATIVE),
            (6, "24.9", Level.RELATIVE),
            (3, None, None),
            (4, None, Level.CANNOT_TELL),
        ],
    )
    def test_is_asked_about_after_four_sessions(self, doses, fall, level):
        assert found(doses, fall_percent=Decimal(fall) if fall else None).get("STOP-01") == level

    def test_is_not_asked_of_a_scale_without_percentages(self):
        assert found(6, fall_is_defined=False) == {}

    @pytest.mark.parametrize(
        ("adequate", "level"), [(True, Level.RELATIVE), (None, Level.RELATIVE), (False, Level.CAUTION)]
    )
    def test_weighs_less_where_the_dose_was_too_low(self, adequate, level):
        assert found(4, fall_percent=Decimal(0), adequate_dose=adequate)["STOP-01"] is level

    def test_is_measured_against_the_clinics_numbers(self):
        own = Limits.of_clinic(5, {NO_RESPONSE_SESSIONS.code: Decimal(3), NO_RESPONSE_PERCENT.code: Decimal(40)})
        (finding,) = stop_rules(StopFacts(3, Decimal(39), limits=own, **ASKED))
        assert finding.limits_version == 5
        assert {used.threshold: str(used.value) for used in finding.measured_against} == {
            "STOP-01.percent": "40",
            "STOP-01.sessions": "3",
        }
        assert "less than 40 %" in finding.says


class TestARequest:
    @pytest.mark.parametrize(("asked", "fires"), [(None, False), (0, False), (2, False), (3, True)])
    def test_too_often_between_visits_asks_about_craving(self, asked, fires):
        assert ("STOP-10" in found(unscheduled_requests=asked)) is fires

    def test_is_counted_against_the_clinics_number(self):
        own = Limits.of_clinic(1, {REQUESTS.code: Decimal(0)})
        assert "STOP-10" in {one.rule for one in stop_rules(StopFacts(1, unscheduled_requests=1, limits=own))}

    @pytest.mark.parametrize(("doses", "level"), [(1, None), (2, Level.CANNOT_TELL)])
    def test_nobody_asked_about_cannot_be_told_from_the_second_dose_on(self, doses, level):
        assert found(doses, unscheduled_requests=None).get("STOP-10") == level


class TestAPregnancy:
    @pytest.mark.parametrize(("doses", "level"), [(0, None), (1, Level.CANNOT_TELL)])
    def test_that_nothing_rules_out_cannot_be_told_once_a_dose_was_given(self, doses, level):
        assert found(doses, pregnant=None).get("STOP-04") == level


class TestAReasonToStop:
    @pytest.mark.parametrize(
        ("fact", "rule", "level"),
        [
            ("psychosis_or_mania", "STOP-03", Level.ABSOLUTE),
            ("pregnant", "STOP-04", Level.ABSOLUTE),
            ("misuse", "STOP-05", Level.ABSOLUTE),
            ("uropathy", "STOP-06", Level.ABSOLUTE),
            ("liver_above_limit", "STOP-07", Level.ABSOLUTE),
            ("cognition_fell", "STOP-08", Level.RELATIVE),
        ],
    )
    def test_stands_while_it_is_so(self, fact, rule, level):
        assert found(**{fact: True}) == {rule: level}
        assert found(**{fact: False}) == {}

    def test_is_a_serious_event_named(self):
        (finding,) = stop_rules(StopFacts(1, serious_event="seizure", **ASKED))
        assert (finding.rule, finding.says) == ("STOP-02", "A serious adverse event is recorded: seizure.")

    def test_is_consent_taken_back(self):
        assert found(consent_withdrawn=True) == {"STOP-09": Level.ABSOLUTE}

    def test_is_shown_worst_first(self):
        assert list(found(4, serious_event="fall", pregnant=True)) == ["STOP-04", "STOP-01", "STOP-02"]


class TestTheRules:
    def test_are_those_that_protocols_name(self):
        assert {rule.word for rule in STOP_RULES} == set(NAMED_BY_PROTOCOLS)
        assert [word_of(rule.id) for rule in STOP_RULES] == [rule.word for rule in STOP_RULES]

    def test_say_why_and_who_says_so(self):
        assert all(rule.because.endswith(".") and rule.source.text for rule in STOP_RULES)

    @given(
        st.builds(
            StopFacts,
            doses_given=st.integers(0, 40),
            fall_percent=st.none() | st.decimals(-200, 100, places=1),
            psychosis_or_mania=st.none() | st.booleans(),
            pregnant=st.none() | st.booleans(),
            uropathy=st.none() | st.booleans(),
            unscheduled_requests=st.none() | st.integers(0, 10),
        )
    )
    def test_never_raise_and_never_lose_an_absolute_when_more_is_known(self, facts):
        before = {one.rule for one in stop_rules(facts) if one.level is Level.ABSOLUTE}
        more = StopFacts(**{**vars(facts), "serious_event": "fall", "liver_above_limit": True})
        assert before < {one.rule for one in stop_rules(more) if one.level is Level.ABSOLUTE}
