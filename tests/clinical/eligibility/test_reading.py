"""Which value counts, and which is left aside?"""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from holdspace.clinical.eligibility import (
    AllergyEntry,
    CodedRecord,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    ObservationEntry,
    PartialDate,
    ScreeningFacts,
    read,
)
from holdspace.clinical.eligibility.facts import State
from holdspace.clinical.eligibility.record import ICD_10_CM, LOINC, RXNORM, SCREENING_FACT, SNOMED
from holdspace.clinical.units import BloodPressure
from tests.clinical.eligibility.people import TODAY, findings

NINE = datetime(2026, 1, 14, 9, tzinfo=UTC)


def seen(
    code: str, value: object = None, at: datetime | None = NINE, system: str = LOINC, **more: object
) -> ObservationEntry:
    number = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return ObservationEntry((Coding(system, code),), effective_at=at, value=number, **more)  # type: ignore[arg-type]


def stated(code: str, value: object, at: datetime | None = NINE) -> ObservationEntry:
    return seen(code, value, at, SCREENING_FACT)


def answered(code: str, answer: str, at: datetime | None = NINE, **more: object) -> ObservationEntry:
    return seen(code, at=at, value_codings=(Coding(LOINC, answer),), **more)


def pressure(systolic: int, diastolic: int | None, at: datetime | None = NINE, **more: object) -> ObservationEntry:
    parts = [seen("8480-6", systolic, unit="mm[Hg]")]
    parts += [seen("8462-4", diastolic, unit="mm[Hg]")] if diastolic is not None else []
    return seen("85354-9", at=at, components=tuple(parts), **more)


def facts_from(*observations: ObservationEntry, **record: object) -> ScreeningFacts:
    return read(CodedRecord(observations=observations, **record), TODAY)  # type: ignore[arg-type]


class TestTheNewestValue:
    def test_wins(self) -> None:
        old = seen("8867-4", 120, NINE - timedelta(days=9), unit="/min")
        assert facts_from(seen("8867-4", 70, unit="/min"), old).heart_rate == 70

    def test_is_found_between_moments_with_and_without_a_zone(self) -> None:
        east = timezone(timedelta(hours=5))
        early = seen("8867-4", 60, datetime(2026, 1, 14, 12, tzinfo=east), unit="/min")
        late = seen("8867-4", 70, datetime(2026, 1, 14, 8), unit="/min")  # noqa: DTZ001
        assert facts_from(late, early).heart_rate == 70

    def test_stands_before_an_undated_one(self) -> None:
        assert facts_from(seen("8867-4", 60, None, unit="/min"), seen("8867-4", 70, unit="/min")).heart_rate == 70

    @pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "registered", "unknown", "preliminary"])
    def test_counts_only_when_it_is_final(self, status: str) -> None:
        assert facts_from(seen("8867-4", 70, status=status, unit="/min")).heart_rate is None

    def test_of_the_laboratory_counts_when_preliminary(self) -> None:
        assert facts_from(seen("3016-3", 2, status="preliminary", unit="m[IU]/L")).tsh == 2
        assert facts_from(seen("3016-3", 2, status="entered-in-error", unit="m[IU]/L")).tsh is None

    def test_that_was_never_measured_does_not_hide_an_older_one(self) -> None:
        absent = seen("8867-4", absent=True)
        older = seen("8867-4", 70, NINE - timedelta(days=3), unit="/min")
        assert facts_from(absent, older).heart_rate == 70
        assert facts_from(absent).heart_rate is None

    def test_does_not_come_from_the_future(self) -> None:
        tomorrow = datetime(2026, 1, 16, 1, tzinfo=UTC)
        assert facts_from(seen("8867-4", 70, tomorrow, unit="/min")).heart_rate == 70
        assert facts_from(seen("8867-4", 70, tomorrow + timedelta(days=1), unit="/min")).heart_rate is None

    def test_in_a_foreign_unit_is_left_aside_in_words(self) -> None:
        facts = facts_from(seen("29463-7", 12, unit="[stone_av]"))
        assert facts.weight is None
        assert facts.notes == ("Weight was left aside: its unit “[stone_av]” is not one that is read here.",)

    def test_in_another_known_unit_is_converted(self) -> None:
        facts = facts_from(seen("29463-7", 150, unit="[lb_av]"), seen("8302-2", 70, unit="[in_i]"))
        assert facts.weight is not None
        assert round(facts.weight.value, 1) == Decimal("68.0")
        assert facts.body_mass_index is not None
        assert round(facts.body_mass_index, 1) == Decimal("21.5")


