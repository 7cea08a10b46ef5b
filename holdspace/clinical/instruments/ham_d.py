"""How severe is depression by Hamilton's interview? The total of the 17 items is entered."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights

HAM_D = Instrument(
    code="ham-d",
    title="Hamilton Depression Rating Scale, 17 items",
    short="HAM-D",
    asks=TOTAL_FROM_PAPER,
    recall_window="the past week, by interview",
    items=(whole("sum", "Total of the 17 items", 0, 52),),
    no_bands_because="No source that we have read gives bands.",
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Whether the wording may be shipped is not settled. It is not included.",
    rights_source=CAMCOPS,
    rated_by="clinician",
    also_called=("hdrs", "ham-d-17", "hamd"),
)
