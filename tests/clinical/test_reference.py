"""Is everything of the rules reference here, under its id and with its level? Read from ../shared when it is there."""

import inspect
import re
from pathlib import Path

import pytest

from holdspace.clinical.eligibility import RULES
from holdspace.clinical.eligibility.medicines import BY_CODE
from holdspace.clinical.eligibility.rules.interaction_rows import NO_FINDING, ROWS
from holdspace.clinical.findings import Level
from holdspace.clinical.monitoring import Signal, numbers, same_day
from holdspace.clinical.monitoring.signals import Against
from holdspace.clinical.monitoring.thresholds import WATCHED
from holdspace.clinical.thresholds import Threshold

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "clinical.md"
SECTIONS = re.split(r"^## ", FILE.read_text(), flags=re.MULTILINE) if FILE.exists() else []
needs_the_reference = pytest.mark.skipif(not SECTIONS, reason="The rules reference is not beside this checkout.")

# What each rule may answer, as the column "Severity" of the reference has it, with MISSING as cannot_tell.
A, R, C, U = Level.ABSOLUTE, Level.RELATIVE, Level.CAUTION, Level.CANNOT_TELL
GRADED = {
    "PSY-01": {A}, "PSY-02": {A}, "PSY-03": {R}, "PSY-04": {A}, "PSY-05": {C}, "PSY-06": {R}, "PSY-07": {R},
    "PSY-08": {R}, "PSY-09": {R}, "PSY-10": {R}, "SUI-00": {U}, "SUI-01": {R}, "SUI-02": {C}, "SUI-03": {C},
    "CVS-00": {U}, "CVS-01": {A}, "CVS-02": {R}, "CVS-03": {C}, "CVS-04": {A}, "CVS-05": {R}, "CVS-06": {A},
    "CVS-07": {A}, "CVS-08": {R}, "CVS-09": {R}, "NEU-01": {A}, "NEU-02": {C, R}, "NEU-03": {R}, "NEU-04": {R},
    "NEU-05": {C}, "EYE-01": {R}, "END-01": {A}, "END-02": {C}, "HEP-01": {A}, "HEP-02": {R}, "HEP-03": {R},
    "REN-01": {C}, "RES-01": {R}, "RES-02": {C}, "RES-03": {A, R}, "GU-01": {A}, "GU-02": {R}, "GU-03": {C},
    "PREG-01": {A}, "PREG-02": {R}, "PREG-03": {U}, "ALL-01": {A}, "MET-01": {A}, "AGE-01": {A}, "AGE-02": {C},
    "AGE-03": {R}, "SUD-01": {A}, "SUD-02": {R}, "SUD-03": {C}, "SUD-04": {C}, "WT-01": {C}, "ASP-01": {C},
    "CON-01": {A}, "CON-02": {C}, "SOC-01": {C},
}  # fmt: skip
# Rules that also say that a fact is missing: screening encoding, section 3.
BLOCKING = {
    "AGE-01", "CVS-00", "SUI-00", "PREG-03", "PREG-02", "CVS-09", "RES-03", "WT-01", "PSY-02", "PSY-04", "PSY-03",
    "CON-01", "ALL-01", "HEP-01", "END-01", "CVS-04", "RES-01", "SUD-01", "DDI-00",
}  # fmt: skip
# EYE-01 may be treated as absolute by a physician; SOC-01 holds on the day: both are said there, not at screening.
WORDS = {"ABSOLUTE": A, "RELATIVE": R, "CAUTION": C, "MISSING": U}
ACTIONS = {"BLOCK": A, "PHYSICIAN": R, "MONITOR": C, "TIMING": C, "EFFICACY": C}


def rows(section: int, prefix: str) -> list[list[str]]:
    """The cells of every row of a section's table whose first cell begins so."""
    lines = SECTIONS[section].splitlines() if SECTIONS else []
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if re.match(prefix, row[0])]


