"""Every number of eligibility: a rule speaks on one side of it and is silent on the other, whoever set it."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility import RULES, THRESHOLDS, read, screen, thresholds
from holdspace.clinical.eligibility.facts import ScreeningFacts, State, SuicideScreener
from holdspace.clinical.eligibility.record import (
    LOINC,
    CodedRecord,
    Coding,
    ObservationEntry,
    PartialDate,
)
from holdspace.clinical.eligibility.rules.interaction_rows import ROWS
from holdspace.clinical.eligibility.thresholds import THRESHOLDS as NUMBERS
from holdspace.clinical.findings import Level
from holdspace.clinical.sources import Mark
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold
from holdspace.clinical.thresholds import shared as both
from holdspace.clinical.units import BloodPressure, Kilograms
from tests.clinical.boundaries import OWN_VERSION, Boundary, around, limits_with, named, values_to_try
from tests.clinical.eligibility.people import TODAY, having, taking, with_facts

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def fact(name: str, **more: Any) -> Any:
    """Facts in which one number is the value, and whatever else the rule asks for."""
    return lambda value, limits: with_facts(limits=limits, **{name: value}, **more)


def pressure(systolic: Decimal | None = None, diastolic: Decimal | None = None, **more: Any) -> Any:
    def facts(value: Decimal, limits: Limits) -> ScreeningFacts:
        measured = BloodPressure(systolic or value, diastolic or value)
        return with_facts(limits=limits, blood_pressure=measured, **more)

    return facts


def years(**more: Any) -> Any:
    return lambda value, limits: with_facts(limits=limits, age=int(value), **more)


def day_before(days: Decimal) -> PartialDate:
    return PartialDate.of(TODAY - timedelta(days=int(days)))


def event(**more: Any) -> Any:
    return lambda value, limits: with_facts(
        limits=limits, conditions=(having("I21.9", onset=day_before(value)),), **more
    )


def last_seizure(value: Decimal, limits: Limits) -> ScreeningFacts:
    return with_facts(limits=limits, conditions=(having("G40.909"),), last_seizure=day_before(value))


def remission(value: Decimal, limits: Limits) -> ScreeningFacts:
    over = having("F10.20", state=State.REMISSION, ended=day_before(value))
    return with_facts(limits=limits, conditions=(over,))


def pregnancy_entry(value: Decimal, limits: Limits) -> ScreeningFacts:
    return with_facts(limits=limits, conditions=(having("Z34.90", onset=day_before(value)),))


def ideation(value: Decimal, limits: Limits) -> ScreeningFacts:
    answers = tuple(level <= value for level in range(1, 6))
    return with_facts(limits=limits, suicide_screener=SuicideScreener(answers, behaviour_ever=False))  # type: ignore[arg-type]


def laboratory(code: str, unit: str, times: Decimal) -> Any:
    """A result without its own range, `times` the value: it counts as raised by the clinic's upper limit."""

    def facts(value: Decimal, limits: Limits) -> ScreeningFacts:
        entry = ObservationEntry((Coding(LOINC, code),), value=value * times, unit=unit)
        found = read(CodedRecord(observations=(entry,)), TODAY, limits=limits)
        names = ("alt_times_limit", "ast_times_limit", "bilirubin_times_limit", "free_t4_raised")
        return with_facts(limits=limits, tsh=Decimal("0.01"), **{name: getattr(found, name) for name in names})

    return facts


def measured_days_ago(value: Decimal, limits: Limits) -> ScreeningFacts:
    def part(code: str, number: int) -> ObservationEntry:
        return ObservationEntry((Coding(LOINC, code),), value=Decimal(number), unit="mm[Hg]")

    at = datetime.combine(TODAY - timedelta(days=int(value)), time(9), UTC)
    reading = ObservationEntry(
        (Coding(LOINC, "85354-9"),), effective_at=at, components=(part("8480-6", 120), part("8462-4", 78))
    )
    found = read(CodedRecord(observations=(reading,)), TODAY, limits=limits)
    return with_facts(limits=limits, blood_pressure=found.blood_pressure)


