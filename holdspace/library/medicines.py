"""Which medicines does the library know, under which names, and which rules read them?"""

from dataclasses import dataclass
from functools import cache

from holdspace.clinical.eligibility.medicines import ALL, ingredient_of
from holdspace.clinical.eligibility.rules.interaction_rows import NO_FINDING, ROWS
from holdspace.library.models import DrugName


@dataclass(frozen=True)
class Known:
    """One ingredient: the names it goes by, its RxNorm codes, and the interactions that read it."""

    name: str
    others: tuple[str, ...]
    codes: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything one might look for it by."""
        return " ".join((self.name, *self.others, *self.codes, *self.rules)).lower()

    @property
    def remark(self) -> str:
        """Its other names, and who reads it."""
        also = f"also {', '.join(name.capitalize() for name in self.others)}" if self.others else ""
        read = f"read by {', '.join(self.rules)}" if self.rules else "known, no interaction reads it"
        return " · ".join(part for part in (also, read) if part)


@cache
def known() -> tuple[Known, ...]:
    """Every ingredient of the table that ships."""
    return tuple(Known(name, others, codes, rules_of(name)) for name, codes, others in ALL)


def rules_of(ingredient: str) -> tuple[str, ...]:
    """The interactions that name this ingredient."""
    rows = (*((row.id, row.ingredients) for row in ROWS), *((rule, named) for rule, named, _ in NO_FINDING))
    return tuple(dict.fromkeys(rule for rule, ingredients in rows if ingredient in ingredients))


def of_clinic(row: DrugName) -> Known:
    """A name the clinic added, with the rules that read its ingredient."""
    ingredient = ingredient_of(row.ingredient) or row.ingredient_name
    return Known(row.name, (row.ingredient_name,), (row.ingredient,), rules_of(ingredient))
