"""Is ketamine safe for this person? Contraindications, cautions and interactions, from coded facts to findings."""

from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.eligibility.reading import read
from holdspace.clinical.eligibility.record import (
    AllergyEntry,
    CodedRecord,
    Coding,
    ConditionEntry,
    FamilyHistoryEntry,
    MedicationEntry,
    ObservationEntry,
    PartialDate,
)
from holdspace.clinical.eligibility.rule import Rule
from holdspace.clinical.eligibility.rules import RULES
from holdspace.clinical.eligibility.screening import Screening, screen
from holdspace.clinical.eligibility.thresholds import THRESHOLDS

__all__ = [
    "RULES",
    "THRESHOLDS",
    "AllergyEntry",
    "CodedRecord",
    "Coding",
    "ConditionEntry",
    "FamilyHistoryEntry",
    "MedicationEntry",
    "ObservationEntry",
    "PartialDate",
    "Rule",
    "Screening",
    "ScreeningFacts",
    "read",
    "screen",
]
