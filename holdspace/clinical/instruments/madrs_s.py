"""How severe is depression by self-report? The MADRS-S, entered by item number."""

from holdspace.clinical.instruments.bibliography import CAMCOPS, SCALE_NOTES
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_THE_HOUR, Alert
from holdspace.clinical.sources import Source

ZEST_FOR_LIFE = Source.judgement(
    "Holdspace: item 9 of the MADRS-S asks what item 10 of the MADRS asks (recalled), so 4 or more alarms alike"
)

MADRS_S = Instrument(
    code="madrs-s",
    title="Montgomery-Asberg Depression Rating Scale, self-report",
    short="MADRS-S",
    asks=FROM_PAPER,
    recall_window="as the form says",
    items=numbered(9),
    choices=points(0, 6),
    alerts=(
        Alert(
            "item_09",
            at_least=4,
            says="Ask about suicidal thoughts in this same contact, with the C-SSRS.",
            within_minutes=WITHIN_THE_HOUR,
            source=ZEST_FOR_LIFE,
        ),
    ),
    no_bands_because="No source that we have read gives bands for the self-report form.",
    source=SCALE_NOTES,
    rights=Rights.SCORE,
    rights_statement="Copyright of the Royal College of Psychiatrists. Its wording is not included.",
    rights_source=CAMCOPS,
)
