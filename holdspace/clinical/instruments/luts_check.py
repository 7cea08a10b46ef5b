"""Is the bladder bothered? Six questions of our own, because no published score was made for ketamine."""

from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_A_DAY, Alert, Choice, Item
from holdspace.clinical.sources import Source

BLADDER_LINES = Source.judgement(
    "Holdspace: any blood, or pain of 2 or more, goes to urology; a rise of 4 or more is reviewed (six items of 0 to 3)"
)

LUTS_CHECK = Instrument(
    code="luts",
    title="Bladder check",
    short="Bladder check",
    asks="Think of the last 4 weeks. How often was this a trouble to you?",
    recall_window="the last 4 weeks",
    items=(
        Item("day", "Going to pass water often by day"),
        Item("night", "Getting up at night to pass water"),
        Item("urgency", "Having to go at once"),
        Item("pain", "Pain in the bladder, or when passing water"),
        Item("blood", "Blood in the urine"),
        Item("leaking", "Losing urine without wanting to"),
    ),
    choices=(Choice(0, "Never"), Choice(1, "Now and then"), Choice(2, "Often"), Choice(3, "Nearly always")),
    no_bands_because="Single answers and the change count, not a range.",
    alerts=(
        Alert(
            "blood",
            at_least=1,
            says="Blood in the urine: no further dose before urology has seen it.",
            within_minutes=WITHIN_A_DAY,
            source=BLADDER_LINES,
        ),
        Alert(
            "pain",
            at_least=2,
            says="Bladder pain: no further dose before urology has seen it.",
            within_minutes=WITHIN_A_DAY,
            source=BLADDER_LINES,
        ),
    ),
    change=ChangeRules(worse_by=Line.of(4, BLADDER_LINES, "4 points up: review")),
    source=BLADDER_LINES,
    rights=Rights.TEXT,
    rights_statement="Our own wording.",
    also_called=("luts-check", "bladder-check"),
)
