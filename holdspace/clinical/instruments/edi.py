"""Did the sense of self dissolve? The Ego Dissolution Inventory: the mean of eight lines of 0 to 100."""

from decimal import Decimal

from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Index
from holdspace.clinical.sources import Source

GERMAN_STUDY = Source("German validation of the EDI and CEQ", "PMC8926265")

EDI = Instrument(
    code="edi",
    title="Ego Dissolution Inventory",
    short="EDI",
    asks=FROM_PAPER,
    recall_window="the session",
    items=numbered(8),
    choices=points(0, 100),
    no_bands_because="There are no bands.",
    index=Index("Mean", over=Decimal(8), decimals=1),
    source=GERMAN_STUDY,
    neither_is_better=True,
    rights=Rights.PERM,
    rights_statement="The authors ask for permission. Its wording is not included.",
    rights_source=GERMAN_STUDY,
    notes=("A German study found five of the items on one factor.",),
)
