"""How hard was the session? The Challenging Experience Questionnaire: the sum as a share of its most."""

from decimal import Decimal

from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.edi import GERMAN_STUDY
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Index
from holdspace.clinical.sources import Source

CEQ_COPY = Source("Barrett FS et al. The Challenging Experience Questionnaire (copy)")

CEQ = Instrument(
    code="ceq",
    title="Challenging Experience Questionnaire",
    short="CEQ",
    asks=FROM_PAPER,
    recall_window="the session",
    items=numbered(26),
    choices=points(0, 5),
    no_bands_because="There are no bands.",
    index=Index("Percent of the most", times=Decimal(100), over=Decimal(130), decimals=1),
    source=CEQ_COPY,
    rights=Rights.PERM,
    rights_statement="The authors ask for permission. Its wording is not included.",
    rights_source=GERMAN_STUDY,
    # Grief, fear, death, insanity, isolation, physical distress, paranoia: no source at hand says which item is whose.
    notes=("The seven factors are not added up, because no source at hand says which item belongs to which.",),
)
