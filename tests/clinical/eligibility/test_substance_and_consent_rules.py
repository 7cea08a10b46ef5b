"""Use disorders, consent, earlier treatment and the way home."""

from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility.facts import Diagnosis, State
from holdspace.clinical.eligibility.record import PartialDate
from tests.clinical.eligibility.people import days_ago, findings, having, with_diagnosis, with_facts

AGREED = {"addiction_is_target": True, "addiction_physician_agrees": True}


class TestKetamineAsASubstance:
    def test_excludes_now_or_in_the_past(self) -> None:
        facts = with_diagnosis("F10.20", facts={"ketamine_use_disorder": True, "audit": Decimal(30), **AGREED})
        assert findings(facts) == {"SUD-01": "absolute"}

    @pytest.mark.parametrize(
        ("text", "answer", "found"),
        [
            ("Ketamine dependence", None, {"SUD-01": "cannot_tell", "SUD-02": "relative"}),
            ("Ketamine dependence", False, {"SUD-02": "relative"}),
            ("LSD dependence", None, {"SUD-02": "relative"}),
        ],
    )
    def test_behind_a_code_for_hallucinogens_is_asked_about(
        self, text: str, answer: bool | None, found: dict[str, str]
    ) -> None:
        assert findings(with_diagnosis("F16.20", text=text, facts={"ketamine_use_disorder": answer})) == found


class TestAUseDisorder:
    @pytest.mark.parametrize(
        ("diagnosis", "found"),
        [
            (having("F10.20"), {"SUD-02": "relative"}),
            (having("F10.10"), {}),
            (having("F17.210"), {}),
            (having("F10.20", state=State.PAST), {}),
            (having("F10.21"), {"SUD-03": "caution"}),
            (having("F10.21", state=State.REMISSION), {"SUD-03": "caution"}),
            (having("F10.20", state=State.REMISSION, ended=days_ago(365)), {"SUD-03": "caution"}),
            (having("F10.20", state=State.REMISSION, ended=days_ago(364)), {"SUD-02": "relative"}),
            (having("F10.21", state=State.REMISSION, ended=days_ago(100)), {"SUD-02": "relative"}),
            (having("F10.21", ended=days_ago(100)), {"SUD-02": "relative"}),
            (having("F10.20", state=State.REMISSION, ended=PartialDate(2025)), {"SUD-02": "relative"}),
            (having("F10.20", state=State.REMISSION), {"SUD-02": "relative"}),
        ],
    )
    def test_is_active_or_in_remission_for_a_year(self, diagnosis: Diagnosis, found: dict[str, str]) -> None:
        assert findings(with_facts(conditions=(diagnosis,))) == found

    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            ({"audit": 7}, {}),
            ({"audit": 8}, {"SUD-03": "caution"}),
            ({"audit": 19}, {"SUD-03": "caution"}),
            ({"audit": 20}, {"SUD-02": "relative"}),
            ({"dast10": 2}, {}),
            ({"dast10": 3}, {"SUD-03": "caution"}),
            ({"dast10": 5}, {"SUD-03": "caution"}),
            ({"dast10": 6, "audit": 8}, {"SUD-02": "relative"}),
        ],
    )
    def test_shows_in_the_questionnaires(self, facts: dict[str, int], found: dict[str, str]) -> None:
        assert findings(with_facts(**{name: Decimal(value) for name, value in facts.items()})) == found


class TestAUseDisorderAsTheTarget:
    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            (AGREED, {"SUD-04": "caution"}),
            ({"addiction_is_target": True}, {"SUD-02": "relative"}),
            ({"addiction_physician_agrees": True}, {"SUD-02": "relative"}),
            ({**AGREED, "dast10": Decimal(7)}, {"SUD-04": "caution", "SUD-02": "relative"}),
        ],
    )
    def test_needs_the_addiction_physician(self, facts: dict[str, Any], found: dict[str, str]) -> None:
        assert findings(with_diagnosis("F10.20", facts={"audit": Decimal(26), **facts})) == found

    def test_covers_alcohol_and_cocaine_only(self) -> None:
        facts = with_facts(conditions=(having("F10.20"), having("F11.20")), **AGREED)
        assert findings(facts) == {"SUD-04": "caution", "SUD-02": "relative"}

    def test_covers_the_drug_score_when_cocaine_is_the_target(self) -> None:
        assert findings(with_diagnosis("F14.20", facts={"dast10": Decimal(8), **AGREED})) == {"SUD-04": "caution"}


class TestConsent:
    @pytest.mark.parametrize(
        ("capacity", "coercion", "level"),
        [
            (True, False, None),
            (True, None, None),
            (False, None, "absolute"),
            (None, True, "absolute"),
            (True, True, "absolute"),
            (None, False, "cannot_tell"),
        ],
    )
    def test_is_free_and_able(self, capacity: bool | None, coercion: bool | None, level: str | None) -> None:
        assert findings(with_facts(capacity=capacity, coercion=coercion)).get("CON-01") == level

    @pytest.mark.parametrize(("trials", "fires"), [(None, True), (0, True), (1, False)])
    def test_comes_after_another_treatment(self, trials: int | None, fires: bool) -> None:
        assert ("CON-02" in findings(with_facts(adequate_prior_trials=trials))) is fires

    @pytest.mark.parametrize(
        ("escort", "home", "fires"),
        [(True, True, False), (None, None, False), (False, True, True), (True, False, True)],
    )
    def test_includes_a_way_home(self, escort: bool | None, home: bool | None, fires: bool) -> None:
        assert ("SOC-01" in findings(with_facts(escort_arranged=escort, home_safe=home))) is fires
