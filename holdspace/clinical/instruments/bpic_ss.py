"""How much does the bladder hurt? The BPIC-SS, of which the total is entered."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff

BPIC_SS_LINE = usual("BPIC-SS: 8 items, 0 to 38, 19 or more significant (used in esketamine trials)")

BPIC_SS = Instrument(
    code="bpic-ss",
    title="Bladder Pain/Interstitial Cystitis Symptom Score",
    short="BPIC-SS",
    asks=TOTAL_FROM_PAPER,
    recall_window="the past week",
    items=(whole("sum", "Total of the 8 items", 0, 38),),
    bands=(Band(0, "below the cut-off"), Band(19, "significant")),
    cutoffs=(Cutoff(Decimal(19), "significant", BPIC_SS_LINE, decides=True),),
    source=BPIC_SS_LINE,
    rights=Rights.SCORE,
    rights_statement="Astellas, through a licensor. Its wording is not included.",
)
