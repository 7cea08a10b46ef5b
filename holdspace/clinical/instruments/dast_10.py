"""How far do drugs do harm? The DAST-10: ten yes or no, the third the other way round."""

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS, CLINICAL_TOOLKIT, CRITICAL_ANSWERS
from holdspace.clinical.instruments.building import FROM_PAPER, YES_NO, numbered
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_A_DAY, Alert, Band, Choice, Item

YES_IS_GOOD = (Choice(0, "No", "LA32-8", points=1), Choice(1, "Yes", "LA33-6", points=0))
PLAIN = numbered(10)
REVERSED = Item(PLAIN[2].code, label=PLAIN[2].label, called="3", choices=YES_IS_GOOD)

DAST_10 = Instrument(
    code="dast-10",
    title="Drug Abuse Screening Test, 10 items",
    short="DAST-10",
    asks=FROM_PAPER,
    recall_window="the past 12 months",
    items=(*PLAIN[:2], REVERSED, *PLAIN[3:]),
    choices=YES_NO,
    bands=(Band(0, "none"), Band(1, "low"), Band(3, "moderate"), Band(6, "substantial"), Band(9, "severe")),
    alerts=(
        Alert(
            at_least=6,
            says="Substantial problems with drugs. A clinician sees it before the next step.",
            within_minutes=WITHIN_A_DAY,
            source=CRITICAL_ANSWERS,
        ),
    ),
    source=AWELL,
    rights=Rights.NC,
    rights_statement=(
        "Copyright Skinner and the Centre for Addiction and Mental Health; non-commercial use with credit. Its wording"
        " is not included."
    ),
    rights_source=CAMCOPS,
    loinc_panel="82666-9",
    loinc_total="82667-7",
    # A public library totals a form with a single answer. Here a gap gives no total.
    notes=("A missing answer is never counted as no.",),
    other_sources=(CLINICAL_TOOLKIT,),
)
