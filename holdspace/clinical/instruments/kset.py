"""What did the side-effect tool find? The KSET: which of its forms was filled, and how many of its points concern."""

from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Choice, Item
from holdspace.clinical.sources import Mark, Source

SHORT_2020 = Source(
    "Short B et al. The Ketamine Side Effect Tool, 2020",
    "https://doi.org/10.1016/j.jad.2020.01.120",
    Mark.ABSTRACT_ONLY,
)

KSET = Instrument(
    code="kset",
    title="Ketamine Side Effect Tool",
    short="KSET",
    asks=TOTAL_FROM_PAPER,
    recall_window="as the form says",
    items=(
        Item(
            "form",
            label="Form: 1 screening, 2 baseline, 3 acute, 4 follow-up",
            choices=(Choice(1), Choice(2), Choice(3), Choice(4)),
            added=False,
        ),
        whole("concerns", "How many of its points concern", 0, 60),
    ),
    no_bands_because="The tool is read point by point, not by a sum.",
    source=SHORT_2020,
    neither_is_better=True,
    rights=Rights.SCORE,
    rights_statement="Copyright of the journal. Its wording is not included; our own list of side effects is.",
    rights_source=SHORT_2020,
    rated_by="clinician",
    other_sources=(
        Source.judgement("Holdspace: of the KSET the form and the number of points that concern are kept, up to 60"),
    ),
)
