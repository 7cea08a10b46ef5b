"""Is sleep apnoea likely? STOP-BANG: four answers, and four facts that the chart may know."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, usual
from holdspace.clinical.instruments.building import FROM_PAPER, YES_NO, numbered
from holdspace.clinical.instruments.coding import fact
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Band, Item, Number


def above(line: int, *, lowest: int, highest: int, unit: str) -> Number:
    """A point when the value lies above the line; what nobody can have is refused."""
    return Number(Decimal(lowest), Decimal(highest), unit=unit, decimals=1, above=Decimal(line))


STOP_BANG = Instrument(
    code="stop-bang",
    title="STOP-BANG screen for sleep apnoea",
    short="STOP-BANG",
    asks=FROM_PAPER,
    recall_window="now",
    items=(
        *numbered(4),
        Item("bmi", label="Body mass index", called="5", number=above(35, lowest=10, highest=120, unit="kg/m2")),
        Item("age", label="Age", called="6", number=above(50, lowest=2, highest=130, unit="a")),
        Item("neck", label="Neck circumference", called="7", number=above(40, lowest=15, highest=100, unit="cm")),
        Item("male", label="Male", called="8"),
    ),
    choices=YES_NO,
    bands=(Band(0, "low"), Band(3, "intermediate"), Band(5, "high")),
    alerts=(Alert(at_least=5, says="Sleep apnoea is likely. Sleep is evaluated before the first dose.", source=AWELL),),
    source=AWELL,
    total_read_as=fact("stop-bang-total"),
    rights=Rights.SCORE,
    rights_statement="University Health Network, Toronto; proprietary. Its wording is not included.",
    rights_source=usual("STOP-BANG: proprietary, University Health Network"),
    rated_by="clinician",
    notes=("Body mass index, age and neck count when above 35 kg/m2, 50 years and 40 cm; exactly there they do not.",),
)
