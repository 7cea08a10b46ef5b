"""How strong are depression and anxiety in T-scores? Six PROMIS short forms, of which the T-score is entered."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import CIRG_QUESTIONNAIRES
from holdspace.clinical.instruments.building import TOTAL_FROM_PAPER, whole
from holdspace.clinical.instruments.changes import ChangeRules, Line
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Band, Index, Item, Number, Reads
from holdspace.clinical.sources import Source

PROMIS_BANDS = Source("PROMIS T-scores: bands 55, 60, 65, 70 and smallest change 3 to 4", "PMC7103541")
T_RANGE = Source.judgement(
    "Holdspace: a T-score is taken from 10 to 90, four standard deviations to each side of the mean of 50"
)
RIGHTS_STATEMENT = (
    "PROMIS Health Organization; HealthMeasures terms of use. Wording and T-score tables are not included: the"
    " T-score is read from the scoring manual and entered."
)
BANDS = (Band(0, "none"), Band(55, "mild"), Band(60, "moderate"), Band(65, "moderately severe"), Band(70, "severe"))


def short_form(about: str, items: int, bands: tuple[Band, ...], no_bands_because: str) -> Instrument:
    """One short form; the raw sum may be kept beside the T-score."""
    return Instrument(
        code=f"promis-{about.lower()}-{items}a",
        title=f"PROMIS {about}, short form {items}a",
        short=f"PROMIS {about} {items}a",
        asks=TOTAL_FROM_PAPER,
        recall_window="the past 7 days",
        items=(
            Item("t_score", label="T-score", number=Number(Decimal(10), Decimal(90), decimals=1)),
            whole("raw_sum", "Sum of the answers", items, 5 * items, scored=False),
        ),
        adds_up=False,
        bands=bands,
        bands_read=Reads.INDEX,
        no_bands_because=no_bands_because,
        index=Index("T-score", item="t_score"),
        change=ChangeRules(reads=Reads.INDEX, meaningful=Line.of("3.5", PROMIS_BANDS, "3 to 4, best 3.5")),
        source=PROMIS_BANDS,
        rights=Rights.PERM,
        rights_statement=RIGHTS_STATEMENT,
        rights_source=CIRG_QUESTIONNAIRES,
        other_sources=(T_RANGE,),
    )


def depression(items: int) -> Instrument:
    """A short form about depression."""
    return short_form("Depression", items, BANDS, "")


def anxiety(items: int) -> Instrument:
    """A short form about anxiety."""
    return short_form("Anxiety", items, (), "The bands that we have read are those of depression.")


PROMIS_DEPRESSION = tuple(depression(items) for items in (4, 6, 8))
PROMIS_ANXIETY = tuple(anxiety(items) for items in (4, 6, 8))
