"""How far is the person from themselves and the room? The CADSS, its 23 subjective items by number."""

from holdspace.clinical.instruments.bibliography import SCALE_NOTES
from holdspace.clinical.instruments.building import FROM_PAPER, codes, fro, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Subscale
from holdspace.clinical.sources import Source

CADSS_STUDIES = Source("CADSS psychometrics: Glue group 2017; Bremner 2024 (alpha .91 to .94)")

CADSS = Instrument(
    code="cadss",
    title="Clinician-Administered Dissociative States Scale, 23 subjective items",
    short="CADSS",
    asks=FROM_PAPER,
    recall_window="now",
    items=numbered(23),
    choices=points(0, 4),
    no_bands_because="There are no cut-offs of severity; the change from baseline counts.",
    subscales=(
        Subscale("depersonalisation", "Depersonalisation", codes(fro(3, 7), 20, 23)),
        Subscale("derealisation", "Derealisation", codes(1, 2, fro(8, 13), fro(16, 19), 21)),
        Subscale("amnesia", "Amnesia", codes(14, 15, 22)),
    ),
    source=SCALE_NOTES,
    neither_is_better=True,
    rights=Rights.SCORE,
    rights_statement="Bremner, Emory University, through a licensor. Its wording is not included.",
    rights_source=CADSS_STUDIES,
    rated_by="clinician",
)
