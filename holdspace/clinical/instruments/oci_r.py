"""Which obsessions and compulsions are there? The OCI-R: six sums of three."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import STRUCTURE, usual
from holdspace.clinical.instruments.building import FROM_PAPER, codes, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Cutoff, Subscale
from holdspace.clinical.instruments.y_bocs import Y_BOCS_BANDS
from holdspace.clinical.sources import Source

ABRAMOVITCH_2020 = Source("Abramovitch A et al. Severity benchmarks for the OCI-R, 2020", "https://oskarflygare.com")

OCI_R = Instrument(
    code="oci-r",
    title="Obsessive-Compulsive Inventory, revised",
    short="OCI-R",
    asks=FROM_PAPER,
    recall_window="the past month",
    items=numbered(18),
    choices=points(0, 4),
    bands=(Band(0, "mild"), Band(16, "moderate"), Band(28, "severe")),
    bands_source=ABRAMOVITCH_2020,
    cutoffs=(Cutoff(Decimal(21), "positive", Y_BOCS_BANDS, decides=True),),
    subscales=(
        Subscale("hoarding", "Hoarding", codes(1, 7, 13)),
        Subscale("checking", "Checking", codes(2, 8, 14)),
        Subscale("ordering", "Ordering", codes(3, 9, 15)),
        Subscale("neutralising", "Neutralising", codes(4, 10, 16)),
        Subscale("washing", "Washing", codes(5, 11, 17)),
        Subscale("obsessing", "Obsessing", codes(6, 12, 18)),
    ),
    source=ABRAMOVITCH_2020,
    rights=Rights.SCORE,
    rights_statement="Not shipped until its owners permit it.",
    rights_source=usual("OCI-R: permission of the owners needed"),
    other_sources=(STRUCTURE,),
    notes=("Which items belong to which of the six sums is recalled and waits for a check.",),
)
