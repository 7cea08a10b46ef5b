"""How much does the bladder hurt, and how much does it matter? O'Leary and Sant's two short indexes."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff
from holdspace.clinical.sources import Source

OLEARY_SANT = Source(
    "O'Leary-Sant symptom and problem indexes, 4 items each, at most 20 and 16", "https://alpfmedical.info"
)
SUSPICION = usual("ICSI: 6 or more is used for suspicion")
RIGHTS_STATEMENT = "Its owners' permission is needed. Its wording is not included."

ICSI = Instrument(
    code="icsi",
    title="Interstitial Cystitis Symptom Index",
    short="ICSI",
    asks=FROM_PAPER,
    recall_window="the past month",
    items=numbered(4),
    choices=points(0, 5),
    bands=(Band(0, "below the cut-off"), Band(6, "suspicion")),
    bands_source=SUSPICION,
    cutoffs=(Cutoff(Decimal(6), "suspicion", SUSPICION, decides=True),),
    source=OLEARY_SANT,
    rights=Rights.SCORE,
    rights_statement=RIGHTS_STATEMENT,
)
ICPI = Instrument(
    code="icpi",
    title="Interstitial Cystitis Problem Index",
    short="ICPI",
    asks=FROM_PAPER,
    recall_window="the past month",
    items=numbered(4),
    choices=points(0, 4),
    no_bands_because="No source that we have read gives a line.",
    source=OLEARY_SANT,
    rights=Rights.SCORE,
    rights_statement=RIGHTS_STATEMENT,
)
