"""How well does a possible person agree with what was seen? The negative log-posterior, its gradient and curvature."""

import math
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.learning.beliefs import Belief
from holdspace.clinical.pharmacokinetics.learning.foretelling import analyte_of, levels_with_slopes, shown
from holdspace.clinical.pharmacokinetics.learning.measures import (
    ANSWERS,
    AWAKE,
    BLOOD_TESTS,
    Measure,
    Seen,
    deviation_of_cv,
)
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.pharmacokinetics.simulating import Question


@dataclass(frozen=True)
class Standing:
    """Of several possible persons at once: (people,), (people, numbers), (people, numbers, numbers)."""

    value: Array
    gradient: Array
    # What was seen tells so much; with the prior it makes the curvature.
    information: Array
    curvature: Array

    def only(self, which: int) -> "Standing":
        """One of them."""
        some = slice(which, which + 1)
        return Standing(self.value[some], self.gradient[some], self.information[some], self.curvature[some])


class Evidence:
    """All that was seen of one person, ready to be held against possible persons."""

    def __init__(self, question: Question, seen: tuple[Seen, ...], prior: Belief) -> None:
        self._question, self._prior = question, prior
        self._seen = {
            measure: tuple(each for each in seen if each.measure is measure)
            for measure in Measure
            if any(each.measure is measure for each in seen)
        }
        for measure in self._seen:
            _refuse(question, measure)
        self._times = np.unique([each.at_min for each in seen])
        self.precision = np.linalg.inv(prior.covariance)
        self.baselines = tuple(each for each in self._seen if each in ANSWERS and ANSWERS[each].has_baseline)
        ordered = [each for several in self._seen.values() for each in several]
        self._low, self._high = np.array([_limits(each) for each in ordered]).reshape(-1, 2).T
        self._error = np.array([_error(question, each.measure) for each in ordered])

    def start(self) -> Array:
        """Where to begin: the prior's middle, and each pressure as it was read."""
        resting = [np.mean([each.value for each in self._seen[measure]]) for measure in self.baselines]
        return np.concatenate([np.asarray(self._prior.middle, dtype=float), resting])

    def at(self, people: Array) -> Standing:
        """How each of these persons, with their baselines, stands."""
        names = len(self._prior.names)
        off = people[:, :names] - self._prior.middle
        pulled = off @ self.precision
        expected, along = self._expected(people)
        cost, first, second = self._cost(expected)
        gradient = np.matmul(first[:, None, :], along)[:, 0]
        gradient[:, :names] += pulled
        information = np.matmul(np.swapaxes(along * second[:, :, None], 1, 2), along)
        curvature = information.copy()
        curvature[:, :names, :names] += self.precision
        return Standing(cost.sum(axis=1) + (pulled * off).sum(axis=1) / 2, gradient, information, curvature)

    def _expected(self, people: Array) -> tuple[Array, Array]:
        """Everything seen in one row: what it should have been, and its slopes."""
        names = len(self._prior.names)
        analytes = list(dict.fromkeys(analyte_of(measure) for measure in self._seen))
        levels = levels_with_slopes(self._question, analytes, people[:, :names], self._times)
        values, slopes = [], []
        for measure, several in self._seen.items():
            found = shown(self._question, measure, levels[analyte_of(measure)], people[:, :names])
            places = np.searchsorted(self._times, [each.at_min for each in several])
            value, along = found.value[:, places], np.zeros((len(people), len(places), people.shape[1]))
            along[:, :, :names] = found.along[:, places]
            if measure in self.baselines:
                place = names + self.baselines.index(measure)
                value = value + people[:, place, None]
                along[:, :, place] = 1.0
            values.append(value)
            slopes.append(along)
        return np.concatenate(values, axis=1), np.concatenate(slopes, axis=1)

    def _cost(self, expected: Array) -> tuple[Array, Array, Array]:
        exact = self._low == self._high
        stray = np.where(exact, (expected - np.where(exact, self._low, 0.0)) / self._error, 0.0)
        cost, first, second = stray**2 / 2, stray / self._error, exact / self._error**2 + 0 * expected
        if not exact.all():
            some = ~exact
            found = between(self._low[some], self._high[some], expected[:, some], self._error[some])
            cost[:, some], first[:, some], second[:, some] = found
        return cost, first, second


def _refuse(question: Question, measure: Measure) -> None:
    if analyte_of(measure) not in question.model.analytes:
        raise Nonsense(f"{measure.value.capitalize()}: {question.model.title} does not foretell it.")
    if measure in BLOOD_TESTS and not question.model.residual.get(BLOOD_TESTS[measure]):
        raise Nonsense(
            f"{measure.value.capitalize()}: {question.model.title} tells no error of a blood test, so nothing is "
            "learned from one."
        )


def _error(question: Question, measure: Measure) -> float:
    if measure in BLOOD_TESTS:
        return deviation_of_cv(100 * question.model.residual[BLOOD_TESTS[measure]])
    return ANSWERS[measure].error


def _limits(seen: Seen) -> tuple[float, float]:
    """Between what the true height lay: one point for a reading, a step for a rating, open at the ends."""
    if seen.measure in BLOOD_TESTS:
        return (-math.inf if seen.below else math.log(seen.value)), math.log(seen.value)
    last = ANSWERS[seen.measure].last_step
    if last is None:
        return seen.value, seen.value
    step = AWAKE - seen.value if seen.measure is Measure.SEDATION else seen.value
    return (-math.inf if step == 0 else step - 0.5), (math.inf if step == last else step + 0.5)


def between(low: Array, high: Array, expected: Array, error: Array) -> tuple[Array, Array, Array]:
    """What it costs that a normal value lies between two limits; with its first two slopes in what is expected."""
    from scipy.special import log_ndtr

    below, above = (low - expected) / error, (high - expected) / error
    # Mirrored where both lie above the middle: a small number is then told by its own logarithm.
    flip = below + above > 0
    lower, upper = np.where(flip, -above, below), np.where(flip, -below, above)
    top, bottom = log_ndtr(upper), log_ndtr(lower)
    share = top + np.log1p(-np.exp(bottom - top))
    at_top, at_bottom = np.exp(_log_density(upper) - share), np.exp(_log_density(lower) - share)
    pull = at_top - at_bottom
    bend = np.where(np.isinf(upper), 0.0, upper) * at_top - np.where(np.isinf(lower), 0.0, lower) * at_bottom
    return -share, np.where(flip, -pull, pull) / error, np.maximum(pull**2 + bend, 0.0) / error**2


def _log_density(place: Array) -> Array:
    return -(place**2) / 2 - math.log(2 * math.pi) / 2
