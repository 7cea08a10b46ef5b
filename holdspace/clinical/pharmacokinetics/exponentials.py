"""What becomes of one milligram? A sum of exponentials, joined part after part without stepping through time.

Works on any array library that speaks the array API (NumPy, JAX, PyTorch): the arrays given decide which.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

# A NumPy array of floats, or the array of another library.
Array = Any


def space_of(array: Array) -> Any:
    """The library an array belongs to."""
    if hasattr(array, "__array_namespace__"):
        return array.__array_namespace__()
    return sys.modules[type(array).__module__.partition(".")[0]]


@dataclass(frozen=True)
class Terms:
    """Some of the exponentials: for each person a rate (1/min) and a weight."""

    rates: Array
    weights: Array


@dataclass(frozen=True)
class Exponentials:
    """A response over time, sum of weight x exp(-rate x minutes), kept by the part each rate comes from."""

    parts: Mapping[str, Terms]

    def scaled(self, factor: Array) -> "Exponentials":
        """So much more of it, for each person."""
        return Exponentials(
            {name: Terms(each.rates, each.weights * factor[..., None]) for name, each in self.parts.items()}
        )

    def then(self, following: "Exponentials") -> "Exponentials":
        """What comes out when this flows into what follows (their convolution)."""
        own = {name: _passed_on(each, following) for name, each in self.parts.items()}
        theirs = {name: _passed_on(each, self) for name, each in following.parts.items()}
        return added((Exponentials(own), Exponentials(theirs)))

    def area(self) -> Array:
        """The area under the whole curve."""
        total: Array = 0
        for each in self.parts.values():
            total = total + (each.weights / each.rates).sum(-1)
        return total

    def loss_of_digits(self) -> Array:
        """By how much rounding grows in the sum; large or not a number where rates nearly coincide."""
        size: Array = 0
        slowness: Array = 0
        for each in self.parts.values():
            size = size + abs(each.weights).sum(-1)
            slowness = slowness + (1 / each.rates).sum(-1)
        return size * slowness / abs(self.area())


def added(responses: Iterable[Exponentials]) -> Exponentials:
    """Several ways to the same place, together."""
    together: dict[str, Terms] = {}
    for response in responses:
        for name, each in response.parts.items():
            known = together.get(name)
            together[name] = Terms(each.rates, each.weights if known is None else known.weights + each.weights)
    return Exponentials(together)


def _passed_on(terms: Terms, through: Exponentials) -> Terms:
    gain: Array = 0
    for other in through.parts.values():
        gap = other.rates[..., None, :] - terms.rates[..., :, None]
        # Equal rates give no finite answer here; loss_of_digits finds them, and the matrix exponential answers.
        with np.errstate(divide="ignore", invalid="ignore"):
            gain = gain + (other.weights[..., None, :] / gap).sum(-1)
    with np.errstate(invalid="ignore"):
        return Terms(terms.rates, terms.weights * gain)


def kernel(rate: Array, since_min: Array, over_min: float) -> Array:
    """One exponential's answer to a unit amount given at once or evenly over some minutes; (people, times)."""
    xp = space_of(rate)
    rate = rate[..., None]
    if over_min == 0:
        return xp.where(since_min >= 0, xp.exp(-rate * xp.where(since_min >= 0, since_min, 0.0)), 0.0)
    running = xp.where(since_min <= 0, 0.0, xp.where(since_min < over_min, since_min, over_min))
    after = xp.where(since_min > over_min, since_min - over_min, 0.0)
    return -xp.expm1(-rate * running) * xp.exp(-rate * after) / (rate * over_min)