class TestBloodPressure:
    def test_is_the_mean_of_the_two_newest_readings_of_the_newest_day(self) -> None:
        readings = (
            pressure(200, 120, NINE - timedelta(days=1)),
            pressure(180, 110, NINE),
            pressure(132, 81, NINE + timedelta(minutes=5)),
            pressure(129, 80, NINE + timedelta(minutes=10)),
        )
        facts = facts_from(*readings)
        assert facts.blood_pressure == BloodPressure(Decimal("130.5"), Decimal("80.5"))
        assert facts.rests_on("blood_pressure") == (
            "Blood pressure 129/80 mmHg, 14 January 2026",
            "Blood pressure 132/81 mmHg, 14 January 2026",
        )

    def test_of_one_reading_is_that_reading(self) -> None:
        assert facts_from(pressure(132, 81)).blood_pressure == BloodPressure(Decimal(132), Decimal(81))

    @pytest.mark.parametrize(("days", "known"), [(30, True), (31, False)])
    def test_counts_for_thirty_days(self, days: int, known: bool) -> None:
        at = datetime(2026, 1, 15, 9, tzinfo=UTC) - timedelta(days=days)
        assert (facts_from(pressure(132, 81, at)).blood_pressure is not None) is known

    def test_needs_both_limbs_and_a_day(self) -> None:
        assert facts_from(pressure(132, None)).blood_pressure is None
        assert facts_from(pressure(132, 81, None)).blood_pressure is None

    def test_may_come_under_the_older_code(self) -> None:
        older = ObservationEntry(
            (Coding(LOINC, "55284-4"),), effective_at=NINE, components=pressure(132, 81).components
        )
        assert facts_from(older).blood_pressure is not None


class TestOxygen:
    def test_counts_on_air_only(self) -> None:
        on_oxygen = seen("2708-6", 97, NINE, unit="%", components=(seen("3150-6", 28),))
        on_air = seen("59408-5", 91, NINE - timedelta(hours=1), unit="%", components=(seen("3150-6", 21),))
        facts = facts_from(on_oxygen, on_air)
        assert facts.oxygen_saturation == 91
        assert "left aside" in facts.notes[0]
        assert facts_from(on_oxygen).oxygen_saturation is None
        assert facts_from(seen("2708-6", 97, components=(seen("3151-8", 2),))).oxygen_saturation is None


class TestBodyMassIndex:
    def test_is_reckoned_from_weight_and_height_before_it_is_taken_as_sent(self) -> None:
        weight, height, sent = seen("29463-7", 80, unit="kg"), seen("8302-2", 200, unit="cm"), seen("39156-5", 45)
        assert facts_from(weight, height, sent).body_mass_index == 20
        assert facts_from(weight, sent).body_mass_index == 45

    @pytest.mark.parametrize(("weight", "height"), [(0, 170), (70, 0), (-70, 170)])
    def test_of_nothing_is_unknown(self, weight: int, height: int) -> None:
        facts = facts_from(seen("29463-7", weight, unit="kg"), seen("8302-2", height, unit="cm"))
        assert facts.body_mass_index is None
        assert (facts.weight is None) is (weight <= 0)


