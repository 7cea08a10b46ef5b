"""Brain, eye, thyroid, liver, kidney, bladder, lungs, pregnancy, age, weight, allergy and stomach."""

from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.eligibility.facts import State
from holdspace.clinical.eligibility.record import PartialDate
from holdspace.clinical.units import Kilograms
from tests.clinical.eligibility.people import (
    allergic_to,
    days_ago,
    findings,
    having,
    taking,
    with_diagnosis,
    with_facts,
)


class TestTheBrain:
    @pytest.mark.parametrize("code", ["G93.2", "G91.2", "C71.9", "D33.2", "C79.31", "D43.2"])
    def test_under_pressure_excludes(self, code: str) -> None:
        assert findings(with_diagnosis(code)) == {"NEU-01": "absolute"}
        assert findings(with_diagnosis(code, state=State.PAST)) == {}

    def test_with_a_shunt_is_treated(self) -> None:
        assert findings(with_facts(conditions=(having("G91.2"), having("Z98.2")))) == {}
        assert findings(with_facts(conditions=(having("C71.9"), having("Z98.2")))) == {"NEU-01": "absolute"}

    @pytest.mark.parametrize(
        ("last", "level"),
        [
            (days_ago(183), "caution"),
            (days_ago(182), "relative"),
            (None, "relative"),
            (PartialDate(2024), "caution"),
            (PartialDate(2025), "relative"),
        ],
    )
    def test_with_epilepsy_is_asked_for_the_last_seizure(self, last: PartialDate | None, level: str) -> None:
        assert findings(with_diagnosis("G40.909", facts={"last_seizure": last})) == {"NEU-02": level}

    @pytest.mark.parametrize(
        ("moca", "found"),
        [(17, {"NEU-04": "relative"}), (18, {"NEU-05": "caution"}), (25, {"NEU-05": "caution"}), (26, {}), (None, {})],
    )
    def test_that_is_weak_in_the_moca_is_noticed(self, moca: int | None, found: dict[str, str]) -> None:
        assert findings(with_facts(moca=None if moca is None else Decimal(moca))) == found

    def test_with_dementia_hides_the_milder_finding(self) -> None:
        assert findings(with_diagnosis("G30.9", facts={"moca": Decimal(20)})) == {"NEU-04": "relative"}

    @pytest.mark.parametrize(("code", "rule"), [("S06.0X0A", "NEU-03"), ("F07.81", "NEU-03"), ("H40.11X0", "EYE-01")])
    def test_or_eye_that_is_hurt_needs_clearance(self, code: str, rule: str) -> None:
        assert findings(with_diagnosis(code)) == {rule: "relative"}


class TestTheThyroid:
    @pytest.mark.parametrize(
        ("tsh", "free_t4_raised", "found"),
        [
            (None, None, {"END-01": "cannot_tell"}),
            ("0.09", None, {"END-01": "absolute"}),
            ("0.1", None, {"END-02": "caution"}),
            ("2.0", None, {"END-02": "caution"}),
        ],
    )
    def test_that_was_overactive_is_judged_by_its_tsh(
        self, tsh: str | None, free_t4_raised: bool | None, found: dict[str, str]
    ) -> None:
        values = {"tsh": Decimal(tsh) if tsh else None, "free_t4_raised": free_t4_raised}
        assert findings(with_diagnosis("E05.00", facts=values)) == found

    @pytest.mark.parametrize(("free_t4_raised", "level"), [(True, "absolute"), (None, "cannot_tell"), (False, None)])
    def test_with_a_suppressed_tsh_is_judged_by_free_t4(self, free_t4_raised: bool | None, level: str | None) -> None:
        facts = with_facts(tsh=Decimal("0.05"), free_t4_raised=free_t4_raised)
        assert findings(facts).get("END-01") == level

    def test_nobody_has_a_question_about_is_left_alone(self) -> None:
        assert findings(with_facts(tsh=None)) == {}

    def test_on_hormone_needs_its_tsh(self) -> None:
        assert findings(taking("Levothyroxine")) == {"DDI-14": "caution", "END-01": "cannot_tell"}
        assert findings(taking("Levothyroxine", tsh=Decimal(2))) == {"DDI-14": "caution", "END-02": "caution"}


