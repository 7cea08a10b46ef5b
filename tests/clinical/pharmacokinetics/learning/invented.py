"""Invented patients whose truth is known: what they would show in a session, with the errors of what is read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.learning import Belief, Measure, Seen, learned, population
from holdspace.clinical.pharmacokinetics.learning.evidence import Evidence
from holdspace.clinical.pharmacokinetics.learning.foretelling import analyte_of, levels_with_slopes, shown
from holdspace.clinical.pharmacokinetics.learning.measures import ANSWERS, AWAKE, BLOOD_TESTS, deviation_of_cv
from holdspace.clinical.pharmacokinetics.simulating import Question

RESTING = {Measure.SYSTOLIC: 124.0, Measure.DIASTOLIC: 78.0, Measure.PULSE: 71.0}


def true_value(question: Question, truth: np.ndarray, measure: Measure, at_min: float) -> float:
    """Without error: a logarithm of a level, a pressure, the height of a rating."""
    levels = levels_with_slopes(question, [analyte_of(measure)], truth[None], np.array([at_min]))
    height = shown(question, measure, levels[analyte_of(measure)], truth[None]).value[0, 0]
    return float(height + RESTING.get(measure, 0.0))


def reading(
    question: Question, truth: np.ndarray, measure: Measure, at_min: float, generator: np.random.Generator
) -> Seen:
    """As it would be written down."""
    height = true_value(question, truth, measure, at_min)
    if measure in BLOOD_TESTS:
        error = deviation_of_cv(100 * question.model.residual[BLOOD_TESTS[measure]])
        return Seen(measure, at_min, float(np.exp(height + error * generator.standard_normal())))
    answer = ANSWERS[measure]
    height += answer.error * generator.standard_normal()
    if answer.last_step is None:
        return Seen(measure, at_min, height)
    step = float(np.clip(np.round(height), 0, answer.last_step))
    return Seen(measure, at_min, AWAKE - step if measure is Measure.SEDATION else step)


@dataclass(frozen=True)
class Course:
    """One invented patient: the truth, what was seen, and how what was held back was foretold before and after."""

    truth: np.ndarray
    belief: Belief
    prior: Belief
    # Foretold less true, in errors of one reading, on the points held back.
    off_before: np.ndarray
    off_after: np.ndarray


def courses(
    question: Question,
    seen: list[tuple[Measure, float]],
    held_back: list[tuple[Measure, float]],
    patients: int,
    generator: np.random.Generator,
) -> Iterator[Course]:
    """So many patients out of the model's own population."""
    prior = population(question.model)
    for _ in range(patients):
        truth = generator.standard_normal(len(prior.names))
        found = learned(question, [reading(question, truth, *each, generator) for each in seen], prior)
        off = [
            np.array([_off(question, truth, middle, *each) for each in held_back])
            for middle in (prior.middle, found.belief.middle)
        ]
        yield Course(truth, found.belief, prior, *off)


def _off(question: Question, truth: np.ndarray, middle: np.ndarray, measure: Measure, at_min: float) -> float:
    foretold, true = (true_value(question, each, measure, at_min) for each in (middle, truth))
    if measure in BLOOD_TESTS:
        return foretold - true
    answer = ANSWERS[measure]
    highest = np.inf if answer.last_step is None else answer.last_step
    return float((min(foretold, highest) - min(true, highest)) / answer.error)


def log_posterior(question: Question, seen: list[Seen], prior: Belief, people: np.ndarray) -> np.ndarray:
    """Up to a constant, for each row."""
    return -Evidence(question, tuple(seen), prior).at(people).value
