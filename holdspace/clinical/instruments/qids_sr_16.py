"""How severe is depression in nine domains over a week? The QIDS-SR16: of sleep, appetite and pace the worst counts."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CRITICAL_ANSWERS, HALF, SCALE_NOTES, usual
from holdspace.clinical.instruments.building import FROM_PAPER, codes, fro, numbered, points
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_THE_HOUR, Alert, Band, Cutoff

QIDS_SR_16 = Instrument(
    code="qids-sr16",
    title="Quick Inventory of Depressive Symptomatology, self-report, 16 items",
    short="QIDS-SR16",
    asks=FROM_PAPER,
    recall_window="the last 7 days; weight (items 8 and 9) the last 2 weeks",
    items=numbered(16),
    choices=points(0, 3),
    # Sleep, appetite and weight, and pace each count once, by the item that is worst.
    highest_of=(codes(fro(1, 4)), codes(fro(6, 9)), codes(15, 16)),
    either=(("item_06", "item_07"), ("item_08", "item_09")),
    bands=(Band(0, "none"), Band(6, "mild"), Band(11, "moderate"), Band(16, "severe"), Band(21, "very severe")),
    cutoffs=(Cutoff(Decimal(6), "more than remission", SCALE_NOTES),),
    alerts=(
        Alert(
            "item_12",
            at_least=2,
            says="Ask about suicidal thoughts in this same contact, with the C-SSRS.",
            within_minutes=WITHIN_THE_HOUR,
            source=CRITICAL_ANSWERS,
        ),
    ),
    change=ChangeRules(
        response_percent=Line.of(50, HALF),
        remission=Line.of(5, SCALE_NOTES, "5 or below"),
        meaningful=Line.of(4, usual("QIDS-SR16: smallest change that matters about 3 to 4 points"), "3 to 4 points"),
    ),
    source=SCALE_NOTES,
    rights=Rights.PERM,
    rights_statement=(
        "Long described as free; now distributed through a rights licensor for some uses. Its wording is not included."
    ),
    rights_source=usual("QIDS-SR16: distributed through a rights licensor for some uses"),
)
