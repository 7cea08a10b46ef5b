"""What does the level do to the mind? Dissociation by one study's scales, the feeling of a high by another's."""

import numpy as np

from holdspace.clinical.pharmacokinetics.bibliography import BOWDLE_1998, SIMONS_2022_EFFECTS
from holdspace.clinical.pharmacokinetics.effects.levels import Levels
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.sources import Source

# Ten people were held at 0, 50, 100, 150 and 200 ng/mL of the racemate, venous, half an hour each. Every scale rose
# in a straight line; at 200 the scales of altered perception and mood stood between 37 and 89 % of their maximum.
LOWEST_TESTED, HIGHEST_TESTED = 50.0, 200.0
SHARES_AT_HIGHEST = (0.37, 0.89)
DISSOCIATION_SHARE_PER_NG_PER_ML = sum(SHARES_AT_HIGHEST) / 2 / HIGHEST_TESTED
DISSOCIATION = BOWDLE_1998.at("scales in a straight line from 50 to 200 ng/mL, 37 to 89 % of maximum at the top")
MIDDLE_OF_SCALES = Source.judgement(
    "Dissociation is told as the share of a rating scale: the middle between the scales of one study, 63 % of maximum "
    "at 200 ng/mL, in a straight line from none; it counts as there from 50 ng/mL, the lowest level that study tested."
)

# Half of the largest effect at 0.3 nmol/mL of S-ketamine; norketamine adds nothing.
HALF_OF_HIGH_AT = 0.3 * 237.73
HIGH_COUNTS_FROM = 0.25
DRUG_HIGH = SIMONS_2022_EFFECTS.at("drug-high: half of the largest effect at 0.3 nmol/mL of S-ketamine")
PLAIN_CURVE = Source.judgement(
    "The high is told by the plain curve level / (level + 71 ng/mL): how steep it is, how late it follows the blood "
    "and how people differ were not seen. It counts as there from a quarter of the largest effect: about what the S "
    "half of 50 ng/mL of racemate gives."
)


def dissociation(levels: Levels, generator: np.random.Generator) -> Array:
    """Per cent of a scale's maximum in each person, each asked one of the study's scales: (times, people)."""
    low, high = SHARES_AT_HIGHEST
    share = generator.permutation(np.linspace(low, high, levels.people)) if levels.people > 1 else (low + high) / 2
    return np.minimum(100 * levels.total * share / HIGHEST_TESTED, 100.0)


def drug_high(s_level: Array) -> Array:
    """Per cent of the largest effect: (times, people)."""
    return 100 * s_level / (s_level + HALF_OF_HIGH_AT)


HIGH_THRESHOLD_LEVEL = HALF_OF_HIGH_AT * HIGH_COUNTS_FROM / (1 - HIGH_COUNTS_FROM)
