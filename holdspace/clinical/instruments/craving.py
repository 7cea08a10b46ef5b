"""How strong is craving now? One question of our own."""

from decimal import Decimal

from holdspace.clinical.instruments.building import points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Band, Cutoff, Item
from holdspace.clinical.sources import Source

CRAVING_LINE = Source.judgement("Holdspace: craving of 5 or more of 10 is raised; twice in a row asks for a review")

CRAVING = Instrument(
    code="craving",
    title="Craving, 0 to 10",
    short="Craving",
    asks="0 is none at all, 10 is the strongest you can imagine.",
    recall_window="now",
    items=(Item("craving", "How strong is your craving right now?"),),
    choices=points(0, 10),
    bands=(Band(0, "below the line"), Band(5, "raised")),
    cutoffs=(Cutoff(Decimal(5), "raised", CRAVING_LINE, decides=True),),
    alerts=(Alert(at_least=5, says="Craving is raised. Twice in a row asks for a review.", source=CRAVING_LINE),),
    source=CRAVING_LINE,
    rights=Rights.TEXT,
    rights_statement="Our own wording.",
    also_called=("craving-0-10",),
)
