"""How well is the person? The WHO-5: a sum of 25 and an index of 100, higher is better."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, TRIAL_RESPONSE, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff, Index, Reads
from holdspace.clinical.sources import Source

WHO_5_CHANGE = Source("WHO-5 well-being index: 10 points of the index", "https://help.valant.com")

WHO_5 = Instrument(
    code="who-5",
    title="WHO-5 Well-Being Index",
    short="WHO-5",
    asks=FROM_PAPER,
    recall_window="the last 2 weeks",
    items=numbered(5),
    choices=points(0, 5),
    # Below 13 of 25 is below 52 of the index, and so below 50, because the index goes in fours.
    bands=(Band(0, "poor"), Band(50, "above the cut-off")),
    bands_read=Reads.INDEX,
    bands_source=AWELL,
    cutoffs=(
        Cutoff(Decimal(50), "poor well-being", AWELL, below=True, reads=Reads.INDEX, decides=True),
        Cutoff(
            Decimal(29),
            "likely depression (28 or below)",
            usual("WHO-5: 28 or below, likely depression"),
            below=True,
            reads=Reads.INDEX,
        ),
    ),
    index=Index("Index", times=Decimal(4)),
    change=ChangeRules(
        reads=Reads.INDEX,
        remission=Line.of(51, TRIAL_RESPONSE, "above 50"),
        meaningful=Line.of(10, WHO_5_CHANGE, "10 points of the index"),
    ),
    source=AWELL,
    rights=Rights.NC,
    rights_statement=(
        "Copyright World Health Organization 2024, CC BY-NC-SA 3.0 IGO: non-commercial use. Its wording is not"
        " included."
    ),
    rights_source=AWELL,
    higher_is_better=True,
    # Seen elsewhere and wrong: (raw - 5) x 4; raw 13 taken as below 50, though it is 52.
    notes=("The index is the sum times 4. A sum of 13 is an index of 52.",),
)