EATING = (having("F50.01"),)
T = thresholds
BOUNDARIES = (
    Boundary(T.PRODROMAL, fact("pq16"), "PSY-03", ">="),
    Boundary(T.UNDERWEIGHT, fact("body_mass_index", conditions=EATING), "PSY-10", "<", TENTH),
    Boundary(T.LOWEST_SODIUM, fact("sodium", conditions=EATING), "PSY-10", "<"),
    Boundary(T.HIGHEST_SODIUM, fact("sodium", conditions=EATING), "PSY-10", ">"),
    Boundary(T.LOWEST_POTASSIUM, fact("potassium", conditions=EATING), "PSY-10", "<", TENTH),
    Boundary(T.HIGHEST_POTASSIUM, fact("potassium", conditions=EATING), "PSY-10", ">", TENTH),
    Boundary(T.HIGH_IDEATION, ideation, "SUI-01", ">="),
    Boundary(T.ITEM_9, lambda value, limits: with_facts(limits=limits, phq9_item9=int(value)), "SUI-03", ">="),
    Boundary(T.PRESSURE_DAYS, measured_days_ago, "CVS-00", ">"),
    Boundary(T.UNCONTROLLED.systolic, pressure(diastolic=Decimal(70)), "CVS-01", ">="),
    Boundary(T.UNCONTROLLED.diastolic, pressure(systolic=Decimal(110)), "CVS-01", ">="),
    Boundary(both.RAISED_UNDER_65.systolic, pressure(diastolic=Decimal(70)), "CVS-02", ">"),
    Boundary(both.RAISED_UNDER_65.diastolic, pressure(systolic=Decimal(110)), "CVS-02", ">"),
    Boundary(both.RAISED_FROM_65.systolic, pressure(diastolic=Decimal(70), age=70), "CVS-02", ">"),
    Boundary(both.RAISED_FROM_65.diastolic, pressure(systolic=Decimal(110), age=70), "CVS-02", ">"),
    Boundary(both.PRESSURE_AGE, years(blood_pressure=BloodPressure(145, 80)), "CVS-02", "<"),
    Boundary(T.EVENT_DAYS, event(), "CVS-04", "<="),
    Boundary(T.LONGEST_QTC, fact("qtc"), "CVS-05", ">"),
    Boundary(T.SLOWEST_HEART, fact("heart_rate"), "CVS-09", "<"),
    Boundary(T.FASTEST_HEART, fact("heart_rate"), "CVS-09", ">"),
    Boundary(T.DEMENTIA_BELOW, fact("moca"), "NEU-04", "<"),
    Boundary(T.SUPPRESSED_TSH, fact("tsh", free_t4_raised=True), "END-01", "<", HUNDREDTH),
    Boundary(T.RAISED_ENZYME, fact("alt_times_limit"), "HEP-03", ">", TENTH),
    Boundary(T.RAISED_ENZYME, fact("ast_times_limit"), "HEP-03", ">", TENTH),
    Boundary(T.RAISED_BILIRUBIN, fact("bilirubin_times_limit"), "HEP-03", ">", TENTH),
    Boundary(T.LOW_EGFR, fact("egfr"), "REN-01", "<"),
    Boundary(T.SEVERE_BLADDER_SYMPTOMS, fact("ipss"), "GU-02", ">="),
    Boundary(T.BLADDER_SYMPTOMS, fact("ipss"), "GU-03", ">="),
    Boundary(T.HIGH_STOP_BANG, fact("stop_bang"), "RES-01", ">="),
    Boundary(T.RAISED_STOP_BANG, fact("stop_bang"), "RES-02", ">="),
    Boundary(T.LOW_SATURATION, fact("oxygen_saturation"), "RES-03", "<"),
    Boundary(T.YOUNGEST_MOTHER, years(childbearing_potential=None, pregnancy_test_positive=None), "PREG-03", ">="),
    Boundary(T.OLDEST_MOTHER, years(childbearing_potential=None, pregnancy_test_positive=None), "PREG-03", "<="),
    Boundary(T.LONGEST_PREGNANCY, pregnancy_entry, "PREG-01", "<="),
    Boundary(T.ADULT, years(), "AGE-01", "<"),
    Boundary(T.OLDER, years(), "AGE-02", ">="),
    Boundary(T.VERY_OLD, years(), "AGE-03", ">="),
    Boundary(T.HIGH_BMI, fact("body_mass_index"), "WT-01", ">=", TENTH),
    Boundary(
        T.HEAVIEST,
        lambda value, limits: with_facts(limits=limits, weight=Kilograms(value), planned_dose_by_weight=True),
        "WT-01",
        ">",
    ),
    Boundary(T.HIGH_AUDIT, fact("audit"), "SUD-02", ">="),
    Boundary(T.HIGH_DAST, fact("dast10"), "SUD-02", ">="),
    Boundary(T.RAISED_AUDIT, fact("audit"), "SUD-03", ">="),
    Boundary(T.RAISED_DAST, fact("dast10"), "SUD-03", ">="),
    Boundary(T.REMISSION_DAYS, remission, "SUD-02", "<"),
    Boundary(
        T.EARLIER_TRIALS,
        lambda value, limits: with_facts(limits=limits, adequate_prior_trials=int(value)),
        "CON-02",
        "<",
    ),
    Boundary(T.ALT_LIMIT, laboratory("1742-6", "U/L", Decimal(3)), "HEP-03", ">"),
    Boundary(T.AST_LIMIT, laboratory("1920-8", "U/L", Decimal(3)), "HEP-03", ">"),
    Boundary(T.BILIRUBIN_LIMIT, laboratory("1975-2", "mg/dL", Decimal(2)), "HEP-03", ">", TENTH),
    Boundary(T.BILIRUBIN_LIMIT_SI, laboratory("1975-2", "umol/L", Decimal(2)), "HEP-03", ">"),
    Boundary(T.FREE_T4_LIMIT, laboratory("3024-7", "ng/dL", Decimal(1)), "END-01", ">", TENTH),
    Boundary(T.FREE_T4_LIMIT_SI, laboratory("3024-7", "pmol/L", Decimal(1)), "END-01", ">"),
)
# Numbers that change which level speaks, or only a sentence, or only a note: each has a test of its own below.
ON_THEIR_OWN = {
    "CVS-09.high", "RES-03.dangerous", "NEU-02.days", "NEU-05.moca", "SUI-02.ideation", "SUI-03.ideation",
    "PSY-04.asrm", "SUD-03.days", "DDI-01.hours", "DDI-08.hours", "DDI-13.hours", "DDI-22.days",
}  # fmt: skip


