"""What holds for every chart: nothing crashes, nothing missing makes it better, nothing added hides a danger."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.clinical.eligibility import (
    CodedRecord,
    Coding,
    ConditionEntry,
    ObservationEntry,
    PartialDate,
    read,
    screen,
)
from holdspace.clinical.eligibility.facts import Allergy, Diagnosis, Medicine, ScreeningFacts, State, SuicideScreener
from holdspace.clinical.eligibility.medicines import ALL
from holdspace.clinical.eligibility.record import ICD_10_CM, LOINC, SCREENING_FACT
from holdspace.clinical.findings import Decision, Level
from holdspace.clinical.units import BloodPressure, Kilograms
from tests.clinical.eligibility.people import TODAY, WELL

few = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MAYBE = st.sampled_from([None, True, False])
DAYS = st.dates(date(1990, 1, 1), TODAY)
PARTIAL = st.one_of(
    st.none(),
    DAYS.map(PartialDate.of),
    DAYS.map(lambda day: PartialDate(day.year)),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
)
CODES = st.sampled_from(
    [
        "F20.9",
        "F33.2",
        "F33.3",
        "F31.4",
        "F31.81",
        "F10.20",
        "F10.21",
        "F16.20",
        "F14.20",
        "I10",
        "I21.9",
        "I25.10",
        "I50.23",
        "I63.9",
        "I67.1",
        "I61.9",
        "G91.9",
        "G40.909",
        "G30.9",
        "H40.9",
        "E05.90",
        "E03.9",
        "K74.60",
        "N18.6",
        "G47.33",
        "J44.9",
        "N30.10",
        "Z34.90",
        "F44.81",
        "F60.3",
        "F50.01",
        "E80.21",
        "K31.84",
        "Z78.0",
    ]
)
DIAGNOSES = st.builds(Diagnosis, st.tuples(CODES), st.just(""), st.sampled_from(State), PARTIAL, PARTIAL, st.booleans())
MEDICINES = st.sampled_from([row[0] for row in ALL]).map(lambda name: Medicine(name, (name,)))


def numbers(lowest: int, highest: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.integers(lowest, highest).map(Decimal)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "age": st.none() | st.integers(0, 100),
    "sex": st.sampled_from([None, "female", "male", "other"]),
    "conditions": st.lists(DIAGNOSES, max_size=4).map(tuple),
    "allergies": st.sampled_from([None, (), (Allergy("Ketamine"),), (Allergy("Peanut"),)]),
    "medicines": st.none() | st.lists(MEDICINES, max_size=4).map(tuple),
    "blood_pressure": st.none() | st.builds(BloodPressure, st.integers(60, 220), st.integers(30, 130)),
    "heart_rate": numbers(30, 180),
    "oxygen_saturation": numbers(70, 100),
    "weight": st.none() | st.integers(30, 200).map(lambda kg: Kilograms(Decimal(kg))),
    "body_mass_index": numbers(12, 60),
    "alt_times_limit": numbers(0, 6),
    "egfr": numbers(5, 120),
    "tsh": st.none() | st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(2)]),
    "free_t4_raised": MAYBE,
    "blood_in_urine": MAYBE,
    "qtc": numbers(350, 600),
    "suicide_screener": st.none() | st.builds(SuicideScreener, st.tuples(*[MAYBE] * 5), MAYBE, MAYBE),
    "phq9_item9": st.none() | st.integers(0, 3),
    "pq16": numbers(0, 16),
    "audit": numbers(0, 40),
    "dast10": numbers(0, 10),
    "moca": numbers(0, 30),
    "stop_bang": numbers(0, 8),
    "ipss": numbers(0, 35),
    "last_seizure": PARTIAL,
    "child_pugh": st.sampled_from([None, "A", "B", "C"]),
    "adequate_prior_trials": st.none() | st.integers(0, 4),
    **dict.fromkeys(
        ("current_psychosis", "current_mania", "family_psychosis", "capacity", "coercion", "childbearing_potential",
         "pregnancy_test_positive", "pregnancy_status", "breastfeeding", "ketamine_use_disorder", "ketamine_uropathy",
         "addiction_is_target", "addiction_physician_agrees", "sleep_evaluated", "apnoea_therapy_effective",
         "escort_arranged", "home_safe", "planned_dose_by_weight"),
        MAYBE,
    ),
}  # fmt: skip
CHARTS = st.fixed_dictionaries(VALUES).map(lambda values: ScreeningFacts(as_of=TODAY, **values))

# Facts whose absence stops a decision, whatever else is known.
BLOCKING = (
    "age", "allergies", "medicines", "blood_pressure", "heart_rate", "oxygen_saturation", "weight", "suicide_screener",
    "current_psychosis", "current_mania", "family_psychosis", "capacity",
)  # fmt: skip
# Facts that a well person answers so that no rule speaks.
HARMLESS = {
    "qtc": Decimal(420), "tsh": Decimal(2), "egfr": Decimal(90), "alt_times_limit": Decimal(1), "ipss": Decimal(3),
    "audit": Decimal(2), "dast10": Decimal(0), "stop_bang": Decimal(1), "moca": Decimal(28), "pq16": Decimal(2),
    "ketamine_use_disorder": False, "ketamine_uropathy": False, "coercion": False, "blood_in_urine": False,
}  # fmt: skip


def absolutes(facts: ScreeningFacts) -> set[str]:
    return {finding.rule for finding in screen(facts).findings if finding.level is Level.ABSOLUTE}


class TestEveryChart:
    @few
    @given(CHARTS)
    def test_gets_an_answer_from_every_rule(self, facts: ScreeningFacts) -> None:
        screening = screen(facts)
        rules = [finding.rule for finding in screening.findings]
        assert len(rules) == len(set(rules))
        assert not set(rules) & {*screening.clear, *screening.partly_asked}
        assert all(finding.says and finding.because and finding.source.text for finding in screening.findings)

    @few
    @given(CHARTS, DIAGNOSES)
    def test_keeps_its_absolute_findings_when_a_diagnosis_is_added(
        self, facts: ScreeningFacts, more: Diagnosis
    ) -> None:
        more_facts = replace(facts, conditions=(*facts.conditions, more))
        assert absolutes(facts) <= absolutes(more_facts)

    @few
    @given(CHARTS, MEDICINES)
    def test_keeps_its_absolute_findings_when_a_medicine_is_added(self, facts: ScreeningFacts, more: Medicine) -> None:
        assert absolutes(facts) <= absolutes(replace(facts, medicines=(*(facts.medicines or ()), more)))

    @few
    @given(CHARTS, st.sampled_from(sorted(VALUES)), st.data())
    def test_keeps_its_absolute_findings_when_an_unknown_is_answered(
        self, facts: ScreeningFacts, name: str, data: st.DataObject
    ) -> None:
        unknown = replace(facts, **{name: () if name == "conditions" else None})
        answered = replace(facts, **{name: data.draw(VALUES[name])})
        assert absolutes(unknown) <= absolutes(answered)

    @few
    @given(CHARTS, st.sampled_from(BLOCKING))
    def test_is_never_eligible_without_a_blocking_fact(self, facts: ScreeningFacts, name: str) -> None:
        # A positive PQ-16 answers in place of the family history, so it is left unknown too.
        decision = screen(replace(facts, **{"pq16": None, name: None})).decision
        assert decision in {Decision.INCOMPLETE, Decision.NOT_ELIGIBLE}

    @few
    @given(CHARTS, st.sampled_from(sorted(HARMLESS)))
    def test_gets_no_better_when_a_harmless_answer_is_lost(self, facts: ScreeningFacts, name: str) -> None:
        known = replace(facts, **{name: HARMLESS[name]})
        lost = replace(facts, **{name: None})
        assert screen(lost).decision.rank <= screen(known).decision.rank


class TestAWellPerson:
    @pytest.mark.parametrize("name", sorted(HARMLESS))
    def test_stays_eligible_with_a_harmless_answer(self, name: str) -> None:
        assert screen(replace(WELL, **{name: HARMLESS[name]})).decision is Decision.ELIGIBLE


class TestEveryRecord:
    CODINGS = st.builds(
        Coding,
        st.sampled_from([LOINC, SCREENING_FACT, ICD_10_CM, "http://other"]),
        st.sampled_from(
            [
                "85354-9",
                "8480-6",
                "8462-4",
                "8867-4",
                "2708-6",
                "29463-7",
                "8302-2",
                "1742-6",
                "93246-7",
                "93247-5",
                "44260-8",
                "2106-3",
                "82810-3",
                "last-seizure",
                "capacity-to-consent",
                "ipss-total",
                "F20.9",
                "LA33-6",
                "x",
            ]
        ),
    )
    VALUES = st.one_of(
        st.none(),
        st.booleans(),
        st.decimals(allow_nan=True, allow_infinity=True),
        st.text(max_size=12),
        st.datetimes(timezones=st.none() | st.just(UTC)),
    )
    # Hypothesis wants naive limits and gives every drawn moment its zone itself.
    FIRST, LAST = datetime(2020, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001
    MOMENTS = st.none() | st.datetimes(FIRST, LAST, timezones=st.none() | st.just(UTC))
    PARTS = st.builds(
        ObservationEntry, st.tuples(CODINGS), value=VALUES, unit=st.sampled_from(["", "kg", "mm[Hg]", "%"])
    )
    OBSERVATIONS = st.builds(
        ObservationEntry,
        st.tuples(CODINGS),
        st.sampled_from(["final", "preliminary", "entered-in-error", ""]),
        MOMENTS,
        VALUES,
        st.sampled_from(["", "kg", "U/L", "/min", "%", "furlong"]),
        st.lists(CODINGS, max_size=2).map(tuple),
        st.lists(PARTS, max_size=2).map(tuple),
        st.booleans(),
        st.none() | st.decimals(0, 100),
    )
    CONDITIONS = st.builds(ConditionEntry, st.lists(CODINGS, max_size=2).map(tuple), st.text(max_size=20))

    @few
    @given(st.lists(OBSERVATIONS, max_size=8), st.lists(CONDITIONS, max_size=3))
    def test_is_read_and_screened_without_a_crash(
        self, observations: list[ObservationEntry], conditions: list[ConditionEntry]
    ) -> None:
        record = CodedRecord(observations=tuple(observations), conditions=tuple(conditions))
        assert screen(read(record, TODAY)).decision in {Decision.INCOMPLETE, Decision.NOT_ELIGIBLE}
