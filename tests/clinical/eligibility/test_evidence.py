"""Does every fact that was read carry the line it rests on, with its name, its value, its unit and its day?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility import (
    AllergyEntry,
    CodedRecord,
    Coding,
    FamilyHistoryEntry,
    ObservationEntry,
    ScreeningFacts,
    read,
)
from holdspace.clinical.eligibility.reading import SCORES, YES_NO_FACTS
from holdspace.clinical.eligibility.record import ICD_10_CM, LOINC, RXNORM, SCREENING_FACT, SNOMED
from holdspace.clinical.units import Kilograms
from tests.clinical.eligibility.people import TODAY

NINE = datetime(2026, 1, 14, 9, tzinfo=UTC)
DAY = "14 January 2026"


def seen(code: str, value: Any = None, unit: str = "", system: str = LOINC, **more: Any) -> ObservationEntry:
    number = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return ObservationEntry((Coding(system, code),), "final", NINE, number, unit, **more)


def facts_of(*entries: ObservationEntry, **record: Any) -> ScreeningFacts:
    return read(CodedRecord(observations=entries, **record), TODAY)


MEASURED = (
    ("8867-4", 72, "/min", "heart_rate", "Heart rate 72 /min"),
    ("9279-1", 14, "/min", "respiratory_rate", "Breaths 14 /min"),
    ("98979-8", 90, "mL/min", "egfr", "eGFR 90 mL/min"),
    ("2951-2", 140, "mmol/L", "sodium", "Sodium 140 mmol/L"),
    ("2823-3", 4, "mmol/L", "potassium", "Potassium 4 mmol/L"),
    ("3016-3", 2, "m[IU]/L", "tsh", "TSH 2 m[IU]/L"),
    ("8636-3", 420, "ms", "qtc", "QTc 420 ms"),
    ("2708-6", 97, "%", "oxygen_saturation", "Oxygen saturation on air 97 %"),
    ("29463-7", 68, "kg", "weight", "Weight 68 kg"),
    ("1742-6", 30, "U/L", "alt_times_limit", "ALT 30 U/L"),
    ("1920-8", 20, "U/L", "ast_times_limit", "AST 20 U/L"),
    ("1975-2", 1, "mg/dL", "bilirubin_times_limit", "Bilirubin 1 mg/dL"),
    ("3024-7", 1, "ng/dL", "free_t4_raised", "Free T4 1 ng/dL"),
)


class TestALineOfEvidence:
    @pytest.mark.parametrize(("code", "value", "unit", "name", "line"), MEASURED, ids=lambda each: str(each))
    def test_stands_behind_what_was_measured(self, code: str, value: int, unit: str, name: str, line: str) -> None:
        facts = facts_of(seen(code, value, unit))
        assert facts.rests_on(name) == (f"{line}, {DAY}",)
        assert getattr(facts, name) is not None

    @pytest.mark.parametrize(("name", "code"), sorted(YES_NO_FACTS.items()))
    @pytest.mark.parametrize(("answer", "word"), [(True, "yes"), (False, "no")])
    def test_stands_behind_what_was_stated(self, name: str, code: str, answer: bool, word: str) -> None:
        facts = facts_of(seen(code, answer, system=SCREENING_FACT))
        assert getattr(facts, name) is answer
        assert facts.rests_on(name) == (f"{code.replace('-', ' ').capitalize()}: {word}, {DAY}",)

    @pytest.mark.parametrize(("name", "score"), sorted(SCORES.items()), ids=lambda each: str(each))
    def test_stands_behind_every_score(self, name: str, score: tuple[str, str, str]) -> None:
        system, code, title = score
        facts = facts_of(seen(code, 4, system=system))
        assert (getattr(facts, name), facts.rests_on(name)) == (4, (f"{title} 4, {DAY}",))

    def test_stands_behind_coded_answers(self) -> None:
        positive = (Coding(SNOMED, "10828004", "Positive"),)
        facts = facts_of(
            seen("5794-3", value_codings=positive),
            seen("44260-8", value_codings=(Coding(LOINC, "LA6570-1", "More than half"),)),
        )
        assert (facts.blood_in_urine, facts.phq9_item9) == (True, 2)
        assert facts.rests_on("blood_in_urine", "phq9_item9") == (
            f"Blood in urine: Positive, {DAY}",
            f"PHQ-9 item 9: More than half, {DAY}",
        )

    def test_stands_behind_a_pressure_only_for_the_readings_used(self) -> None:
        def pressure(systolic: int, diastolic: int) -> ObservationEntry:
            parts = (seen("8480-6", systolic, "mm[Hg]"), seen("8462-4", diastolic, "mm[Hg]"))
            return seen("85354-9", components=parts)

        facts = facts_of(pressure(120, 80), pressure(130, 84), pressure(180, 110))
        assert facts.rests_on("blood_pressure") == (
            f"Blood pressure 120/80 mmHg, {DAY}",
            f"Blood pressure 130/84 mmHg, {DAY}",
        )
        assert facts.blood_pressure is not None
        assert (facts.blood_pressure.systolic, facts.blood_pressure.diastolic) == (125, 82)

    def test_stands_behind_the_family(self) -> None:
        mother = FamilyHistoryEntry("mth", (Coding(ICD_10_CM, "F20.9", "Schizophrenia"),))
        facts = facts_of(seen("family-psychosis-first-degree", False, system=SCREENING_FACT), family_history=(mother,))
        assert facts.family_psychosis is True
        assert facts.rests_on("family_psychosis") == (
            "Schizophrenia in a first-degree relative",
            f"Psychosis in a first-degree relative: no, {DAY}",
        )


class TestTheBody:
    @pytest.mark.parametrize(
        ("weight", "weight_unit", "height", "height_unit", "kilograms", "index"),
        [
            (80, "kg", 200, "cm", "80", "20"),
            (80000, "g", 2, "m", "80", "20"),
            (80, "", 200, "", "80", "20"),
        ],
    )
    def test_is_reckoned_from_weight_and_height(
        self, weight: int, weight_unit: str, height: int, height_unit: str, kilograms: str, index: str
    ) -> None:
        facts = facts_of(seen("29463-7", weight, weight_unit), seen("8302-2", height, height_unit), seen("39156-5", 44))
        assert facts.weight == Kilograms(Decimal(kilograms))
        assert facts.body_mass_index == Decimal(index)

    @pytest.mark.parametrize("missing", ["29463-7", "8302-2"])
    def test_falls_back_on_the_index_that_was_sent(self, missing: str) -> None:
        entries = [seen("29463-7", 80, "kg"), seen("8302-2", 200, "cm")]
        kept = [each for each in entries if each.codings[0].code != missing]
        assert facts_of(*kept, seen("39156-5", 31, "kg/m2")).body_mass_index == 31

    @pytest.mark.parametrize(("weight", "height"), [(0, 180), (80, 0), (-80, 180)])
    def test_is_not_reckoned_from_what_cannot_be(self, weight: int, height: int) -> None:
        facts = facts_of(seen("29463-7", weight, "kg"), seen("8302-2", height, "cm"))
        assert facts.body_mass_index is None
        assert (facts.weight is None) is (weight <= 0)

    @pytest.mark.parametrize(
        ("code", "name"), [("29463-7", "Weight"), ("8302-2", "Height"), ("39156-5", "BMI"), ("8867-4", "Heart rate")]
    )
    def test_in_a_foreign_unit_is_left_aside_in_words(self, code: str, name: str) -> None:
        notes = facts_of(seen(code, 80, "furlong")).notes
        assert f"{name} was left aside: its unit “furlong” is not one that is read here." in notes


class TestOxygen:
    @pytest.mark.parametrize(
        ("part", "value", "on_air"),
        [("3150-6", 21, True), ("3150-6", 22, False), ("3151-8", 0, True), ("3151-8", 2, False)],
    )
    def test_counts_only_on_air_and_says_so(self, part: str, value: int, on_air: bool) -> None:
        facts = facts_of(seen("2708-6", 97, "%", components=(seen(part, value),)))
        assert facts.oxygen_saturation == (97 if on_air else None)
        said = f"Oxygen saturation 97 %, {DAY} was measured on oxygen and left aside."
        assert (said in facts.notes) is not on_air


class TestTheRecordItself:
    @pytest.mark.parametrize(
        ("born", "age"),
        [(date(1985, 1, 15), 41), (date(1985, 1, 16), 40), (TODAY, 0), (date(2027, 1, 1), None), (None, None)],
    )
    def test_tells_the_age_on_the_day(self, born: date | None, age: int | None) -> None:
        assert facts_of(birth_on=born).age == age

    def test_hands_on_what_it_holds(self) -> None:
        facts = facts_of(sex="female", planned_dose_by_weight=True, no_medicines_stated=True)
        assert (facts.as_of, facts.sex, facts.planned_dose_by_weight) == (TODAY, "female", True)
        assert (facts.medication_list_complete, facts.medicines) == (True, ())
        assert not facts_of().medication_list_complete

    def test_counts_sessions_and_trials(self) -> None:
        entries = (
            seen("adequate-prior-trials", 2, system=SCREENING_FACT),
            seen("prior-sessions", 3, system=SCREENING_FACT),
            seen("last-seizure", "2019-04", system=SCREENING_FACT),
            seen("child-pugh-class", system=SCREENING_FACT, value_codings=(Coding(SCREENING_FACT, "child-pugh-b"),)),
        )
        facts = facts_of(*entries)
        assert (facts.adequate_prior_trials, facts.prior_sessions, facts.child_pugh) == (2, 3, "B")
        assert str(facts.last_seizure) == "April 2019"

    def test_names_an_allergy_by_all_its_words_once(self) -> None:
        entry = AllergyEntry((Coding(RXNORM, "6130", "Ketamine"), Coding(SNOMED, "1", "Latex")), "Latex")
        (allergy,) = facts_of(allergies=(entry,)).allergies or ()
        assert (allergy.text, allergy.rxnorm) == ("Latex Ketamine", ("6130",))
