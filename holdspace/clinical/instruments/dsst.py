"""How quick is thinking? The digit symbol substitution test, of which the number of right symbols is entered."""

from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.sources import Source

DSST = Instrument(
    code="dsst",
    title="Digit Symbol Substitution Test",
    short="DSST",
    asks=TOTAL_FROM_PAPER,
    recall_window="now",
    items=(whole("right", "Symbols right", 0, 200),),
    no_bands_because="What is normal depends on the version, the age and the time allowed.",
    source=Source.judgement("Holdspace: up to 200 right symbols are taken, because versions and times differ"),
    rights=Rights.SCORE,
    rights_statement="Versions have owners of their own. No form is included.",
    rated_by="clinician",
    higher_is_better=True,
)
