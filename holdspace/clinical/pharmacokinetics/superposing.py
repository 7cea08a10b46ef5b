"""What do many doses make together? Between two changes every dose given so far is one sum of exponentials.

So the work does not grow with the number of doses. Where times are evenly spaced, an exponential is the product of a
coarse and a fine one: 16 + 15 of them do for 240, and the rest is one multiplication of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics import kernel
from holdspace.clinical.pharmacokinetics.exponentials import Array, like, space_of
from holdspace.clinical.pharmacokinetics.moments import evenly, stretches

FINE, FEWEST_FOR_FINE = 16, 32


@dataclass(frozen=True)
class Wave:
    """What one input makes of every analyte: for each person and analyte a weight for each rate."""

    weights: Array
    start_min: float
    over_min: float

    @property
    def end_min(self) -> float:
        """When all of it is in."""
        return self.start_min + self.over_min


@dataclass(frozen=True)
class Piece:
    """A stretch of time ready to be summed: what decays in it, and what is on its way in."""

    decaying: Array
    entering: Array | None
    places: Array
    since_min: Array


def pieces(rates: Array, waves: Sequence[Wave], times_min: Array) -> list[Piece]:
    """Every stretch of time with what it starts from."""
    found = []
    decaying = waves[0].weights * 0
    for stretch in stretches(waves, times_min):
        for wave in waves:
            if wave.over_min == 0 and wave.start_min == stretch.start_min:
                decaying = decaying + wave.weights
        entering = None
        for wave in stretch.running:
            flow = wave.weights / (rates * wave.over_min)[:, None, :]
            entering = flow if entering is None else entering + flow
        if len(stretch.places):
            found.append(Piece(decaying, entering, stretch.places, stretch.since_min))
        if stretch.lasts_min is not None:
            decaying = _carried(rates, decaying, entering, stretch.lasts_min)
    return found


def _carried(rates: Array, decaying: Array, entering: Array | None, minutes: float) -> Array:
    xp = space_of(rates)
    passed = -rates[:, None, :] * minutes
    carried = decaying * xp.exp(passed)
    return carried if entering is None else carried - entering * xp.expm1(passed)


def superposed(rates: Array, waves: Sequence[Wave], times_min: Array, compiled: bool = False) -> Array:
    """Every analyte in every person at every time: (people, analytes, times); compiled: by the kernel, on NumPy."""
    ready = pieces(rates, waves, times_min)
    in_order = _by_kernel if compiled else _joined
    before = len(times_min) - sum(len(each.places) for each in ready)
    whole = in_order(rates, waves[0].weights, ready, before)
    if np.all(np.diff(times_min) >= 0):
        return whole
    back = np.argsort(np.argsort(times_min, kind="stable"), kind="stable")
    return space_of(rates).take(whole, like(rates, back), axis=-1)


def _by_kernel(rates: Array, weights: Array, ready: Sequence[Piece], before: int) -> Array:
    whole = np.empty((*weights.shape[:2], before + sum(len(each.places) for each in ready)))
    whole[:, :, :before] = 0
    for each in ready:
        kernel.sum_into(whole, before, rates, each.decaying, each.entering, each.since_min)
        before += len(each.places)
    return whole


def _joined(rates: Array, weights: Array, ready: Sequence[Piece], before: int) -> Array:
    xp = space_of(rates)
    summed = [_summed(rates, each) for each in ready]
    if before:
        summed.insert(0, xp.broadcast_to(weights[:, :, :1] * 0, (*weights.shape[:2], before)))
    return summed[0] if len(summed) == 1 else xp.concat(summed, axis=-1)


def _summed(rates: Array, piece: Piece) -> Array:
    step_min = evenly(piece.since_min)
    if step_min is None or len(piece.since_min) < FEWEST_FOR_FINE:
        return _one_by_one(rates, piece)
    return _coarse_and_fine(rates, piece, step_min)


def _one_by_one(rates: Array, piece: Piece) -> Array:
    xp = space_of(rates)
    passed = -rates[:, :, None] * like(rates, piece.since_min)
    total = xp.matmul(piece.decaying, xp.exp(passed))
    return total if piece.entering is None else total - xp.matmul(piece.entering, xp.expm1(passed))


def _coarse_and_fine(rates: Array, piece: Piece, step_min: float) -> Array:
    xp = space_of(rates)
    people, analytes, _ = piece.decaying.shape
    times = len(piece.since_min)
    fine = -rates[:, :, None] * like(rates, step_min * np.arange(FINE))
    starts = piece.since_min[0] + step_min * FINE * np.arange(-(-times // FINE))
    coarse = -rates[:, None, :] * like(rates, starts)[:, None]
    decayed = xp.exp(coarse)
    total = _rows(piece.decaying, decayed, xp.exp(fine))
    if piece.entering is not None:
        # What came in until the coarse moment, and what came since: both positive, so early levels keep their digits.
        until = xp.matmul(piece.entering, xp.matrix_transpose(xp.expm1(coarse)))
        since = _rows(piece.entering, decayed, xp.expm1(fine))
        total = total - since - xp.reshape(until, (people, -1))[:, :, None]
    return xp.reshape(total, (people, analytes, -1))[:, :, :times]


def _rows(weights: Array, coarse: Array, fine: Array) -> Array:
    xp = space_of(weights)
    people, _, rates = weights.shape
    rows = xp.reshape(weights[:, :, None, :] * coarse[:, None, :, :], (people, -1, rates))
    return xp.matmul(rows, fine)
