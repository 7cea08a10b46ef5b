"""Is the answer exact? Against the matrix exponential, by balance of mass, and by the laws of linear systems."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from holdspace.clinical.pharmacokinetics import propagation, solving
from holdspace.clinical.pharmacokinetics.doses import Dose, infused
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.models import MODELS, S1
from holdspace.clinical.pharmacokinetics.models.primary import DEPOTS
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.propagation import Input
from holdspace.clinical.pharmacokinetics.simulating import deviations_of, typical
from tests.clinical.pharmacokinetics.asked import (
    A_DRIP,
    EFFECT,
    ESKETAMINE,
    IM,
    IN,
    IV,
    KETAMINE,
    MINUTES,
    NORKETAMINE,
    PO,
    RACEMIC,
    SC,
    SL,
    TYPICAL,
    ask,
)

ONE_OF_EACH = (
    A_DRIP,
    Dose(RACEMIC, IM, 35),
    Dose(RACEMIC, SC, 35),
    Dose(RACEMIC, SL, 100),
    Dose(RACEMIC, SL, 100, hold_min=5, swallowed=False),
    Dose(RACEMIC, PO, 100),
    Dose(ESKETAMINE, IN, 84),
    Dose(ESKETAMINE, IV, 20),
)
IN_ORDER = [*DEPOTS, "parent", "slow", "fast", "norketamine", "norketamine_outer", "effect"]


def written_out(v) -> np.ndarray:
    """Section 4 of the reference as a matrix, by hand; it shares nothing with the engine."""
    flows = np.zeros((11, 11))
    k_outs = [v["KIM"], v["KSC"], v["KNOSE"], v["KMOUTH"], v["KGUT"]]
    for place, rate in enumerate(k_outs):
        flows[place, place] = -rate
        flows[5, place] = rate if place < 4 else v["FGUT"] * (1 - v["E"]) * rate
    flows[8, 4] = v["FGUT"] * v["E"] * v["KGUT"]
    flows[5, 5] = -(v["CL"] + v["Q2"] + v["Q3"]) / v["V1"]
    flows[5, 6], flows[6, 5], flows[6, 6] = v["Q2"] / v["V2"], v["Q2"] / v["V1"], -v["Q2"] / v["V2"]
    flows[5, 7], flows[7, 5], flows[7, 7] = v["Q3"] / v["V3"], v["Q3"] / v["V1"], -v["Q3"] / v["V3"]
    flows[8, 5] = v["CL"] / v["V1"]
    flows[8, 8] = -(v["CLN"] + v["QN"]) / v["VN"]
    flows[8, 9], flows[9, 8], flows[9, 9] = v["QN"] / v["VNP"], v["QN"] / v["VN"], -v["QN"] / v["VNP"]
    flows[10, 5], flows[10, 10] = v["KE0"], -v["KE0"]
    return flows


def random_values(generator: np.random.Generator, people: int) -> dict[str, np.ndarray]:
    """Every number off by up to threefold either way; in every third person, rates that nearly coincide."""
    typical_values = {each.code: each.typical(70) for each in S1.parameters}
    spread = {code: value * np.exp(generator.uniform(-1, 1, people)) for code, value in typical_values.items()}
    spread["FGUT"], spread["E"] = generator.uniform(0.05, 1, (2, people))
    parent = np.array([np.linalg.eigvals(written_out({c: v[i] for c, v in spread.items()})[5:8, 5:8]).real
                       for i in range(people)])  # fmt: skip
    for person in range(0, people, 3):
        gap = 10.0 ** generator.uniform(-15, -2) * generator.choice([0, -1, 1])
        rate = -parent[person, generator.integers(3)] * (1 + gap)
        spread[generator.choice([*DEPOTS.values(), "KE0"])][person] = rate
    return spread


FIRST_STEP_MIN = 7.5
# From 7.5 minutes to eight hours, when a thousandth of the peak is left.
STEPS = np.array([1, 2, 4, 8, 16, 32, 64])


def with_more_digits(matrices: np.ndarray) -> np.ndarray:
    """The matrix exponential as a series of positive numbers, in the longest floats of this machine (64-bit mantissa).

    SciPy's keeps its digits for the largest entry only: far below the peak it would be the worse of the two.
    """
    long = matrices.astype(np.longdouble)
    shift = -np.einsum("pii->pi", long).min(axis=-1)
    rest = long + shift[:, None, None] * np.eye(long.shape[-1], dtype=np.longdouble)
    halvings = int(np.ceil(np.log2(float(rest.sum(axis=-2).max()) * 16)))
    rest = rest / np.longdouble(2) ** halvings
    term = found = np.broadcast_to(np.eye(long.shape[-1], dtype=np.longdouble), long.shape)
    for order in range(1, 22):
        term = np.matmul(term, rest) / order
        found = found + term
    found = found * np.exp(-shift / np.longdouble(2) ** halvings)[:, None, None]
    for _ in range(halvings):
        found = np.matmul(found, found)
    return found


@pytest.fixture(scope="module")
def a_thousand_bodies():
    """Their numbers, and what one mg in any state becomes in any other after each of the steps."""
    v = random_values(np.random.default_rng(20260103), 1000)
    each = np.stack([written_out({code: value[i] for code, value in v.items()}) for i in range(1000)])
    after = [with_more_digits(each * FIRST_STEP_MIN)]
    while len(after) < len(STEPS):
        after.append(np.matmul(after[-1], after[-1]))
    return v, np.stack(after, axis=1)


class TestTheArbiter:
    def test_agrees_with_another_matrix_exponential_in_its_largest_entries(self, a_thousand_bodies) -> None:
        v, content = a_thousand_bodies
        each = np.stack([written_out({code: value[i] for code, value in v.items()}) for i in range(50)])
        assert np.max(np.abs(expm(each * FIRST_STEP_MIN * STEPS[3]) - content[:50, 3])) <= 1e-13


class TestTheSumOfExponentials:
    @pytest.mark.parametrize("way", ["sums", "matrices"])
    @pytest.mark.parametrize("state", ["muscle", "gut", "parent"])
    def test_agrees_to_1e_10_of_every_level_for_1000_random_bodies(
        self, state: str, way: str, a_thousand_bodies, monkeypatch
    ) -> None:
        v, content = a_thousand_bodies
        if way == "matrices":
            monkeypatch.setattr(solving, "MOST_LOSS_OF_DIGITS", 0)
        form = solving.Filled(S1.body(v), (Input(state, np.full(1000, 50.0)),))
        found = solving.levels([form], [KETAMINE, NORKETAMINE, EFFECT], STEPS * FIRST_STEP_MIN)
        for analyte, place in ((KETAMINE, 5), (NORKETAMINE, 8), (EFFECT, 10)):
            per_mg = form.body.readings[analyte].ng_per_ml_of_mg[:, None]
            expected = 50 * content[:, :, place, IN_ORDER.index(state)] * per_mg
            assert np.max(np.abs(found[analyte] / expected - 1)) <= 1e-10

    def test_keeps_its_digits_on_evenly_spaced_times_as_on_any_others(self, a_thousand_bodies) -> None:
        v, _ = a_thousand_bodies
        inputs = (Input("mouth", np.full(1000, 50.0), 3, 13.1), Input("parent", np.full(1000, 9.0), 20, 0.3))
        form = solving.Filled(S1.body(v), inputs)
        minutes = np.arange(0.0, 240.0)
        evenly = solving.levels([form], [KETAMINE, EFFECT], minutes)
        oddly = solving.levels([form], [KETAMINE, EFFECT], minutes + np.where(minutes % 2, 1e-9, 0))
        alone = solving.levels([form], [KETAMINE, EFFECT], minutes[::-1])
        for analyte in (KETAMINE, EFFECT):
            np.testing.assert_allclose(evenly[analyte], oddly[analyte], rtol=1e-8, atol=1e-7)
            np.testing.assert_allclose(evenly[analyte], alone[analyte][:, ::-1], rtol=1e-12)

    @pytest.mark.parametrize("minutes", [np.arange(0.0, 240.0), np.geomspace(1, 400, 40)], ids=["even", "odd"])
    def test_agrees_to_1e_10_while_a_drug_is_on_its_way_in(self, minutes, a_thousand_bodies, monkeypatch) -> None:
        v, _ = a_thousand_bodies
        some = {code: value[:60] for code, value in v.items()}
        inputs = (Input("mouth", np.full(60, 50.0), 0, 13.1), Input("parent", np.full(60, 9.0), 20, 40.0))
        form = solving.Filled(S1.body(some), inputs)
        found = solving.levels([form], [KETAMINE, NORKETAMINE, EFFECT], minutes)
        monkeypatch.setattr(solving, "MOST_LOSS_OF_DIGITS", 0)
        exact = solving.levels([form], [KETAMINE, NORKETAMINE, EFFECT], minutes)
        for analyte, level in found.items():
            counted = np.maximum(exact[analyte], 1e-2 * exact[analyte].max(axis=1, keepdims=True))
            assert np.max(np.abs(level - exact[analyte]) / counted) <= 1e-10

    def test_would_lose_digits_without_the_matrix_exponential(self, a_thousand_bodies, monkeypatch) -> None:
        v, content = a_thousand_bodies
        monkeypatch.setattr(solving, "MOST_LOSS_OF_DIGITS", np.inf)
        form = solving.Filled(S1.body(v), (Input("gut", np.full(1000, 50.0)),))
        with np.errstate(invalid="ignore"):
            found = solving.levels([form], [KETAMINE], STEPS * FIRST_STEP_MIN)[KETAMINE]
        expected = 50 * content[:, :, 5, IN_ORDER.index("gut")] * form.body.readings[KETAMINE].ng_per_ml_of_mg[:, None]
        assert not np.max(np.abs(found / expected - 1)) <= 1e-6

    def test_is_left_for_the_matrix_exponential_where_rates_coincide(self) -> None:
        v = random_values(np.random.default_rng(3), 2)
        v["KE0"] = v["KIM"].copy()
        form = solving.Filled(S1.body(v), (Input("muscle", np.full(2, 50.0)),))
        effect = solving.levels([form], [EFFECT], MINUTES)[EFFECT]
        assert np.isfinite(effect).all()
        assert (effect[:, 1:] > 0).all()

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
    def test_agrees_with_propagation_for_every_model_and_way_in(self, model, monkeypatch) -> None:
        doses = [replace(dose, at_min=start) for dose, start in zip(ONE_OF_EACH, itertools.count(0, 13))
                 if dose.route in model.routes]  # fmt: skip
        strayed = deviations_of(model, 6, np.random.default_rng(4))
        forms = solving.filled(model, doses, TYPICAL, NONE, strayed)
        found = solving.levels(forms, model.analytes, MINUTES)
        monkeypatch.setattr(solving, "MOST_LOSS_OF_DIGITS", 0)
        exact = solving.levels(forms, model.analytes, MINUTES)
        for analyte in model.analytes:
            np.testing.assert_allclose(found[analyte], exact[analyte], rtol=1e-10, atol=1e-11 * exact[analyte].max())


class TestNothingIsLost:
    """What was taken up is in the body or has left it."""

    def test_in_any_of_1000_random_bodies(self, a_thousand_bodies) -> None:
        v, _ = a_thousand_bodies
        flows = np.stack([written_out({code: value[i] for code, value in v.items()}) for i in range(1000)])[:, :10, :10]
        wide = np.zeros((1000, 11, 11))
        wide[:, :10, :10] = flows
        # What the gut wall keeps leaves too: the last state gathers all that the others lose together.
        wide[:, 10, :10] = -flows.sum(axis=1)
        gut, vein = Input("gut", np.full(1000, 50.0)), Input("parent", np.full(1000, 9.0), 5, 40)
        content = propagation.amounts(wide, [*IN_ORDER[:10], "left"], [gut, vein], np.array([10.0, 45, 480]))
        np.testing.assert_allclose(content.sum(axis=-1), [[50 + 9 / 8, 59, 59]] * 1000, rtol=1e-12)

    @pytest.mark.parametrize("dose", ONE_OF_EACH, ids=str)
    def test_amounts_and_what_left_add_up_to_what_entered(self, dose: Dose) -> None:
        forms = solving.filled(S1, [dose], TYPICAL, NONE, np.zeros((1, len(varying(S1.parameters)))))
        for form in forms:
            circuit = form.body.circuit
            matrix = propagation.matrix_of(circuit, 1)
            order = {state: place for place, state in enumerate(circuit.states)}
            carries_mass = [place for state, place in order.items() if state != "effect"]
            # One more state gathers what leaves: all that the others lose together.
            wide = np.zeros((1, 12, 12))
            wide[:, :11, :11] = matrix
            wide[0, 11, :11] = -matrix[0][carries_mass].sum(axis=0)
            wide[0, 11, order["effect"]] = 0
            content = propagation.amounts(wide, [*circuit.states, "left"], form.inputs, np.array([500.0]))[0, 0]
            entered = sum(float(each.amount_mg[0]) for each in form.inputs)
            assert content[[*carries_mass, 11]].sum() == pytest.approx(entered, rel=1e-12)

    @pytest.mark.parametrize(
        ("dose", "share"), [(Dose(ESKETAMINE, IV, 20, over_min=20), 1.0), (Dose(ESKETAMINE, IM, 20), 0.93)]
    )
    def test_the_area_is_share_times_dose_over_clearance(self, dose: Dose, share: float) -> None:
        forms = solving.filled(S1, [dose], TYPICAL, NONE, np.zeros((1, len(varying(S1.parameters)))))
        expected = share * 20 / (95.2 / 60) * 1000
        assert solving.area(forms, KETAMINE)[0] == pytest.approx(expected, rel=1e-12)

    def test_the_area_swallowed_is_share_of_gut_times_dose_over_what_the_liver_can_do(self) -> None:
        forms = solving.filled(
            S1, [Dose(ESKETAMINE, PO, 20)], TYPICAL, NONE, np.zeros((1, len(varying(S1.parameters))))
        )
        intrinsic = 151 * 95.2 / (151 - 95.2) / 60
        assert solving.area(forms, KETAMINE)[0] == pytest.approx(0.64 * 20 / intrinsic * 1000, rel=1e-12)

    def test_the_area_is_that_under_the_curve(self) -> None:
        forms = solving.filled(S1, [A_DRIP], TYPICAL, NONE, np.zeros((1, len(varying(S1.parameters)))))
        minutes = np.arange(0.0, 12000.0, 0.5)
        curve = solving.levels(forms, [KETAMINE], minutes)[KETAMINE][0]
        assert np.trapezoid(curve, minutes) == pytest.approx(solving.area(forms, KETAMINE)[0], rel=1e-5)


A_DOSE = st.builds(
    Dose,
    drug=st.sampled_from([RACEMIC, ESKETAMINE]),
    route=st.sampled_from([IV, IM, SC, SL, PO, IN]),
    amount_mg=st.floats(1, 40),
    at_min=st.floats(0, 60),
)
COMPARED = np.array([0.0, 3.0, 20.0, 61.0, 119.5, 240.0])


class TestDoses:
    @given(dose=A_DOSE, factor=st.floats(1.1, 3))
    @settings(max_examples=40, deadline=None)
    def test_twice_as_high_give_twice_the_level(self, dose: Dose, factor: float) -> None:
        if dose.route is IN and dose.amount_mg * factor > 28:
            return  # A second device is taken up less: said by the reference, and tested below.
        once = typical(ask("s1", dose), KETAMINE, COMPARED)
        more = typical(ask("s1", replace(dose, amount_mg=dose.amount_mg * factor)), KETAMINE, COMPARED)
        np.testing.assert_allclose(more, factor * once, rtol=1e-12, atol=1e-12)

    @given(one=A_DOSE, other=A_DOSE)
    @settings(max_examples=40, deadline=None)
    def test_given_together_give_the_sum_of_each(self, one: Dose, other: Dose) -> None:
        if one.route is other.route is IN:
            return
        both = typical(ask("s1", one, other), NORKETAMINE, COMPARED)
        apart = [typical(ask("s1", each), NORKETAMINE, COMPARED) for each in (one, other)]
        np.testing.assert_allclose(both, apart[0] + apart[1], rtol=1e-11, atol=1e-13)

    @given(dose=A_DOSE, later=st.integers(1, 300))
    @settings(max_examples=40, deadline=None)
    def test_given_later_give_the_same_curve_later(self, dose: Dose, later: int) -> None:
        now = typical(ask("s1", replace(dose, at_min=0)), KETAMINE, COMPARED)
        then = typical(ask("s1", replace(dose, at_min=later)), KETAMINE, COMPARED + later)
        np.testing.assert_allclose(then, now, rtol=1e-11, atol=1e-13)

    def test_parted_into_pieces_of_an_infusion_give_the_same_curve(self) -> None:
        pieces = infused(RACEMIC, [(0, 0.875), (13, 0.875), (20, 0.875)], until_min=40)
        np.testing.assert_allclose(
            typical(ask("s1", *pieces), KETAMINE, MINUTES), typical(ask("s1", A_DRIP), KETAMINE, MINUTES), rtol=1e-11
        )

    def test_of_a_racemate_are_half_s_and_half_slower_r(self) -> None:
        racemate = typical(ask("s1", Dose(RACEMIC, IV, 40)), KETAMINE, COMPARED)
        s_twice = 2 * typical(ask("s1", Dose(ESKETAMINE, IV, 20)), KETAMINE, COMPARED)
        assert racemate[0] == pytest.approx(s_twice[0], rel=1e-12)
        assert (racemate[1:] > s_twice[1:]).all()
