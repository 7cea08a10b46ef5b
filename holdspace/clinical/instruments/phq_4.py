"""Are low mood or worry worth a closer look? The first two items of the PHQ-9 and of the GAD-7."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CAMCOPS, CIRG_QUESTIONNAIRES, usual
from holdspace.clinical.instruments.gad_7 import GAD_7
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.phq_9 import PHQ_9
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff, Subscale

BANDS = usual("PHQ-4 bands 0-2, 3-5, 6-8, 9-12")

HALVES = (Band(0, "below the cut-off"), Band(3, "positive"))

PHQ_4 = Instrument(
    code="phq-4",
    title="Patient Health Questionnaire, 4 items",
    short="PHQ-4",
    asks=PHQ_9.asks,
    recall_window=PHQ_9.recall_window,
    items=(*GAD_7.items[:2], *PHQ_9.items[:2]),
    choices=PHQ_9.choices,
    bands=(Band(0, "none"), Band(3, "mild"), Band(6, "moderate"), Band(9, "severe")),
    bands_source=BANDS,
    subscales=(
        Subscale("anxiety", "Anxiety (GAD-2)", ("nervous", "control"), bands=HALVES),
        Subscale("depression", "Depression (PHQ-2)", ("interest", "mood"), bands=HALVES),
    ),
    cutoffs=(Cutoff(Decimal(3), "either subscale positive", CIRG_QUESTIONNAIRES),),
    source=CIRG_QUESTIONNAIRES,
    rights=Rights.TEXT,
    rights_statement=PHQ_9.rights_statement,
    rights_source=CAMCOPS,
    loinc_panel="69724-3",
    loinc_total="70272-0",
)
