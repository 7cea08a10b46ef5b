"""Is what is learned right? Against known truths, against sampling, and silent where nothing was told."""

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics.doses import Dose
from holdspace.clinical.pharmacokinetics.learning import (
    Belief,
    Measure,
    Seen,
    foretold,
    learned,
    next_session,
    population,
)
from holdspace.clinical.pharmacokinetics.learning.beliefs import UPTAKE
from holdspace.clinical.pharmacokinetics.learning.evidence import Evidence
from holdspace.clinical.pharmacokinetics.learning.measures import ANSWERS
from holdspace.clinical.pharmacokinetics.people import Nonsense
from tests.clinical.pharmacokinetics.asked import A_DRIP, EFFECT, ESKETAMINE, IM, IN, KETAMINE, RACEMIC, SL, ask
from tests.clinical.pharmacokinetics.learning.invented import courses, log_posterior, reading

M = Measure
SEEN_OFTEN = [
    Seen(M.SYSTOLIC, -5, 128), Seen(M.SYSTOLIC, 15, 140), Seen(M.SYSTOLIC, 45, 161), Seen(M.DIASTOLIC, 45, 92),
    Seen(M.PULSE, -5, 70), Seen(M.PULSE, 30, 80), Seen(M.DISSOCIATION, 15, 0), Seen(M.DISSOCIATION, 30, 6),
    Seen(M.DISSOCIATION, 45, 10), Seen(M.SEDATION, 45, 4), Seen(M.SEDATION, 60, 5), Seen(M.KETAMINE, 40, 180.0),
    Seen(M.KETAMINE, 400, 10.0, below=True), Seen(M.NORKETAMINE, 40, 100.0),
]  # fmt: skip
A_LOZENGE, A_SPRAY, A_FILM = Dose(RACEMIC, SL, 150), Dose(ESKETAMINE, IN, 56), Dose(ESKETAMINE, SL, 100)


class TestTheGradient:
    @pytest.mark.parametrize(
        ("model", "dose"), [("s1", A_LOZENGE), ("s1", A_DRIP), ("perez-ruixo-2021", A_SPRAY), ("simons-2022", A_FILM)]
    )
    def test_is_that_of_differences(self, model: str, dose: Dose) -> None:
        question = ask(model, dose)
        evidence = Evidence(question, tuple(SEEN_OFTEN), population(question.model))
        place = evidence.start() + 0.3 * np.sin(np.arange(len(evidence.start())))
        nudges = 1e-5 * np.eye(len(place))
        by_differences = (evidence.at(place + nudges).value - evidence.at(place - nudges).value) / 2e-5
        exact = evidence.at(place[None]).gradient[0]
        np.testing.assert_allclose(exact, by_differences, atol=1e-6 * np.abs(exact).max())

    def test_is_nothing_at_what_is_learned(self) -> None:
        question = ask("s1", A_LOZENGE)
        found = learned(question, SEEN_OFTEN)
        evidence = Evidence(question, tuple(SEEN_OFTEN), found.prior)
        place = np.concatenate([found.belief.middle, list(found.baselines.values())])
        slope = evidence.at(place[None]).gradient[0, : len(found.belief.names)]
        # In units of what is still uncertain: a hundredth of a deviation from the top, or nearer.
        assert np.abs(slope * found.belief.deviations).max() < 0.03


class TestWithoutNews:
    @pytest.mark.parametrize(
        "seen",
        [
            [],
            [Seen(M.SYSTOLIC, -5, 190)],
            [Seen(M.SYSTOLIC, 30, 190)],
            [Seen(M.DISSOCIATION, -5, 0), Seen(M.SEDATION, -5, 5)],
        ],
        ids=["nothing seen", "a resting pressure", "one pressure, no resting one", "ratings before the dose"],
    )
    def test_the_prior_comes_back_unchanged(self, seen: list[Seen]) -> None:
        question = ask("s1", A_LOZENGE)
        prior = population(question.model)
        found = learned(question, seen, prior)
        assert found.belief is prior
        assert not found.is_informed
        assert set(found.shrinkage.values()) == {1.0}

    def test_numbers_of_other_routes_stay_as_they_were(self) -> None:
        found = learned(ask("s1", Dose(RACEMIC, IM, 50)), [Seen(M.KETAMINE, 30, 300.0), Seen(M.KETAMINE, 90, 150.0)])
        left = found.shrinkage
        assert left["KNOSE"] == left["FMOUTH"] == left["dissociation"] == pytest.approx(1.0)
        assert left["level"] < 0.8
        assert found.belief.middle[found.belief.names.index("KNOSE")] == pytest.approx(0.0, abs=1e-9)


