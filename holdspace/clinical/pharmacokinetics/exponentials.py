"""What becomes of one milligram? A sum of exponentials, joined part after part without stepping through time.

Works on any array library that speaks the array API (NumPy, JAX, PyTorch): the arrays given decide which.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

# A NumPy array of floats, or the array of another library.
Array = Any


def space_of(array: Array) -> Any:
    """The library an array belongs to."""
    if isinstance(array, np.ndarray | np.generic):
        return np
    if hasattr(array, "__array_namespace__"):
        return array.__array_namespace__()
    # PyTorch speaks the array API only through this thin layer; who hands in a tensor has it installed.
    from array_api_compat import array_namespace

    return array_namespace(array)


def as_numpy(array: Array) -> Array:
    """The same numbers on this machine, whatever library and device they lie on."""
    if isinstance(array, np.ndarray | np.generic | float | int):
        return np.asarray(array)
    if type(array).__module__ == "torch":
        array = array.detach().cpu()
    return np.from_dlpack(array)


def like(pattern: Array, numbers: Array) -> Array:
    """Numbers of this machine as the pattern has them: its library, its kind, its device."""
    xp = space_of(pattern)
    if xp is np:
        return np.asarray(numbers)
    kind = pattern.dtype if np.asarray(numbers).dtype.kind == "f" else None
    return xp.asarray(numbers, dtype=kind, device=pattern.device)


@dataclass(frozen=True)
class Terms:
    """Some of the exponentials: for each person a rate (1/min), a weight, and the size of what was summed for it."""

    rates: Array
    weights: Array
    # Rounding of a weight grows with this size, not with the weight: differences of near numbers show here.
    sizes: Array


@dataclass(frozen=True)
class Exponentials:
    """A response over time, sum of weight x exp(-rate x minutes), kept by the part each rate comes from."""

    parts: Mapping[str, Terms]

    def scaled(self, factor: Array) -> "Exponentials":
        """So much more of it, for each person."""
        by = factor[..., None]
        xp = space_of(by)
        return Exponentials(
            {name: Terms(each.rates, each.weights * by, each.sizes * xp.abs(by)) for name, each in self.parts.items()}
        )

    def then(self, following: "Exponentials") -> "Exponentials":
        """What comes out when this flows into what follows (their convolution)."""
        own: dict[str, list[Gain]] = {name: [] for name in self.parts}
        theirs: dict[str, list[Gain]] = {name: [] for name in following.parts}
        for name, one in self.parts.items():
            for other_name, other in following.parts.items():
                forward, backward = _gains(one, other)
                own[name].append(forward)
                theirs[other_name].append(backward)
        passed = Exponentials({name: _passed_on(self.parts[name], gains) for name, gains in own.items()})
        filled = Exponentials({name: _passed_on(following.parts[name], gains) for name, gains in theirs.items()})
        return added((passed, filled))

    def area(self) -> Array:
        """The area under the whole curve."""
        total: Array = 0
        for each in self.parts.values():
            total = total + space_of(each.weights).sum(each.weights / each.rates, axis=-1)
        return total


def added(responses: Iterable[Exponentials]) -> Exponentials:
    """Several ways to the same place, together."""
    together: dict[str, Terms] = {}
    for response in responses:
        for name, each in response.parts.items():
            known = together.get(name)
            if known is not None:
                each = Terms(each.rates, known.weights + each.weights, known.sizes + each.sizes)
            together[name] = each
    return Exponentials(together)


# By how much a weight grows on its way through something, and the size of what was summed for that.
Gain = tuple[Array, Array]


def _gains(one: Terms, other: Terms) -> tuple[Gain, Gain]:
    """Both ways at once: they share the gaps between their rates."""
    xp = space_of(one.rates)
    # Equal rates give no finite answer here; their sizes tell, and the matrix exponential answers.
    inverse = 1 / (other.rates[..., None, :] - one.rates[..., :, None])
    width = xp.abs(inverse)
    forward = _sum(inverse * other.weights[..., None, :])
    backward = -_sum(_turned(inverse * one.weights[..., :, None]))
    sizes = _sum(width * other.sizes[..., None, :]), _sum(_turned(width * one.sizes[..., :, None]))
    return (forward, sizes[0]), (backward, sizes[1])


def _turned(array: Array) -> Array:
    return space_of(array).matrix_transpose(array)


def _sum(array: Array) -> Array:
    # A handful of columns: added one by one they take a fifth of the time that a sum along the axis takes.
    total = array[..., 0]
    for column in range(1, array.shape[-1]):
        total = total + array[..., column]
    return total


def _passed_on(terms: Terms, gains: list[Gain]) -> Terms:
    gain, size = gains[0]
    for more_gain, more_size in gains[1:]:
        gain, size = gain + more_gain, size + more_size
    return Terms(terms.rates, terms.weights * gain, terms.sizes * size)
