"""Is the patient fit to go home? The modified post-anaesthesia discharge score, in our own short words."""

from holdspace.clinical.instruments.aldrete import RECOVERY_RIGHTS
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Choice, Item
from holdspace.clinical.sources import Source

MPADSS_TABLE = Source("Modified post-anaesthesia discharge scoring system, calculator 790", "https://mdicu.com")

# A dose of ketamine does not bleed: the item stays, so that 10 is still the most, and is counted as none.
BLEEDING_NOT_APPLICABLE = 2

NONE_TO_SEVERE = (Choice(2, "None or slight"), Choice(1, "Moderate"), Choice(0, "Severe"))
VITAL_SIGNS = Item(
    "vital_signs",
    "Blood pressure and pulse against baseline",
    choices=(
        Choice(2, "Within 20 %"),
        Choice(1, "Between 20 % and 40 % away"),
        Choice(0, "More than 40 % away"),
    ),
)

MPADSS = Instrument(
    code="mpadss",
    title="Post-anaesthesia discharge score, modified",
    short="MPADSS",
    asks="Is the patient fit to leave?",
    recall_window="now",
    items=(
        VITAL_SIGNS,
        Item(
            "ambulation",
            "Walking",
            choices=(Choice(2, "Steady, not dizzy"), Choice(1, "With help"), Choice(0, "Cannot walk or is dizzy")),
        ),
        Item("nausea", "Nausea and vomiting", choices=NONE_TO_SEVERE),
        Item("pain", "Pain", choices=NONE_TO_SEVERE),
        Item("bleeding", "Bleeding (not applicable here, counted as none)", choices=NONE_TO_SEVERE),
    ),
    bands=(Band(0, "not yet fit to leave"), Band(9, "fit to leave")),
    source=MPADSS_TABLE,
    rights=Rights.TEXT,
    rights_statement=RECOVERY_RIGHTS,
    rated_by="staff",
    higher_is_better=True,
)
