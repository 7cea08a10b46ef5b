"""How do use, risk and protection move? The Brief Addiction Monitor: three sums whose course is watched."""

from holdspace.clinical.instruments.bibliography import STRUCTURE, usual
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Subscale

BAM = Instrument(
    code="bam",
    title="Brief Addiction Monitor, revised scoring in three sums",
    short="BAM",
    asks=TOTAL_FROM_PAPER,
    recall_window="the past 30 days",
    items=(
        whole("use", "Use: sum of its items", 0, 12),
        whole("risk", "Risk: sum of its items", 0, 24),
        whole("protective", "Protective: sum of its items", 0, 24),
    ),
    adds_up=False,
    no_bands_because="The course counts, not a line.",
    subscales=(
        Subscale("use_sum", "Use", ("use",)),
        Subscale("risk_sum", "Risk", ("risk",)),
        Subscale("protective_sum", "Protective", ("protective",)),
    ),
    source=STRUCTURE,
    rights=Rights.SCORE,
    rights_statement=(
        "Department of Veterans Affairs; the wording may probably be shipped, which is not confirmed. It is not"
        " included."
    ),
    rights_source=usual("BAM: Department of Veterans Affairs, text probable, to be confirmed"),
    notes=("How high each sum can go is recalled (0 to 4 an item) and waits for a check.",),
)
