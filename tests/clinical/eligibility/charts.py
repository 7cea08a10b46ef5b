"""Invented charts by the thousand: anything at all, people who are nearly well, and records full of junk."""

from datetime import UTC, date, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from holdspace.clinical.eligibility import (
    THRESHOLDS,
    AllergyEntry,
    CodedRecord,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
)
from holdspace.clinical.eligibility.facts import Allergy, Diagnosis, Medicine, ScreeningFacts, State, SuicideScreener
from holdspace.clinical.eligibility.medicines import ALL
from holdspace.clinical.eligibility.record import ICD_10_CM, LOINC, RXNORM, SCREENING_FACT, SNOMED
from holdspace.clinical.thresholds import Limits, Threshold
from holdspace.clinical.units import BloodPressure, Kilograms
from tests.clinical.eligibility.people import QUIET_SCREENER, TODAY, WELL, with_facts

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
        "F20.9", "F33.2", "F33.3", "F31.4", "F31.81", "F10.20", "F10.21", "F16.20", "F14.20", "I10", "I21.9", "I25.10",
        "I50.23", "I63.9", "I67.1", "I61.9", "G91.9", "G40.909", "G30.9", "H40.9", "E05.90", "E03.9", "K74.60", "N18.6",
        "G47.33", "J44.9", "N30.10", "Z34.90", "F44.81", "F60.3", "F50.01", "E80.21", "K31.84", "Z78.0", "F19.959",
    ]
)  # fmt: skip
WORDS = st.sampled_from(["", "Ketamine dependence", "Something else"])
DIAGNOSES = st.builds(Diagnosis, st.tuples(CODES), WORDS, st.sampled_from(State), PARTIAL, PARTIAL, st.booleans())
MEDICINES = st.sampled_from([row[0] for row in ALL]).map(lambda name: Medicine(name, (name,)))


def numbers(lowest: int, highest: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.integers(lowest, highest).map(Decimal)


YES_OR_NO = (
    "current_psychosis", "current_mania", "family_psychosis", "capacity", "coercion", "childbearing_potential",
    "pregnancy_test_positive", "pregnancy_status", "breastfeeding", "ketamine_use_disorder", "ketamine_uropathy",
    "addiction_is_target", "addiction_physician_agrees", "sleep_evaluated", "apnoea_therapy_effective",
    "escort_arranged", "home_safe", "planned_dose_by_weight", "free_t4_raised", "blood_in_urine",
)  # fmt: skip
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
    "ast_times_limit": numbers(0, 6),
    "bilirubin_times_limit": numbers(0, 4),
    "egfr": numbers(5, 120),
    "sodium": numbers(120, 160),
    "potassium": numbers(2, 7),
    "tsh": st.none() | st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal("0.3"), Decimal(2)]),
    "qtc": numbers(350, 600),
    "suicide_screener": st.none() | st.builds(SuicideScreener, st.tuples(*[MAYBE] * 5), MAYBE, MAYBE),
    "phq9_item9": st.none() | st.integers(0, 3),
    "asrm": numbers(0, 20),
    "pq16": numbers(0, 16),
    "audit": numbers(0, 40),
    "dast10": numbers(0, 10),
    "moca": numbers(0, 30),
    "stop_bang": numbers(0, 8),
    "ipss": numbers(0, 35),
    "last_seizure": PARTIAL,
    "child_pugh": st.sampled_from([None, "A", "B", "C"]),
    "adequate_prior_trials": st.none() | st.integers(0, 4),
    **dict.fromkeys(YES_OR_NO, MAYBE),
}
CHARTS = st.fixed_dictionaries(VALUES).map(lambda values: ScreeningFacts(as_of=TODAY, **values))

# Nearly everybody of whom anything is known: one well person in whom up to four facts are anything at all. A chart in
# which everything is random has so many findings that a single slip would drown among them.
NEARLY_WELL = (
    st.lists(st.sampled_from(sorted(VALUES)), max_size=4, unique=True)
    .flatmap(lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names}))
    .map(lambda values: with_facts(**values))
)

# For each fact, answers of which the best one lets nothing speak against treatment.
BEST: dict[str, tuple[Any, ...]] = {
    "age": (41, 60), "sex": ("male", "female"), "allergies": ((),),
    "medicines": ((), (Medicine("lithium", ("lithium",)),)),
    "blood_pressure": (WELL.blood_pressure,), "heart_rate": (WELL.heart_rate,), "weight": (WELL.weight,),
    "oxygen_saturation": (WELL.oxygen_saturation,), "body_mass_index": (WELL.body_mass_index,),
    "suicide_screener": (QUIET_SCREENER,), "phq9_item9": (0,), "last_seizure": (PartialDate(2015),),
    "child_pugh": ("A",), "adequate_prior_trials": (4,), "tsh": (Decimal(2),), "egfr": (Decimal(90),),
    "alt_times_limit": (Decimal(1),), "ast_times_limit": (Decimal(1),), "bilirubin_times_limit": (Decimal(1),),
    "sodium": (Decimal(140),), "potassium": (Decimal(4),), "qtc": (Decimal(420),), "asrm": (Decimal(0),),
    "pq16": (Decimal(0),), "audit": (Decimal(0),), "dast10": (Decimal(0),), "moca": (Decimal(30),),
    "stop_bang": (Decimal(0),), "ipss": (Decimal(0),),
    **dict.fromkeys(YES_OR_NO, (True, False)),
}  # fmt: skip


