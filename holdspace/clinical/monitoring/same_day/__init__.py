"""Does anything speak against a dose today? One rule for each check of the time-out."""

from collections.abc import Callable

from holdspace.clinical.findings import Finding, Level, worst_first
from holdspace.clinical.monitoring.same_day.facts import (
    Change,
    Fasting,
    PregnancyTest,
    SameDayFacts,
    Substance,
)
from holdspace.clinical.monitoring.same_day.history import (
    changes_since_last_visit,
    fasting,
    other_psychedelics,
    pregnancy,
    respiratory_infection,
    substances,
)
from holdspace.clinical.monitoring.same_day.suicide import suicide_risk
from holdspace.clinical.monitoring.same_day.vital_signs import (
    blood_pressure,
    breaths,
    heart_rate,
    oxygen_saturation,
    repeats_above,
    resting_limit,
    temperature,
    warning_symptoms,
)

__all__ = [
    "RULES",
    "RULE_TITLES",
    "Change",
    "Fasting",
    "PregnancyTest",
    "SameDayFacts",
    "Substance",
    "prescriber_may_decide",
    "repeats_above",
    "resting_limit",
    "what_holds_today",
]

RULES: tuple[Callable[[SameDayFacts], Finding | None], ...] = (
    blood_pressure,
    warning_symptoms,
    heart_rate,
    oxygen_saturation,
    breaths,
    temperature,
    fasting,
    suicide_risk,
    changes_since_last_visit,
    pregnancy,
    substances,
    other_psychedelics,
    respiratory_infection,
)

RULE_TITLES = {
    "DAY-01": "Blood pressure above the resting limit",
    "DAY-02": "Blood pressure too high for a dose",
    "DAY-03": "Blood pressure of an emergency",
    "DAY-04": "Heart rate",
    "DAY-05": "Oxygen saturation",
    "DAY-06": "Breaths",
    "DAY-07": "Temperature",
    "DAY-08": "Fasting",
    "DAY-09": "C-SSRS since last visit",
    "DAY-10": "Changes since last visit",
    "DAY-11": "Pregnancy test",
    "DAY-12": "Substances in 24 hours",
    "DAY-13": "Infection of the upper airway",
    "DAY-14": "Warning symptoms",
    "DDI-22": "Other psychedelics in 7 days",
}


def what_holds_today(facts: SameDayFacts) -> tuple[Finding, ...]:
    """Everything that speaks against a dose today, worst first; empty when nothing does."""
    return worst_first(finding for rule in RULES if (finding := rule(facts)))


def prescriber_may_decide(finding: Finding) -> bool:
    """Whether a prescriber may go ahead despite a hold: only a moderately raised pressure, repeated twice."""
    return finding.rule == "DAY-01" and finding.level is Level.HOLD
