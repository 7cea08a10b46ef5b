"""What is most likely, given all that was seen? The top of the posterior, and its curvature for the band (Laplace).

Gauss and Newton's way with exact slopes; where a whole step does not help, shorter ones are tried at once, for the
engine takes several people in the time of one. Baselines of pressure and pulse are free: nothing is assumed of
somebody's resting values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.learning.beliefs import Belief, population
from holdspace.clinical.pharmacokinetics.learning.evidence import Evidence, Standing
from holdspace.clinical.pharmacokinetics.learning.foretelling import refuse_foreign
from holdspace.clinical.pharmacokinetics.learning.measures import Measure, Seen
from holdspace.clinical.pharmacokinetics.simulating import Question

HELD_BACK = 10.0 ** np.arange(-1, 6)
# Settled when the next step would raise the log-posterior by no more: a hundredth of a deviation, or less.
MOST_ROUNDS, SETTLED = 25, 5e-5
# Less than this share of what was known before: nothing was learned.
NOTHING_LEARNED = 1e-9


@dataclass(frozen=True)
class Learned:
    """What is believed now, and how much of it was seen rather than assumed."""

    belief: Belief
    prior: Belief
    # For each name what is left of the prior's variance: 1 where nothing was learned.
    shrinkage: Mapping[str, float]
    baselines: Mapping[Measure, float] = field(default_factory=dict)
    rounds: int = 0
    # False where readings contradict each other so far that no top was found: the best person tried stands here.
    is_settled: bool = True

    @property
    def is_informed(self) -> bool:
        """Whether anything seen told anything."""
        return self.belief is not self.prior


def learned(question: Question, seen: Sequence[Seen], prior: Belief | None = None) -> Learned:
    """Bend what was believed towards what was seen; unchanged where nothing seen tells anything."""
    prior = prior or population(question.model)
    refuse_foreign(question, prior)
    evidence = Evidence(question, tuple(seen), prior)
    if not seen:
        return _nothing(prior)
    place = evidence.start()
    now = evidence.at(place[None])
    rounds, is_settled = 0, False
    while rounds < MOST_ROUNDS:
        rounds += 1
        step = np.linalg.solve(now.curvature[0], -now.gradient[0])
        if -now.gradient[0] @ step / 2 < SETTLED:
            is_settled = True
            break
        tried, there = _better(evidence, place, step, now)
        if tried is None:
            break
        place, now = tried, there
    return replace(_summed_up(evidence, place, now.information[0], prior), rounds=rounds, is_settled=is_settled)


def _better(evidence: Evidence, place: Array, step: Array, now: Standing) -> tuple[Array | None, Standing]:
    """The whole step where it helps; else the best of several held back by Levenberg and Marquardt's way; else none."""
    there = evidence.at((place + step)[None])
    if there.value[0] < now.value[0]:
        return place + step, there
    curvature = now.curvature[0]
    held = curvature + HELD_BACK[:, None, None] * np.diag(np.diag(curvature))
    tried = (
        place
        - np.linalg.solve(held, np.broadcast_to(now.gradient[0][:, None], (len(HELD_BACK), len(place), 1)))[..., 0]
    )
    all_there = evidence.at(tried)
    best = int(all_there.value.argmin())
    if all_there.value[best] < now.value[0]:
        return tried[best], all_there.only(best)
    return None, now


def _nothing(prior: Belief) -> Learned:
    return Learned(prior, prior, dict.fromkeys(prior.names, 1.0))


def _summed_up(evidence: Evidence, place: Array, information: Array, prior: Belief) -> Learned:
    names = len(prior.names)
    told = _beyond_baselines(information, names)
    baselines = dict(zip(evidence.baselines, place[names:].tolist(), strict=True))
    root = np.linalg.cholesky(prior.covariance)
    if np.abs(root.T @ told @ root).max() < NOTHING_LEARNED:
        return Learned(prior, prior, dict.fromkeys(prior.names, 1.0), baselines)
    covariance = np.linalg.inv(told + evidence.precision)
    covariance = (covariance + covariance.T) / 2
    left = np.diag(covariance) / np.diag(prior.covariance)
    shrinkage = dict(zip(prior.names, np.clip(left, 0.0, 1.0).tolist(), strict=True))
    return Learned(Belief(prior.model, prior.names, place[:names], covariance), prior, shrinkage, baselines)


def _beyond_baselines(information: Array, names: int) -> Array:
    """What was told of the person once the baselines took their share (Schur's complement)."""
    shared, own = information[:names, names:], information[names:, names:]
    if not own.size:
        return information
    return information[:names, :names] - shared @ np.linalg.solve(own, shared.T)
