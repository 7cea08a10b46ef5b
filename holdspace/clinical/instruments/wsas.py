"""How far do problems get in the way of daily life? The WSAS, entered by item number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, STRUCTURE, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band

WSAS = Instrument(
    code="wsas",
    title="Work and Social Adjustment Scale",
    short="WSAS",
    asks=FROM_PAPER,
    recall_window="now",
    items=numbered(5),
    choices=points(0, 8),
    bands=(Band(0, "subclinical"), Band(10, "significant"), Band(21, "moderately severe")),
    bands_source=usual("WSAS: below 10, 10 to 20, above 20"),
    change=ChangeRules(meaningful=Line.of(8, usual("WSAS: smallest change that matters 8 points"), "8 points")),
    source=STRUCTURE,
    rights=Rights.PERM,
    rights_statement="Copyright Isaac Marks. Its wording is not included.",
    rights_source=CAMCOPS,
)
