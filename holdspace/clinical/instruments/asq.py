"""Is suicide on the person's mind? The ASQ: four questions, and a fifth when any is answered yes."""

from holdspace.clinical.instruments.bibliography import CRITICAL_ANSWERS, usual
from holdspace.clinical.instruments.building import YES_NO, codes, fro
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import (
    AT_ONCE,
    WITHIN_THE_HOUR,
    Alert,
    Choice,
    Item,
    RiskTier,
    Skip,
)
from holdspace.clinical.sources import Source

ASQ_TOOLKIT = Source("National Institute of Mental Health: ASQ toolkit, 2017", "https://www.nimh.nih.gov/asq")
REFUSAL = usual("ASQ: a refusal to answer counts as positive")

YES_NO_OR_REFUSED = (*YES_NO, Choice(2, "Does not want to answer"))

ASQ = Instrument(
    code="asq",
    title="Ask Suicide-Screening Questions",
    short="ASQ",
    asks="Ask the patient:",
    recall_window="the past few weeks; the past week; ever; now",
    items=(
        Item("item_01", "In the past few weeks, have you wished you were dead?", choices=YES_NO_OR_REFUSED),
        Item(
            "item_02",
            "In the past few weeks, have you felt that you or your family would be better off if you were dead?",
            choices=YES_NO_OR_REFUSED,
        ),
        Item(
            "item_03",
            "In the past week, have you been having thoughts about killing yourself?",
            choices=YES_NO_OR_REFUSED,
        ),
        Item("item_04", "Have you ever tried to kill yourself?", choices=YES_NO_OR_REFUSED),
        Item(
            "item_05",
            "Are you having thoughts of killing yourself right now?",
            skip=Skip("item_01", below=1, also=codes(fro(2, 4))),
        ),
    ),
    choices=YES_NO,
    tiers=(
        RiskTier("acute_positive", any_of=("item_05",), urgency="high"),
        RiskTier("nonacute_positive", any_of=codes(fro(1, 4)), urgency="moderate"),
    ),
    no_tier="negative",
    alerts=(
        Alert(
            tier="high",
            says="Acute: full evaluation of safety and mental health now. Do not leave the patient alone.",
            within_minutes=AT_ONCE,
            source=ASQ_TOOLKIT,
        ),
        Alert(
            tier="moderate",
            says="Not acute: a brief assessment of suicide safety decides what is needed, before the patient leaves.",
            within_minutes=WITHIN_THE_HOUR,
            source=CRITICAL_ANSWERS,
        ),
    ),
    source=ASQ_TOOLKIT,
    rights=Rights.TEXT,
    rights_statement="National Institute of Mental Health; US Government work, public domain.",
    rights_source=ASQ_TOOLKIT,
    rated_by="clinician",
    other_sources=(REFUSAL,),
    notes=("No LOINC code could be confirmed.",),
)
