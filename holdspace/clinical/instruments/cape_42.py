"""Which unusual experiences, how often and how distressing? The CAPE-42, entered by item number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE
from holdspace.clinical.instruments.building import FROM_PAPER, code, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item, Skip, Subscale

DISTRESS = tuple(
    Item(
        f"distress_{n:02d}",
        label=f"Item {n}, distress",
        called=f"{n}d",
        skip=Skip(code(n), below=2),
        scored=False,
    )
    for n in range(1, 43)
)

CAPE_42 = Instrument(
    code="cape-42",
    title="Community Assessment of Psychic Experiences, 42 items",
    short="CAPE-42",
    asks=FROM_PAPER,
    recall_window="ever",
    items=(*numbered(42), *DISTRESS),
    choices=points(1, 4),
    no_bands_because="No source that we have read gives bands.",
    subscales=(Subscale("distress", "Distress of what occurs", tuple(item.code for item in DISTRESS)),),
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement=(
        "Free by a letter of the authors; not confirmed for an open-source release. Its wording is not included."
    ),
    rights_source=CAMCOPS,
    notes=("Kinds of experience are not added up apart, as no source at hand says which item is of which kind.",),
)