class TestALaboratoryValue:
    @pytest.mark.parametrize(
        ("value", "unit", "high", "times"),
        [
            (120, "U/L", 60, 2),
            (120, "U/L", None, 3),
            (120, "nkat/L", None, None),
            (120, "U/L", 0, 3),
            (120, "U/L", -5, 3),
        ],
    )
    def test_is_measured_by_its_own_limit_first(
        self, value: int, unit: str, high: int | None, times: int | None
    ) -> None:
        limit = Decimal(high) if high is not None else None
        assert facts_from(seen("1742-6", value, unit=unit, reference_high=limit)).alt_times_limit == times


class TestFreeT4:
    @pytest.mark.parametrize(
        ("value", "unit", "high", "raised"),
        [
            ("1.8", "ng/dL", None, False),
            ("1.9", "ng/dL", None, True),
            ("1.9", "ng/dL", "2.0", False),
            ("30", "ng/L", None, None),
        ],
    )
    def test_is_raised_above_its_limit(self, value: str, unit: str, high: str | None, raised: bool | None) -> None:
        limit = Decimal(high) if high else None
        assert facts_from(seen("3024-7", Decimal(value), unit=unit, reference_high=limit)).free_t4_raised is raised


class TestAValueOfTheWrongKind:
    @pytest.mark.parametrize(
        "entry",
        [
            seen("8867-4", "fast", unit="/min"),
            seen("8867-4", True, unit="/min"),
            seen("8867-4", Decimal("NaN"), unit="/min"),
            seen("8867-4", Decimal("1e9"), unit="/min"),
            seen("8867-4", Decimal("1e-999"), unit="/min"),
        ],
    )
    def test_is_no_number(self, entry: ObservationEntry) -> None:
        assert facts_from(entry).heart_rate is None

    def test_may_still_be_a_number_in_words(self) -> None:
        assert facts_from(seen("8867-4", "72", unit="/min")).heart_rate == 72

    def test_is_no_answer(self) -> None:
        assert facts_from(stated("capacity-to-consent", "yes")).capacity is None

    def test_is_an_answer_as_plain_yes_or_no(self) -> None:
        screener = facts_from(seen("93246-7", True)).suicide_screener
        assert screener is not None
        assert screener.ideation[0] is True


class TestADiagnosis:
    @pytest.mark.parametrize(
        ("clinical", "verification", "state"),
        [
            ("active", "confirmed", State.PRESENT),
            ("recurrence", "", State.PRESENT),
            ("relapse", "provisional", State.PRESENT),
            ("remission", "confirmed", State.REMISSION),
            ("resolved", "confirmed", State.PAST),
            ("inactive", "confirmed", State.PAST),
            ("", "confirmed", State.PRESENT),
            ("active", "refuted", None),
            ("active", "entered-in-error", None),
        ],
    )
    def test_has_a_state_unless_it_was_refuted(self, clinical: str, verification: str, state: State | None) -> None:
        entry = ConditionEntry((Coding(ICD_10_CM, "F20.9"),), "", clinical, verification)
        assert [each.state for each in facts_from(conditions=(entry,)).conditions] == ([state] if state else [])

    @pytest.mark.parametrize("code", ["F332", "f33.2", " F33.2 "])
    def test_is_read_however_its_code_is_written(self, code: str) -> None:
        entry = ConditionEntry((Coding(ICD_10_CM, code),))
        assert facts_from(conditions=(entry,)).conditions[0].codes == ("F33.2",)

    @pytest.mark.parametrize(
        ("codings", "text", "codes"),
        [
            ((Coding(SNOMED, "38341003", "Hypertension"),), "", ("I10",)),
            ((Coding(SNOMED, "999", "Schizophrenia (disorder)"),), "", ("F20.9",)),
            ((), "Brain aneurysm, coiled", ("I72.9",)),
            ((), "Pulmonary hypertension", ()),
            ((), "Mother had schizophrenia", ()),
            ((Coding(ICD_10_CM, "K74.60"),), "Schizophrenia", ("K74.60",)),
        ],
    )
    def test_without_a_code_is_read_by_its_name(
        self, codings: tuple[Coding, ...], text: str, codes: tuple[str, ...]
    ) -> None:
        assert facts_from(conditions=(ConditionEntry(codings, text),)).conditions[0].codes == codes

    def test_that_no_rule_can_read_is_said(self) -> None:
        (note,) = facts_from(conditions=(ConditionEntry(text="Nervous trouble"),)).notes
        assert "Nervous trouble" in note
        assert "read them yourself" in note

    def test_keeps_half_a_date(self) -> None:
        entry = ConditionEntry((Coding(ICD_10_CM, "I21.9"),), onset=PartialDate.parse("2019-04"))
        (found,) = facts_from(conditions=(entry,)).conditions
        assert str(found.onset) == "April 2019"


