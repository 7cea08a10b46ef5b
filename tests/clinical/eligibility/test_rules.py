"""The list of rules itself."""

import json
from dataclasses import fields

from holdspace.clinical.eligibility import RULES, ScreeningFacts, screen
from holdspace.clinical.eligibility.facts import listed
from holdspace.clinical.eligibility.missing import NOT_BLOCKING
from holdspace.clinical.eligibility.rules import SILENCES
from tests.clinical.eligibility.people import WELL, with_facts


class TestTheListOfRules:
    def test_names_each_rule_once_with_its_reason_and_source(self) -> None:
        assert len({rule.id for rule in RULES}) == len(RULES)
        assert all(rule.title and rule.because.endswith(".") and rule.source.text for rule in RULES)

    def test_reads_and_silences_only_what_exists(self) -> None:
        known, ids = {each.name for each in fields(ScreeningFacts)}, {rule.id for rule in RULES}
        assert {name for rule in RULES for name in rule.reads} <= known
        assert {name for name, _ in NOT_BLOCKING} <= known
        assert {*SILENCES, *(each for silenced in SILENCES.values() for each in silenced)} <= ids

    def test_can_be_sent_as_json(self) -> None:
        assert json.loads(json.dumps([rule.as_dict() for rule in RULES]))[0]["id"] == "PSY-01"


class TestAScreening:
    def test_tells_rules_asked_in_full_from_those_that_lacked_a_fact(self) -> None:
        screening = screen(WELL)
        assert "PSY-01" in screening.clear
        assert "GU-02" in screening.partly_asked
        assert "IPSS" in screening.not_recorded
        assert len(screening.clear) + len(screening.partly_asked) == len(RULES)

    def test_counts_a_silenced_rule_neither_as_clear_nor_as_finding(self) -> None:
        screening = screen(with_facts(ketamine_uropathy=True, ipss=15, blood_in_urine=False))
        assert [finding.rule for finding in screening.findings] == ["GU-01"]
        assert "GU-03" not in {*screening.clear, *screening.partly_asked}

    def test_can_be_sent_as_json(self) -> None:
        sent = json.loads(json.dumps(screen(with_facts(capacity=None)).as_dict()))
        assert sent["decision"] == "incomplete"
        assert sent["findings"][0]["says"] == "Capacity to consent is not recorded."


class TestNamesInASentence:
    def test_are_joined_as_people_join_them(self) -> None:
        assert [listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
            "",
            "a",
            "a and b",
            "a, b and c",
        ]
