"""Is low mood worth a closer look? The first two items of the PHQ-9."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CAMCOPS
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.phq_9 import PHQ_9
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff
from holdspace.clinical.sources import Source

REFERENCE = Source("Instruments reference, PHQ-2: 3 or more")

PHQ_2 = Instrument(
    code="phq-2",
    title="Patient Health Questionnaire, 2 items",
    short="PHQ-2",
    asks=PHQ_9.asks,
    recall_window=PHQ_9.recall_window,
    items=PHQ_9.items[:2],
    choices=PHQ_9.choices,
    bands=(Band(0, "below the cut-off"), Band(3, "positive")),
    cutoffs=(Cutoff(Decimal(3), "positive: ask the whole PHQ-9", REFERENCE, decides=True),),
    source=REFERENCE,
    rights=Rights.TEXT,
    rights_statement=PHQ_9.rights_statement,
    rights_source=CAMCOPS,
    # Two codes for the total are in circulation (55758-7, 89555-7) and none is settled, so none is sent.
    notes=("No LOINC code is given for the total: two are in circulation.",),
)
