"""What holds for every chart: nothing crashes, nothing missing makes it better, nothing added hides a danger.

Each law stands as a function of its own, so that the tests of the tests can plant a bug and see it caught.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from holdspace.clinical.eligibility import CodedRecord, Rule, ScreeningFacts, read, screen, screening
from holdspace.clinical.eligibility.facts import Allergy, Diagnosis, Medicine
from holdspace.clinical.eligibility.medicines import DrugNames
from holdspace.clinical.eligibility.rule import Answer, absolute, relative
from holdspace.clinical.eligibility.rules import SILENCES
from holdspace.clinical.eligibility.thresholds import LOW_SATURATION, SLOWEST_HEART
from holdspace.clinical.findings import Decision, Level
from holdspace.clinical.thresholds import Limits
from tests.clinical.eligibility.charts import (
    ALWAYS_NEEDED,
    BEST,
    CHARTS,
    DIAGNOSES,
    DRUG_NAMES,
    MEDICINES,
    NEARLY_WELL,
    RECORDS,
    SOMETIMES_NEEDED,
    STRICTER_LIMITS,
    VALUES,
    needs,
)
from tests.clinical.eligibility.people import TODAY, WELL, having, with_facts

few = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = NEARLY_WELL | CHARTS


def absolutes(facts: ScreeningFacts) -> set[str]:
    return {finding.rule for finding in screen(facts).findings if finding.level is Level.ABSOLUTE}


def adding_hides_no_danger(facts: ScreeningFacts, diagnosis: Diagnosis, medicine: Medicine) -> None:
    known = absolutes(facts)
    assert known <= absolutes(replace(facts, conditions=(*facts.conditions, diagnosis)))
    assert known <= absolutes(replace(facts, medicines=(*(facts.medicines or ()), medicine)))
    assert known <= absolutes(replace(facts, allergies=(*(facts.allergies or ()), Allergy("Latex"))))


def an_answer_hides_no_danger(facts: ScreeningFacts, name: str, value: Any) -> None:
    unknown = replace(facts, **{name: () if name == "conditions" else None})
    assert absolutes(unknown) <= absolutes(replace(facts, **{name: value}))


def unknown_is_no_better_than_the_best_answer(facts: ScreeningFacts, name: str) -> None:
    unknown = screen(replace(facts, **{name: None})).decision.rank
    assert unknown <= max(screen(replace(facts, **{name: value})).decision.rank for value in BEST[name])


def what_is_needed_is_asked_for(facts: ScreeningFacts, name: str) -> None:
    unknown = replace(facts, **{name: None})
    if needs(unknown, name):
        assert screen(unknown).decision in {Decision.INCOMPLETE, Decision.NOT_ELIGIBLE}


def stricter_numbers_let_nobody_else_in(facts: ScreeningFacts, limits: Limits) -> None:
    if facts.family_psychosis is None:
        # A PQ-16 over the cut-off answers PSY-03 where the family is not known: then it can tell, and says clearance.
        facts = replace(facts, family_psychosis=False)
    own = replace(facts, limits=limits)
    assert screen(own).decision.rank <= screen(facts).decision.rank
    assert absolutes(facts) <= absolutes(own)


class TestEveryChart:
    @few
    @given(PEOPLE)
    def test_gets_an_answer_from_every_rule(self, facts: ScreeningFacts) -> None:
        screening = screen(facts)
        rules = [finding.rule for finding in screening.findings]
        assert len(rules) == len(set(rules))
        assert not set(rules) & {*screening.clear, *screening.partly_asked}
        assert all(finding.says and finding.because and finding.source.text for finding in screening.findings)

    @few
    @given(PEOPLE, DIAGNOSES, MEDICINES)
    def test_keeps_its_absolute_findings_when_something_is_added(
        self, facts: ScreeningFacts, diagnosis: Diagnosis, medicine: Medicine
    ) -> None:
        adding_hides_no_danger(facts, diagnosis, medicine)

    @few
    @given(PEOPLE, st.sampled_from(sorted(VALUES)), st.data())
    def test_keeps_its_absolute_findings_when_an_unknown_is_answered(
        self, facts: ScreeningFacts, name: str, data: st.DataObject
    ) -> None:
        an_answer_hides_no_danger(facts, name, data.draw(VALUES[name]))

    @few
    @given(PEOPLE, st.sampled_from(sorted(BEST)))
    def test_is_no_better_off_with_an_unknown_than_with_its_best_answer(self, facts: ScreeningFacts, name: str) -> None:
        unknown_is_no_better_than_the_best_answer(facts, name)

    @few
    @given(PEOPLE, st.sampled_from((*ALWAYS_NEEDED, *SOMETIMES_NEEDED)))
    def test_is_never_eligible_without_a_fact_it_needs(self, facts: ScreeningFacts, name: str) -> None:
        what_is_needed_is_asked_for(facts, name)

    @few
    @given(PEOPLE, STRICTER_LIMITS)
    def test_is_no_better_off_under_stricter_numbers(self, facts: ScreeningFacts, limits: Limits) -> None:
        stricter_numbers_let_nobody_else_in(facts, limits)


class TestAWellPerson:
    @pytest.mark.parametrize("name", sorted(BEST))
    def test_stays_eligible_with_a_harmless_answer(self, name: str) -> None:
        found = {screen(replace(WELL, **{name: value})).decision for value in BEST[name]}
        assert Decision.ELIGIBLE in found

    @pytest.mark.parametrize("name", ALWAYS_NEEDED)
    def test_is_not_decided_without_what_is_always_needed(self, name: str) -> None:
        assert screen(replace(WELL, **{name: None})).decision is Decision.INCOMPLETE

    @pytest.mark.parametrize(
        ("name", "codes"),
        [("child_pugh", ("K74.60",)), ("tsh", ("E05.90",)), ("apnoea_therapy_effective", ("G47.33",))],
    )
    def test_is_not_decided_without_what_a_diagnosis_asks_for(self, name: str, codes: tuple[str, ...]) -> None:
        facts = with_facts(conditions=(having(*codes),), **{name: None})
        assert needs(facts, name) and screen(facts).decision is Decision.INCOMPLETE


class TestEveryRecord:
    @few
    @given(RECORDS, st.dates() | st.sampled_from([TODAY, date.min, date.max]), DRUG_NAMES, STRICTER_LIMITS)
    def test_is_read_and_screened_without_a_crash(
        self, record: CodedRecord, on: date, drug_names: DrugNames, limits: Limits
    ) -> None:
        found = screen(read(record, on, limits=limits, drug_names=drug_names))
        # Nobody said all that is needed, so nobody is let in.
        assert found.decision in {Decision.INCOMPLETE, Decision.NOT_ELIGIBLE}
        assert found.limits_version == limits.version


planted = settings(
    max_examples=2000, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def with_bug(monkeypatch: pytest.MonkeyPatch, rule: str, asks: Callable[[ScreeningFacts], Answer | None]) -> None:
    """Screens with one rule that asks wrongly."""
    rules: tuple[Rule, ...] = tuple(replace(each, asks=asks) if each.id == rule else each for each in screening.RULES)
    monkeypatch.setattr(screening, "RULES", rules)


def caught(law: Callable[..., None], *strategies: Any) -> None:
    with pytest.raises(AssertionError):
        planted(given(*strategies)(law))()


class TestAPlantedBug:
    def test_that_takes_unknown_for_normal_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def asks(facts: ScreeningFacts) -> Answer | None:
            slow = facts.heart_rate is not None and facts.heart_rate < SLOWEST_HEART.published
            return relative("The heart is slow.") if slow else None

        with_bug(monkeypatch, "CVS-09", asks)
        caught(what_is_needed_is_asked_for, NEARLY_WELL, st.sampled_from(ALWAYS_NEEDED))

    def test_that_takes_an_unknown_thyroid_for_a_quiet_one_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_bug(monkeypatch, "END-01", lambda facts: None)
        # Chance alone seldom meets somebody whose thyroid matters.
        overactive = NEARLY_WELL.map(lambda facts: replace(facts, conditions=(having("E05.90"),)))
        caught(what_is_needed_is_asked_for, overactive, st.just("tsh"))

    def test_that_likes_not_knowing_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_bug(monkeypatch, "GU-03", lambda facts: None if facts.ipss is None else relative("Asked."))
        caught(unknown_is_no_better_than_the_best_answer, NEARLY_WELL, st.sampled_from(sorted(BEST)))

    def test_that_lets_a_medicine_outweigh_a_danger_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(screening, "SILENCES", {**SILENCES, "DDI-01": ("PSY-01",)})
        caught(adding_hides_no_danger, NEARLY_WELL, DIAGNOSES, MEDICINES)

    def test_that_lets_an_answer_outweigh_a_danger_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def asks(facts: ScreeningFacts) -> Answer | None:
            danger = facts.diagnoses("I67.1", now=False) and not facts.capacity
            return absolute("An aneurysm is on record.") if danger else None

        with_bug(monkeypatch, "CVS-06", asks)

        def law(facts: ScreeningFacts) -> None:
            an_answer_hides_no_danger(facts, "capacity", True)

        caught(law, NEARLY_WELL)

    def test_that_moves_a_number_the_wrong_way_is_caught(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def asks(facts: ScreeningFacts) -> Answer | None:
            limit = 2 * LOW_SATURATION.published - facts.limits.of(LOW_SATURATION)
            low = facts.oxygen_saturation is not None and facts.oxygen_saturation < limit
            return relative("Oxygen is low.") if low else None

        with_bug(monkeypatch, "RES-03", asks)
        strict = st.just(Limits.of_clinic(1, {LOW_SATURATION.code: Decimal(96)}))
        low = NEARLY_WELL.map(lambda facts: replace(facts, oxygen_saturation=Decimal(93)))
        caught(stricter_numbers_let_nobody_else_in, low, strict)
