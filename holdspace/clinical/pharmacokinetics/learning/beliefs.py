"""What is believed of a person? A middle and a covariance, in standard deviations from the typical person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.learning.measures import STRENGTHS
from holdspace.clinical.pharmacokinetics.models.model import Model
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.sources import Source

# By how much every level of this person lies off the model in all, where studies do.
STUDY = "level"
# How a dose is taken up differs from visit to visit in one person; Simons 2022 gives its whole spread so.
UPTAKE = frozenset({"FGUT", "KGUT", "FNOSE", "KNOSE", "KSPRAY", "FMOUTH", "KMOUTH", "FSWALLOWED", "MTTG", "KIM", "KSC"})
CHANGES_BETWEEN_SESSIONS = 0.2
BETWEEN_SESSIONS = Source.judgement(
    "From one session to the next everything learned of uptake is forgotten, and of all else a fifth of the spread "
    "between people is added back: the same person is not quite the same another day."
)


@dataclass(frozen=True)
class Belief:
    """Of one person under one model. The population is a middle of nought and a spread of one."""

    model: str
    names: tuple[str, ...]
    middle: Array
    covariance: Array

    def __post_init__(self) -> None:
        if np.shape(self.covariance) != (len(self.names),) * 2 or np.shape(self.middle) != (len(self.names),):
            raise ValueError("A belief has one middle for each name, and a covariance of all.")

    @property
    def deviations(self) -> Array:
        """How uncertain each is: 1 in the population."""
        return np.sqrt(np.diag(self.covariance))

    def drawn(self, people: int, generator: np.random.Generator) -> Array:
        """Possible persons, in mirrored pairs: (people, names)."""
        half = generator.standard_normal(((people + 1) // 2, len(self.names)))
        values, vectors = np.linalg.eigh(self.covariance)
        steps = half @ (vectors * np.sqrt(np.clip(values, 0, None))).T
        return np.concatenate([self.middle + steps, self.middle - steps])[:people]

    def as_dict(self) -> dict[str, object]:
        """Plain data, to be kept beside a session."""
        return {
            "model": self.model,
            "names": list(self.names),
            "middle": np.asarray(self.middle).tolist(),
            "covariance": np.asarray(self.covariance).tolist(),
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, object]) -> "Belief":
        """What was kept."""
        names: object = told["names"]
        if not isinstance(names, list):
            raise ValueError("A kept belief names what it is about.")
        return cls(
            str(told["model"]),
            tuple(str(each) for each in names),
            np.array(told["middle"], dtype=float),
            np.array(told["covariance"], dtype=float),
        )


def names_of(model: Model) -> tuple[str, ...]:
    """All that can be learned of a person under a model."""
    return (*(each.code for each in varying(model.parameters)), STUDY, *STRENGTHS)


def population(model: Model) -> Belief:
    """What is believed of somebody never seen."""
    names = names_of(model)
    return Belief(model.code, names, np.zeros(len(names)), np.eye(len(names)))


def next_session(belief: Belief) -> Belief:
    """What to start the next session from: what was learned, less what changes from day to day."""
    kept = np.array([name not in UPTAKE for name in belief.names])
    covariance = np.where(np.outer(kept, kept), belief.covariance, 0.0)
    # Never more than the population's spread: who was never seen is not known less.
    widened = np.minimum(np.diag(covariance) + CHANGES_BETWEEN_SESSIONS, 1.0)
    covariance[np.diag_indices_from(covariance)] = np.where(kept, np.maximum(widened, np.diag(covariance)), 1.0)
    return replace(belief, middle=np.where(kept, belief.middle, 0.0), covariance=covariance)
