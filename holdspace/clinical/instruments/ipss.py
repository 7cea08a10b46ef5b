"""How much does passing water trouble? The IPSS: seven items, and quality of life apart."""

from holdspace.clinical.instruments.bibliography import AWELL, LONG_TERM_LIMITS, usual
from holdspace.clinical.instruments.building import FROM_PAPER, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.coding import fact
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Alert, Band, Item, Subscale

IPSS = Instrument(
    code="ipss",
    title="International Prostate Symptom Score",
    short="IPSS",
    asks=FROM_PAPER,
    recall_window="the past month",
    items=(
        *numbered(7),
        Item("quality_of_life", label="Quality of life (0 to 6)", called="8", choices=points(0, 6), scored=False),
    ),
    choices=points(0, 5),
    bands=(Band(0, "mild"), Band(8, "moderate"), Band(20, "severe")),
    subscales=(Subscale("quality_of_life", "Quality of life, apart from the total", ("quality_of_life",)),),
    alerts=(Alert(at_least=20, says="Bladder symptoms are severe. Urology sees it before a dose.", source=AWELL),),
    change=ChangeRules(worse_by=Line.of(4, LONG_TERM_LIMITS, "4 points up: hold and urology")),
    source=AWELL,
    total_read_as=fact("ipss-total"),
    rights=Rights.SCORE,
    rights_statement="American Urological Association, through MAPI; permission needed. Its wording is not included.",
    rights_source=usual("IPSS: permission through MAPI"),
    notes=("Not validated for ketamine.",),
)
