"""How bad is sleep? The Insomnia Severity Index, entered by item number."""

from holdspace.clinical.instruments.bibliography import AWELL, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band
from holdspace.clinical.sources import Source

ISI_FORM = Source("Insomnia Severity Index as given out to veterans", "https://www.myhealth.va.gov")
ISI_REMISSION = Source("ISI remission below 8, extract", "https://pubcompare.ai")

ISI = Instrument(
    code="isi",
    title="Insomnia Severity Index",
    short="ISI",
    asks=FROM_PAPER,
    recall_window="the last 2 weeks by the form; the past month by the paper that describes it",
    items=numbered(7),
    choices=points(0, 4),
    bands=(Band(0, "none"), Band(8, "subthreshold"), Band(15, "moderate"), Band(22, "severe")),
    bands_source=AWELL,
    change=ChangeRules(
        response_points=Line.of(8, usual("ISI response: a fall of more than 7, or of 8"), "a fall of 8 points"),
        remission=Line.of(7, ISI_REMISSION, "below 8"),
        meaningful=Line.of(6, usual("ISI: smallest change that matters 6 points"), "6 points"),
    ),
    source=ISI_FORM,
    rights=Rights.PERM,
    rights_statement="Used with permission of C. Morin. Its wording is not included.",
    rights_source=ISI_FORM,
)
