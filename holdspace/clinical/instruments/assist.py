"""How risky is the use of each substance? The WHO ASSIST v3.1: one score per substance is entered."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CIRG_QUESTIONNAIRES, STRUCTURE, usual
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Item, Number, Subscale

BANDS = usual("ASSIST v3.1: drugs 0-3, 4-26, 27 and more; alcohol 0-10, 11-26, 27 and more")
DRUGS = (Band(0, "lower risk"), Band(4, "moderate risk"), Band(27, "high risk"))
ALCOHOL = (Band(0, "lower risk"), Band(11, "moderate risk"), Band(27, "high risk"))

# Questions 2 to 7: six answers, of which the largest together make 39 (recalled); tobacco has one fewer.
SCORE = Number(Decimal(0), Decimal(39))

SUBSTANCES = {
    "tobacco": "Tobacco",
    "alcohol": "Alcohol",
    "cannabis": "Cannabis",
    "cocaine": "Cocaine",
    "amphetamines": "Stimulants of the amphetamine type",
    "inhalants": "Inhalants",
    "sedatives": "Sedatives or sleeping pills",
    "hallucinogens": "Hallucinogens, with ketamine",
    "opioids": "Opioids",
    "other": "Other",
}

ASSIST = Instrument(
    code="assist",
    title="Alcohol, Smoking and Substance Involvement Screening Test, version 3.1",
    short="ASSIST",
    asks=TOTAL_FROM_PAPER,
    recall_window="the past 3 months, and ever",
    items=tuple(Item(code, label=f"{name}: score", number=SCORE) for code, name in SUBSTANCES.items()),
    adds_up=False,
    no_bands_because="Each substance has its own bands.",
    subscales=tuple(
        Subscale(f"{code}_risk", name, (code,), bands=ALCOHOL if code == "alcohol" else DRUGS)
        for code, name in SUBSTANCES.items()
    ),
    source=STRUCTURE,
    bands_source=BANDS,
    rights=Rights.NC,
    rights_statement="World Health Organization; non-commercial use. Its wording is not included.",
    rights_source=usual("ASSIST: World Health Organization, non-commercial use"),
    rated_by="clinician",
    other_sources=(CIRG_QUESTIONNAIRES,),
)
