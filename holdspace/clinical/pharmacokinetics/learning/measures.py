"""What may be seen in a session, and how exactly? Each measure with its error and how people differ in it."""

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from holdspace.clinical.pharmacokinetics.effects import (
    DIASTOLIC,
    DISSOCIATION_SHARE_PER_NG_PER_ML,
    HIGHEST_COUNTED,
    PULSE,
    RESPONSE_CV_PERCENT,
    SYSTOLIC,
)
from holdspace.clinical.pharmacokinetics.exponentials import Array, space_of
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.sources import ESKETAMINE_US_SUMMARY, Mark, Source


class Measure(StrEnum):
    """What is seen."""

    KETAMINE = "ketamine"
    NORKETAMINE = "norketamine"
    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PULSE = "heart rate"
    DISSOCIATION = "dissociation"
    SEDATION = "moaas"


BLOOD_TESTS = {Measure.KETAMINE: Analyte.KETAMINE, Measure.NORKETAMINE: Analyte.NORKETAMINE}


def deviation_of_cv(percent: float) -> float:
    """The standard deviation on the log scale behind a coefficient of variation."""
    return math.sqrt(math.log1p((percent / 100) ** 2))


ERRORS = Source.judgement(
    "Beside what the dose does, one reading of blood pressure strays by 8 (systolic) and 6 mmHg, of the pulse by 6 per "
    "minute, one rating of dissociation by 1 of 10 and of alertness by half a level: so much is not learned from."
)
VAN_SCHALKWYK_2018 = Source("van Schalkwyk GI et al. J Affect Disord 2018;227:11: CADSS", mark=Mark.ABSTRACT_ONLY)
DISSOCIATION_SPREAD = VAN_SCHALKWYK_2018.at(
    "total CADSS 7.7 with a deviation of 9.2 after 0.5 mg/kg: how strongly the mind answers a level is taken to differ "
    "by those 119 %, though part of that is level and part is the scale",
    Mark.JUDGEMENT,
)
# Half of these sedated and 0.3 % unconscious are two places on one log-normal curve: its middle and its width.
SEDATION = ESKETAMINE_US_SUMMARY.at(
    "MOAA/S sedation in 49 to 61 %, loss of consciousness in 0.3 %, at about 100 ng/mL: a curve through both, our "
    "arithmetic",
    Mark.JUDGEMENT,
)
LOST_CONSCIOUSNESS, SEDATED = 0.003, 0.55
SEDATED_AT_NG_PER_ML, FIRST_LEVEL, LAST_LEVEL = 100.0, 0.5, 4.5
# How many deviations above the middle those shares of a normal curve begin.
BEYOND_LOST, BEYOND_SEDATED = (NormalDist().inv_cdf(1 - share) for share in (LOST_CONSCIOUSNESS, SEDATED))
SEDATION_DEVIATION = math.log(LAST_LEVEL / FIRST_LEVEL) / (BEYOND_LOST - BEYOND_SEDATED)
SEDATION_PER_NG_PER_ML = FIRST_LEVEL / math.exp(BEYOND_SEDATED * SEDATION_DEVIATION) / SEDATED_AT_NG_PER_ML


@dataclass(frozen=True)
class Answer:
    """How a person answers the level at the site of effect: in proportion, each with a strength of their own."""

    measure: Measure
    per_ng_per_ml: float
    error: float
    # Which strength it shares, and how widely that differs between people.
    strength: str
    deviation: float
    source: Source
    has_baseline: bool = False
    # For ratings in whole steps: the last step.
    last_step: int | None = None
    highest_counted: float = math.inf

    def of(self, level: Array, strength: Array) -> Array:
        """The expected change."""
        xp = space_of(level)
        counted = xp.where(level < self.highest_counted, level, self.highest_counted)
        return self.per_ng_per_ml * counted * strength


STRENGTHS = {
    "circulation": deviation_of_cv(RESPONSE_CV_PERCENT),
    "dissociation": deviation_of_cv(119.0),
    "sedation": SEDATION_DEVIATION,
}


def _pressure(measure: Measure, per_ng_per_ml: float, error: float) -> Answer:
    return Answer(
        measure, per_ng_per_ml, error, "circulation", STRENGTHS["circulation"], ERRORS, True, None, HIGHEST_COUNTED
    )


ANSWERS = {
    each.measure: each
    for each in (
        _pressure(Measure.SYSTOLIC, SYSTOLIC.per_ng_per_ml, 8.0),
        _pressure(Measure.DIASTOLIC, DIASTOLIC.per_ng_per_ml, 6.0),
        _pressure(Measure.PULSE, PULSE.per_ng_per_ml, 6.0),
        Answer(
            Measure.DISSOCIATION, 10 * DISSOCIATION_SHARE_PER_NG_PER_ML, 1.0, "dissociation",
            STRENGTHS["dissociation"], DISSOCIATION_SPREAD, last_step=10,
        ),
        Answer(
            Measure.SEDATION, SEDATION_PER_NG_PER_ML, 0.5, "sedation",
            STRENGTHS["sedation"], SEDATION, last_step=5,
        ),
    )
}  # fmt: skip
AWAKE = 5
# What cannot be a reading: taken for a slip.
POSSIBLE = {
    Measure.SYSTOLIC: (40.0, 300.0),
    Measure.DIASTOLIC: (20.0, 200.0),
    Measure.PULSE: (20.0, 250.0),
    Measure.DISSOCIATION: (0.0, 10.0),
    Measure.SEDATION: (0.0, 5.0),
}


@dataclass(frozen=True)
class Seen:
    """One thing seen at one time; below: the blood test says only that there is less than this."""

    measure: Measure
    at_min: float
    value: float
    below: bool = False

    def __post_init__(self) -> None:
        name = self.measure.value.capitalize()
        if not math.isfinite(self.at_min):
            raise Nonsense(f"Time of {self.measure}: {self.at_min:g} min cannot be.")
        if self.measure in BLOOD_TESTS:
            if not (math.isfinite(self.value) and self.value > 0):
                raise Nonsense(f"{name}: a level of {self.value:g} ng/mL cannot be; say below which level it lies.")
            return
        low, high = POSSIBLE[self.measure]
        if not low <= self.value <= high:
            raise Nonsense(f"{name}: {self.value:g} cannot be; it lies between {low:g} and {high:g}.")
        if ANSWERS[self.measure].last_step and self.value != int(self.value):
            raise Nonsense(f"{name}: {self.value:g} is between two steps; a rating is a whole number.")
        if self.below:
            raise Nonsense(f"{name}: only a blood test can lie below what it can measure.")
