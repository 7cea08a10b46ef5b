"""Did it help? Baseline, change, response, remission, deterioration and relapse."""

from holdspace.clinical.outcomes.change import (
    is_deterioration,
    is_partial_response,
    is_remission,
    is_response,
    percent_fall,
)
from holdspace.clinical.outcomes.course import Course, ScoredAt, Standing, baseline, course
from holdspace.clinical.outcomes.rules import (
    BASELINE_WINDOW,
    GAD_7_RULE,
    PHQ_9_RULE,
    RELAPSE_SPAN,
    RULES,
    OutcomeRule,
    rule_for,
)

__all__ = [
    "BASELINE_WINDOW",
    "GAD_7_RULE",
    "PHQ_9_RULE",
    "RELAPSE_SPAN",
    "RULES",
    "Course",
    "OutcomeRule",
    "ScoredAt",
    "Standing",
    "baseline",
    "course",
    "is_deterioration",
    "is_partial_response",
    "is_remission",
    "is_response",
    "percent_fall",
    "rule_for",
]
