"""What when rates nearly coincide? The matrix exponential, from event to event: slower, and exact for any rates.

Nothing flows backwards, so no number off the diagonal is negative; after a shift along the diagonal none is.
Then nothing is ever subtracted, and the smallest amount keeps as many digits as the largest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.circuits import Circuit
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.moments import evenly, stretches

# With a step so short, so many terms of the series leave nothing in the last digit, ten states apart or none.
LONGEST_STEP, TERMS = 0.125, 18


@dataclass(frozen=True)
class Input:
    """An amount (mg, for each person) that enters one state at once or evenly over some minutes."""

    state: str
    amount_mg: Array
    start_min: float = 0.0
    over_min: float = 0.0

    @property
    def end_min(self) -> float:
        """When all of it is in."""
        return self.start_min + self.over_min


def matrix_of(circuit: Circuit, people: int) -> Array:
    """The circuit as one matrix a person."""
    order = {state: place for place, state in enumerate(circuit.states)}
    flows = circuit.entries()
    matrix = np.zeros((people, len(order), len(order)), dtype=np.result_type(*flows.values()))
    for (goal, source), flow in flows.items():
        matrix[:, order[goal], order[source]] = flow
    return matrix


def exponential(matrix: Array) -> Array:
    """Of matrices with nothing negative off the diagonal: every entry right to its own last digits."""
    size = matrix.shape[-1]
    diagonal = np.einsum("...ii->...i", matrix)
    shift = -diagonal.real.min(axis=-1)
    positive = matrix + shift[..., None, None] * np.eye(size)
    largest = np.abs(positive).sum(axis=-2).max()
    halvings = max(0, int(np.ceil(np.log2(max(largest, LONGEST_STEP) / LONGEST_STEP))))
    step = positive / 2.0**halvings
    term = found = np.broadcast_to(np.eye(size), step.shape)
    for order in range(1, TERMS + 1):
        term = np.matmul(term, step) / order
        found = found + term
    found = found * np.exp(-shift / 2.0**halvings)[..., None, None]
    for _ in range(halvings):
        found = np.matmul(found, found)
    return found


def amounts(matrix: Array, states: Sequence[str], inputs: Sequence[Input], times_min: Array) -> Array:
    """The amount in every state at every time: (people, times, states)."""
    people, size, _ = matrix.shape
    order = {state: place for place, state in enumerate(states)}
    kind = np.result_type(matrix, *(each.amount_mg for each in inputs))
    # One more state, always one: an infusion flows out of it.
    content = np.zeros((people, size + 1), dtype=kind)
    content[:, size] = 1
    found = np.zeros((people, len(times_min), size), dtype=kind)
    for stretch in stretches(inputs, times_min):
        for each in inputs:
            if each.over_min == 0 and each.start_min == stretch.start_min:
                content[:, order[each.state]] += each.amount_mg
        wide = np.zeros((people, size + 1, size + 1), dtype=kind)
        wide[:, :size, :size] = matrix
        for each in stretch.running:
            wide[:, order[each.state], size] += each.amount_mg / each.over_min
        found[:, stretch.places] = _along(wide, content, stretch.since_min)[..., :size]
        if stretch.lasts_min is not None:
            content = _onward(exponential(wide * stretch.lasts_min), content)
    return found


def _onward(step: Array, content: Array) -> Array:
    return np.matmul(step, content[..., None])[..., 0]


def _along(matrix: Array, content: Array, since_min: Array) -> Array:
    """The content at each of these moments: (people, times, states)."""
    if not len(since_min):
        return content[:, None, :][:, :0]
    first = _onward(exponential(matrix * since_min[0]), content) if since_min[0] else content
    if (step_min := evenly(since_min)) is not None:
        return _doubled(exponential(matrix * step_min), first, len(since_min))
    steps: dict[float, Array] = {}
    found = [first]
    for gap in np.diff(since_min):
        # Gaps that differ by rounding only are one.
        key = round(float(gap), 12)
        if key not in steps:
            steps[key] = exponential(matrix * key)
        found.append(_onward(steps[key], found[-1]))
    return np.stack(found, axis=1)


def _doubled(step: Array, first: Array, times: int) -> Array:
    """Evenly spaced moments: each round doubles how many are known."""
    known = first[..., None]
    while known.shape[-1] < times:
        known = np.concatenate([known, np.matmul(step, known)], axis=-1)
        step = np.matmul(step, step)
    return np.swapaxes(known[..., :times], -1, -2)