class TestTheFamily:
    @pytest.mark.parametrize(
        ("relationship", "code", "known"),
        [("SIS", "F20.9", True), ("FTH", "F25.1", True), ("GRMTH", "F20.9", None), ("SIS", "F33.2", None)],
    )
    def test_counts_in_the_first_degree(self, relationship: str, code: str, known: bool | None) -> None:
        entry = FamilyHistoryEntry(relationship, (Coding(ICD_10_CM, code),))
        assert facts_from(family_history=(entry,)).family_psychosis is known

    def test_history_outweighs_an_answer_of_no(self) -> None:
        entry = FamilyHistoryEntry("MTH", text="Schizophrenia")
        said_no = stated("family-psychosis-first-degree", False)
        assert facts_from(said_no, family_history=(entry,)).family_psychosis is True
        assert facts_from(said_no).family_psychosis is False


class TestAllergies:
    @pytest.mark.parametrize(
        ("entries", "known"),
        [
            ((), None),
            ((AllergyEntry((Coding(SNOMED, "716186003"),)),), ()),
            ((AllergyEntry((Coding(RXNORM, "6130"),), "Ketamine", "", "refuted"),), None),
        ],
    )
    def test_are_unknown_until_somebody_said(self, entries: tuple[AllergyEntry, ...], known: object) -> None:
        assert facts_from(allergies=entries).allergies == known

    @pytest.mark.parametrize(("status", "fires"), [("active", True), ("inactive", True), ("resolved", False)])
    def test_to_ketamine_are_found_by_code(self, status: str, fires: bool) -> None:
        entry = AllergyEntry((Coding(RXNORM, "6130"),), "", status)
        assert (findings(facts_from(allergies=(entry,))).get("ALL-01") == "absolute") is fires


class TestPregnancy:
    @pytest.mark.parametrize(
        ("test", "status", "status_later", "found"),
        [
            (None, None, True, "PREG-03"),
            ("260385009", None, True, None),
            ("10828004", None, True, "PREG-01"),
            (None, "261665006", True, "PREG-03"),
            (None, "60001007", True, "PREG-03"),
            (None, "77386006", True, "PREG-01"),
            ("260385009", "77386006", True, "PREG-01"),
            ("260385009", "77386006", False, None),
            ("10828004", "60001007", True, "PREG-03"),
            ("10828004", "60001007", False, "PREG-01"),
        ],
    )
    def test_is_read_from_test_and_status(
        self, test: str | None, status: str | None, status_later: bool, found: str | None
    ) -> None:
        entries = [stated("childbearing-potential", True)]
        entries += [answered("2106-3", test)] if test else []
        moved = timedelta(days=1 if status_later else -1)
        entries += [answered("82810-3", status, NINE + moved)] if status else []
        rules = findings(facts_from(*entries)).keys() & {"PREG-01", "PREG-03"}
        assert rules == ({found} if found else set())


