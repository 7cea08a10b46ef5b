"""The twenty invented patients of the shared cases get the decision and the findings that were written for them."""

import json
from pathlib import Path

import pytest

from holdspace.clinical.eligibility import read, screen
from tests.clinical.eligibility.bundles import guards_of, record_of

CASES = Path(__file__).parents[4] / "shared" / "data" / "screening-cases"
EXPECTED = json.loads((CASES / "expected.json").read_text()) if CASES.exists() else {}

needs_the_cases = pytest.mark.skipif(not EXPECTED, reason="The shared screening cases are not beside this checkout.")


@needs_the_cases
@pytest.mark.parametrize("name", sorted(EXPECTED) or ["none"])
class TestASharedCase:
    def test_gets_its_decision_and_findings(self, name: str) -> None:
        screening = screen(read(*record_of(CASES / f"{name}.json")))
        found = {(finding.rule, finding.level.value) for finding in screening.findings}
        expected = {(each["rule"], each["level"]) for each in EXPECTED[name]["findings"]}
        assert found == expected
        assert screening.decision.value == EXPECTED[name]["decision"]

    def test_gets_the_guards_of_its_planned_dose(self, name: str) -> None:
        found = {guard.id: guard.hard_stop for guard in guards_of(CASES / f"{name}.json")}
        assert set(found) == set(EXPECTED[name]["guards"])
        assert [rule for rule, hard in found.items() if hard] == (["G-01"] if name == "DEV-18" else [])


@needs_the_cases
class TestTheUrgentCase:
    def test_is_marked_urgent(self) -> None:
        screening = screen(read(*record_of(CASES / "DEV-08.json")))
        assert [finding.rule for finding in screening.findings if finding.urgent] == ["SUI-01"]
