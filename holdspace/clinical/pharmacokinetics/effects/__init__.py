"""What will be felt and measured? Effects that follow from levels, each with who measured it; what nobody did is said.

Nothing here proposes a dose or says when somebody may leave: it foretells, for a population, with a band.
"""

from holdspace.clinical.pharmacokinetics.effects.circulation import (
    CIRCULATION,
    DIASTOLIC,
    HIGHEST_COUNTED,
    PULSE,
    RESPONSE_CV_PERCENT,
    SYSTOLIC,
    Response,
    circulation,
)
from holdspace.clinical.pharmacokinetics.effects.expected import Expected, expected
from holdspace.clinical.pharmacokinetics.effects.mind import DISSOCIATION_SHARE_PER_NG_PER_ML

__all__ = [
    "CIRCULATION",
    "DIASTOLIC",
    "DISSOCIATION_SHARE_PER_NG_PER_ML",
    "HIGHEST_COUNTED",
    "PULSE",
    "RESPONSE_CV_PERCENT",
    "SYSTOLIC",
    "Expected",
    "Response",
    "circulation",
    "expected",
]
