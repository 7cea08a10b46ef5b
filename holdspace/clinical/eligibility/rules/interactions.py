"""Which medicines work against the drug, or with it?"""

from holdspace.clinical.eligibility.facts import ScreeningFacts, listed
from holdspace.clinical.eligibility.rule import Answer, Rule, cannot_tell
from holdspace.clinical.eligibility.rules.interaction_rows import NO_FINDING, ROWS, Row
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain


def nobody_has_said(facts: ScreeningFacts) -> Answer | None:
    """Asks for the medicines, or for the statement that there are none."""
    if facts.medicines is not None:
        return None
    return cannot_tell("Medicines are not recorded; “takes none” would be an answer.")


def rule_of(row: Row) -> Rule:
    """The rule that a row of the table stands for."""

    def asks(facts: ScreeningFacts) -> Answer | None:
        taken = tuple(medicine.text for medicine in facts.taking(*row.ingredients))
        if not taken:
            return None
        then = row.then.format(*(plain(facts.limits.of(each)) for each in row.compares_with))
        return Answer(row.level, f"Takes {listed(taken)}: {then}.", taken, against=row.compares_with)

    return Rule(
        row.id,
        row.title,
        row.because,
        row.source,
        asks,
        row.other_sources,
        reads=("medicines",),
        compares_with=row.compares_with,
    )


RULES = (
    Rule(
        "DDI-00",
        "Medicines not recorded",
        "What nobody has asked about cannot be checked.",
        Source.judgement("The medicine list, or a stated none, comes before any decision."),
        nobody_has_said,
    ),
    *(rule_of(row) for row in ROWS),
)


def words_without_finding(facts: ScreeningFacts) -> tuple[str, ...]:
    """What the interaction table says of medicines that give no finding."""
    return tuple(
        f"{listed(taken)}: {words} ({rule})."
        for rule, ingredients, words in NO_FINDING
        if (taken := tuple(medicine.text for medicine in facts.taking(*ingredients)))
    )
