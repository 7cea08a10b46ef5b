"""Which rating scales does the clinic know, and what does a filled one amount to?"""

from holdspace.clinical.instruments.aldrete import ALDRETE
from holdspace.clinical.instruments.audit_c import AUDIT_C
from holdspace.clinical.instruments.c_ssrs import C_SSRS, C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.gad_7 import GAD_7
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.moaas import MOAAS
from holdspace.clinical.instruments.mpadss import MPADSS
from holdspace.clinical.instruments.padss import PADSS
from holdspace.clinical.instruments.pc_ptsd_5 import PC_PTSD_5
from holdspace.clinical.instruments.phq_9 import PHQ_9
from holdspace.clinical.instruments.rass import RASS
from holdspace.clinical.instruments.results import Incomplete, Score
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.scoring import NO_TIER, band_of, from_total, in_order, score
from holdspace.clinical.instruments.shape import (
    TOTAL,
    Alert,
    Answer,
    Band,
    Choice,
    Cutoff,
    Item,
    Number,
    RiskTier,
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
    "Answer",
    "Band",
    "ChangeRules",
    "Choice",
    "Cutoff",
    "Incomplete",
    "Instrument",
    "Item",
    "Line",
    "Number",
    "Rights",
    "RiskTier",
    "Score",
    "Skip",
    "Subscale",
    "band_of",
    "by_code",
    "from_total",
    "in_order",
    "score",
]

ALL = (
    PHQ_9,
    GAD_7,
    PC_PTSD_5,
    AUDIT_C,
    C_SSRS,
    C_SSRS_SINCE_LAST_VISIT,
    RASS,
    MOAAS,
    ALDRETE,
    PADSS,
    MPADSS,
)


def by_code(code: str) -> Instrument:
    """The instrument with this code, such as "phq-9"; "PHQ-9" and "phq9" mean the same."""
    wanted = _plain(code)
    for instrument in ALL:
        if wanted in map(_plain, (instrument.code, instrument.short, *instrument.also_called)):
            return instrument
    known = ", ".join(instrument.code for instrument in ALL)
    raise ValueError(f"There is no instrument called {code}. Known: {known}.")


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
