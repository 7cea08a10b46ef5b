"""Has there been mania? The MDQ: thirteen answers, whether together, and how much trouble."""

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import FROM_PAPER, YES_NO, codes, fro, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Item, Several, Skip, Verdict
from holdspace.clinical.sources import Source

MDQ_SUMMARY = Source("MDQ: 7 or more, sensitivity .73, specificity .90", "https://medicalalgorithms.com")
FULL_RULE = usual("MDQ: 7 or more, and together in time, and a moderate or serious problem")

THIRTEEN = codes(fro(1, 13))
ONLY_AFTER_A_YES = Skip(THIRTEEN[0], below=1, also=THIRTEEN[1:])

MDQ = Instrument(
    code="mdq",
    title="Mood Disorder Questionnaire",
    short="MDQ",
    asks=FROM_PAPER,
    recall_window="ever",
    items=(
        *numbered(13),
        Item(
            "together",
            label="Several at the same time (part 2)",
            called="14",
            skip=ONLY_AFTER_A_YES,
            added=False,
        ),
        Item(
            "problem",
            label="How much of a problem, 0 to 3 (part 3)",
            called="15",
            choices=points(0, 3),
            skip=ONLY_AFTER_A_YES,
            added=False,
        ),
    ),
    choices=YES_NO,
    no_bands_because="Positive only by all three parts together.",
    verdict=Verdict(
        title="Positive: 7 or more, at the same time, and a moderate or serious problem (2 or 3)",
        all_of=(
            Several(THIRTEEN, at_least=1, how_many=7),
            Several(("together",), at_least=1, how_many=1),
            Several(("problem",), at_least=2, how_many=1),
        ),
        source=FULL_RULE,
    ),
    alerts=(
        Alert(
            needs_verdict=True,
            says="The screen for bipolar disorder is positive. A prescriber looks at it before a dose.",
            source=FULL_RULE,
        ),
    ),
    source=MDQ_SUMMARY,
    rights=Rights.SCORE,
    rights_statement="Copyright of the author; whether it may be used is unclear. Its wording is not included.",
    rights_source=usual("MDQ: usage permission unclear"),
)
