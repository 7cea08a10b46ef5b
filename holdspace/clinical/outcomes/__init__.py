"""Did it help? What is asked when; baseline, change, response, remission, relapse; maintenance; when to stop."""

from holdspace.clinical.outcomes.change import (
    improvement,
    is_deterioration,
    is_improvement,
    is_partial_response,
    is_remission,
    is_response,
    percent_fall,
)
from holdspace.clinical.outcomes.course import BASELINE_WINDOW, Course, ScoredAt, Standing, baseline, course
from holdspace.clinical.outcomes.maintenance import (
    SPREADS,
    Advice,
    Move,
    Review,
    Spread,
    Visit,
    reviews,
    spacing,
    visit,
)
from holdspace.clinical.outcomes.numbers import THRESHOLDS
from holdspace.clinical.outcomes.rules import GAD_7_RULE, PHQ_9_RULE, RULES, OutcomeRule, rule_for
from holdspace.clinical.outcomes.schedule import OCCASIONS, Due, Lateness, Measure, Occasion, ScheduleFacts, due
from holdspace.clinical.outcomes.stop_rules import STOP_RULES, StopFacts, StopRule, stop_rules, word_of

__all__ = [
    "BASELINE_WINDOW",
    "GAD_7_RULE",
    "OCCASIONS",
    "PHQ_9_RULE",
    "RULES",
    "SPREADS",
    "STOP_RULES",
    "THRESHOLDS",
    "Advice",
    "Course",
    "Due",
    "Lateness",
    "Measure",
    "Move",
    "Occasion",
    "OutcomeRule",
    "Review",
    "ScheduleFacts",
    "ScoredAt",
    "Spread",
    "Standing",
    "StopFacts",
    "StopRule",
    "Visit",
    "baseline",
    "course",
    "due",
    "improvement",
    "is_deterioration",
    "is_improvement",
    "is_partial_response",
    "is_remission",
    "is_response",
    "percent_fall",
    "reviews",
    "rule_for",
    "spacing",
    "stop_rules",
    "visit",
    "word_of",
]
