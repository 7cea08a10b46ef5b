"""How near is suicide? The C-SSRS screener, entered from the clinic's own licensed form: places only, no wording."""

from dataclasses import replace

from holdspace.clinical.instruments.bibliography import SCALE_NOTES
from holdspace.clinical.instruments.building import YES_NO
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import (
    AT_ONCE,
    WITHIN_A_DAY,
    WITHIN_THE_HOUR,
    Alert,
    Item,
    RiskTier,
    Skip,
    Subscale,
)
from holdspace.clinical.sources import Source

POSNER_2011 = Source(
    "Posner K, Brown GK, Stanley B et al. The Columbia-Suicide Severity Rating Scale. Am J Psychiatry"
    " 2011;168:1266-1277 (triage tiers as restated in the C-SSRS triage guidelines)",
    link="https://doi.org/10.1176/appi.ajp.2011.10111704",
)

RIGHTS_STATEMENT = (
    "The Columbia-Suicide Severity Rating Scale is used with its owners' permission. Its wording is not included:"
    " ask from your own form, and enter the answers here."
)

ONLY_AFTER_LEVEL_2 = Skip("ideation_2", below=1)

IDEATION = (
    Item("ideation_1", label="Ideation level 1 (question 1, wish)", loinc="93246-7", called="1"),
    Item("ideation_2", label="Ideation level 2 (question 2, thoughts)", loinc="93247-5", called="2"),
    Item(
        "ideation_3",
        label="Ideation level 3 (question 3, method)",
        loinc="93248-3",
        called="3",
        skip=ONLY_AFTER_LEVEL_2,
    ),
    Item(
        "ideation_4",
        label="Ideation level 4 (question 4, intent)",
        loinc="93249-1",
        called="4",
        skip=ONLY_AFTER_LEVEL_2,
    ),
    Item(
        "ideation_5", label="Ideation level 5 (question 5, plan)", loinc="93250-9", called="5", skip=ONLY_AFTER_LEVEL_2
    ),
)
IDEATION_CODES = tuple(item.code for item in IDEATION)

LADDER = (
    Alert(
        tier="high",
        says=(
            "Do not leave the patient alone. Psychiatric evaluation now; no dose unless a psychiatrist documents"
            " otherwise."
        ),
        within_minutes=AT_ONCE,
    ),
    Alert(
        tier="moderate",
        says="A clinician sees the patient today: safety plan, and counselling about access to means.",
        within_minutes=WITHIN_THE_HOUR,
    ),
    Alert(tier="low", says="Give crisis contacts and go through the safety plan.", within_minutes=WITHIN_A_DAY),
)

C_SSRS = Instrument(
    code="c-ssrs",
    title="Columbia-Suicide Severity Rating Scale, screener, recent",
    short="C-SSRS",
    asks="Enter the answers of the screener by question number.",
    recall_window="ideation: the past month; behaviour: ever, and the past 3 months",
    items=(
        *IDEATION,
        Item("behaviour_ever", label="Suicidal behaviour, ever (question 6)", loinc="93267-3", called="6"),
        Item(
            "behaviour_recent",
            label="Suicidal behaviour, past 3 months (question 6)",
            loinc="93269-9",
            called="6b",
            skip=Skip("behaviour_ever", below=1),
        ),
    ),
    choices=YES_NO,
    tiers=(
        RiskTier("high", any_of=("ideation_4", "ideation_5", "behaviour_recent")),
        RiskTier("moderate", any_of=("ideation_3", "behaviour_ever")),
        RiskTier("low", any_of=("ideation_1", "ideation_2")),
    ),
    subscales=(
        Subscale("ideation", "Highest ideation level", IDEATION_CODES, highest=True),
        Subscale("behaviour_ever", "Behaviour, ever", ("behaviour_ever",)),
        Subscale("behaviour_recent", "Behaviour, past 3 months", ("behaviour_recent",)),
    ),
    alerts=LADDER,
    source=POSNER_2011,
    other_sources=(SCALE_NOTES,),
    rights=Rights.PERM,
    rights_statement=RIGHTS_STATEMENT,
    loinc_panel="93373-9",
    also_called=("c-ssrs-screener",),
    rated_by="clinician",
)

C_SSRS_SINCE_LAST_VISIT = Instrument(
    code="c-ssrs-since-last-visit",
    title="Columbia-Suicide Severity Rating Scale, screener, since last visit",
    short="C-SSRS since last visit",
    asks="Enter the answers of the screener by question number.",
    recall_window="since the last visit",
    # The LOINC codes of the other form speak of the past month, so they are not used here; but a yes since the last
    # visit is also a yes in the past month and the past three. A no says nothing about them.
    items=(
        *(replace(item, loinc="", implies=(item.loinc,)) for item in IDEATION),
        Item(
            "behaviour",
            label="Suicidal behaviour, since the last visit (question 6)",
            called="6",
            implies=("93267-3", "93269-9"),
        ),
    ),
    choices=YES_NO,
    tiers=(
        RiskTier("high", any_of=("ideation_4", "ideation_5", "behaviour")),
        RiskTier("moderate", any_of=("ideation_3",)),
        RiskTier("low", any_of=("ideation_1", "ideation_2")),
    ),
    subscales=(
        Subscale("ideation", "Highest ideation level", IDEATION_CODES, highest=True),
        Subscale("behaviour", "Behaviour, since the last visit", ("behaviour",)),
    ),
    alerts=LADDER,
    source=POSNER_2011,
    other_sources=(SCALE_NOTES,),
    rights=Rights.PERM,
    rights_statement=RIGHTS_STATEMENT,
    rated_by="clinician",
)
