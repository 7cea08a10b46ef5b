"""How near do the models come to what was measured? Every model that claims a route, against every value there."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Route
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models import MODELS
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Model
from holdspace.clinical.pharmacokinetics.observed import OBSERVED, Observed, Statistic
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.simulating import HIGH, LOW, Question, peak, people_like, typical

# Adults of the age most of these studies took.
AGE_YEARS = 30.0
TWO_FOLD = 2.0
LOOKED_AT_MIN = {
    Statistic.PEAK: np.arange(0.0, 361.0),
    Statistic.POINT: np.arange(0.0, 361.0),
    Statistic.TIME_OF_PEAK: np.arange(0.0, 361.0),
    Statistic.AREA_6_H: np.arange(0.0, 361.0),
    Statistic.AREA_24_H: np.arange(0.0, 1441.0, 4.0),
}


LEVELS = frozenset({Statistic.PEAK, Statistic.POINT, Statistic.AREA_6_H, Statistic.AREA_24_H})


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

    @property
    def is_matched(self) -> bool:
        """Whether the model foretells blood from where it was drawn; an arterial peak is no venous one."""
        return self.observed.sampling in (None, self.model.sampling)


def covers(model: Model, observed: Observed) -> bool:
    """Whether a model claims to foretell such a value."""
    dose = observed.dose
    if observed.ancestry and not model.knows_ancestry:
        return False
    if observed.statistic is Statistic.SHARE and Route.IV not in model.routes:
        return False
    return dose.drug in model.made_for and dose.route in model.routes and observed.analyte in model.analytes


def compared(observations: Iterable[Observed] = OBSERVED) -> Iterator[Compared]:
    """Every value against every model that claims to cover it."""
    for observed in observations:
        for model in MODELS:
            if covers(model, observed):
                yield Compared(observed, model, _foretold(model, observed))


def _foretold(model: Model, observed: Observed) -> float:
    asked = _question(model, observed)
    if observed.statistic is Statistic.SHARE:
        in_a_vein = Question(model, (replace(observed.dose, route=Route.IV),), asked.person)
        areas = [peak(each, observed.analyte).area_ng_h_per_ml for each in (asked, in_a_vein)]
        return 100 * areas[0] / areas[1]
    curve = typical(asked, observed.analyte, LOOKED_AT_MIN[observed.statistic])
    return float(_statistic(observed, curve[:, None])[0])


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


def within_two_fold(rows: Sequence[Compared]) -> int:
    """How many lie between half and twice what was observed."""
    return sum(1 / TWO_FOLD <= row.ratio <= TWO_FOLD for row in rows)


def lies_inside(model: Model, observed: Observed, people: int, generator: np.random.Generator) -> bool:
    """Whether a reported value lies where the model expects nine in ten people."""
    times = LOOKED_AT_MIN[observed.statistic]
    curves = people_like(_question(model, observed), observed.analyte, times, people, generator)
    low, high = np.percentile(_statistic(observed, curves), [LOW, HIGH])
    return bool(low <= observed.value <= high)


def inside(rows: Iterable[Compared], people: int = 200) -> tuple[int, int]:
    """How many levels and areas lie inside the band, of how many with a band."""
    asked = [row for row in rows if row.model.has_spread and row.observed.statistic in LEVELS]
    # The same people for every value, so that a table is the same each time it is written.
    return sum(lies_inside(row.model, row.observed, people, np.random.default_rng(8)) for row in asked), len(asked)


def _question(model: Model, observed: Observed) -> Question:
    return Question(model, (observed.dose,), Person(observed.weight_kg, AGE_YEARS, ancestry=observed.ancestry))


def _statistic(observed: Observed, curves: Array) -> Array:
    times = LOOKED_AT_MIN[observed.statistic]
    if observed.statistic is Statistic.PEAK:
        return curves.max(axis=0)
    if observed.at_min is not None:
        return curves[int(np.searchsorted(times, observed.at_min))]
    if observed.statistic is Statistic.TIME_OF_PEAK:
        return times[curves.argmax(axis=0)]
    return np.trapezoid(curves, times, axis=0) / 60
