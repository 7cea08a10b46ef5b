"""How far does alcohol do harm? The ten items of the AUDIT, entered by number."""

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS, CIRG_QUESTIONNAIRES, CRITICAL_ANSWERS, usual
from holdspace.clinical.instruments.building import FROM_PAPER, codes, fro, numbered, points
from holdspace.clinical.instruments.coding import loinc_unverified
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_A_DAY, Alert, Band, Choice, Item, Subscale

IN_TWOS = (Choice(0), Choice(2), Choice(4))
LAST_TWO = tuple(Item(item.code, label=item.label, called=item.called, choices=IN_TWOS) for item in numbered(10)[8:])

AUDIT = Instrument(
    code="audit",
    title="Alcohol Use Disorders Identification Test",
    short="AUDIT",
    asks=FROM_PAPER,
    recall_window="the past year",
    items=(*numbered(8), *LAST_TWO),
    choices=points(0, 4),
    bands=(Band(0, "low risk"), Band(8, "hazardous"), Band(16, "harmful"), Band(20, "likely dependence")),
    bands_source=usual("AUDIT, WHO manual: 0-7, 8-15, 16-19, 20-40"),
    subscales=(
        Subscale("consumption", "Consumption (items 1 to 3)", codes(fro(1, 3))),
        Subscale(
            "dependence",
            "Dependence (items 4 to 6)",
            codes(fro(4, 6)),
            bands=(Band(0, "below the cut-off"), Band(4, "possible dependence")),
        ),
        Subscale("problems", "Problems (items 7 to 10)", codes(fro(7, 10))),
    ),
    alerts=(
        Alert(
            at_least=20,
            says="Dependence on alcohol is likely. A clinician sees it before the next step.",
            within_minutes=WITHIN_A_DAY,
            source=CRITICAL_ANSWERS,
        ),
    ),
    source=AWELL,
    total_read_as=loinc_unverified("75624-7"),
    rights=Rights.NC,
    rights_statement="World Health Organization; not for sale or commercial use. Its wording is not included.",
    rights_source=CAMCOPS,
    # One version in circulation scores two answers alike and splits the drinks otherwise: not to be mixed with this.
    notes=("Do not mix with the CNICS version, which scores the same answers otherwise.",),
    other_sources=(CIRG_QUESTIONNAIRES,),
)
