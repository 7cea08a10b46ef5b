"""How near do the models come to what was measured? Every model that claims a route, against every value there."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Route
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models import MODELS
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Model
from holdspace.clinical.pharmacokinetics.observed import OBSERVED, Observed, Statistic
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.simulating import HIGH, LOW, Question, people_like, typical

# Adults of the age most of these studies took.
AGE_YEARS = 30.0
LOOKED_AT_MIN = {
    Statistic.PEAK: np.arange(0.0, 361.0),
    Statistic.AREA_6_H: np.arange(0.0, 361.0),
    Statistic.AREA_24_H: np.arange(0.0, 1441.0, 4.0),
}


@dataclass(frozen=True)
class Compared:
    """One reported value, and what a model says to it."""

    observed: Observed
    model: Model
    foretold: float

    @property
    def ratio(self) -> float:
        """Foretold over observed."""
        return self.foretold / self.observed.value


def covers(model: Model, observed: Observed) -> bool:
    """Whether a model claims to foretell such a value."""
    dose = observed.dose
    return dose.drug in model.made_for and dose.route in model.routes and observed.analyte in model.analytes


def compared(observations: Iterable[Observed] = OBSERVED) -> Iterator[Compared]:
    """Every value against every model that claims to cover it."""
    for observed in observations:
        for model in MODELS:
            if covers(model, observed):
                times = LOOKED_AT_MIN[observed.statistic]
                curve = typical(_question(model, observed), observed.analyte, times)
                yield Compared(observed, model, float(_statistic(observed, curve[:, None])[0]))


Group = tuple[Route, str, Analyte]


def grouped(rows: Iterable[Compared]) -> Iterator[tuple[Group, list[Compared]]]:
    """By route, model and analyte."""
    groups: dict[Group, list[Compared]] = {}
    for row in rows:
        key = (row.observed.dose.route, row.model.code, row.observed.analyte)
        groups.setdefault(key, []).append(row)
    yield from groups.items()


def mean_fold_error(rows: Iterable[Compared]) -> float:
    """By what factor a foretold value is off, in the geometric mean; 1 is perfect."""
    return math.exp(float(np.mean([abs(math.log(row.ratio)) for row in rows])))


def lies_inside(model: Model, observed: Observed, people: int, generator: np.random.Generator) -> bool:
    """Whether a reported value lies where the model expects nine in ten people."""
    times = LOOKED_AT_MIN[observed.statistic]
    curves = people_like(_question(model, observed), observed.analyte, times, people, generator)
    low, high = np.percentile(_statistic(observed, curves), [LOW, HIGH])
    return bool(low <= observed.value <= high)


def _question(model: Model, observed: Observed) -> Question:
    return Question(model, (observed.dose,), Person(observed.weight_kg, AGE_YEARS))


def _statistic(observed: Observed, curves: Array) -> Array:
    if observed.statistic is Statistic.PEAK:
        return curves.max(axis=0)
    return np.trapezoid(curves, LOOKED_AT_MIN[observed.statistic], axis=0) / 60
