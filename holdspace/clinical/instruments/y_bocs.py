"""How much time and power do obsessions and compulsions take? The Y-BOCS, entered by item number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, usual
from holdspace.clinical.instruments.building import FROM_PAPER, codes, fro, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Banding, Subscale
from holdspace.clinical.sources import RODRIGUEZ_2013, Source

Y_BOCS_BANDS = Source("Y-BOCS severity ranges as restated in a protocol detail", "https://bio-protocol.org")
OTHER_BANDS = Source("Y-BOCS severity ranges, clinic page", "https://healthconnectionsvt.org")

Y_BOCS = Instrument(
    code="y-bocs",
    title="Yale-Brown Obsessive Compulsive Scale",
    short="Y-BOCS",
    asks=FROM_PAPER,
    recall_window="the past week, by interview",
    items=numbered(10),
    choices=points(0, 4),
    bands=(Band(0, "subclinical"), Band(8, "mild"), Band(16, "moderate"), Band(24, "severe"), Band(32, "extreme")),
    other_bands=(
        Banding(
            "Another source draws the lines elsewhere",
            (Band(0, "mild"), Band(14, "moderate"), Band(26, "moderate to severe"), Band(35, "severe")),
            OTHER_BANDS,
        ),
    ),
    subscales=(
        Subscale("obsessions", "Obsessions (items 1 to 5)", codes(fro(1, 5))),
        Subscale("compulsions", "Compulsions (items 6 to 10)", codes(fro(6, 10))),
    ),
    change=ChangeRules(
        response_percent=Line.of(35, RODRIGUEZ_2013, "a fall of 35 % or more"),
        remission=Line.of(12, usual("Y-BOCS remission: 12 or below"), "12 or below"),
    ),
    source=Y_BOCS_BANDS,
    rights=Rights.SCORE,
    rights_statement="Distribution is not permitted without authorisation. Its wording is not included.",
    rights_source=CAMCOPS,
    rated_by="clinician",
)
