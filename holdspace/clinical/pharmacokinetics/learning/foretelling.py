"""What would somebody like this show? From deviations to levels, pressures and ratings, with exact slopes.

A slope is taken by a tiny imaginary step: the engine is arithmetic that complex numbers pass through, so nothing is
subtracted and the slope is right to the last digit, at the price of one more possible person for each number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics import between_studies, solving
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.learning.beliefs import STUDY, Belief, names_of
from holdspace.clinical.pharmacokinetics.learning.measures import ANSWERS, BLOOD_TESTS, STRENGTHS, Measure
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.pharmacokinetics.simulating import HIGH, LOW, Question

IMAGINARY = 1e-100
# Below any assay; a logarithm needs more than nothing.
NEARLY_NOTHING = 1e-6


@dataclass(frozen=True)
class Slopes:
    """A value for each person and time, and its slope along every name: (people, times) and (people, times, names)."""

    value: Array
    along: Array


def analyte_of(measure: Measure) -> Analyte:
    """Which level a measure follows."""
    return BLOOD_TESTS.get(measure, Analyte.EFFECT)


def levels_with_slopes(
    question: Question, analytes: Sequence[Analyte], people: Array, times_min: Array
) -> Mapping[Analyte, Slopes]:
    """The levels of such people, and how they change with every number."""
    number, names = people.shape
    own = len(varying(question.model.parameters))
    wider = between_studies.uncertainty_of_numbers(question.model.validity.measured_people)
    stepped = np.repeat(wider * people[:, None, :own], max(own, 1), axis=1).astype(complex)
    if own:
        stepped += 1j * IMAGINARY * wider * np.eye(own)
    forms = solving.filled(
        question.model,
        question.doses,
        question.person,
        question.interaction,
        stepped.reshape(number * max(own, 1), own),
    )
    found = {}
    for analyte, level in solving.levels(forms, analytes, times_min).items():
        parted = level.reshape(number, -1, len(times_min))
        off = study_deviation(question, analyte)
        factor = np.exp(off * people[:, names_of(question.model).index(STUDY)])[:, None]
        along = np.zeros((number, len(times_min), names))
        along[:, :, :own] = np.swapaxes(parted.imag[:, :own], 1, 2) / IMAGINARY * factor[:, :, None]
        value = parted[:, 0].real * factor
        along[:, :, own] = off * value
        found[analyte] = Slopes(value, along)
    return found


def study_deviation(question: Question, analyte: Analyte) -> float:
    """How far all levels may lie off together."""
    return between_studies.spread_of(question.doses, analyte) if question.model.has_spread else 0.0


def shown(question: Question, measure: Measure, level: Slopes, people: Array) -> Slopes:
    """What a measure would show: the logarithm of a blood level, the change of a pressure, the height of a rating."""
    if measure in BLOOD_TESTS:
        some = np.maximum(level.value, NEARLY_NOTHING)
        return Slopes(np.log(some), level.along / some[:, :, None] * (level.value > NEARLY_NOTHING)[:, :, None])
    answer = ANSWERS[measure]
    place = names_of(question.model).index(answer.strength)
    strength = np.exp(STRENGTHS[answer.strength] * people[:, place])[:, None]
    value = answer.of(level.value, strength)
    # Above the highest level counted nothing more is answered.
    rises = (level.value < answer.highest_counted)[:, :, None]
    along = answer.per_ng_per_ml * strength[:, :, None] * level.along * rises
    along[:, :, place] += STRENGTHS[answer.strength] * value
    return Slopes(value, along)


@dataclass(frozen=True)
class Foretold:
    """What is expected of this person: the middle, and the edges of nine in ten. Pressures are changes."""

    measure: Measure | Analyte
    times_min: Array
    median: Array
    low: Array
    high: Array


def foretold(
    question: Question,
    belief: Belief,
    what: Measure | Analyte,
    times_min: Array,
    people: int,
    generator: np.random.Generator,
) -> Foretold:
    """The band of one person, from all that is still possible: levels, change of a pressure, height of a rating."""
    refuse_foreign(question, belief)
    drawn = belief.drawn(people, generator)
    analyte = what if isinstance(what, Analyte) else analyte_of(what)
    own = len(varying(question.model.parameters))
    wider = between_studies.uncertainty_of_numbers(question.model.validity.measured_people)
    forms = solving.filled(
        question.model, question.doses, question.person, question.interaction, wider * drawn[:, :own]
    )
    level = solving.levels(forms, [analyte], times_min)[analyte]
    level = level * np.exp(study_deviation(question, analyte) * drawn[:, own])[:, None]
    if isinstance(what, Measure) and what in ANSWERS:
        answer = ANSWERS[what]
        place = belief.names.index(answer.strength)
        level = answer.of(level, np.exp(STRENGTHS[answer.strength] * drawn[:, place])[:, None])
        if answer.last_step is not None:
            level = np.minimum(level, float(answer.last_step))
    low, median, high = np.quantile(level, [LOW / 100, 0.5, HIGH / 100], axis=0)
    return Foretold(what, times_min, median, low, high)


def refuse_foreign(question: Question, belief: Belief) -> None:
    """A belief is about one model's numbers."""
    if belief.model != question.model.code or belief.names != names_of(question.model):
        raise Nonsense(f"Model: what is believed rests on {belief.model}, the question on {question.model.code}.")
