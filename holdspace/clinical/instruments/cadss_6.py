"""How far is the person from themselves and the room, in six questions? The CADSS-6."""

from holdspace.clinical.instruments.building import FROM_PAPER, code, points
from holdspace.clinical.instruments.cadss import CADSS_STUDIES
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Item
from holdspace.clinical.sources import Source

RODRIGUES_2021 = Source("Rodrigues NB et al. The CADSS-6, 2021", "https://research.regionh.dk")

# Known by their numbers in the whole CADSS.
FROM_THE_WHOLE = (1, 2, 6, 7, 15, 22)

CADSS_6 = Instrument(
    code="cadss-6",
    title="Clinician-Administered Dissociative States Scale, 6 items",
    short="CADSS-6",
    asks=FROM_PAPER,
    recall_window="now",
    items=tuple(Item(code(place), label=f"Item {place} of the CADSS", called=str(place)) for place in FROM_THE_WHOLE),
    choices=points(0, 4),
    no_bands_because="There are no cut-offs of severity; it was made looking back and is not validated.",
    source=RODRIGUES_2021,
    neither_is_better=True,
    rights=Rights.SCORE,
    rights_statement="Bremner, Emory University, through a licensor. Its wording is not included.",
    rights_source=CADSS_STUDIES,
    rated_by="clinician",
)
