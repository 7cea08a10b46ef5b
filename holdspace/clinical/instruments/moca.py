"""How clear is thinking? The MoCA: the points are entered, and the years of education."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS, LONG_TERM_LIMITS
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.coding import loinc_unverified
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff, OnePointMore

MOCA = Instrument(
    code="moca",
    title="Montreal Cognitive Assessment",
    short="MoCA",
    asks=TOTAL_FROM_PAPER,
    recall_window="now",
    items=(whole("points", "Points as counted, before the point for education", 0, 30),),
    about=(whole("education_years", "Years of education", 0, 40),),
    one_point_more=OnePointMore("education_years", at_most=12),
    bands=(Band(0, "below the cut-off"), Band(26, "normal")),
    bands_source=AWELL,
    cutoffs=(Cutoff(Decimal(26), "below normal", AWELL, below=True, decides=True),),
    change=ChangeRules(worse_by=Line.of(3, LONG_TERM_LIMITS, "3 points down")),
    source=CAMCOPS,
    total_read_as=loinc_unverified("72172-0"),
    rights=Rights.SCORE,
    rights_statement=(
        "Copyright Z. Nasreddine. Electronic versions are prohibited without permission, and training is mandatory. Its"
        " wording is not included."
    ),
    rights_source=CAMCOPS,
    rated_by="clinician",
    higher_is_better=True,
    loinc_panel="72133-2",
)
