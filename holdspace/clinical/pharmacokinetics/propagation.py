"""What when rates nearly coincide? The matrix exponential, from event to event: slower, and exact for any rates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.circuits import Circuit
from holdspace.clinical.pharmacokinetics.exponentials import Array


@dataclass(frozen=True)
class Input:
    """An amount (mg, for each person) that enters one state at once or evenly over some minutes."""

    state: str
    amount_mg: Array
    start_min: float = 0.0
    over_min: float = 0.0


def matrix_of(circuit: Circuit, people: int) -> Array:
    """The circuit as one matrix a person."""
    order = {state: place for place, state in enumerate(circuit.states)}
    matrix = np.zeros((people, len(order), len(order)))
    for (goal, source), flow in circuit.entries().items():
        matrix[:, order[goal], order[source]] = flow
    return matrix


def amounts(matrix: Array, states: Sequence[str], inputs: Sequence[Input], times_min: Array) -> Array:
    """The amount in every state at every time: (people, times, states)."""
    people, size, _ = matrix.shape
    order = {state: place for place, state in enumerate(states)}
    events = _events(inputs, times_min)
    steps: dict[float, Array] = {}
    now, content = events[0], np.zeros((people, size))
    found = np.zeros((people, len(times_min), size))
    for moment in events:
        if moment > now:
            flow = _running(inputs, order, now, (people, size))
            content = _onward(steps, matrix, moment - now, content, flow)
        for each in inputs:
            if each.over_min == 0 and each.start_min == moment:
                content[:, order[each.state]] += each.amount_mg
        found[:, times_min == moment] = content[:, None, :]
        now = moment
    return found


def _events(inputs: Sequence[Input], times_min: Array) -> list[float]:
    last = float(np.max(times_min))
    moments = {float(each) for each in times_min}
    for each in inputs:
        moments |= {each.start_min, each.start_min + each.over_min}
    return sorted(moment for moment in moments if moment <= last)


def _running(inputs: Sequence[Input], order: dict[str, int], now: float, shape: tuple[int, int]) -> Array:
    flow = np.zeros(shape)
    for each in inputs:
        if each.over_min and each.start_min <= now < each.start_min + each.over_min:
            flow[:, order[each.state]] += each.amount_mg / each.over_min
    return flow


def _onward(steps: dict[float, Array], matrix: Array, minutes: float, content: Array, flow: Array) -> Array:
    # Loaded only here: most questions never need it, and it is slow to load.
    from scipy.linalg import expm

    key = round(minutes, 12)
    if key not in steps:
        size = matrix.shape[-1]
        wide = np.zeros((len(matrix), 2 * size, 2 * size))
        wide[:, :size, :size] = matrix * minutes
        wide[:, :size, size:] = np.eye(size) * minutes
        steps[key] = expm(wide)[:, :size]
    both = np.concatenate([content, flow], axis=-1)
    return np.matmul(steps[key], both[..., None])[..., 0]
