"""Was there an emotional breakthrough? The EBI: the mean of its lines of 0 to 100."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Index

COUNT = usual("EBI: eight lines of 0 to 100; the published form may have six, to be checked")

EBI = Instrument(
    code="ebi",
    title="Emotional Breakthrough Inventory",
    short="EBI",
    asks=FROM_PAPER,
    recall_window="the session",
    items=numbered(8),
    choices=points(0, 100),
    no_bands_because="There are no bands.",
    index=Index("Mean", over=Decimal(8), decimals=1),
    source=COUNT,
    neither_is_better=True,
    rights=Rights.PERM,
    rights_statement="The authors ask for permission. Its wording is not included.",
    rights_source=COUNT,
    notes=("Eight lines are taken; the published form may have six. Check your own form before using it.",),
)