def needs(facts: ScreeningFacts, name: str) -> bool:
    """Whether this chart cannot be decided without this fact: what blocks always, and what a diagnosis asks for."""
    asked = {
        "pregnancy_test_positive": facts.could_be_pregnant and not facts.pregnancy_status,
        "breastfeeding": facts.could_be_pregnant,
        "child_pugh": bool(facts.diagnoses("K74.6")),
        "tsh": bool(facts.diagnoses("E03", "E05") or facts.taking("levothyroxine", "liothyronine")),
        "apnoea_therapy_effective": bool(facts.diagnoses("G47.3")),
        # A positive PQ-16 answers in place of the family history.
        "family_psychosis": facts.pq16 is None or facts.pq16 < 6,
        "current_psychosis": True,
    }
    return asked.get(name, name in ALWAYS_NEEDED)


ALWAYS_NEEDED = (
    "age", "allergies", "medicines", "blood_pressure", "heart_rate", "oxygen_saturation", "weight", "suicide_screener",
    "current_psychosis", "current_mania", "capacity",
)  # fmt: skip
SOMETIMES_NEEDED = (
    "pregnancy_test_positive", "breastfeeding", "child_pugh", "tsh", "apnoea_therapy_effective", "family_psychosis",
)  # fmt: skip


def stricter(threshold: Threshold) -> st.SearchStrategy[Decimal]:
    """A more careful value, up to the most careful one."""
    return st.sampled_from([threshold.strictest, (threshold.published + threshold.strictest) / 2])


STRICTER_LIMITS = (
    st.lists(st.sampled_from([each for each in THRESHOLDS if each.is_adjustable]), min_size=1, max_size=8)
    .flatmap(lambda some: st.fixed_dictionaries({each.code: stricter(each) for each in some}))
    .map(lambda chosen: Limits.of_clinic(1, chosen))
)

# Records as another system might send them, good and broken.
CODINGS = st.builds(
    Coding,
    st.sampled_from([LOINC, SCREENING_FACT, ICD_10_CM, SNOMED, RXNORM, "http://other", ""]),
    st.sampled_from(
        [
            "85354-9", "8480-6", "8462-4", "8867-4", "2708-6", "3150-6", "29463-7", "8302-2", "39156-5", "1742-6",
            "1975-2", "3024-7", "3016-3", "2951-2", "8636-3", "93246-7", "93247-5", "93267-3", "44260-8", "2106-3",
            "82810-3", "63895-7", "last-seizure", "capacity-to-consent", "ipss-total", "prior-sessions",
            "child-pugh-class", "child-pugh-c", "F20.9", "f209", "I21.9", "Z34.90", "LA33-6", "10828004", "6130", "x",
            "", " ",
        ]
    ),
    st.sampled_from(["", "Lorazepam 1 mg", "Ketamine", "(((", "\x00", "Schizophrenia"]),
)  # fmt: skip
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))])
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.text(max_size=12),
    st.datetimes(timezones=ZONES),
)
MOMENTS = st.none() | st.datetimes(timezones=ZONES)
UNITS = st.sampled_from(["", "kg", "U/L", "/min", "%", "mm[Hg]", "mg/dL", "furlong"])
PARTS = st.builds(ObservationEntry, st.tuples(CODINGS), value=ANYTHING, unit=UNITS)
OBSERVATIONS = st.builds(
    ObservationEntry,
    st.lists(CODINGS, max_size=2).map(tuple),
    st.sampled_from(["final", "preliminary", "entered-in-error", ""]),
    MOMENTS,
    ANYTHING,
    UNITS,
    st.lists(CODINGS, max_size=2).map(tuple),
    st.lists(PARTS, max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.decimals(allow_nan=True, allow_infinity=True),
)
STATUS = st.sampled_from(["", "active", "remission", "resolved", "entered-in-error", "junk"])
ANY_DAY = st.none() | st.dates().map(PartialDate.of) | st.integers(1, 9999).map(PartialDate)
SOME_CODINGS = st.lists(CODINGS, max_size=2).map(tuple)
RECORDS = st.builds(
    CodedRecord,
    st.none() | st.dates(),
    st.sampled_from([None, "male", "female", "unknown", "junk"]),
    st.lists(
        st.builds(ConditionEntry, SOME_CODINGS, st.text(max_size=20), STATUS, STATUS, ANY_DAY, ANY_DAY), max_size=3
    ).map(tuple),
    st.lists(st.builds(AllergyEntry, SOME_CODINGS, st.text(max_size=20), STATUS, STATUS), max_size=2).map(tuple),
    st.lists(st.builds(MedicationEntry, SOME_CODINGS, st.text(max_size=20), STATUS), max_size=3).map(tuple),
    st.lists(OBSERVATIONS, max_size=8).map(tuple),
    st.lists(st.builds(FamilyHistoryEntry, st.sampled_from(["MTH", "mth", "AUNT", ""]), SOME_CODINGS), max_size=2).map(
        tuple
    ),
    st.booleans(),
    st.booleans(),
    MAYBE,
)
DRUG_NAMES = st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["6470", "448", "x", ""])), max_size=3).map(tuple)
