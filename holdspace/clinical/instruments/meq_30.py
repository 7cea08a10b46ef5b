"""Was it a mystical experience? The MEQ-30: four factors, each of which must reach 60 % of its most."""

from holdspace.clinical.instruments.bibliography import usual
from holdspace.clinical.instruments.building import FROM_PAPER, codes, numbered, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Share, Subscale, Verdict
from holdspace.clinical.sources import Mark, Source

MEQ_STRUCTURE = Source("MacLean KA et al. 2012; Barrett FS et al. 2015: the MEQ-30", mark=Mark.ABSTRACT_ONLY)
FACTORS = usual("MEQ-30: which items belong to which of the four factors")

MYSTICAL = codes(4, 5, 6, 9, 14, 15, 16, 18, 20, 21, 23, 24, 25, 26, 28)
MOOD = codes(2, 8, 12, 17, 27, 30)
TIME_AND_SPACE = codes(1, 7, 11, 13, 19, 22)
INEFFABLE = codes(3, 10, 29)

MEQ_30 = Instrument(
    code="meq-30",
    title="Mystical Experience Questionnaire, 30 items",
    short="MEQ-30",
    asks=FROM_PAPER,
    recall_window="the session",
    items=numbered(30),
    choices=points(0, 5),
    no_bands_because="A complete mystical experience is told by four factors, not by the sum.",
    subscales=(
        Subscale("mystical", "Mystical", MYSTICAL),
        Subscale("positive_mood", "Positive mood", MOOD),
        Subscale("time_space", "Time and space", TIME_AND_SPACE),
        Subscale("ineffability", "Ineffability", INEFFABLE),
    ),
    verdict=Verdict(
        title="Complete mystical experience: every factor at 60 % of its most or more",
        all_of=tuple(Share(items, percent=60) for items in (MYSTICAL, MOOD, TIME_AND_SPACE, INEFFABLE)),
        source=MEQ_STRUCTURE,
    ),
    source=MEQ_STRUCTURE,
    neither_is_better=True,
    rights=Rights.PERM,
    rights_statement="Printed openly in the authors' paper; permission is asked for. Its wording is not included.",
    rights_source=MEQ_STRUCTURE,
    other_sources=(FACTORS,),
    notes=("Which items belong to which factor is recalled and waits for a check.",),
)
