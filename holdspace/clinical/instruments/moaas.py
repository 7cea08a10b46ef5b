"""How awake is the patient? The MOAA/S: six levels, in our own short words."""

from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Choice, Item
from holdspace.clinical.sources import Source

MOAAS_TABLE = Source("Modified Observer's Assessment of Alertness/Sedation, table", "https://thorax.bmj.com")

MOAAS = Instrument(
    code="moaas",
    title="Alertness (MOAA/S)",
    short="MOAA/S",
    asks="How does the patient respond?",
    recall_window="now",
    items=(
        Item(
            "level",
            "Level",
            choices=(
                Choice(5, "Answers readily to the name"),
                Choice(4, "Answers slowly to the name"),
                Choice(3, "Answers only to a loud or repeated call"),
                Choice(2, "Responds only to mild prodding"),
                Choice(1, "No response to prodding"),
                Choice(0, "No response to pain"),
            ),
        ),
    ),
    no_bands_because="Each level is its own name; what it asks for stands in the in-session limits.",
    source=MOAAS_TABLE,
    rights=Rights.TEXT,
    rights_statement="Published levels, restated in our own short words.",
    rated_by="staff",
    higher_is_better=True,
    also_called=("moaa-s", "moaa/s"),
)
