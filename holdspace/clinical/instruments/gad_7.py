"""How strong has anxiety been over the last two weeks? The GAD-7."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS, HALF, KOUNALI_2022, TOUSSAINT_2020, usual
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.phq_9 import HOW_OFTEN
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Band, Cutoff, Item
from holdspace.clinical.sources import Source

SPITZER_2006 = Source(
    "Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the"
    " GAD-7. Arch Intern Med 2006;166:1092-1097 (bands as restated in the CamCOPS task notes and awell-score)",
    link="https://doi.org/10.1001/archinte.166.10.1092",
)

GAD_7 = Instrument(
    code="gad-7",
    title="Generalized Anxiety Disorder, 7 items",
    short="GAD-7",
    asks="Over the last 2 weeks, how often have you been bothered by the following problems?",
    recall_window="the last 2 weeks",
    items=(
        Item("nervous", "Feeling nervous, anxious, or on edge", "69725-0"),
        Item("control", "Not being able to stop or control worrying", "68509-9"),
        Item("worry", "Worrying too much about different things", "69733-4"),
        Item("relax", "Trouble relaxing", "69734-2"),
        Item("restless", "Being so restless that it is hard to sit still", "69735-9"),
        Item("irritable", "Becoming easily annoyed or irritable", "69689-8"),
        Item("afraid", "Feeling afraid, as if something awful might happen", "69736-7"),
    ),
    # Some reproductions print "Not at all sure" for 0, and one LOINC answer list "More days than not" for 2.
    # The authors' own words are shown.
    choices=HOW_OFTEN,
    bands=(Band(0, "minimal"), Band(5, "mild"), Band(10, "moderate"), Band(15, "severe")),
    alerts=(Alert(at_least=15, says="Anxiety is in the severe band. A clinician reviews it before the next step."),),
    cutoffs=(Cutoff(Decimal(10), "positive screen", AWELL, decides=True),),
    change=ChangeRules(
        response_percent=Line.of(50, HALF),
        remission=Line.of(4, usual("GAD-7 remission below 5: common usage"), "below 5"),
        meaningful=Line.of(4, TOUSSAINT_2020, "4 points"),
        other_meaningful=(Line.of("1.5", KOUNALI_2022, "about 1.5 points, or 27 % of the baseline"),),
    ),
    source=SPITZER_2006,
    rights_source=CAMCOPS,
    rights=Rights.TEXT,
    rights_statement=(
        "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational"
        " grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute."
    ),
    loinc_panel="69737-5",
    loinc_total="70274-6",
)
