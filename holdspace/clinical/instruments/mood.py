"""How is the person's mood now? One question of our own."""

from holdspace.clinical.instruments.building import points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item
from holdspace.clinical.sources import Source

MOOD = Instrument(
    code="mood",
    title="Mood, 0 to 10",
    short="Mood",
    asks="0 is the worst you can imagine, 10 is the best.",
    recall_window="now",
    items=(Item("mood", "How is your mood right now?"),),
    choices=points(0, 10),
    no_bands_because="A single question is for watching its course.",
    source=Source.judgement("Holdspace: a single question about mood now, 0 to 10, without bands"),
    rights=Rights.TEXT,
    rights_statement="Our own wording.",
    higher_is_better=True,
    also_called=("mood-0-10",),
)