class TestWhatIsLearned:
    def test_comes_nearer_to_the_truth_the_more_is_seen(self) -> None:
        question, generator = ask("s1", A_DRIP), np.random.default_rng(5)
        truth = np.zeros(len(population(question.model).names))
        truth[[0, 1]] = 1.5, -1.5
        times = np.linspace(5, 600, 240)
        left = []
        for every in (60, 8, 1):
            seen = [reading(question, truth, M.KETAMINE, float(at), generator) for at in times[::every]]
            found = learned(question, seen)
            left.append(found.shrinkage["V1"])
        assert left[0] > left[1] > left[2]
        assert left[2] < 0.35
        after = foretold(question, found.belief, M.KETAMINE, np.array([40.0, 300]), 400, generator)
        true = true_levels(question, truth)
        np.testing.assert_allclose(after.median, true, rtol=0.06)

    def test_agrees_with_sampling_the_posterior(self) -> None:
        question, generator = ask("s1", A_DRIP), np.random.default_rng(8)
        seen = [Seen(M.KETAMINE, 20, 130.0), Seen(M.KETAMINE, 60, 120.0), Seen(M.DISSOCIATION, 40, 8)]
        found = learned(question, seen)
        drawn = found.belief.drawn(3000, generator)
        centred = drawn - found.belief.middle
        proposed = -np.einsum("pi,ij,pj->p", centred, np.linalg.inv(found.belief.covariance), centred) / 2
        weight = log_posterior(question, seen, found.prior, drawn) - proposed
        weight = np.exp(weight - weight.max())
        assert weight.sum() ** 2 / (weight**2).sum() > 1000
        middle = np.average(drawn, axis=0, weights=weight)
        deviations = np.sqrt(np.average((drawn - middle) ** 2, axis=0, weights=weight))
        np.testing.assert_allclose(middle, found.belief.middle, atol=0.25)
        np.testing.assert_allclose(deviations, found.belief.deviations, rtol=0.2)

    def test_is_on_average_never_worse_than_the_prior_on_points_held_back(self) -> None:
        question = ask("s1", Dose(RACEMIC, IM, 50))
        seen = [(M.SYSTOLIC, -5.0), (M.SYSTOLIC, -2.0), (M.SYSTOLIC, 10.0), (M.SYSTOLIC, 20.0), (M.DISSOCIATION, 10.0),
                (M.DISSOCIATION, 20.0), (M.KETAMINE, 25.0), (M.SEDATION, 20.0)]  # fmt: skip
        held_back = [(M.KETAMINE, 60.0), (M.SYSTOLIC, 40.0), (M.DISSOCIATION, 40.0), (M.SEDATION, 40.0)]
        patients = list(courses(question, seen, held_back, 40, np.random.default_rng(11)))
        before = np.mean([each.off_before**2 for each in patients], axis=0)
        after = np.mean([each.off_after**2 for each in patients], axis=0)
        assert (after < before).all()
        assert after[0] < 0.5 * before[0]
        inside = [np.abs(each.truth - each.belief.middle) <= 1.645 * each.belief.deviations for each in patients]
        assert 0.85 <= np.mean(inside) <= 0.95

    def test_makes_the_band_of_an_effect_narrower(self) -> None:
        question, generator = ask("s1", A_LOZENGE), np.random.default_rng(2)
        found, times = learned(question, SEEN_OFTEN), np.array([60.0])
        for what in (KETAMINE, EFFECT, M.SYSTOLIC, M.DISSOCIATION, M.SEDATION):
            before = foretold(question, found.prior, what, times, 300, generator)
            after = foretold(question, found.belief, what, times, 300, generator)
            assert after.high - after.low < before.high - before.low
            assert after.low <= after.median <= after.high

    def test_needs_no_spread_of_levels_where_only_pressures_are_seen(self) -> None:
        found = learned(ask("kamp-2020", A_DRIP), [Seen(M.SYSTOLIC, -5, 120), Seen(M.SYSTOLIC, 30, 160)])
        assert found.is_informed
        assert found.shrinkage["circulation"] < 0.9

    def test_stays_a_belief_when_readings_contradict_each_other(self) -> None:
        slips = [Seen(M.KETAMINE, 30, 9.0), Seen(M.DISSOCIATION, 30, 10), Seen(M.SEDATION, 31, 0), Seen(M.PULSE, 1, 40)]
        slips += [
            Seen(M.KETAMINE, 31, 900.0),
            Seen(M.SYSTOLIC, 2, 80),
            Seen(M.SYSTOLIC, 40, 250),
            Seen(M.PULSE, 50, 190),
        ]
        found = learned(ask("s1", A_LOZENGE), slips)
        assert np.isfinite(found.belief.middle).all()
        assert np.linalg.eigvalsh(found.belief.covariance).min() > 0
        assert max(found.shrinkage.values()) <= 1


