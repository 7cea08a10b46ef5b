"""Is the patient safe before, during and after a dose? Time-out, thresholds, check schedule, readiness to leave."""

from holdspace.clinical.monitoring.discharge import (
    Criterion,
    DischargeFacts,
    is_ready,
    observation_ends_at,
    readiness,
)
from holdspace.clinical.monitoring.exported import for_the_screen
from holdspace.clinical.monitoring.judging import Reading, judge, judge_blood_pressure, tier, worst
from holdspace.clinical.monitoring.long_term.numbers import THRESHOLDS as LONG_TERM_THRESHOLDS
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.monitoring.numbers import NUMBERS
from holdspace.clinical.monitoring.scales import ALDRETE, DISTRESS, MOAAS, MPADSS, RASS, LevelScale
from holdspace.clinical.monitoring.schedules import SCHEDULE_THRESHOLDS, Check, Lateness, next_check, next_check_due
from holdspace.clinical.monitoring.signals import Signal, Tier
from holdspace.clinical.monitoring.thresholds import SIGNAL_THRESHOLDS, STOP_SIGNS, WARNING_SYMPTOMS

# The numbers shared with screening (CVS-02, DDI-08, DDI-22) stand in eligibility.THRESHOLDS.
THRESHOLDS = (*NUMBERS, *SIGNAL_THRESHOLDS, *SCHEDULE_THRESHOLDS, *LONG_TERM_THRESHOLDS)

__all__ = [
    "ALDRETE",
    "DISTRESS",
    "MOAAS",
    "MPADSS",
    "RASS",
    "STOP_SIGNS",
    "THRESHOLDS",
    "WARNING_SYMPTOMS",
    "Check",
    "Criterion",
    "DischargeFacts",
    "Lateness",
    "LevelScale",
    "Measured",
    "Reading",
    "Signal",
    "Tier",
    "for_the_screen",
    "is_ready",
    "judge",
    "judge_blood_pressure",
    "next_check",
    "next_check_due",
    "observation_ends_at",
    "readiness",
    "tier",
    "worst",
]
