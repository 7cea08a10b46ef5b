"""How do bodies differ? Each number of a model with its unit, its spread between people and who measured it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array, space_of
from holdspace.clinical.sources import Source

# Inside the engine all is litres and minutes.
TO_LITRES_AND_MINUTES = {"": 1.0, "L": 1.0, "min": 1.0, "h": 60.0, "1/min": 1.0, "1/h": 1 / 60}
TO_LITRES_AND_MINUTES |= {"L/min": 1.0, "L/h": 1 / 60, "L/kg": 1.0}
REFERENCE_WEIGHT_KG = 70.0


class Scale(StrEnum):
    """On which scale a number varies between people."""

    LOG = "log"
    LOGIT = "logit"


@dataclass(frozen=True)
class Spread:
    """The variance between people, on a scale where it is near to normal."""

    variance: float
    scale: Scale = Scale.LOG
    source: Source | None = None

    def __post_init__(self) -> None:
        if not self.variance > 0:
            raise ValueError(f"A spread of {self.variance} is none: leave it out.")

    @classmethod
    def of_cv(cls, percent: float, source: Source | None = None) -> "Spread":
        """The log-variance behind a coefficient of variation."""
        return cls(math.log1p((percent / 100) ** 2), Scale.LOG, source)


@dataclass(frozen=True)
class Parameter:
    """One number of a model, for a person of 70 kg."""

    code: str
    value: float
    unit: str
    means: str
    source: Source
    spread: Spread | None = None
    weight_exponent: float = 0.0

    def typical(self, weight_kg: float) -> float:
        """The number for somebody of this weight, in litres and minutes."""
        by_weight = weight_kg if self.unit == "L/kg" else (weight_kg / REFERENCE_WEIGHT_KG) ** self.weight_exponent
        return self.value * TO_LITRES_AND_MINUTES[self.unit] * by_weight


Values = Mapping[str, Array]
Covariances = Mapping[tuple[str, str], float]


def varying(parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Those that differ between people."""
    return tuple(each for each in parameters if each.spread)


def covariance_of(parameters: Sequence[Parameter], covariances: Covariances) -> Array:
    """How they vary together."""
    free = varying(parameters)
    place = {each.code: number for number, each in enumerate(free)}
    matrix = np.diag([each.spread.variance for each in free if each.spread])
    for (one, other), value in covariances.items():
        matrix[place[one], place[other]] = matrix[place[other], place[one]] = value
    return matrix


def values_for(
    parameters: Sequence[Parameter], covariances: Covariances, weight_kg: float, deviations: Array
) -> dict[str, Array]:
    """The numbers of each person, from standard normal deviations: (people, numbers that vary)."""
    xp = space_of(deviations)
    free = varying(parameters)
    steps = deviations[:, :0]
    if free:
        root = xp.asarray(np.linalg.cholesky(covariance_of(parameters, covariances)), dtype=deviations.dtype)
        steps = xp.matmul(deviations, root.T)
    nobody = xp.zeros(deviations.shape[0], dtype=deviations.dtype)
    place = {each.code: number for number, each in enumerate(free)}
    return {
        each.code: _value(each, weight_kg, steps[:, place[each.code]] if each.spread else nobody) for each in parameters
    }


def _value(parameter: Parameter, weight_kg: float, step: Array) -> Array:
    xp = space_of(step)
    typical = parameter.typical(weight_kg)
    if parameter.spread and parameter.spread.scale is Scale.LOGIT:
        return 1 / (1 + xp.exp(-step) * (1 - typical) / typical)
    return typical * xp.exp(step)
