"""How hard is daily life? The WHODAS 2.0, 12 items, in its simple sum."""

from decimal import Decimal

from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Index
from holdspace.clinical.sources import Source

WHODAS_MANUAL = Source("World Health Organization: WHODAS 2.0 manual, 2010, and the notice of an electronic form")

WHODAS_12 = Instrument(
    code="whodas-12",
    title="WHO Disability Assessment Schedule 2.0, 12 items",
    short="WHODAS 2.0",
    asks=FROM_PAPER,
    recall_window="the past 30 days",
    items=numbered(12),
    choices=points(0, 4),
    no_bands_because="There is no band that all agree on.",
    index=Index("Percent", times=Decimal(100), over=Decimal(48), decimals=1),
    source=WHODAS_MANUAL,
    rights=Rights.SCORE,
    rights_statement=(
        "World Health Organization. Clinicians may use the paper form with their own patients; electronic use needs"
        " written permission. Its wording is not included."
    ),
    rights_source=WHODAS_MANUAL,
    # The complex scoring weighs items by a table of the WHO's that is not shipped; only the simple sum is made.
    notes=("Answers count 0 to 4; a form that prints 1 to 5 is entered one lower.", "Simple sum, not item weights."),
    also_called=("whodas", "whodas-2.0-12"),
)
