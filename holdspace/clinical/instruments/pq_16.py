"""Is psychosis near? The PQ-16: sixteen true or false, each true one with its distress."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CRITICAL_ANSWERS, STRUCTURE, usual
from holdspace.clinical.instruments.building import FROM_PAPER, YES_NO, code, numbered, points
from holdspace.clinical.instruments.coding import fact
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import WITHIN_A_DAY, Alert, Band, Cutoff, Item, Skip, Subscale

PQ_16_LINE = usual("PQ-16: 6 or more")

DISTRESS = tuple(
    Item(
        f"distress_{n:02d}",
        label=f"Item {n}, distress",
        called=f"{n}d",
        choices=points(0, 3),
        skip=Skip(code(n), below=1),
        scored=False,
    )
    for n in range(1, 17)
)

PQ_16 = Instrument(
    code="pq-16",
    title="Prodromal Questionnaire, 16 items",
    short="PQ-16",
    asks=FROM_PAPER,
    recall_window="as the form says",
    items=(*numbered(16), *DISTRESS),
    choices=YES_NO,
    bands=(Band(0, "below the cut-off"), Band(6, "positive")),
    bands_source=PQ_16_LINE,
    cutoffs=(Cutoff(Decimal(6), "positive", PQ_16_LINE, decides=True),),
    subscales=(Subscale("distress", "Distress of the true items", tuple(item.code for item in DISTRESS)),),
    alerts=(
        Alert(
            at_least=1,
            says="An unusual experience is named. A clinician asks about it before the next step.",
            within_minutes=WITHIN_A_DAY,
            source=CRITICAL_ANSWERS,
        ),
    ),
    source=STRUCTURE,
    total_read_as=fact("pq16-total"),
    rights=Rights.PERM,
    rights_statement="The authors ask for permission. Its wording is not included.",
    rights_source=usual("PQ-16: permission of the authors"),
)
