"""How far has the patient recovered? The Aldrete score, its criteria in our own short words."""

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Choice, Item
from holdspace.clinical.sources import Source

ALDRETE_1995 = Source(
    "Aldrete JA, 1995: the modified post-anaesthetic recovery score (as tabled in an encyclopaedia article)",
    "https://en.wikipedia.org/wiki/Aldrete%27s_scoring_system",
)
RECOVERY_RIGHTS = "Published criteria, restated in our own short words."

ALDRETE = Instrument(
    code="aldrete",
    title="Aldrete recovery score, modified",
    short="Aldrete",
    asks="How far has the patient recovered?",
    recall_window="now",
    items=(
        Item(
            "activity",
            "Activity",
            choices=(Choice(2, "Moves arms and legs"), Choice(1, "Moves two limbs"), Choice(0, "Moves no limb")),
        ),
        Item(
            "respiration",
            "Breathing",
            choices=(
                Choice(2, "Breathes deeply, coughs"),
                Choice(1, "Short of breath or shallow"),
                Choice(0, "Does not breathe unaided"),
            ),
        ),
        Item(
            "circulation",
            "Blood pressure against baseline",
            choices=(
                Choice(2, "Within 20 %"),
                Choice(1, "Between 20 % and 50 % away"),
                Choice(0, "More than 50 % away"),
            ),
        ),
        Item(
            "consciousness",
            "Consciousness",
            choices=(Choice(2, "Fully awake"), Choice(1, "Wakes to a call"), Choice(0, "Does not respond")),
        ),
        Item(
            "oxygen",
            "Oxygen saturation",
            choices=(
                Choice(2, "Above 92 % on air"),
                Choice(1, "Needs oxygen to stay above 90 %"),
                Choice(0, "Below 90 % with oxygen"),
            ),
        ),
    ),
    bands=(Band(0, "not yet recovered"), Band(9, "recovered")),
    source=ALDRETE_1995,
    rights=Rights.TEXT,
    rights_statement=RECOVERY_RIGHTS,
    rated_by="staff",
    higher_is_better=True,
)
