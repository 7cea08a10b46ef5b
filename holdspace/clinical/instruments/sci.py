"""How good is sleep? The Sleep Condition Indicator: higher is better."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff, Index
from holdspace.clinical.sources import Source

SCI_APPENDIX = Source("Sleep Condition Indicator, appendix in BMJ Open")
SCI_LINE = usual("SCI: 16 or below, probable insomnia disorder")

SCI = Instrument(
    code="sci",
    title="Sleep Condition Indicator",
    short="SCI",
    asks=FROM_PAPER,
    recall_window="the past month",
    items=numbered(8),
    choices=points(0, 4),
    bands=(Band(0, "probable insomnia disorder"), Band(17, "above the cut-off")),
    bands_source=SCI_LINE,
    cutoffs=(Cutoff(Decimal(17), "probable insomnia disorder", SCI_LINE, below=True, decides=True),),
    index=Index("Out of 10", over=Decimal("3.2"), decimals=1, highest=Decimal(10)),
    source=SCI_APPENDIX,
    rights=Rights.PERM,
    rights_statement="The authors ask for permission. Its wording is not included.",
    rights_source=SCI_APPENDIX,
    higher_is_better=True,
)
