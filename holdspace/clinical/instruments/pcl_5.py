"""How much trauma is still at work? The PCL-5, with the provisional diagnosis its authors give."""

from dataclasses import replace
from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS, CRITICAL_ANSWERS, TRIAL_RESPONSE, usual
from holdspace.clinical.instruments.building import code, codes, fro
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.coding import fact
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import (
    WITHIN_A_DAY,
    Alert,
    Band,
    Choice,
    Cutoff,
    Item,
    Several,
    Subscale,
    Verdict,
)

WORDING = (
    "Repeated, disturbing, and unwanted memories of the stressful experience?",
    "Repeated, disturbing dreams of the stressful experience?",
    (
        "Suddenly feeling or acting as if the stressful experience were actually happening again (as if you "
        "were actually back there reliving it)?"
    ),
    "Feeling very upset when something reminded you of the stressful experience?",
    (
        "Having strong physical reactions when something reminded you of the stressful experience (for "
        "example, heart pounding, trouble breathing, sweating)?"
    ),
    "Avoiding memories, thoughts, or feelings related to the stressful experience?",
    (
        "Avoiding external reminders of the stressful experience (for example, people, places, conversations, "
        "activities, objects, or situations)?"
    ),
    "Trouble remembering important parts of the stressful experience?",
    (
        "Having strong negative beliefs about yourself, other people, or the world (for example, having "
        "thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the "
        "world is completely dangerous)?"
    ),
    "Blaming yourself or someone else for the stressful experience or what happened after it?",
    "Having strong negative feelings such as fear, horror, anger, guilt, or shame?",
    "Loss of interest in activities that you used to enjoy?",
    "Feeling distant or cut off from other people?",
    (
        "Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving "
        "feelings for people close to you)?"
    ),
    "Irritable behavior, angry outbursts, or acting aggressively?",
    "Taking too many risks or doing things that could cause you harm?",
    'Being "superalert" or watchful or on guard?',
    "Feeling jumpy or easily startled?",
    "Having difficulty concentrating?",
    "Trouble falling or staying asleep?",
)

CLUSTER_B, CLUSTER_C = codes(fro(1, 5)), codes(6, 7)
CLUSTER_D, CLUSTER_E = codes(fro(8, 14)), codes(fro(15, 20))

PCL_5 = Instrument(
    code="pcl-5",
    title="PTSD Checklist for DSM-5, past month",
    short="PCL-5",
    asks=(
        "Below is a list of problems that people sometimes have in response to a very stressful experience. In the past"
        " month, how much were you bothered by:"
    ),
    recall_window="the past month",
    items=tuple(Item(code(place), words) for place, words in enumerate(WORDING, start=1)),
    choices=(
        Choice(0, "Not at all"),
        Choice(1, "A little bit"),
        Choice(2, "Moderately"),
        Choice(3, "Quite a bit"),
        Choice(4, "Extremely"),
    ),
    bands=(Band(0, "below the cut-off"), Band(31, "in the range of cut-offs"), Band(33, "above the cut-off")),
    bands_source=AWELL,
    cutoffs=(
        Cutoff(Decimal(31), "lower of the published cut-offs (31 to 33)", AWELL),
        Cutoff(Decimal(33), "higher of the published cut-offs (31 to 33)", AWELL, decides=True),
    ),
    subscales=(
        Subscale("B", "Intrusion (items 1 to 5)", CLUSTER_B),
        Subscale("C", "Avoidance (items 6 and 7)", CLUSTER_C),
        Subscale("D", "Cognition and mood (items 8 to 14)", CLUSTER_D),
        Subscale("E", "Arousal (items 15 to 20)", CLUSTER_E),
    ),
    verdict=Verdict(
        title="Provisional diagnosis: items of 2 or more, at least 1 in B, 1 in C, 2 in D, 2 in E",
        all_of=(
            Several(CLUSTER_B, at_least=2, how_many=1),
            Several(CLUSTER_C, at_least=2, how_many=1),
            Several(CLUSTER_D, at_least=2, how_many=2),
            Several(CLUSTER_E, at_least=2, how_many=2),
        ),
        source=CAMCOPS,
        is_provisional_diagnosis=True,
    ),
    alerts=(
        Alert(
            at_least=60,
            says="Trauma symptoms are very high. A clinician looks at it before the next step.",
            within_minutes=WITHIN_A_DAY,
            source=CRITICAL_ANSWERS,
        ),
        Alert("item_16", says="Risk-taking is named. A clinician asks what it means.", source=CRITICAL_ANSWERS),
    ),
    change=ChangeRules(
        response_points=Line.of(10, usual("PCL-5 response: a fall of 10 points or more"), "a fall of 10 points"),
        remission=Line.of(27, usual("PCL-5 remission below 28 to 31"), "below 28"),
        other_remission=(Line.of(30, usual("PCL-5 remission below 28 to 31"), "below 31"),),
        reliable=Line.of(5, AWELL, "5 points (older guidance)"),
        meaningful=Line.of(10, AWELL, "10 points (older guidance)"),
        other_meaningful=(Line.of(15, usual("PCL-5: recent work suggests 15 to 18 points"), "15 to 18 points"),),
        worse_by=Line.of(10, CRITICAL_ANSWERS, "10 points up after a dose"),
    ),
    source=AWELL,
    total_read_as=fact("pcl5-total"),
    rights=Rights.TEXT,
    rights_statement="Weathers et al. 2013, National Center for PTSD; US Government work, public domain.",
    rights_source=CAMCOPS,
    other_sources=(TRIAL_RESPONSE,),
    # 71549-8 was seen for the panel in one doubtful list; no code could be confirmed, so none is sent.
    notes=("No LOINC code could be confirmed.",),
)

PCL_5_WEEKLY = replace(
    PCL_5,
    code="pcl-5-weekly",
    title="PTSD Checklist for DSM-5, past week",
    short="PCL-5 weekly",
    asks=PCL_5.asks.replace("In the past month", "In the past week"),
    recall_window="the past week",
    # Rules read the form about the month.
    total_read_as=None,
)
