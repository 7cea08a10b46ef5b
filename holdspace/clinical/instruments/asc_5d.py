"""How altered was consciousness? The 5D-ASC and 11D-ASC: the means of dimensions and factors are entered."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import STRUCTURE
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item, Number, Subscale

PERCENT = Number(Decimal(0), Decimal(100), decimals=1)
DIMENSIONS = tuple(Item(f"dimension_{n}", label=f"Dimension {n}, mean", number=PERCENT) for n in range(1, 6))
FACTORS = tuple(Item(f"factor_{n:02d}", label=f"Factor {n}, mean", number=PERCENT) for n in range(1, 12))


def ways(code: str, short: str, title: str, items: tuple[Item, ...]) -> Instrument:
    """One way of reading the 94 lines."""
    return Instrument(
        code=code,
        title=title,
        short=short,
        asks=TOTAL_FROM_PAPER,
        recall_window="the session",
        items=items,
        adds_up=False,
        no_bands_because="There are no bands.",
        subscales=tuple(Subscale(f"{item.code}_mean", item.label, (item.code,)) for item in items),
        source=STRUCTURE,
        neither_is_better=True,
        rights=Rights.SCORE,
        rights_statement="Licensed by its author. Its wording and its assignment of lines to factors are not included.",
        notes=(
            "The 94 lines are not added up here, because no source at hand says which line belongs to which dimension"
            " or factor: the means of the licensed form are entered.",
        ),
    )


ASC_5D = ways("5d-asc", "5D-ASC", "Altered States of Consciousness, 5 dimensions", DIMENSIONS)
ASC_11D = ways("11d-asc", "11D-ASC", "Altered States of Consciousness, 11 factors", FACTORS)
