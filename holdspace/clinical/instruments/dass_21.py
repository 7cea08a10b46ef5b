"""How much depression, anxiety and stress? The DASS-21: three sums, each doubled."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import FROM_PAPER, codes, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Subscale

DASS_21 = Instrument(
    code="dass-21",
    title="Depression Anxiety Stress Scales, 21 items",
    short="DASS-21",
    asks=FROM_PAPER,
    recall_window="the past week",
    items=numbered(21),
    choices=points(0, 3),
    adds_up=False,
    no_bands_because="Three sums stand beside each other; no source that we have read gives bands.",
    subscales=(
        Subscale("depression", "Depression, doubled", codes(3, 5, 10, 13, 16, 17, 21), times=2),
        Subscale("anxiety", "Anxiety, doubled", codes(2, 4, 7, 9, 15, 19, 20), times=2),
        Subscale("stress", "Stress, doubled", codes(1, 6, 8, 11, 12, 14, 18), times=2),
    ),
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Whether the wording may be shipped is not settled. It is not included.",
    rights_source=CAMCOPS,
)