class TestLiverAndKidney:
    @pytest.mark.parametrize(
        ("grade", "found"),
        [
            ("A", {}),
            ("B", {"HEP-02": "relative"}),
            ("C", {"HEP-01": "absolute"}),
            (None, {"HEP-01": "cannot_tell"}),
        ],
    )
    def test_class_decides_in_cirrhosis(self, grade: str | None, found: dict[str, str]) -> None:
        assert findings(with_diagnosis("K74.60", text="Cirrhosis, Child-Pugh B", facts={"child_pugh": grade})) == found

    @pytest.mark.parametrize(
        ("facts", "fires"),
        [
            ({"alt_times_limit": Decimal(3)}, False),
            ({"alt_times_limit": Decimal("3.01")}, True),
            ({"ast_times_limit": Decimal("3.01")}, True),
            ({"bilirubin_times_limit": Decimal(2)}, False),
            ({"bilirubin_times_limit": Decimal("2.01")}, True),
            ({"alt_times_limit": Decimal(4), "child_pugh": "B"}, False),
        ],
    )
    def test_values_need_a_reason_when_raised(self, facts: dict[str, Any], fires: bool) -> None:
        assert ("HEP-03" in findings(with_facts(**facts))) is fires

    @pytest.mark.parametrize(
        ("code", "egfr", "fires"), [("", 29, True), ("", 30, False), ("Z99.2", 60, True), ("N18.4", 35, False)]
    )
    def test_clear_the_drug_poorly_below_30(self, code: str, egfr: int, fires: bool) -> None:
        assert ("REN-01" in findings(with_diagnosis(*([code] if code else []), facts={"egfr": Decimal(egfr)}))) is fires

    def test_stage_counts_when_nobody_measured(self) -> None:
        assert findings(with_diagnosis("N18.4")) == {"REN-01": "caution"}

    def test_porphyria_excludes_for_life(self) -> None:
        assert findings(with_diagnosis("E80.21", state=State.PAST)) == {"MET-01": "absolute"}


class TestTheBladder:
    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            ({"ipss": Decimal(7)}, {}),
            ({"ipss": Decimal(8)}, {"GU-03": "caution"}),
            ({"ipss": Decimal(19)}, {"GU-03": "caution"}),
            ({"ipss": Decimal(20)}, {"GU-02": "relative"}),
            ({"blood_in_urine": True, "ipss": Decimal(10)}, {"GU-02": "relative"}),
            ({"ketamine_uropathy": True, "ipss": Decimal(30)}, {"GU-01": "absolute"}),
            ({"ketamine_uropathy": None, "ipss": None, "blood_in_urine": None}, {}),
        ],
    )
    def test_gives_its_gravest_finding_only(self, facts: dict[str, Any], found: dict[str, str]) -> None:
        assert findings(with_facts(**facts)) == found

    def test_with_interstitial_cystitis_needs_a_urologist(self) -> None:
        assert findings(with_diagnosis("N30.10")) == {"GU-02": "relative"}


class TestBreathing:
    @pytest.mark.parametrize(
        ("saturation", "level"),
        [
            ("89", "absolute"),
            ("90", "relative"),
            ("93", "relative"),
            ("93.5", "relative"),
            ("94", None),
            (None, "cannot_tell"),
        ],
    )
    def test_has_a_reserve_from_94_percent(self, saturation: str | None, level: str | None) -> None:
        value = Decimal(saturation) if saturation else None
        assert findings(with_facts(oxygen_saturation=value)).get("RES-03") == level

    @pytest.mark.parametrize(
        ("code", "severe", "fires"),
        [("J44.9", True, True), ("J44.9", False, False), ("J96.11", False, True), ("J45.50", True, False)],
    )
    def test_is_weak_in_severe_lung_disease_but_not_in_asthma(self, code: str, severe: bool, fires: bool) -> None:
        assert ("RES-03" in findings(with_diagnosis(code, severe=severe))) is fires

    @pytest.mark.parametrize(
        ("effective", "found"),
        [(True, {"RES-02": "caution"}), (False, {"RES-01": "relative"}), (None, {"RES-01": "cannot_tell"})],
    )
    def test_in_sleep_apnoea_depends_on_therapy(self, effective: bool | None, found: dict[str, str]) -> None:
        assert findings(with_diagnosis("G47.33", facts={"apnoea_therapy_effective": effective})) == found

    @pytest.mark.parametrize(
        ("score", "evaluated", "found"),
        [
            (2, None, {}),
            (3, None, {"RES-02": "caution"}),
            (4, None, {"RES-02": "caution"}),
            (5, None, {"RES-01": "relative"}),
            (5, False, {"RES-01": "relative"}),
            (8, True, {}),
        ],
    )
    def test_is_followed_up_from_a_stop_bang_of_3(
        self, score: int, evaluated: bool | None, found: dict[str, str]
    ) -> None:
        assert findings(with_facts(stop_bang=Decimal(score), sleep_evaluated=evaluated)) == found


