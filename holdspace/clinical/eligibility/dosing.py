"""What must somebody who orders a dose know from the screening? A few facts, handed over in plain values."""

from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.eligibility.rules.interaction_rows import ROWS

STRONG_CYP3A4_INHIBITORS = next(row.ingredients for row in ROWS if row.id == "DDI-10")


def takes_strong_cyp3a4_inhibitor(facts: ScreeningFacts) -> bool:
    """Whether a medicine raises the blood level of a swallowed dose."""
    return bool(facts.taking(*STRONG_CYP3A4_INHIBITORS))
