"""How is health in five dimensions? The EQ-5D-5L: five levels and a scale of 0 to 100 are entered."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item, Number, Subscale

EQ_5D_5L = Instrument(
    code="eq-5d-5l",
    title="EQ-5D-5L",
    short="EQ-5D-5L",
    asks=FROM_PAPER,
    recall_window="today",
    items=(*numbered(5), Item("scale", label="Scale, 0 to 100", number=Number(Decimal(0), Decimal(100)))),
    choices=points(1, 5),
    adds_up=False,
    no_bands_because="The value of a profile comes from a licensed table of a country, which is not included.",
    subscales=(Subscale("vas", "Scale, 0 to 100", ("scale",)),),
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement="Licensed by the EuroQol Research Foundation. Its wording is not included.",
    rights_source=CAMCOPS,
)