class TestTheSuicideScreener:
    def test_does_not_borrow_answers_from_an_older_one(self) -> None:
        older = NINE - timedelta(days=30)
        old = [answered(code, "LA33-6", older) for code in ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9")]
        new = [answered("93246-7", "LA33-6"), answered("93247-5", "LA33-6"), answered("93267-3", "LA32-8")]
        screener = facts_from(*old, *new).suicide_screener
        assert screener is not None
        assert screener.missing == ("ideation 3", "ideation 4", "ideation 5")

    def test_is_absent_when_nobody_asked(self) -> None:
        assert facts_from().suicide_screener is None

    @pytest.mark.parametrize(
        ("entry", "item9"),
        [
            (answered("44260-8", "LA6568-5"), 0),
            (answered("44260-8", "LA6571-9"), 3),
            (seen("44260-8", 2), 2),
            (seen("44260-8", 4), None),
            (answered("44260-8", "LA99-9"), None),
        ],
    )
    def test_stands_beside_item_9(self, entry: ObservationEntry, item9: int | None) -> None:
        assert facts_from(entry).phq9_item9 == item9


class TestAStatedFact:
    def test_is_yes_no_or_unknown(self) -> None:
        assert facts_from(stated("capacity-to-consent", True)).capacity is True
        assert facts_from(stated("capacity-to-consent", False)).capacity is False
        assert facts_from().capacity is None

    def test_may_be_a_number_a_date_or_a_class(self) -> None:
        facts = facts_from(
            stated("adequate-prior-trials", 2),
            stated("last-seizure", datetime(2025, 3, 1, tzinfo=UTC)),
            seen("child-pugh-class", system=SCREENING_FACT, value_codings=(Coding(SCREENING_FACT, "child-pugh-b"),)),
        )
        assert (facts.adequate_prior_trials, str(facts.last_seizure), facts.child_pugh) == (2, "1 March 2025", "B")

    def test_may_be_half_a_date(self) -> None:
        assert facts_from(stated("last-seizure", "2024-06")).last_seizure == PartialDate(2024, 6)
        assert facts_from(stated("last-seizure", "long ago")).last_seizure is None


class TestAge:
    @pytest.mark.parametrize(
        ("born", "age"), [(date(2008, 1, 15), 18), (date(2008, 1, 16), 17), (None, None), (date(2027, 1, 1), None)]
    )
    def test_counts_to_the_screening_day(self, born: date | None, age: int | None) -> None:
        assert facts_from(birth_on=born).age == age


class TestAnEmptyRecord:
    def test_leaves_every_blocking_question_open(self) -> None:
        open_questions = {
            rule for rule, level in findings(read(CodedRecord(), TODAY)).items() if level == "cannot_tell"
        }
        assert open_questions == {
            "AGE-01", "CVS-00", "SUI-00", "PREG-03", "PREG-02", "CVS-09", "RES-03", "WT-01",
            "PSY-02", "PSY-03", "PSY-04", "CON-01", "ALL-01", "DDI-00",
        }  # fmt: skip


class TestHalfADate:
    def test_knows_its_first_and_last_day(self) -> None:
        assert (PartialDate(2024, 2).earliest, PartialDate(2024, 2).latest) == (date(2024, 2, 1), date(2024, 2, 29))
        assert (PartialDate(2024).earliest, PartialDate(2024).latest) == (date(2024, 1, 1), date(2024, 12, 31))

    @pytest.mark.parametrize("parts", [(2024, 13), (2023, 2, 29), (2024, None, 3)])
    def test_that_no_calendar_has_is_refused(self, parts: tuple[int, ...]) -> None:
        with pytest.raises(ValueError):
            PartialDate(*parts)


class TestAMomentAtTheEndOfTheCalendar:
    def test_is_read_without_a_crash(self) -> None:
        early, late = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
        at = (datetime.min.replace(tzinfo=early), datetime.max.replace(tzinfo=late))
        entries = tuple(seen("8867-4", 70, moment, unit="/min") for moment in at)
        assert facts_from(*entries).heart_rate == 70
