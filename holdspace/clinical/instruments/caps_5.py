"""How severe is PTSD in an interview? The CAPS-5, of which the twenty symptom scores are entered."""

from holdspace.clinical.instruments.bibliography import AWELL, CAMCOPS
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.sources import FEDER_2021, Source

CAPS_5_REFERENCE = Source("Instruments reference, CAPS-5: 30 items by a clinician, 20 symptom items of 0 to 4, 0 to 80")

CAPS_5 = Instrument(
    code="caps-5",
    title="Clinician-Administered PTSD Scale for DSM-5, symptom severity",
    short="CAPS-5",
    asks=FROM_PAPER,
    recall_window="the past month, by interview",
    items=numbered(20),
    choices=points(0, 4),
    no_bands_because="The diagnosis follows an algorithm of the interview, which is not part of this software.",
    change=ChangeRules(response_percent=Line.of(30, FEDER_2021, "a fall of 30 % or more")),
    source=CAPS_5_REFERENCE,
    rights=Rights.SCORE,
    rights_statement="Given out by the National Center for PTSD on request. Its wording is not included.",
    rights_source=CAMCOPS,
    rated_by="clinician",
    other_sources=(AWELL,),
)