@needs_the_reference
class TestTheRulesOfScreening:
    def test_are_those_of_the_reference(self) -> None:
        written = {row[0] for row in rows(1, r"[A-Z]+-\d\d")}
        assert written == set(GRADED)
        assert written | {"DDI-00", *(row.id for row in ROWS)} == {rule.id for rule in RULES}

    @pytest.mark.parametrize("row", rows(1, r"[A-Z]+-\d\d"), ids=lambda row: row[0])
    def test_are_graded_as_the_reference_grades_them(self, row: list[str]) -> None:
        graded = re.sub(r"\(.*?\)", "", row[2])
        if row[0] == "SOC-01":
            graded = graded.split(",")[0]
        assert {level for word, level in WORDS.items() if word in graded} == GRADED[row[0]]


def levels_in_code(rule_id: str) -> set[Level]:
    """The levels a rule can answer with: its functions are called by these names in its own code."""
    rule = next(each for each in RULES if each.id == rule_id)
    code = inspect.getsource(rule.asks)
    named = {"absolute(": A, "relative(": R, "caution(": C, "cannot_tell(": U}
    return {level for name, level in named.items() if re.search(rf"(?<!\w){re.escape(name)}", code)}


class TestARule:
    @pytest.mark.parametrize("rule", sorted(GRADED))
    def test_answers_with_the_levels_of_the_reference_and_no_other(self, rule: str) -> None:
        expected = GRADED[rule] | ({U} if rule in BLOCKING else set())
        assert levels_in_code(rule) == expected


@needs_the_reference
class TestTheInteractions:
    def test_are_those_of_the_reference(self) -> None:
        written = {row[0] for row in rows(2, r"DDI-\d\d")}
        assert written == {row.id for row in ROWS} | {row[0] for row in NO_FINDING}

    @pytest.mark.parametrize("row", rows(2, r"DDI-\d\d"), ids=lambda row: row[0])
    def test_weigh_as_much_as_the_reference_says(self, row: list[str]) -> None:
        found = next((each for each in ROWS if each.id == row[0]), None)
        if found is None:
            assert "INFO" in row[3] and row[0] in {each[0] for each in NO_FINDING}
            return
        if "HOLD" in row[3]:
            assert found.level is Level.HOLD
            return
        asked = [level for word, level in ACTIONS.items() if word in row[3]]
        # "BLOCK by default, PHYSICIAN override": the default counts.
        assert found.level is min(asked, key=lambda level: level.rank)

    @pytest.mark.parametrize("row", rows(2, r"DDI-\d\d"), ids=lambda row: row[0])
    def test_hold_every_ingredient_that_is_named_with_its_code(self, row: list[str]) -> None:
        codes = re.findall(r"\b(\d{3,7})\b", row[1])
        known = {name for each in ROWS if each.id == row[0] for name in each.ingredients}
        known |= {name for each in NO_FINDING if each[0] == row[0] for name in each[1]}
        for code in codes:
            assert set(BY_CODE.get(code, ())) & known, f"{row[0]}: {code}"

    @pytest.mark.parametrize("row", rows(2, r"DDI-\d\d"), ids=lambda row: row[0])
    def test_carry_the_marks_of_the_reference(self, row: list[str]) -> None:
        found = next((each for each in ROWS if each.id == row[0]), None)
        if found is None:
            return
        marks = {each.mark.value for each in (found.source, *found.other_sources)}
        verified = bool(re.search(r"\bV\b", row[4]))
        assert ("verified" in marks or "abstract_only" in marks) is verified
        if re.search(r"\bR\b", row[4]) and not verified:
            assert "recalled" in marks


