"""Invented people for the tests of eligibility: one who has nothing, and what can be changed about her."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from holdspace.clinical.eligibility.facts import Allergy, Diagnosis, Medicine, ScreeningFacts, State, SuicideScreener
from holdspace.clinical.eligibility.medicines import ingredients_in
from holdspace.clinical.eligibility.record import PartialDate
from holdspace.clinical.eligibility.screening import screen
from holdspace.clinical.units import BloodPressure, Kilograms

TODAY = date(2026, 1, 15)
NO = False
QUIET_SCREENER = SuicideScreener((NO, NO, None, None, None), behaviour_ever=False)

WELL = ScreeningFacts(
    as_of=TODAY,
    age=41,
    sex="female",
    allergies=(),
    medicines=(),
    medication_list_complete=True,
    blood_pressure=BloodPressure(122, 78),
    heart_rate=Decimal(72),
    oxygen_saturation=Decimal(98),
    weight=Kilograms(Decimal(68)),
    body_mass_index=Decimal(25),
    suicide_screener=QUIET_SCREENER,
    phq9_item9=0,
    current_psychosis=False,
    current_mania=False,
    family_psychosis=False,
    capacity=True,
    coercion=False,
    childbearing_potential=True,
    pregnancy_test_positive=False,
    breastfeeding=False,
    adequate_prior_trials=2,
    escort_arranged=True,
    home_safe=True,
)


def with_facts(**facts: Any) -> ScreeningFacts:
    return replace(WELL, **facts)


def having(*codes: str, text: str = "", state: State = State.PRESENT, **more: Any) -> Diagnosis:
    return Diagnosis(codes, text, state, **more)


def with_diagnosis(*codes: str, facts: Mapping[str, Any] | None = None, **more: Any) -> ScreeningFacts:
    return with_facts(conditions=(having(*codes, **more),), **(facts or {}))


def taking(*texts: str, **facts: Any) -> ScreeningFacts:
    return with_facts(medicines=tuple(Medicine(text, ingredients_in(text)) for text in texts), **facts)


def allergic_to(*texts: str) -> ScreeningFacts:
    return with_facts(allergies=tuple(Allergy(text) for text in texts))


def days_ago(days: int) -> PartialDate:
    return PartialDate.of(date.fromordinal(TODAY.toordinal() - days))


def findings(facts: ScreeningFacts) -> dict[str, str]:
    return {finding.rule: finding.level.value for finding in screen(facts).findings}
