"""What is to be expected, and how far may it stray? One typical person, many possible people, several models."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from holdspace.clinical.pharmacokinetics import between_studies, kernel, solving
from holdspace.clinical.pharmacokinetics.doses import ROUTE_WORDS, Dose, refuse_slips
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Interaction, Model
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person

PEOPLE_AT_ONCE = 1000
# Above so many numbers a curve is kept in single precision, so that a million people fit into 2 GB.
KEPT_IN_FULL = 20_000_000
LOW, HIGH = 5.0, 95.0
PEAK_SEARCHED_MIN, PEAK_STEP_MIN = 8 * 60.0, 0.25


class Includes(StrEnum):
    """What a band takes into account."""

    NOTHING = "nothing: no spread is known"
    PEOPLE_AND_STUDIES = "differences between people, uncertain numbers of the model and differences between studies"
    MEASURED = "differences between people and studies, uncertain numbers of the model and the error of one blood test"
    PEOPLE_AND_MODELS = "differences between people and between models, uncertain numbers and differences of studies"
    MODELS_MEASURED = "differences between people, models and studies, and the error of one blood test"


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
            if self.interaction.changes_levels and not self.model.knows_interactions:
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


def spread_evenly(people: int, numbers: int, generator: np.random.Generator) -> Array:
    """Few standard normal deviations that still fill every part of the curve: a Latin hypercube."""
    from scipy.special import ndtri

    order = generator.permuted(np.tile(np.arange(people), (numbers, 1)), axis=1).T
    return np.asarray(ndtri((order + 0.5) / people))


def people_like(
    question: Question,
    analyte: Analyte,
    times_min: Array,
    people: int,
    generator: np.random.Generator,
    measured: bool = False,
) -> Array:
    """The levels of many possible people (times, people); measured: as a blood test would read them."""
    _analyte_of(question, analyte)
    kind = np.float64 if people * len(times_min) <= KEPT_IN_FULL else np.float32
    kept = np.empty((len(times_min), people), dtype=kind)
    wider = between_studies.uncertainty_of_numbers(question.model.validity.measured_people)
    apart = between_studies.spread_of(question.doses, analyte) if question.model.has_spread else 0.0
    compiled = people >= kernel.WORTH_IT_FROM_PEOPLE and kernel.is_there()
    for start in range(0, people, PEOPLE_AT_ONCE):
        some = min(PEOPLE_AT_ONCE, people - start)
        forms = _forms(question, wider * deviations_of(question.model, some, generator))
        kept[:, start : start + some] = solving.levels(forms, [analyte], times_min, compiled)[analyte].T
        strays = apart * mirrored(some, 1, generator)[:, 0]
        if measured:
            error = question.model.residual.get(analyte, 0.0)
            strays = strays + error * generator.standard_normal((len(times_min), some))
        kept[:, start : start + some] *= np.exp(strays)
    return kept


def band(
    question: Question,
    analyte: Analyte,
    times_min: Array,
    people: int,
    generator: np.random.Generator,
    measured: bool = False,
) -> Band:
    """The middle of many people and the edges around nine in ten."""
    if people < 2 or not question.model.has_spread:
        return Band(times_min, typical(question, analyte, times_min), None, None, Includes.NOTHING)
    includes = Includes.MEASURED if measured else Includes.PEOPLE_AND_STUDIES
    return _edges(times_min, people_like(question, analyte, times_min, people, generator, measured), includes)


def band_of(times_min: Array, courses: Array) -> Band:
    """The band of what was worked out for many people (times, people); without edges where there is only one."""
    if courses.shape[1] < 2:
        return Band(times_min, courses[:, 0], None, None, Includes.NOTHING)
    return _edges(times_min, np.array(courses), Includes.PEOPLE_AND_STUDIES)


def band_over_models(
    questions: Sequence[Question],
    analyte: Analyte,
    times_min: Array,
    people: int,
    generator: np.random.Generator,
    measured: bool = False,
) -> Band:
    """The same over several models, each given the same number of people: what models disagree on widens the band."""
    each = max(1, people // len(questions))
    kept = [people_like(question, analyte, times_min, each, generator, measured) for question in questions]
    includes = Includes.MODELS_MEASURED if measured else Includes.PEOPLE_AND_MODELS
    return _edges(times_min, np.concatenate(kept, axis=1), includes)


def _edges(times_min: Array, kept: Array, includes: Includes) -> Band:
    # In its own place, so that a million people need no second copy; np.percentile takes five times as long.
    np.maximum(kept, 0.0, out=kept)  # Before a dose rounding leaves traces below nothing.
    kept.sort(axis=1)
    low, median, high = (_at_share(kept, percent / 100) for percent in (LOW, 50.0, HIGH))
    return Band(times_min, median, low, high, includes)


def _at_share(ordered: Array, share: float) -> Array:
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    return ordered[:, below] + (place - below) * (ordered[:, above] - ordered[:, below])
