"""How agitated or sedated is the patient? The RASS: ten levels, in short facts."""

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Choice, Item
from holdspace.clinical.sources import Source

RASS_TABLE = Source("Richmond Agitation-Sedation Scale, table", "https://scottishintensivecare.org.uk")

RASS = Instrument(
    code="rass",
    title="Agitation or sedation (RASS)",
    short="RASS",
    asks="How is the patient?",
    recall_window="now",
    items=(
        Item(
            "level",
            "Level",
            choices=(
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
        ),
    ),
    no_bands_because="Each level is its own name; 0 is the aim, and both ends are bad.",
    source=RASS_TABLE,
    neither_is_better=True,
    rights=Rights.TEXT,
    rights_statement="Published levels, restated in short facts.",
    rated_by="staff",
)
