"""How severe is anxiety by Hamilton's interview? Fourteen items, entered by number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights

HAM_A = Instrument(
    code="ham-a",
    title="Hamilton Anxiety Rating Scale",
    short="HAM-A",
    asks=FROM_PAPER,
    recall_window="the past week, by interview",
    items=numbered(14),
    choices=points(0, 4),
    no_bands_because="No source that we have read gives bands.",
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Whether the wording may be shipped is not settled. It is not included.",
    rights_source=CAMCOPS,
    rated_by="clinician",
)
