"""Could trauma still be at work? The PC-PTSD-5, a screen: a positive one asks for the PCL-5."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CIRG_QUESTIONNAIRES, CLINICAL_TOOLKIT, usual
from holdspace.clinical.instruments.building import YES_NO
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Band, Cutoff, Item, Skip
from holdspace.clinical.sources import Mark, Source

PRINS_2016 = Source(
    "Prins A et al. The Primary Care PTSD Screen for DSM-5. J Gen Intern Med 2016;31:1206-1211: 3 finds most, 4 errs"
    " least. Bovin MJ et al. 2021 (PMC7862990) prefers 4, for women 3. The clinic's line is 3",
    link="https://doi.org/10.1007/s11606-016-3703-5",
    mark=Mark.ABSTRACT_ONLY,
)

NO_EVENT = Skip("exposure", below=1, answers_ignored=True)

PC_PTSD_5 = Instrument(
    code="pc-ptsd-5",
    title="Primary Care PTSD Screen for DSM-5",
    short="PC-PTSD-5",
    asks=(
        "Sometimes things happen to people that are unusually or especially frightening, horrible, or traumatic, for"
        " example a serious accident or fire, a physical or sexual assault or abuse, an earthquake or flood, a war,"
        " seeing someone be killed or seriously injured, or having a loved one die through homicide or suicide."
    ),
    recall_window="the past month",
    items=(
        Item("exposure", "Have you ever experienced this kind of event?", "102011-4", called="0"),
        Item(
            "nightmares",
            "In the past month, have you had nightmares about the event(s) or thought about the event(s) when you did"
            " not want to?",
            "102012-2",
            skip=NO_EVENT,
            called="1",
        ),
        Item(
            "avoidance",
            "In the past month, have you tried hard not to think about the event(s) or went out of your way to avoid"
            " situations that reminded you of the event(s)?",
            "102013-0",
            skip=NO_EVENT,
            called="2",
        ),
        Item(
            "on_guard",
            "In the past month, have you been constantly on guard, watchful, or easily startled?",
            "102014-8",
            skip=NO_EVENT,
            called="3",
        ),
        Item(
            "numb",
            "In the past month, have you felt numb or detached from people, activities, or your surroundings?",
            "102015-5",
            skip=NO_EVENT,
            called="4",
        ),
        Item(
            "guilt",
            "In the past month, have you felt guilty or unable to stop blaming yourself or others for the event(s) or"
            " any problems the event(s) may have caused?",
            "102016-3",
            skip=NO_EVENT,
            called="5",
        ),
    ),
    choices=YES_NO,
    bands=(Band(0, "below the cut-off"), Band(3, "positive")),
    alerts=(Alert(at_least=3, says="The screen is positive. Offer the PCL-5 and plan a trauma-informed preparation."),),
    cutoffs=(
        Cutoff(Decimal(3), "positive", PRINS_2016, decides=True),
        Cutoff(Decimal(4), "positive for men", usual("PC-PTSD-5: 4 or more for men"), for_sex="male"),
    ),
    source=PRINS_2016,
    other_sources=(CLINICAL_TOOLKIT, CIRG_QUESTIONNAIRES),
    rights=Rights.TEXT,
    rights_statement="US Government work (National Center for PTSD); public domain.",
    loinc_panel="102010-6",
    loinc_total="102017-1",
)
