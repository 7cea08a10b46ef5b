"""How is health on the whole? PROMIS Global-10: a physical and a mental sum, each with its T-score."""

from decimal import Decimal

from holdspace.clinical.instruments.bibliography import AWELL, CIRG_QUESTIONNAIRES
from holdspace.clinical.instruments.building import FROM_PAPER, points
from holdspace.clinical.instruments.instrument import Instrument
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import Choice, Item, Subscale
from holdspace.clinical.sources import Source

CONVERSION = AWELL.at("PROMIS-10: recoding of the pain item and raw sum to T-score")
# The scoring examples of this project and a remark in that library print 67.5 for a mental sum of 20; the library's
# own table and its own test print 67.6. We keep to the project's example until a clinician has checked the manual.
TOP_OF_MENTAL = Source.judgement(
    "PROMIS Global-10, mental sum of 20: T-score 67.5 by the scoring example SX041, 67.6 by the table of the library it"
    " was taken from; 67.5 is used until somebody has compared both with the scoring manual"
)

FIRST_SUM = 4
PHYSICAL = "16.2 19.9 23.5 26.7 29.6 32.4 34.9 37.4 39.8 42.3 44.9 47.7 50.8 54.1 57.7 61.9 67.7"
MENTAL = "21.2 25.1 28.4 31.3 33.8 36.3 38.8 41.1 43.5 45.8 48.3 50.8 53.3 56.0 59.0 62.5 67.5"


def _table(values: str) -> tuple[tuple[int, Decimal], ...]:
    return tuple((raw, Decimal(value)) for raw, value in enumerate(values.split(), start=FIRST_SUM))


PAIN_COUNTS = {0: 5, 1: 4, 2: 4, 3: 4, 4: 3, 5: 3, 6: 3, 7: 2, 8: 2, 9: 2, 10: 1}
PAIN = tuple(Choice(value, points=counts) for value, counts in PAIN_COUNTS.items())

# In the order of the printed form, in which the answers are usually read off.
PRINTED_ORDER = (1, 2, 3, 4, 5, 9, 6, 10, 8, 7)


def _item(place: int) -> Item:
    label = f"Item {place}" if place != 7 else "Item 7 (0 to 10)"
    return Item(f"item_{place:02d}", label=label, called=str(place), choices=PAIN if place == 7 else ())


PROMIS_GLOBAL_10 = Instrument(
    code="promis-global-10",
    title="PROMIS Global Health, 10 items",
    short="PROMIS Global-10",
    asks=FROM_PAPER,
    recall_window="in general; items 7, 8 and 10 the past 7 days",
    items=tuple(_item(place) for place in PRINTED_ORDER),
    choices=points(1, 5),
    adds_up=False,
    no_bands_because="A T-score of 50 is the mean of the population, 10 is its standard deviation.",
    subscales=(
        Subscale(
            "GPH_raw",
            "Physical health",
            ("item_03", "item_06", "item_07", "item_08"),
            table=_table(PHYSICAL),
            table_code="GPH_T",
            loinc="71972-4",
            table_loinc="71971-6",
        ),
        Subscale(
            "GMH_raw",
            "Mental health",
            ("item_02", "item_04", "item_05", "item_10"),
            table=_table(MENTAL),
            table_code="GMH_T",
            loinc="71970-8",
            table_loinc="71969-0",
        ),
    ),
    source=CONVERSION,
    rights=Rights.PERM,
    rights_statement=(
        "PROMIS Health Organization; HealthMeasures terms of use. The wording is not included; the T-scores of the two"
        " sums are stated as facts."
    ),
    rights_source=CIRG_QUESTIONNAIRES,
    higher_is_better=True,
    other_sources=(TOP_OF_MENTAL,),
    notes=("Every answer counts so that 5 is best, as the form prints it; pain of 0 to 10 is recoded.",),
    also_called=("promis-10",),
)
