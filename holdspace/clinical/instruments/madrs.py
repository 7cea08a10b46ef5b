"""How severe is depression in an interview? The MADRS, entered by item number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, CRITICAL_ANSWERS, HALF, SCALE_NOTES, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_THE_HOUR, Alert, Band
from holdspace.clinical.sources import EKSTRAND_2022

MADRS = Instrument(
    code="madrs",
    title="Montgomery-Asberg Depression Rating Scale",
    short="MADRS",
    asks=FROM_PAPER,
    recall_window="the past week, by interview",
    items=numbered(10),
    choices=points(0, 6),
    bands=(Band(0, "none"), Band(7, "mild"), Band(20, "moderate"), Band(35, "severe")),
    bands_source=SCALE_NOTES,
    alerts=(
        Alert(
            "item_10",
            at_least=4,
            says="Ask about suicidal thoughts in this same contact, with the C-SSRS.",
            within_minutes=WITHIN_THE_HOUR,
            source=CRITICAL_ANSWERS,
        ),
    ),
    change=ChangeRules(
        response_percent=Line.of(50, HALF),
        remission=Line.of(10, EKSTRAND_2022, "10 or below"),
        other_remission=(Line.of(12, SCALE_NOTES, "12 or below"),),
        meaningful=Line.of(
            2, usual("MADRS: smallest change that matters about 2 points, 1.6 to 1.9"), "about 2 points"
        ),
    ),
    source=SCALE_NOTES,
    rights=Rights.SCORE,
    rights_statement=(
        "Copyright of the Royal College of Psychiatrists; permission was refused to an open project. Its wording is not"
        " included."
    ),
    rights_source=CAMCOPS,
    rated_by="clinician",
)