def levels(facts: ScreeningFacts) -> dict[str, Level]:
    return {finding.rule: finding.level for finding in screen(facts).findings}


class TestEveryNumber:
    def test_has_a_case_here(self) -> None:
        tried = {each.threshold.code for each in BOUNDARIES} | ON_THEIR_OWN
        assert tried == {each.code for each in THRESHOLDS}

    @pytest.mark.parametrize(("boundary", "value", "limit"), around(BOUNDARIES), ids=named)
    def test_is_a_line_with_two_sides(self, boundary: Boundary, value: Decimal, limit: Decimal) -> None:
        facts = boundary.facts(value, limits_with(boundary.threshold, limit))
        spoken = [finding for finding in screen(facts).findings if finding.rule == boundary.rule]
        assert bool(spoken) is boundary.holds(value, limit)

    @pytest.mark.parametrize("boundary", [each for each in BOUNDARIES if not each.threshold.code.startswith("LAB")])
    def test_is_named_by_the_finding_it_decided(self, boundary: Boundary) -> None:
        limit = boundary.threshold.strictest
        outside = limit + {">=": 0, ">": 1, "<=": 0, "<": -1}[boundary.speaks] * boundary.step
        facts = boundary.facts(outside, limits_with(boundary.threshold, limit))
        (finding,) = (each for each in screen(facts).findings if each.rule == boundary.rule)
        used = {each.threshold: each for each in finding.measured_against}
        assert used[boundary.threshold.code].value == limit
        assert used[boundary.threshold.code].published == boundary.threshold.published
        assert finding.limits_version == facts.limits.version


