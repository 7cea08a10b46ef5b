"""What does a patient agree to, and for how long?"""

from datetime import date

import pytest

from holdspace.clinical.consenting import LINES, THRESHOLDS, Line, lines_for, valid_until
from holdspace.clinical.sources import Mark

# What each line of the checklist must bring into the patient's own words.
SAID = {
    "off_label": ("off-label", "No authority has reviewed"),
    "purpose": ("diagnosis", "no treatment", "psychotherapy", "TMS", "ECT", "esketamine"),
    "procedure": ("how the drug is given", "dose range", "how many sessions", "how long", "who will be with me"),
    "expected": ("far from my body", "Time, sounds and sights"),
    "common_risks": ("dizzy", "blood pressure goes up"),
    "serious_risks": ("heart", "breathing", "choke", "throat", "seizure", "allergic", "Psychosis or mania", "suicide"),
    "long_term": ("bladder", "liver", "memory", "dependent"),
    "unknown": ("over years", "may not help", "wear off"),
    "pregnancy": ("unborn", "breastfed", "contraception"),
    "medicines": ("do not mix", "will not stop a medicine on my own"),
    "abstinence": ("not eating", "no alcohol or other drugs"),
    "escort": ("takes me home", "do not drive", "night's sleep"),
    "stopping": ("may stop at any time", "cannot be taken out"),
    "emergency": ("emergency", "hospital"),
    "touch": ("never more", "never sexual"),
    "recording": ("Nothing is recorded unless I choose",),
    "confidential": ("confidential", "Research", "only if I choose so"),
    "suicidality": ("safety plan", "whom to call"),
    "costs": ("what I pay",),
    "sharing": ("medical and the therapy team",),
    "calming": ("what calms me",),
    "group": ("private", "leave the group"),
    "programme": ("safety programme", "enrolled", "two hours"),
    "capacity": ("freely", "time to read and to ask", "a copy", "12 months", "until my plan changes"),
}


class TestTheForm:
    def test_has_the_24_lines_of_the_checklist_in_order(self) -> None:
        assert [line.code for line in LINES] == list(SAID)
        assert len(LINES) == 24

    @pytest.mark.parametrize("line", LINES, ids=lambda line: line.code)
    def test_says_what_must_be_said_and_who_says_so(self, line: Line) -> None:
        text = f"{line.heading} {line.text}"
        assert [words for words in SAID[line.code] if words.casefold() not in text.casefold()] == []
        assert line.must_be_said
        assert line.source.text

    @pytest.mark.parametrize(
        ("group", "esketamine", "lines", "left_out"),
        [
            (False, False, 22, {"group", "programme"}),
            (True, False, 23, {"programme"}),
            (False, True, 23, {"group"}),
            (True, True, 24, set()),
        ],
    )
    def test_has_group_rules_and_the_programme_only_where_they_apply(
        self, group: bool, esketamine: bool, lines: int, left_out: set[str]
    ) -> None:
        found = lines_for(group=group, esketamine=esketamine)
        assert len(found) == lines
        assert {line.code for line in LINES} - {line.code for line in found} == left_out

    def test_lets_the_patient_choose_touch_recording_and_research(self) -> None:
        choosing = {line.code: [choice.value for choice in line.choices] for line in LINES if line.choices}
        assert {code: first for code, (first, *_) in choosing.items()} == {
            "touch": "none",
            "recording": "none",
            "confidential": "no",
        }

    def test_marks_the_checklist_and_its_year_as_ours(self) -> None:
        ours = {line.code for line in LINES if line.source.mark is Mark.JUDGEMENT}
        assert {"capacity", "costs"} <= ours
        assert "off_label" not in ours
        assert all(threshold.lowest == threshold.highest for threshold in THRESHOLDS)

    @pytest.mark.parametrize(
        ("code", "applies"),
        [
            ("costs", "everybody"),
            ("group", "where treatment is given in a group"),
            ("programme", "where esketamine is given"),
        ],
    )
    def test_says_to_whom_a_line_applies(self, code: str, applies: str) -> None:
        assert {line.code: line.applies for line in LINES}[code] == applies


class TestASignature:
    @pytest.mark.parametrize(
        ("signed", "until"),
        [
            (date(2026, 3, 1), date(2027, 3, 1)),
            (date(2027, 2, 28), date(2028, 2, 28)),
            (date(2028, 2, 29), date(2029, 2, 28)),
        ],
    )
    def test_holds_for_twelve_months(self, signed: date, until: date) -> None:
        assert valid_until(signed) == until
