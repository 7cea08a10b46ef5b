"""May this patient leave? Every criterion of the gate, met, not met or not recorded; not recorded is not met."""

from collections.abc import Callable, Iterable

from holdspace.clinical.monitoring.discharge.answers import escort, gait, instructions, nausea, oriented, signature
from holdspace.clinical.monitoring.discharge.criteria import (
    aldrete,
    alert,
    antagonist,
    blood_pressure_below_hold,
    blood_pressure_near_baseline,
    calm,
    dissociation,
    mpadss,
    no_item_zero,
    oxygen,
    settled,
    suicide_risk,
)
from holdspace.clinical.monitoring.discharge.facts import Criterion, DischargeFacts
from holdspace.clinical.monitoring.discharge.observation import (
    MINIMUM_OBSERVATION,
    observation_ends_at,
    observation_time,
)

__all__ = [
    "CRITERIA",
    "MINIMUM_OBSERVATION",
    "Criterion",
    "DischargeFacts",
    "is_ready",
    "observation_ends_at",
    "readiness",
]

CRITERIA: tuple[Callable[[DischargeFacts], Criterion], ...] = (
    observation_time,
    blood_pressure_below_hold,
    blood_pressure_near_baseline,
    oxygen,
    alert,
    calm,
    aldrete,
    mpadss,
    no_item_zero,
    oriented,
    dissociation,
    gait,
    nausea,
    suicide_risk,
    settled,
    antagonist,
    escort,
    instructions,
    signature,
)


def readiness(facts: DischargeFacts) -> tuple[Criterion, ...]:
    """Every criterion of the gate, in the order in which staff go through them."""
    return tuple(criterion(facts) for criterion in CRITERIA)


def is_ready(criteria: Iterable[Criterion]) -> bool:
    """Whether nothing stands between the patient and the door."""
    return all(criterion.met is True for criterion in criteria)
