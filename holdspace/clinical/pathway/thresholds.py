"""Which numbers does the pathway compare with? Each with its source, and how far a clinic may move it."""

from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Looser, Threshold, adjustable

EVALUATION_DAYS = adjustable(
    "PATH.evaluation_days", "How long an evaluation counts", 90, "days",
    Source.judgement("Two clinics ask for both evaluations; that each counts for 90 days is our choice."),
    between=(30, 90),
)  # fmt: skip
WEIGHT_DAYS = adjustable(
    "PATH.weight_days", "How long a weight counts for a dose", 30, "days",
    Source.judgement("A weight at most 30 days old for a dose by weight."), between=(7, 30),
)  # fmt: skip
INTEGRATION_SESSIONS = adjustable(
    "PATH.integration_sessions", "How many integration sessions follow a dose before the next", 1, "",
    Source.judgement("At least one integration session for a dose."), between=(1, 3), looser=Looser.LOWER,
)  # fmt: skip

# The shortest time between two doses is guard G-03 of the order, in protocols.THRESHOLDS.
THRESHOLDS: tuple[Threshold, ...] = (EVALUATION_DAYS, WEIGHT_DAYS, INTEGRATION_SESSIONS)