class TestPregnancy:
    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            ({"pregnancy_test_positive": True}, {"PREG-01": "absolute"}),
            ({"pregnancy_test_positive": True, "childbearing_potential": False}, {"PREG-01": "absolute"}),
            ({"pregnancy_test_positive": None}, {"PREG-03": "cannot_tell"}),
            ({"pregnancy_test_positive": None, "pregnancy_status": False}, {"PREG-03": "cannot_tell"}),
            ({"pregnancy_test_positive": None, "pregnancy_status": True}, {"PREG-01": "absolute"}),
            ({"pregnancy_test_positive": None, "childbearing_potential": False, "breastfeeding": None}, {}),
            ({"breastfeeding": None}, {"PREG-02": "cannot_tell"}),
            ({"breastfeeding": True}, {"PREG-02": "relative"}),
        ],
    )
    def test_is_ruled_out_by_a_test(self, facts: dict[str, Any], found: dict[str, str]) -> None:
        assert findings(with_facts(**facts)) == found

    @pytest.mark.parametrize(
        ("sex", "age", "code", "asked"),
        [
            ("female", 11, "", False),
            ("female", 12, "", True),
            ("female", 54, "", True),
            ("female", 55, "", False),
            ("female", None, "", True),
            ("male", 30, "", False),
            ("other", 30, "", True),
            (None, 30, "", True),
            ("female", 30, "Z78.0", False),
            ("female", 30, "Z90.710", False),
            ("female", 30, "Z98.51", False),
        ],
    )
    def test_is_asked_about_where_it_is_possible(
        self, sex: str | None, age: int | None, code: str, asked: bool
    ) -> None:
        facts = {"sex": sex, "age": age, "childbearing_potential": None, "pregnancy_test_positive": None}
        assert ("PREG-03" in findings(with_diagnosis(*([code] if code else []), facts=facts))) is asked

    @pytest.mark.parametrize(("onset", "fires"), [(None, True), (days_ago(301), True), (days_ago(302), False)])
    def test_on_the_problem_list_does_not_last_for_ever(self, onset: PartialDate | None, fires: bool) -> None:
        assert ("PREG-01" in findings(with_diagnosis("Z34.90", onset=onset))) is fires


class TestAge:
    @pytest.mark.parametrize(
        ("age", "found"),
        [
            (17, {"AGE-01": "absolute"}),
            (18, {}),
            (64, {}),
            (65, {"AGE-02": "caution"}),
            (79, {"AGE-02": "caution"}),
            (80, {"AGE-03": "relative"}),
            (None, {"AGE-01": "cannot_tell"}),
        ],
    )
    def test_has_its_bands(self, age: int | None, found: dict[str, str]) -> None:
        assert findings(with_facts(age=age)) == found


class TestWeight:
    @pytest.mark.parametrize(
        ("weight", "index", "by_weight", "level"),
        [
            ("90", "39.9", True, None),
            ("90", "40", None, "caution"),
            ("120", "30", True, None),
            ("120.1", "30", True, "caution"),
            ("120.1", "30", False, None),
            ("120.1", "30", None, None),
            (None, None, None, "cannot_tell"),
        ],
    )
    def test_is_capped_when_high(
        self, weight: str | None, index: str | None, by_weight: bool | None, level: str | None
    ) -> None:
        facts = with_facts(
            weight=Kilograms(Decimal(weight)) if weight else None,
            body_mass_index=Decimal(index) if index else None,
            planned_dose_by_weight=by_weight,
        )
        assert findings(facts).get("WT-01") == level


class TestAllergy:
    @pytest.mark.parametrize(
        ("to", "fires"), [("Ketamine", True), ("Ketalar injection", True), ("Spravato", True), ("Penicillin", False)]
    )
    def test_to_ketamine_excludes(self, to: str, fires: bool) -> None:
        assert ("ALL-01" in findings(allergic_to(to))) is fires

    def test_that_nobody_asked_about_cannot_be_told(self) -> None:
        assert findings(with_facts(allergies=None)) == {"ALL-01": "cannot_tell"}


class TestTheStomach:
    def test_empties_slowly_in_gastroparesis_and_on_glp_1(self) -> None:
        assert findings(with_diagnosis("K31.84")) == {"ASP-01": "caution"}
        assert findings(with_diagnosis("K21.9", severe=True)) == {"ASP-01": "caution"}
        assert findings(with_diagnosis("K21.9")) == {}
        assert findings(taking("Ozempic 0.5 mg weekly")) == {"ASP-01": "caution"}
