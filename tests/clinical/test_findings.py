"""The one shape in which every rule answers."""

import json
from itertools import combinations

import pytest

from holdspace.clinical.findings import Decision, Finding, Level, decide, worst_first
from holdspace.clinical.sources import Mark, Source


def a_finding(level: Level, rule: str = "AAA-01", urgent: bool = False) -> Finding:
    return Finding(rule, level, "It is so.", "It matters.", Source.judgement("Us"), urgent=urgent)


class TestTheDecision:
    @pytest.mark.parametrize(
        ("levels", "decision"),
        [
            ([], Decision.ELIGIBLE),
            ([Level.CAUTION], Decision.ELIGIBLE_WITH_MITIGATION),
            ([Level.HOLD], Decision.ELIGIBLE_WITH_MITIGATION),
            ([Level.CAUTION, Level.RELATIVE], Decision.NEEDS_CLEARANCE),
            ([Level.RELATIVE, Level.CANNOT_TELL], Decision.INCOMPLETE),
            ([Level.CANNOT_TELL, Level.ABSOLUTE, Level.CAUTION], Decision.NOT_ELIGIBLE),
        ],
    )
    def test_is_that_of_the_worst_finding(self, levels: list[Level], decision: Decision) -> None:
        assert decide(a_finding(level) for level in levels) is decision

    @pytest.mark.parametrize(("one", "other"), list(combinations(Level, 2)))
    def test_never_gets_better_by_another_finding(self, one: Level, other: Level) -> None:
        both = decide([a_finding(one), a_finding(other)])
        assert both.rank <= min(decide([a_finding(one)]).rank, decide([a_finding(other)]).rank)


class TestTheListOfFindings:
    def test_has_what_cannot_be_told_above_what_needs_clearance(self) -> None:
        mixed = [a_finding(level) for level in (Level.CAUTION, Level.RELATIVE, Level.CANNOT_TELL, Level.ABSOLUTE)]
        assert [each.level for each in worst_first(mixed)] == ["absolute", "cannot_tell", "relative", "caution"]

    def test_has_the_urgent_first_within_a_level(self) -> None:
        plain, urgent = a_finding(Level.RELATIVE, "AAA-01"), a_finding(Level.RELATIVE, "ZZZ-01", urgent=True)
        assert worst_first([plain, urgent]) == (urgent, plain)


class TestAFindingAsData:
    def test_can_be_sent_as_json(self) -> None:
        sent = json.loads(json.dumps(a_finding(Level.RELATIVE, urgent=True).as_dict()))
        assert sent["level"] == "relative"
        assert sent["urgent"] is True
        assert sent["source"]["mark"] == "judgement"


class TestASource:
    def test_is_cited_by_heading(self) -> None:
        label = Source("Label, 2019", "https://example.org")
        assert str(label.at("Warnings")) == "Label, 2019, Warnings (verified)"
        assert label.heading == ""

    def test_says_when_a_statement_was_only_recalled(self) -> None:
        assert Source("Label").at("Dose", Mark.RECALLED).mark is Mark.RECALLED
        assert Source.recalled("A number").mark.words == "recalled, to be checked"
        assert Source.judgement("A choice").mark.words == "our judgement"