@needs_the_reference
class TestTheSignals:
    NUMBERS = {
        "SBP low": {"<100": ("systolic", "advisory"), "<90": ("systolic", "treat"), "<80": ("systolic", "stop")},
        "HR": {
            ">110": ("heart_rate", "advisory"), "<50": ("heart_rate", "advisory"), ">130": ("heart_rate", "treat"),
            "<45": ("heart_rate", "treat"), ">150": ("heart_rate", "stop"), "<40": ("heart_rate", "stop"),
        },
        "SpO2": {"<94": ("spo2", "advisory"), "<92": ("spo2", "treat"), "<90": ("spo2", "stop")},
        "RR": {
            "<12": ("respiratory_rate", "advisory"), ">24": ("respiratory_rate", "advisory"),
            "<10": ("respiratory_rate", "treat"), "<8": ("respiratory_rate", "stop"),
        },
        "Temp": {">=37.8": ("temperature", "advisory"), ">=38.5": ("temperature", "treat")},
    }  # fmt: skip

    @pytest.mark.parametrize("row", rows(5, r"(SBP low|HR|SpO2|RR|Temp)$"), ids=lambda row: row[0])
    def test_have_the_limits_of_the_reference(self, row: list[str]) -> None:
        written = [
            (column, number)
            for column, cell in zip(("advisory", "treat", "stop"), row[1:4], strict=True)
            for number in re.findall(r"[<>]=?\d+(?:\.\d+)?", cell)
        ]
        assert written
        for tier, number in written:
            signal, expected = self.NUMBERS[row[0]][number]
            assert tier == expected
            drawn = {
                f"{line.comparison.value}{line.threshold.published}"
                for line in WATCHED[Signal(signal)].lines
                if line.tier.value == tier and line.against is Against.ZERO
            }
            assert number in drawn

    def test_have_the_pressures_of_the_reference(self) -> None:
        (row,) = rows(5, r"SBP/DBP")
        for cell, tier in zip(row[1:4], ("advisory", "treat", "stop"), strict=True):
            upper, lower = re.findall(r">=(\d+)/(\d+)", cell)[0]
            for signal, number in ((Signal.SYSTOLIC, upper), (Signal.DIASTOLIC, lower)):
                high = {
                    str(line.threshold.published)
                    for line in WATCHED[signal].lines
                    if line.tier.value == tier and line.comparison.value == ">=" and line.against is Against.ZERO
                }
                assert number in high


@needs_the_reference
class TestTheDayOfADose:
    def test_has_a_rule_for_every_check_the_reference_lets_a_rule_decide(self) -> None:
        checked = {
            "Changes since last visit": "DAY-10", "Fasting": "DAY-08", "BP/HR/SpO2/RR/temperature": "DAY-01",
            "Pregnancy test": "DAY-11", "Substances": "DAY-12", "C-SSRS": "DAY-09",
            "upper-respiratory infection": "DAY-13",
        }  # fmt: skip
        for words, rule in checked.items():
            assert words in SECTIONS[3]
            assert rule in same_day.RULE_TITLES

    @pytest.mark.parametrize(
        ("words", "threshold", "published"),
        [
            ("SBP >=160", numbers.HOLD_AT.systolic, 160),
            ("DBP >=100", numbers.HOLD_AT.diastolic, 100),
            ("SBP >=180", numbers.EMERGENCY_AT.systolic, 180),
            ("DBP >=110", numbers.EMERGENCY_AT.diastolic, 110),
            ("HR >110 or <50", numbers.HIGHEST_HEART_RATE, 110),
            ("HR >110 or <50", numbers.LOWEST_HEART_RATE, 50),
            ("SpO2 <94 %", numbers.LOWEST_SPO2, 94),
            ("RR <10 or >24", numbers.LOWEST_BREATHS, 10),
            ("RR <10 or >24", numbers.HIGHEST_BREATHS, 24),
            ("temp >=38.0", numbers.FEVER, 38),
            ("after 2 repeats 5-10 min apart", numbers.REPEATS, 2),
            ("after 2 repeats 5-10 min apart", numbers.REPEAT_MINUTES, 5),
            ("within 30 min before dose", numbers.FRESH_MINUTES, 30),
            ("every 28 days", numbers.PREGNANCY_TEST_DAYS, 28),
            ("no food >=2 h", numbers.FOOD_BEFORE_SPRAY, 2),
            ("no liquids >=30 min", numbers.DRINK_BEFORE_SPRAY, 30),
            ("no food 4 h", numbers.FOOD_BEFORE, 4),
            ("liquids 2 h", numbers.DRINK_BEFORE, 120),
        ],
    )
    def test_publishes_the_numbers_that_are_written_there(
        self, words: str, threshold: Threshold, published: int
    ) -> None:
        assert words in SECTIONS[3]
        assert threshold.published == published
