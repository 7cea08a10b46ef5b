"""Is there mania this week? The ASRM, entered by item number."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CAMCOPS, CRITICAL_ANSWERS, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.coding import fact
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_A_DAY, Alert, Band, Cutoff

ASRM_LINE = usual("ASRM: 6 or more asks for a clinical check of mania")

ASRM = Instrument(
    code="asrm",
    title="Altman Self-Rating Mania Scale",
    short="ASRM",
    asks=FROM_PAPER,
    recall_window="the past week",
    items=numbered(5),
    choices=points(0, 4),
    bands=(Band(0, "below the cut-off"), Band(6, "positive")),
    bands_source=ASRM_LINE,
    cutoffs=(Cutoff(Decimal(6), "positive", ASRM_LINE, decides=True),),
    alerts=(
        Alert(
            at_least=6,
            says="Mania or hypomania is possible. A clinician checks it; no dose until it is ruled out.",
            within_minutes=WITHIN_A_DAY,
            source=CRITICAL_ANSWERS,
        ),
    ),
    source=CAMCOPS,
    total_read_as=fact("asrm-total"),
    rights=Rights.SCORE,
    rights_statement="Elsevier; a licence fee is asked. Its wording is not included.",
    rights_source=CAMCOPS,
)