def true_levels(question, truth: np.ndarray) -> np.ndarray:
    """The true level at 40 and 300 minutes."""
    exact = Belief(question.model.code, population(question.model).names, truth, 1e-12 * np.eye(len(truth)))
    return foretold(question, exact, M.KETAMINE, np.array([40.0, 300]), 2, np.random.default_rng(0)).median


class TestTheNextSession:
    def test_starts_from_what_was_learned_but_for_uptake(self) -> None:
        question = ask("s1", A_LOZENGE)
        found = learned(question, SEEN_OFTEN).belief
        then = next_session(found)
        for place, name in enumerate(then.names):
            is_uptake = name in UPTAKE
            assert then.middle[place] == (0.0 if is_uptake else found.middle[place])
            if is_uptake:
                assert then.deviations[place] == 1.0
            else:
                assert min(found.deviations[place], 0.999) < then.deviations[place] <= 1.0 + 1e-9
        assert np.linalg.eigvalsh(then.covariance).min() > 0

    def test_of_somebody_never_seen_is_the_population(self) -> None:
        nobody = population(ask("s1", A_LOZENGE).model)
        then = next_session(nobody)
        np.testing.assert_array_equal(then.middle, nobody.middle)
        np.testing.assert_array_equal(then.covariance, nobody.covariance)

    def test_foretells_a_strong_answer_after_one(self) -> None:
        question, generator = ask("s1", A_LOZENGE), np.random.default_rng(2)
        then = next_session(learned(question, SEEN_OFTEN).belief)
        kept = Belief.from_dict(then.as_dict())
        strong, anybody = (
            foretold(question, each, M.SYSTOLIC, np.array([45.0]), 400, generator).median[0]
            for each in (kept, population(question.model))
        )
        assert strong > 1.2 * anybody


class TestSedation:
    @pytest.mark.parametrize(("step", "share"), [(0.5, 0.55), (4.5, 0.003)], ids=["sedated", "unconscious"])
    def test_of_many_people_at_100_ng_per_ml_is_as_often_as_the_trials_counted(self, step: float, share: float) -> None:
        strengths = np.exp(ANSWERS[M.SEDATION].deviation * np.random.default_rng(1).standard_normal(400_000))
        heights = ANSWERS[M.SEDATION].of(np.full(400_000, 100.0), strengths)
        assert np.mean(heights > step) == pytest.approx(share, rel=0.05)


class TestNonsense:
    @pytest.mark.parametrize(
        ("measure", "value", "below", "says"),
        [
            (M.SYSTOLIC, -3, False, "^Systolic: -3 cannot be"),
            (M.KETAMINE, 0, False, "^Ketamine: a level of 0"),
            (M.DISSOCIATION, 11, False, "^Dissociation: 11 cannot be"),
            (M.SEDATION, 2.5, False, "^Moaas: 2.5 is between two steps"),
            (M.PULSE, 70, True, "^Heart rate: only a blood test"),
        ],
    )
    def test_is_refused_by_name(self, measure: Measure, value: float, below: bool, says: str) -> None:
        with pytest.raises(Nonsense, match=says):
            Seen(measure, 10, value, below)

    def test_a_belief_of_another_model_is_refused(self) -> None:
        with pytest.raises(Nonsense, match=r"^Model: what is believed rests on simons-2022"):
            learned(ask("s1", A_FILM), [], population(ask("simons-2022", A_FILM).model))

    def test_a_blood_test_no_model_knows_the_error_of_is_refused(self) -> None:
        with pytest.raises(Nonsense, match=r"^Ketamine: Domino 1984 tells no error"):
            learned(ask("domino-1984", A_DRIP), [Seen(M.KETAMINE, 10, 100.0)])
