"""Where it pays: the sums of exponentials as machine code, made by numba when it is installed.

It answers what superposing answers, to 1e-10. Making it takes seconds, so only very many people are worth it.
"""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from math import exp, expm1
from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.moments import evenly

# From so many steps on a product of exponentials is worked out anew.
ANEW_FROM = 1024
WORTH_IT_FROM_PEOPLE = 200_000


def is_there() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


def sum_into(found: Array, first: int, rates: Array, decaying: Array, entering: Array | None, since_min: Array) -> None:
    """Every analyte in every person at these moments, put into (people, analytes, times) from the first place on."""
    evenly_made, one_by_one_made = _made()
    flow = np.empty((0, 0, 0)) if entering is None else entering
    since = np.ascontiguousarray(since_min)
    if (step_min := evenly(since)) is None:
        one_by_one_made(rates, decaying, flow, since, found, first)
    else:
        evenly_made(rates, decaying, flow, since, step_min, found, first)


@cache
def _made() -> tuple[Callable[..., None], Callable[..., None]]:
    from numba import njit

    def make(loops: Callable[..., None]) -> Callable[..., None]:
        # A product added to a sum may be rounded once instead of twice; nothing else is left to the compiler.
        rules: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
        try:
            made: Callable[..., None] = njit(cache=True, **rules)(loops)
        except RuntimeError:
            # No folder to keep it in: made anew in each process.
            made = njit(**rules)(loops)
        return made

    return make(_evenly), make(_one_by_one)


def _one_by_one(rates: Any, decaying: Any, entering: Any, since: Any, found: Any, first: int) -> None:
    people, analytes, terms = decaying.shape
    for person in range(people):
        for place in range(len(since)):
            for analyte in range(analytes):
                found[person, analyte, first + place] = 0.0
            for term in range(terms):
                passed = -rates[person, term] * since[place]
                left = exp(passed)
                for analyte in range(analytes):
                    found[person, analyte, first + place] += decaying[person, analyte, term] * left
                if entering.size > 0:
                    come = -expm1(passed)
                    for analyte in range(analytes):
                        found[person, analyte, first + place] += entering[person, analyte, term] * come


def _evenly(rates: Any, decaying: Any, entering: Any, since: Any, step: float, found: Any, first: int) -> None:
    """With an even step each exponential is a product of two known ones, and each round doubles how many are known."""
    people, analytes, terms = decaying.shape
    times = len(since)
    left, come = np.empty(times), np.empty(times)
    for person in range(people):
        for term in range(terms):
            rate = rates[person, term]
            left[0] = exp(-rate * since[0])
            known, over = 1, exp(-rate * step)
            while known < times:
                for place in range(min(known, times - known)):
                    left[known + place] = left[place] * over
                known *= 2
                # Squared, a rounding doubles: now and then the exponential is worked out anew.
                over = over * over if known < ANEW_FROM else exp(-rate * step * known)
            for analyte in range(analytes):
                weight = decaying[person, analyte, term]
                row = found[person, analyte][first : first + times]
                if term == 0:
                    for place in range(times):
                        row[place] = weight * left[place]
                elif weight != 0:
                    for place in range(times):
                        row[place] += weight * left[place]
            if entering.size > 0:
                # What came in until the first moment, then what comes until each further one: sums of positive numbers.
                come[0], known = -expm1(-rate * since[0]), 1
                over, within = exp(-rate * step), -expm1(-rate * step)
                while known < times:
                    for place in range(min(known, times - known)):
                        come[known + place] = come[place] + left[place] * within
                    known *= 2
                    within += over * within
                    over = over * over if known < ANEW_FROM else exp(-rate * step * known)
                for analyte in range(analytes):
                    flow = entering[person, analyte, term]
                    row = found[person, analyte][first : first + times]
                    for place in range(times):
                        row[place] += flow * come[place]
