"""What does the level do to blood pressure and pulse? Changes in proportion to the level at the site of effect.

The means come from reviews of many treatments; single people peak higher, which is why only bands are told.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics.bibliography import VANKAWALA_2021
from holdspace.clinical.pharmacokinetics.effects.levels import Levels, levels_like
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.simulating import Band, Question, band_of, mirrored
from holdspace.clinical.sources import Mark, Source

HIGHEST_COUNTED = 400.0
RESPONSE_CV_PERCENT = 55.0
RESPONSE_SPREAD = Source.judgement(
    "How strongly circulation answers varies by 55 % between people, and no further above a level of 400 ng/mL."
)
# What repeated cuffs on a quiet arm may differ by: our judgement; below it a change is not told as there.
COUNTS_FROM = 5.0
COUNTS = Source.judgement("A change of blood pressure or pulse counts as there from 5 mmHg or 5 per minute.")


@dataclass(frozen=True)
class Response:
    """A change in proportion to the level."""

    code: str
    unit: str
    per_ng_per_ml: float
    source: Source


# The review's mean change over the 185 ng/mL that such an infusion was seen to reach.
BY_LEVEL = VANKAWALA_2021.at("mean change, divided by a level of 185 ng/mL: our arithmetic", Mark.JUDGEMENT)
SYSTOLIC = Response("systolic", "mmHg", 0.068, BY_LEVEL)
DIASTOLIC = Response("diastolic", "mmHg", 0.046, BY_LEVEL)
PULSE = Response("heart rate", "1/min", 0.022, BY_LEVEL)
CIRCULATION = (SYSTOLIC, DIASTOLIC, PULSE)


def changes(levels: Levels, generator: np.random.Generator) -> dict[str, Array]:
    """The change of each from before the dose: (times, people)."""
    level = np.minimum(levels.total, HIGHEST_COUNTED)
    deviation = math.sqrt(math.log1p((RESPONSE_CV_PERCENT / 100) ** 2))
    # One strength a person for all three: who answers strongly in one does so in the others.
    strength = np.exp(deviation * mirrored(levels.people, 1, generator)[:, 0]) if levels.people > 1 else 1.0
    return {each.code: level * strength * each.per_ng_per_ml for each in CIRCULATION}


def circulation(
    question: Question, times_min: Array, people: int, generator: np.random.Generator
) -> Mapping[str, Band]:
    """The change of each, with the band of people's levels and of how strongly they answer."""
    levels = levels_like(question, times_min, people, generator)
    return {code: band_of(times_min, change) for code, change in changes(levels, generator).items()}
