"""How much fear and avoidance in company? The LSAS: twenty-four situations, each rated twice."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import FROM_PAPER, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item, Subscale
from holdspace.clinical.sources import TAYLOR_2018

PLACES = range(1, 25)
FEAR = tuple(Item(f"fear_{n:02d}", label=f"Item {n}, fear", called=f"{n}a") for n in PLACES)
AVOIDANCE = tuple(Item(f"avoidance_{n:02d}", label=f"Item {n}, avoidance", called=f"{n}b") for n in PLACES)

LSAS = Instrument(
    code="lsas",
    title="Liebowitz Social Anxiety Scale",
    short="LSAS",
    asks=FROM_PAPER,
    recall_window="the past week",
    items=tuple(item for pair in zip(FEAR, AVOIDANCE, strict=True) for item in pair),
    choices=points(0, 3),
    no_bands_because="No source that we have read gives bands.",
    subscales=(
        Subscale("fear", "Fear", tuple(item.code for item in FEAR)),
        Subscale("avoidance", "Avoidance", tuple(item.code for item in AVOIDANCE)),
    ),
    change=ChangeRules(response_percent=Line.of(35, TAYLOR_2018, "a fall of more than 35 %")),
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Whether the wording may be shipped is not settled. It is not included.",
    rights_source=CAMCOPS,
    rated_by="clinician",
)