class TestANumberOfItsOwnKind:
    def test_tells_dangerous_from_low_oxygen(self) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"RES-03.dangerous": Decimal(92)})
        for limits, line in ((PUBLISHED, 90), (own, 92)):
            found = [levels(with_facts(limits=limits, oxygen_saturation=Decimal(value))) for value in (line - 1, line)]
            assert found == [{"RES-03": Level.ABSOLUTE}, {"RES-03": Level.RELATIVE}]

    @pytest.mark.parametrize(("days", "level"), [(182, Level.RELATIVE), (183, Level.CAUTION), (184, Level.CAUTION)])
    def test_tells_a_quiet_from_an_active_seizure_disorder(self, days: int, level: Level) -> None:
        assert levels(last_seizure(Decimal(days), PUBLISHED)) == {"NEU-02": level}

    @pytest.mark.parametrize(("days", "level"), [(399, Level.RELATIVE), (400, Level.CAUTION)])
    def test_of_the_clinic_tells_it_too(self, days: int, level: Level) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"NEU-02.days": Decimal(400)})
        finding = screen(last_seizure(Decimal(days), own)).findings[0]
        assert finding.level is level
        assert ("400 days" in finding.says) is (level is Level.RELATIVE)

    @pytest.mark.parametrize(
        ("score", "found"),
        [(17, {"NEU-04": Level.RELATIVE}), (18, {"NEU-05": Level.CAUTION}), (25, {"NEU-05": Level.CAUTION}), (26, {})],
    )
    def test_bands_the_moca(self, score: int, found: dict[str, Level]) -> None:
        assert levels(with_facts(moca=Decimal(score))) == found

    @pytest.mark.parametrize(("score", "speaks"), [(26, True), (27, True), (28, False)])
    def test_of_the_clinic_bands_the_moca(self, score: int, speaks: bool) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"NEU-05.moca": Decimal(28)})
        assert ("NEU-05" in levels(with_facts(limits=own, moca=Decimal(score)))) is speaks

    @pytest.mark.parametrize(
        ("level", "found"), [(0, set()), (1, {"SUI-03"}), (2, {"SUI-03"}), (3, {"SUI-02"}), (4, {"SUI-01"})]
    )
    def test_tiers_suicidal_ideation(self, level: int, found: set[str]) -> None:
        assert set(levels(ideation(Decimal(level), PUBLISHED))) == found

    @pytest.mark.parametrize(("score", "noted"), [(5, False), (6, True), (7, True)])
    def test_only_notes_a_high_asrm(self, score: int, noted: bool) -> None:
        screening = screen(with_facts(asrm=Decimal(score)))
        assert screening.findings == ()
        assert any("ASRM" in note for note in screening.notes) is noted

    @pytest.mark.parametrize(("days", "rule"), [(364, "SUD-02"), (365, "SUD-03"), (366, "SUD-03")])
    def test_tells_lasting_from_early_remission(self, days: int, rule: str) -> None:
        assert set(levels(remission(Decimal(days), PUBLISHED))) == {rule}

    @pytest.mark.parametrize(
        ("medicine", "code", "own", "says"),
        [
            ("Lorazepam", "DDI-01.hours", 36, "leave out for 36 hours"),
            ("Pseudoephedrine", "DDI-13.hours", 4, "at least 4 h before"),
            ("Xyrem", "DDI-08.hours", 24, "no dose within 24 hours"),
            ("Ayahuasca", "DDI-22.days", 7, "no dose within 7 days"),
        ],
    )
    def test_stands_in_the_sentence_about_a_medicine(self, medicine: str, code: str, own: int, says: str) -> None:
        limits = Limits.of_clinic(OWN_VERSION, {code: Decimal(own)})
        (finding,) = screen(taking(medicine, limits=limits)).findings
        assert says in finding.says
        assert finding.measured_against[0].threshold == code

    def test_keeps_both_sides_of_the_heart_rate_in_one_sentence(self) -> None:
        own = Limits.of_clinic(OWN_VERSION, {"CVS-09.high": Decimal(100)})
        (finding,) = screen(with_facts(limits=own, heart_rate=Decimal(101))).findings
        assert finding.says == "Resting heart rate 101 is outside 50 to 100."
        assert levels(with_facts(limits=own, heart_rate=Decimal(100))) == {}


class TestTheListOfNumbers:
    def test_names_each_once_with_its_source(self) -> None:
        assert len({each.code for each in NUMBERS}) == len(NUMBERS)
        assert all(each.title and each.source.text for each in NUMBERS)

    def test_is_that_which_the_rules_compare_with(self) -> None:
        compared = {each.code for rule in RULES for each in rule.compares_with}
        assert compared == {each.code for each in NUMBERS if not each.code.startswith("LAB.")}

    def test_is_where_every_finding_takes_its_numbers_from(self) -> None:
        rules = {rule.id: {each.code for each in rule.compares_with} for rule in RULES}
        for boundary in BOUNDARIES:
            for value in values_to_try(boundary.threshold):
                for finding in screen(boundary.facts(value, PUBLISHED)).findings:
                    assert {each.threshold for each in finding.measured_against} <= rules[finding.rule]

    def test_lets_nobody_below_eighteen_in(self) -> None:
        assert not thresholds.ADULT.is_adjustable

    @pytest.mark.parametrize("threshold", [each for each in NUMBERS if each.is_adjustable], ids=lambda each: each.code)
    def test_may_always_be_made_stricter(self, threshold: Threshold) -> None:
        assert threshold.strictest != threshold.published or threshold.code.startswith("LAB.")
        assert not threshold.loosens(threshold.strictest)

    def test_is_looser_than_published_only_where_a_looser_source_is_named(self) -> None:
        looser = {each for each in NUMBERS if each.loosens(each.loosest)}
        assert all(each.other_sources or each.source.mark is Mark.JUDGEMENT for each in looser)
        assert {each.code for each in looser if not each.code.startswith("LAB.")} == {"CVS-09.high"}


class TestSourcesThatDisagree:
    @pytest.mark.parametrize("rule", ["CVS-02", "EYE-01", "CVS-09", "SUD-02", "SUD-03", "CON-02", "PREG-02", "NEU-04"])
    def test_stand_beside_each_other_in_the_rule(self, rule: str) -> None:
        found = next(each for each in RULES if each.id == rule)
        assert found.other_sources and found.source not in found.other_sources

    @pytest.mark.parametrize("row", ["DDI-03", "DDI-05", "DDI-06", "DDI-09", "DDI-15"])
    def test_stand_beside_each_other_in_the_interaction(self, row: str) -> None:
        found = next(each for each in ROWS if each.id == row)
        assert found.other_sources and found.source not in found.other_sources
