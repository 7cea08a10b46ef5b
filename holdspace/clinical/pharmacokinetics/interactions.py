"""What else is taken? Factors on the liver and the gut wall that give the changes seen in people.

Swallowed, the exposure changes by gut / liver; in a vein only as far as clearance does: so one pair serves every route.
Where no study in a vein or nose parts the two, an inhibitor of the gut wall's enzyme is given to the gut wall first.
"""

from collections.abc import Iterable

from holdspace.clinical.pharmacokinetics import bibliography as papers
from holdspace.clinical.pharmacokinetics.models.model import Interaction
from holdspace.clinical.pharmacokinetics.people import Nonsense
from holdspace.clinical.sources import ESKETAMINE_US_LABEL_2019, VERAART_2021, Source

NONE = Interaction("none", "", 1.0, 1.0, Source.judgement("Nothing else is taken."))
# All that can be gained at a gut wall that lets 0.64 through.
OPEN_GUT = 1 / 0.64

NO_SIZE = "No size was measured that could be counted in; nothing here is changed by it."
CLONIDINE = Source.judgement("Clonidine is named for what it does to blood pressure; no study with ketamine was seen.")

INTERACTIONS = (
    Interaction(
        "clarithromycin",
        "Swallowed S-ketamine rose 2.6-fold, its peak 3.6-fold; the peak is foretold too low here.",
        OPEN_GUT / 2.6,
        OPEN_GUT,
        papers.HAGELBERG_2010,
    ),
    Interaction(
        "grapefruit",
        "Swallowed S-ketamine rose 3.0-fold, its peak 2.1-fold.",
        OPEN_GUT / 3.0,
        OPEN_GUT,
        papers.PELTONIEMI_2012_GRAPEFRUIT,
    ),
    Interaction(
        "ticlopidine",
        "Swallowed S-ketamine rose 2.4-fold; nasal esketamine by 29 %, less than foretold here.",
        1 / 2.4,
        1.0,
        papers.PELTONIEMI_2011,
    ),
    Interaction("itraconazole", "No change of S-ketamine was seen.", 1.0, 1.0, papers.PELTONIEMI_2011),
    Interaction(
        "rifampicin",
        "S-ketamine fell by 14 % in a vein and by 86 % swallowed.",
        1.6173,
        0.14 * 1.6173,
        papers.PELTONIEMI_2012_RIFAMPICIN,
    ),
    Interaction(
        "st-johns-wort", "Swallowed S-ketamine fell by 58 %, its peak by 66 %.", 1.0, 0.42, papers.PELTONIEMI_2012_WORT
    ),
    *(
        Interaction(code, f"{says} {NO_SIZE}", 1.0, 1.0, source)
        for code, says, source in (
            ("benzodiazepines", "They sedate more and blunt the rise of pressure.", VERAART_2021),
            ("diazepam", "It made ketamine last longer in children: half-life 36 to 58 minutes.", papers.CHILDREN_1975),
            ("lamotrigine", "It lessened dissociation in one study; two later trials saw no effect.", VERAART_2021),
            ("naltrexone", "It blocked the lift of mood, not the dissociation, in 12 people.", papers.WILLIAMS_2018),
            (
                "antipsychotics",
                "Clozapine, haloperidol and risperidone weakened effects, in some studies.",
                VERAART_2021,
            ),
            ("psychostimulants", "Blood pressure may rise more.", ESKETAMINE_US_LABEL_2019),
            ("maoi", "Blood pressure rose more with tranylcypromine; no crisis in 509 doses.", papers.LUDWIG_2021),
            ("clonidine", "It may blunt the rise of pressure; no study was seen.", CLONIDINE),
        )
    ),
)


def by_name(name: str) -> Interaction:
    """The interaction of this name."""
    for interaction in INTERACTIONS:
        if interaction.code == name.casefold():
            return interaction
    known = ", ".join(each.code for each in INTERACTIONS)
    raise Nonsense(f"Interacting: {name!r} is not known here. There are: {known}.")


def together(several: tuple[Interaction, ...]) -> Interaction:
    """Several at once: factors multiply, which nobody has measured."""
    if not several:
        return NONE
    if len(several) == 1:
        return several[0]
    liver, gut = 1.0, 1.0
    for each in several:
        liver, gut = liver * each.liver, gut * each.gut
    told = [each.says for each in several]
    if sum(each.changes_levels for each in several) > 1:
        told.append("Together they are multiplied, which nobody has measured.")
    says = " ".join(told)
    return Interaction("+".join(each.code for each in several), says, liver, gut, several[0].source)


# Other names under which the same is written down.
ALSO_CALLED = {
    "grapefruit": ("grapefruit",),
    "rifampicin": ("rifampicin", "rifampin"),
    "st-johns-wort": ("st john", "st. john", "hypericum"),
    "benzodiazepines": (
        "lorazepam",
        "clonazepam",
        "alprazolam",
        "midazolam",
        "oxazepam",
        "temazepam",
        "benzodiazepine",
    ),
    "antipsychotics": ("clozapine", "haloperidol", "risperidone"),
    "psychostimulants": ("methylphenidate", "amphetamine", "amfetamine", "modafinil"),
    "maoi": ("tranylcypromine", "phenelzine", "isocarboxazid"),
}


def found_in(medicines: Iterable[str]) -> Interaction:
    """What among these medicines is known here, together; names are read as somebody wrote them."""
    written = " | ".join(medicines).casefold().replace("’", "'").replace("-", " ")
    return together(
        tuple(
            each for each in INTERACTIONS if any(name in written for name in ALSO_CALLED.get(each.code, (each.code,)))
        )
    )
