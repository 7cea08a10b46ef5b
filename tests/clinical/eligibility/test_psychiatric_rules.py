"""Could the drug bring on psychosis or mania?"""

from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility.facts import State
from tests.clinical.eligibility.people import WELL, findings, having, taking, with_diagnosis, with_facts


class TestAWellPerson:
    def test_has_no_finding(self) -> None:
        assert findings(WELL) == {}


class TestAPsychoticDisorder:
    @pytest.mark.parametrize("state", list(State))
    @pytest.mark.parametrize("code", ["F20.9", "F21", "F22", "F23", "F25.0", "F28", "F29"])
    def test_excludes_at_any_time_of_life(self, code: str, state: State) -> None:
        assert findings(with_diagnosis(code, state=state)) == {"PSY-01": "absolute"}

    @pytest.mark.parametrize("code", ["F19.99", "F33.2", "F32.0", "F30.9"])
    def test_is_not_read_into_its_neighbours(self, code: str) -> None:
        assert "PSY-01" not in findings(with_diagnosis(code))


class TestPsychoticSymptomsNow:
    @pytest.mark.parametrize("code", ["F32.3", "F33.3", "F31.2", "F31.5", "F31.64", "F05"])
    def test_are_read_from_an_active_code(self, code: str) -> None:
        assert findings(with_diagnosis(code))["PSY-02"] == "absolute"

    def test_are_not_read_from_a_past_code(self) -> None:
        assert findings(with_diagnosis("F33.3", state=State.PAST)) == {}

    @pytest.mark.parametrize(
        ("seen", "code", "level"),
        [
            (True, "F33.2", "absolute"),
            (None, "F33.2", "cannot_tell"),
            (None, "F33.3", "absolute"),
            (False, "F33.2", None),
        ],
    )
    def test_are_asked_for_unless_a_diagnosis_settles_it(self, seen: bool | None, code: str, level: str | None) -> None:
        assert findings(with_diagnosis(code, facts={"current_psychosis": seen})).get("PSY-02") == level


class TestPsychosisInTheFamily:
    @pytest.mark.parametrize(
        ("family", "pq16", "level"),
        [
            (True, None, "relative"),
            (False, Decimal(5), None),
            (False, Decimal(6), "relative"),
            (None, Decimal(6), "relative"),
            (None, Decimal(5), "cannot_tell"),
            (None, None, "cannot_tell"),
        ],
    )
    def test_needs_clearance(self, family: bool | None, pq16: Decimal | None, level: str | None) -> None:
        assert findings(with_facts(family_psychosis=family, pq16=pq16)).get("PSY-03") == level


class TestMania:
    @pytest.mark.parametrize("code", ["F30.10", "F31.0", "F31.13", "F31.2", "F31.60"])
    def test_is_read_from_an_active_code_and_covers_the_bipolar_rules(self, code: str) -> None:
        found = findings(with_diagnosis(code))
        assert found["PSY-04"] == "absolute"
        assert not found.keys() & {"PSY-05", "PSY-06"}

    @pytest.mark.parametrize(("seen", "level"), [(True, "absolute"), (None, "cannot_tell"), (False, None)])
    def test_is_asked_for(self, seen: bool | None, level: str | None) -> None:
        assert findings(with_facts(current_mania=seen)).get("PSY-04") == level

    def test_is_not_read_from_the_questionnaire_alone(self) -> None:
        assert findings(with_facts(asrm=Decimal(20))) == {}


class TestBipolarDisorder:
    @pytest.mark.parametrize(
        ("code", "medicine", "rule"),
        [
            ("F31.4", "Lithium", "PSY-05"),
            ("F31.4", "Depakote 500 mg", "PSY-05"),
            ("F31.4", "Quetiapine", "PSY-05"),
            ("F31.4", "Lamotrigine", "PSY-06"),
            ("F31.81", "Lamotrigine", "PSY-05"),
            ("F31.4", "Sertraline", "PSY-06"),
        ],
    )
    def test_is_covered_by_a_mood_stabiliser(self, code: str, medicine: str, rule: str) -> None:
        facts = taking(medicine, conditions=(having(code),))
        assert {"PSY-05", "PSY-06"} & findings(facts).keys() == {rule}

    @pytest.mark.parametrize(("state", "fires"), [(State.PRESENT, True), (State.REMISSION, True), (State.PAST, False)])
    def test_stays_a_risk_in_remission(self, state: State, fires: bool) -> None:
        assert ("PSY-06" in findings(with_diagnosis("F31.76", state=state))) is fires


class TestOtherDiagnoses:
    @pytest.mark.parametrize(
        ("rule", "code", "more", "fires"),
        [
            ("PSY-07", "F44.81", {}, True),
            ("PSY-07", "F44.4", {}, False),
            ("PSY-07", "F44.81", {"state": State.PAST}, False),
            ("PSY-08", "F60.3", {"severe": True}, True),
            ("PSY-08", "F60.3", {}, False),
            ("PSY-09", "F12.150", {"state": State.PAST}, True),
            ("PSY-09", "F19.950", {}, True),
            ("PSY-09", "F12.20", {}, False),
        ],
    )
    def test_need_clearance(self, rule: str, code: str, more: dict[str, Any], fires: bool) -> None:
        assert findings(with_diagnosis(code, **more)).get(rule) == ("relative" if fires else None)


class TestAnEatingDisorder:
    @pytest.mark.parametrize(
        ("facts", "fires"),
        [
            ({"body_mass_index": Decimal("15.99")}, True),
            ({"body_mass_index": Decimal(16)}, False),
            ({"body_mass_index": None}, False),
            ({"potassium": Decimal("2.9")}, True),
            ({"potassium": Decimal("3.0")}, False),
            ({"potassium": Decimal("5.5")}, False),
            ({"potassium": Decimal("5.6")}, True),
            ({"sodium": Decimal(129)}, True),
            ({"sodium": Decimal(150)}, False),
        ],
    )
    def test_is_unsafe_when_starved_or_unsettled(self, facts: dict[str, Any], fires: bool) -> None:
        assert ("PSY-10" in findings(with_diagnosis("F50.01", facts=facts))) is fires

    def test_is_what_makes_a_low_weight_count(self) -> None:
        assert "PSY-10" not in findings(with_facts(body_mass_index=Decimal(15)))
