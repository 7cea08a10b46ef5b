"""How awake, how calm, how recovered? The short scales staff rate in the room, in our own words."""

from dataclasses import dataclass

from holdspace.clinical.instruments import Band, Choice, Instrument, Item, Rights
from holdspace.clinical.monitoring.bibliography import (
    ALDRETE_1995,
    IN_SESSION_LIMITS,
    MOAAS_TABLE,
    MPADSS_TABLE,
    RASS_TABLE,
)
from holdspace.clinical.sources import Source


@dataclass(frozen=True)
class LevelScale:
    """A scale of which one level is picked; `resting` is the level of somebody awake and at ease."""

    code: str
    title: str
    levels: tuple[Choice, ...]
    resting: int
    source: Source

    def level(self, value: int) -> Choice:
        """The level with this value."""
        for level in self.levels:
            if level.value == value:
                return level
        raise ValueError(f"{self.title} has no level {value}.")


MOAAS = LevelScale(
    code="moaas",
    title="Alertness (MOAA/S)",
    levels=(
        Choice(5, "Answers readily to the name"),
        Choice(4, "Answers slowly to the name"),
        Choice(3, "Answers only to a loud or repeated call"),
        Choice(2, "Responds only to mild prodding"),
        Choice(1, "No response to prodding"),
        Choice(0, "No response to pain"),
    ),
    resting=5,
    source=MOAAS_TABLE,
)

RASS = LevelScale(
    code="rass",
    title="Agitation or sedation (RASS)",
    levels=(
        Choice(4, "Combative"),
        Choice(3, "Very agitated"),
        Choice(2, "Agitated"),
        Choice(1, "Restless"),
        Choice(0, "Alert and calm"),
        Choice(-1, "Drowsy"),
        Choice(-2, "Lightly sedated"),
        Choice(-3, "Moderately sedated"),
        Choice(-4, "Deeply sedated"),
        Choice(-5, "Cannot be roused"),
    ),
    resting=0,
    source=RASS_TABLE,
)

DISTRESS = LevelScale(
    code="distress",
    title="Distress",
    levels=(
        Choice(0, "At ease"),
        Choice(1, "Anxious: stay close, slow words"),
        Choice(2, "Panic or dread: ground with words first, then call the prescriber"),
        Choice(3, "Danger to self or others: stop the drug, call for help"),
    ),
    resting=0,
    source=IN_SESSION_LIMITS,
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
    rights=Rights.FREE,
    rights_statement=RECOVERY_RIGHTS,
    rated_by="staff",
)

BLEEDING_NOT_APPLICABLE = 2

MPADSS = Instrument(
    code="mpadss",
    title="Post-anaesthesia discharge score, modified",
    short="MPADSS",
    asks="Is the patient fit to leave?",
    recall_window="now",
    items=(
        Item(
            "vital_signs",
            "Blood pressure and pulse against baseline",
            choices=(
                Choice(2, "Within 20 %"),
                Choice(1, "Between 20 % and 40 % away"),
                Choice(0, "More than 40 % away"),
            ),
        ),
        Item(
            "ambulation",
            "Walking",
            choices=(Choice(2, "Steady, not dizzy"), Choice(1, "With help"), Choice(0, "Cannot walk or is dizzy")),
        ),
        Item(
            "nausea",
            "Nausea and vomiting",
            choices=(Choice(2, "None or slight"), Choice(1, "Moderate"), Choice(0, "Severe")),
        ),
        Item("pain", "Pain", choices=(Choice(2, "None or slight"), Choice(1, "Moderate"), Choice(0, "Severe"))),
        Item(
            "bleeding",
            "Bleeding (not applicable here, counted as none)",
            choices=(Choice(2, "None or slight"), Choice(1, "Moderate"), Choice(0, "Severe")),
        ),
    ),
    bands=(Band(0, "not yet fit to leave"), Band(9, "fit to leave")),
    source=MPADSS_TABLE,
    rights=Rights.FREE,
    rights_statement=RECOVERY_RIGHTS,
    rated_by="staff",
)
