"""How clear is thinking? The SLUMS examination, of which the points are entered."""

from holdspace.clinical.instruments.bibliography import STRUCTURE
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights

SLUMS = Instrument(
    code="slums",
    title="Saint Louis University Mental Status examination",
    short="SLUMS",
    asks=TOTAL_FROM_PAPER,
    recall_window="now",
    items=(whole("points", "Points", 0, 30),),
    no_bands_because="No source that we have read gives a line.",
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Whether the form may be shipped is still to be checked. It is not included.",
    rated_by="clinician",
    higher_is_better=True,
)
