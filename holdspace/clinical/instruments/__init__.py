"""Which rating scales does the clinic know, and what does a filled one amount to?"""

from holdspace.clinical.instruments.audit_c import AUDIT_C
from holdspace.clinical.instruments.c_ssrs import C_SSRS, C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.instruments.gad_7 import GAD_7
from holdspace.clinical.instruments.pc_ptsd_5 import PC_PTSD_5
from holdspace.clinical.instruments.phq_9 import PHQ_9
from holdspace.clinical.instruments.scoring import NO_TIER, band_of, in_order, score
from holdspace.clinical.instruments.shape import (
    TOTAL,
    Alert,
    Band,
    Choice,
    Incomplete,
    Instrument,
    Item,
    Rights,
    RiskTier,
    Score,
    Skip,
    Subscale,
)

__all__ = [
    "ALL",
    "AUDIT_C",
    "C_SSRS",
    "C_SSRS_SINCE_LAST_VISIT",
    "GAD_7",
    "NO_TIER",
    "PC_PTSD_5",
    "PHQ_9",
    "TOTAL",
    "Alert",
    "Band",
    "Choice",
    "Incomplete",
    "Instrument",
    "Item",
    "Rights",
    "RiskTier",
    "Score",
    "Skip",
    "Subscale",
    "band_of",
    "by_code",
    "in_order",
    "score",
]

ALL = (PHQ_9, GAD_7, PC_PTSD_5, AUDIT_C, C_SSRS, C_SSRS_SINCE_LAST_VISIT)


def by_code(code: str) -> Instrument:
    """The instrument with this code, such as "phq-9"."""
    for instrument in ALL:
        if instrument.code == code:
            return instrument
    known = ", ".join(instrument.code for instrument in ALL)
    raise ValueError(f"There is no instrument called {code}. Known: {known}.")
