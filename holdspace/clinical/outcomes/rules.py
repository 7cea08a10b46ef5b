"""What counts as better, well, worse and relapsed on a scale? Written once, for pages, plots and exports."""

from dataclasses import dataclass
from datetime import timedelta

from holdspace.clinical.sources import PHILLIPS_2019, Source

RATING_SCALE_NOTES = Source("Public rating-scale notes of an esketamine clinic: PHQ-9 response, remission below 5")
CHANGE_THRESHOLDS = Source(
    "Clinical change thresholds, docs.getrivet.ca: PHQ-9 5 points, GAD-7 4 points (other data put the smallest change"
    " a patient notices lower: Kounali 2022, PMC9340848)",
    link="https://docs.getrivet.ca/clinical-change-thresholds",
)
GAD_7_REMISSION = Source.recalled("GAD-7 remission below 5: common usage")
BASELINE_AND_RELAPSE = Source.judgement(
    "Holdspace: a baseline is the last complete score within 14 days before the first dose; relapse is 10 or more with"
    " at least half of the improvement lost on two assessments a week apart, or an admission or suicidal behaviour"
)

BASELINE_WINDOW = timedelta(days=14)
RELAPSE_SPAN = timedelta(days=7)


@dataclass(frozen=True)
class OutcomeRule:
    """The lines that turn two totals of one instrument into a clinical word."""

    instrument: str
    short: str
    remission_below: int
    reliable_change: int
    sources: tuple[Source, ...]
    response_percent: int = 50
    partial_percent: int = 25
    relapse_from: int | None = None


PHQ_9_RULE = OutcomeRule(
    instrument="phq-9",
    short="PHQ-9",
    remission_below=5,
    reliable_change=5,
    relapse_from=10,
    sources=(PHILLIPS_2019, RATING_SCALE_NOTES, CHANGE_THRESHOLDS, BASELINE_AND_RELAPSE),
)
GAD_7_RULE = OutcomeRule(
    instrument="gad-7",
    short="GAD-7",
    remission_below=5,
    reliable_change=4,
    sources=(PHILLIPS_2019, GAD_7_REMISSION, CHANGE_THRESHOLDS, BASELINE_AND_RELAPSE),
)

RULES = (PHQ_9_RULE, GAD_7_RULE)


def rule_for(instrument: str) -> OutcomeRule | None:
    """The outcome rule of an instrument, or None where no definition of change has been agreed."""
    return next((rule for rule in RULES if rule.instrument == instrument), None)
