"""What is to be expected, and how far may it stray? One typical person, many possible people, several models."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from holdspace.clinical.pharmacokinetics import solving
from holdspace.clinical.pharmacokinetics.doses import ROUTE_WORDS, Dose, refuse_slips
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Interaction, Model
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person

PEOPLE_AT_ONCE = 500
# Above so many numbers a curve is kept in single precision, so that a million people fit into 2 GB.
KEPT_IN_FULL = 20_000_000
LOW, HIGH = 5.0, 95.0
PEAK_SEARCHED_MIN, PEAK_STEP_MIN = 8 * 60.0, 0.25


class Includes(StrEnum):
    """What a band takes into account."""

    NOTHING = "nothing: no spread is known"
    PEOPLE = "differences between people"
    PEOPLE_AND_MISFIT = "differences between people, widened by how far the few studies of this route lay off"
    PEOPLE_AND_MODELS = "differences between people and between models"


@dataclass(frozen=True)
class Question:
    """Which doses, in whom, by which model."""

    model: Model
    doses: tuple[Dose, ...]
    person: Person
    interaction: Interaction = field(default=NONE)

    def __post_init__(self) -> None:
        refuse_slips(self.doses, self.person)
        for dose in self.doses:
            if dose.route not in self.model.routes:
                known = ", ".join(sorted(self.model.routes))
                raise Nonsense(
                    f"Route: {self.model.title} knows nothing of a dose {ROUTE_WORDS[dose.route]}, only of: {known}."
                )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before trusting the answer."""
        told = self.model.warnings(self.doses, self.person)
        if self.interaction is not NONE:
            told.append(self.interaction.says)
            if not self.model.knows_interactions:
                told.append("This model knows nothing of interactions; the levels are those without.")
        return tuple(told)


@dataclass(frozen=True)
class Band:
    """The middle and the edges that nine in ten people are expected between."""

    times_min: Array
    median: Array
    low: Array | None
    high: Array | None
    includes: Includes


@dataclass(frozen=True)
class Peak:
    """The highest level of the typical person, when, and the whole area (ng x h / mL)."""

    level: float
    at_min: float
    area_ng_h_per_ml: float


def _forms(question: Question, deviations: Array) -> tuple[solving.Filled, ...]:
    return solving.filled(question.model, question.doses, question.person, question.interaction, deviations)


def _analyte_of(question: Question, analyte: Analyte) -> Analyte:
    if analyte not in question.model.analytes:
        known = ", ".join(question.model.analytes)
        raise Nonsense(f"Analyte: {question.model.title} does not foretell {analyte}, only: {known}.")
    return analyte


def typical(question: Question, analyte: Analyte, times_min: Array) -> Array:
    """The level of the typical person at each time."""
    nobody_strays = np.zeros((1, len(varying(question.model.parameters))))
    forms = _forms(question, nobody_strays)
    return solving.levels(forms, [_analyte_of(question, analyte)], times_min)[analyte][0]


def peak(question: Question, analyte: Analyte) -> Peak:
    """How high the typical person comes, when, and the area under all of it."""
    end = max(dose.end_min for dose in question.doses) + PEAK_SEARCHED_MIN
    times = np.arange(0.0, end, PEAK_STEP_MIN)
    times = np.unique(np.concatenate([times, [dose.end_min for dose in question.doses]]))
    level = typical(question, analyte, times)
    top = int(level.argmax())
    forms = _forms(question, np.zeros((1, len(varying(question.model.parameters)))))
    return Peak(float(level[top]), float(times[top]), float(solving.area(forms, analyte)[0]) / 60)


def deviations_of(model: Model, people: int, generator: np.random.Generator) -> Array:
    """Standard normal deviations in mirrored pairs, so that the middle of few people is already the middle."""
    return mirrored(people, len(varying(model.parameters)), generator)


def mirrored(people: int, numbers: int, generator: np.random.Generator) -> Array:
    """Standard normal numbers, each with its opposite."""
    half = generator.standard_normal(((people + 1) // 2, numbers))
    return np.concatenate([half, -half])[:people]


def people_like(
    question: Question, analyte: Analyte, times_min: Array, people: int, generator: np.random.Generator
) -> Array:
    """The levels of many possible people: (times, people)."""
    _analyte_of(question, analyte)
    kind = np.float64 if people * len(times_min) <= KEPT_IN_FULL else np.float32
    kept = np.empty((len(times_min), people), dtype=kind)
    for start in range(0, people, PEOPLE_AT_ONCE):
        some = min(PEOPLE_AT_ONCE, people - start)
        forms = _forms(question, deviations_of(question.model, some, generator))
        kept[:, start : start + some] = solving.levels(forms, [analyte], times_min)[analyte].T
        if misfit := question.model.misfit_of(question.doses, analyte):
            kept[:, start : start + some] *= np.exp(misfit * mirrored(some, 1, generator)[:, 0])
    return kept


def band(question: Question, analyte: Analyte, times_min: Array, people: int, generator: np.random.Generator) -> Band:
    """The middle of many people and the edges around nine in ten."""
    if people < 2 or not question.model.has_spread:
        return Band(times_min, typical(question, analyte, times_min), None, None, Includes.NOTHING)
    widened = question.model.misfit_of(question.doses, analyte) > 0
    includes = Includes.PEOPLE_AND_MISFIT if widened else Includes.PEOPLE
    return _edges(times_min, people_like(question, analyte, times_min, people, generator), includes)


def band_over_models(
    questions: Sequence[Question], analyte: Analyte, times_min: Array, people: int, generator: np.random.Generator
) -> Band:
    """The same over several models, each given the same number of people: what models disagree on widens the band."""
    each = max(1, people // len(questions))
    kept = [people_like(question, analyte, times_min, each, generator) for question in questions]
    return _edges(times_min, np.concatenate(kept, axis=1), Includes.PEOPLE_AND_MODELS)


def _edges(times_min: Array, kept: Array, includes: Includes) -> Band:
    low, median, high = np.empty((3, len(times_min)))
    for place, row in enumerate(kept):
        low[place], median[place], high[place] = np.percentile(row, [LOW, 50.0, HIGH], overwrite_input=True)
    return Band(times_min, median, low, high, includes)
