"""Is the patient fit to go home? The post-anaesthesia discharge score with intake and output, in our own words."""

from holdspace.clinical.instruments.aldrete import RECOVERY_RIGHTS
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.mpadss import NONE_TO_SEVERE, VITAL_SIGNS
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Choice, Item
from holdspace.clinical.sources import Source

PADSS_TABLE = Source("Post-anaesthesia discharge scoring system, table", "https://clinmedjournals.org")

PADSS = Instrument(
    code="padss",
    title="Post-anaesthesia discharge score",
    short="PADSS",
    asks="Is the patient fit to leave?",
    recall_window="now",
    items=(
        VITAL_SIGNS,
        Item(
            "activity",
            "Orientation and walking",
            choices=(
                Choice(2, "Knows who, where and when, and walks steadily"),
                Choice(1, "One of the two"),
                Choice(0, "Neither"),
            ),
        ),
        Item("pain_nausea", "Pain, nausea, vomiting", choices=NONE_TO_SEVERE),
        Item("bleeding", "Bleeding (not applicable here, counted as none)", choices=NONE_TO_SEVERE),
        Item(
            "intake_output",
            "Drinking and passing urine",
            choices=(
                Choice(2, "Has drunk and passed urine"),
                Choice(1, "One of the two"),
                Choice(0, "Neither"),
            ),
        ),
    ),
    bands=(Band(0, "not yet fit to leave"), Band(9, "fit to leave")),
    source=PADSS_TABLE,
    rights=Rights.TEXT,
    rights_statement=RECOVERY_RIGHTS,
    rated_by="staff",
    higher_is_better=True,
    notes=("The points of drinking and passing urine are recalled: both 2, one 1, neither 0.",),
    other_sources=(Source.recalled("PADSS, item intake and output: both 2, one 1, neither 0"),),
)
