"""The small parts of a screening, each for itself: dates, names, lines of evidence, tables, plain data."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.clinical.eligibility import (
    RULES,
    CodedRecord,
    Coding,
    ConditionEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
    medicines,
    screen,
)
from holdspace.clinical.eligibility.conditions import diagnoses, icd_codes
from holdspace.clinical.eligibility.facts import Diagnosis, State
from holdspace.clinical.eligibility.observations import Observations, answer, dated, measurable, moment, shown
from holdspace.clinical.eligibility.reading import read
from holdspace.clinical.eligibility.record import ICD_10_CM, LOINC, SNOMED
from holdspace.clinical.eligibility.rule import absolute, cannot_tell, caution, relative
from holdspace.clinical.eligibility.rules import interactions
from holdspace.clinical.eligibility.rules.circulation import waiting_time
from holdspace.clinical.eligibility.rules.interaction_rows import ROWS
from holdspace.clinical.eligibility.thresholds import HIGH_BMI
from holdspace.clinical.findings import Level
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import told_apart
from tests.clinical.eligibility.people import TODAY, having, taking, with_facts

NINE = datetime(2026, 1, 14, 9, tzinfo=UTC)


def entry(code: str = "8867-4", **more: object) -> ObservationEntry:
    return ObservationEntry((Coding(LOINC, code),), **{"effective_at": NINE, **more})  # type: ignore[arg-type]


class TestADateAsPeopleRememberIt:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("2019", "2019"),
            ("2019-04", "April 2019"),
            ("2019-04-28", "28 April 2019"),
            ("2019-04-28T10:00Z", "28 April 2019"),
        ],
    )
    def test_is_read_and_said(self, written: str, said: str) -> None:
        assert str(PartialDate.parse(written)) == said

    def test_needs_a_month_for_a_day(self) -> None:
        with pytest.raises(ValueError, match=r"^A day needs its month\.$"):
            PartialDate(2019, None, 3)


class TestADiagnosis:
    @pytest.mark.parametrize(
        ("codes", "text", "said"),
        [
            (("I10",), "Hypertension", "Hypertension (I10)"),
            (("I10",), "", "I10"),
            ((), "Hypertension", "Hypertension"),
            ((), "", ""),
        ],
    )
    def test_is_said_by_name_and_code(self, codes: tuple[str, ...], text: str, said: str) -> None:
        assert str(Diagnosis(codes, text)) == said

    def read(self, **more: object) -> Diagnosis:
        (found,) = diagnoses((ConditionEntry(**more),), TODAY)  # type: ignore[arg-type]
        return found

    def test_keeps_everything_that_was_sent(self) -> None:
        codings = (Coding(ICD_10_CM, "f603", "Borderline"), Coding(SNOMED, "20010003"))
        found = self.read(
            codings=codings, severity_code="24484000", onset=PartialDate(2010), abatement=PartialDate(2012)
        )
        assert (found.codes, found.text, found.severe, found.snomed) == (("F60.3",), "Borderline", True, ("20010003",))
        assert (found.onset, found.ended) == (PartialDate(2010), PartialDate(2012))

    def test_without_severity_is_not_severe(self) -> None:
        assert not self.read(text="Borderline", severity_code="255604002").severe

    def test_without_a_name_has_an_empty_one(self) -> None:
        assert self.read(codings=(Coding(ICD_10_CM, "I10"),)).text == ""

    @pytest.mark.parametrize(
        ("status", "ended", "state"),
        [
            ("", None, State.PRESENT),
            ("", PartialDate.of(TODAY), State.PAST),
            ("", PartialDate.of(TODAY + timedelta(days=1)), State.PRESENT),
            ("active", PartialDate(2012), State.PRESENT),
            ("resolved", None, State.PAST),
            ("remission", None, State.REMISSION),
        ],
    )
    def test_is_there_now_or_over(self, status: str, ended: PartialDate | None, state: State) -> None:
        assert self.read(text="x", clinical_status=status, abatement=ended).state is state

    @pytest.mark.parametrize(("sent", "code"), [("i10", "I10"), (" f603 ", "F60.3"), ("I109", "I10.9")])
    def test_has_its_code_in_one_spelling(self, sent: str, code: str) -> None:
        assert icd_codes((Coding(ICD_10_CM, sent),), "") == (code,)

    def test_is_known_by_its_snomed_code_alone(self) -> None:
        assert icd_codes((Coding(SNOMED, "38341003"),), "") == icd_codes((), "Hypertension")
        assert icd_codes((Coding("http://other", "38341003"),), "") == ()


class TestALineOfEvidence:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"value": Decimal("72.04"), "unit": "/min"}, "Pulse 72 /min, 14 January 2026"),
            ({"value": Decimal(3), "effective_at": None}, "Pulse 3, undated"),
            ({"value": True}, "Pulse: yes, 14 January 2026"),
            ({"value": False}, "Pulse: no, 14 January 2026"),
            ({"value": "strange"}, "Pulse: strange, 14 January 2026"),
            ({"value_codings": (Coding(LOINC, "LA33-6", "Yes"),)}, "Pulse: Yes, 14 January 2026"),
            ({"value_codings": (Coding(LOINC, "LA33-6"),)}, "Pulse: LA33-6, 14 January 2026"),
        ],
    )
    def test_says_what_was_seen_and_when(self, given: dict[str, object], said: str) -> None:
        assert shown(entry(**given), "Pulse") == said

    def test_carries_its_day(self) -> None:
        assert dated("Seen", entry()) == "Seen, 14 January 2026"

    @pytest.mark.parametrize(
        ("code", "line"),
        [
            ("93246-7", "C-SSRS ideation 1: yes, 14 January 2026"),
            ("93250-9", "C-SSRS ideation 5: yes, 14 January 2026"),
            ("93267-3", "C-SSRS behaviour ever: yes, 14 January 2026"),
            ("93269-9", "C-SSRS behaviour in the past 3 months: yes, 14 January 2026"),
        ],
    )
    def test_names_the_question_of_the_screener(self, code: str, line: str) -> None:
        facts = read(CodedRecord(observations=(entry(code, value=True),)), TODAY)
        assert facts.rests_on("suicide_screener") == (line,)


class TestWhichEntryCounts:
    def test_of_one_moment_is_the_one_written_first_whatever_its_code(self) -> None:
        first, second = entry("2708-6", value=Decimal(97)), entry("59408-5", value=Decimal(91))
        for entries in ((first, second), (second, first)):
            found = Observations(entries, TODAY).of(LOINC, "59408-5", "2708-6")
            assert found == entries
            assert Observations(entries, TODAY).newest(LOINC, "59408-5", "2708-6") == entries[0]

    @pytest.mark.parametrize(
        ("value", "counts"),
        [
            ("0", True),
            ("1e-6", True),
            ("9e-7", False),
            ("-1e-6", True),
            ("999999999", True),
            ("1e9", False),
            ("1", True),
        ],
    )
    def test_is_one_that_can_be_measured(self, value: str, counts: bool) -> None:
        assert (measurable(Decimal(value)) is not None) is counts

    @pytest.mark.parametrize(("code", "said"), [("A", True), ("B", False), ("C", None)])
    def test_answers_only_what_was_asked(self, code: str, said: bool | None) -> None:
        assert answer(entry(value_codings=(Coding(LOINC, code),)), {"A"}, {"B"}) is said

    def test_is_compared_in_one_zone(self) -> None:
        bare = entry(effective_at=NINE.replace(tzinfo=None))
        assert moment(bare) == NINE and moment(bare).tzinfo is UTC and moment(entry()).tzinfo is UTC


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("make", "level"),
        [
            (absolute, Level.ABSOLUTE),
            (relative, Level.RELATIVE),
            (caution, Level.CAUTION),
            (cannot_tell, Level.CANNOT_TELL),
        ],
    )
    def test_keeps_what_it_is_told(self, make: object, level: Level) -> None:
        found = make("It is so.", ("a line",))  # type: ignore[operator]
        assert (found.level, found.says, found.rests_on) == (level, "It is so.", ("a line",))
        assert (found.urgent, found.against) == (False, ())

    def test_adds_numbers_to_those_it_has(self) -> None:
        found = cannot_tell("It is so.", against=(HIGH_BMI,)).measured_against(HIGH_BMI)
        assert found.against == (HIGH_BMI, HIGH_BMI)
        assert relative("It is so.", urgent=True).urgent


class TestTheTables:
    """Built again here: what a module builds while it is read in, no test could catch going wrong."""

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
    def test_make_each_row_a_rule(self, row: object) -> None:
        made = interactions.rule_of(row)  # type: ignore[arg-type]
        kept = next(each for each in RULES if each.id == made.id)
        assert (made.id, made.title, made.because, made.source) == (row.id, row.title, row.because, row.source)  # type: ignore[attr-defined]
        assert (made.other_sources, made.reads, made.compares_with) == (
            row.other_sources,  # type: ignore[attr-defined]
            ("medicines",),
            row.compares_with,  # type: ignore[attr-defined]
        )
        assert kept.as_dict() == made.as_dict()
        medicine = row.ingredients[0]  # type: ignore[attr-defined]
        finding = made(taking(medicine))
        assert finding is not None
        assert (finding.level, finding.rests_on) == (row.level, (medicine,))  # type: ignore[attr-defined]
        assert finding.says.startswith(f"Takes {medicine}: ") and "{" not in finding.says
        assert len(finding.measured_against) == len(row.compares_with)  # type: ignore[attr-defined]
        assert made(with_facts()) is None

    def test_know_medicines_by_code_and_by_name(self) -> None:
        assert medicines._codes() == medicines.BY_CODE
        assert medicines._names() == medicines.BY_NAME

    def test_name_a_medicine_as_it_was_written_or_coded(self) -> None:
        entries = (
            MedicationEntry(text="My pills"),
            MedicationEntry((Coding("x", "9", "Displayed"),)),
            MedicationEntry((Coding("x", "9"),)),
            MedicationEntry(),
        )
        taken = medicines.medicines(entries, list_complete=True, none_stated=False) or ()
        names = ["My pills", "Displayed", "medicine with code 9", "a medicine without a name"]
        assert [each.text for each in taken] == names


class TestAsPlainData:
    def test_a_rule_says_what_it_compares_with(self) -> None:
        rule = next(each for each in RULES if each.id == "WT-01")
        assert rule.as_dict() == {
            "id": "WT-01",
            "title": rule.title,
            "because": rule.because,
            "source": rule.source.as_dict(),
            "other_sources": [each.as_dict() for each in rule.other_sources],
            "compares_with": ["WT-01.bmi", "WT-01.weight"],
        }

    def test_a_screening_says_everything(self) -> None:
        screening = screen(taking("Blue pills", heart_rate=None, limits=Limits(5)))
        assert screening.as_dict() == {
            "decision": "incomplete",
            "findings": [each.as_dict() for each in screening.findings],
            "clear": list(screening.clear),
            "partly_asked": list(screening.partly_asked),
            "notes": list(screening.notes),
            "not_recorded": list(screening.not_recorded),
            "unrecognised_medicines": ["Blue pills"],
            "limits_version": 5,
        }


class TestANumberBesideItsLimit:
    @pytest.mark.parametrize(
        ("value", "limit", "said"),
        [
            ("15.96", "16", "15.96"),
            ("15.5", "16", "15.5"),
            ("15.94", "16", "15.9"),
            ("16", "16", "16"),
            ("3.0004", "3", "3.0004"),
            ("2.9999999", "3", "2.9999999"),
            ("89", "90", "89"),
        ],
    )
    def test_is_written_so_that_its_side_shows(self, value: str, limit: str, said: str) -> None:
        assert told_apart(Decimal(value), Decimal(limit)) == said

    @pytest.mark.parametrize(("days", "said"), [(42, "6 weeks"), (43, "43 days"), (49, "7 weeks")])
    def test_of_days_is_said_in_weeks_where_it_comes_out_even(self, days: int, said: str) -> None:
        limits = Limits.of_clinic(1, {"CVS-04.days": Decimal(days)})
        assert waiting_time(with_facts(limits=limits, conditions=(having("I21.9"),))) == said
