"""Which medicines does the patient take, and which could not be recognised? None is ever dropped."""

import re

from holdspace.clinical.eligibility.facts import Medicine
from holdspace.clinical.eligibility.medicine_names import (
    KNOWN_WITH_A_WORD,
    LIKE_THOSE_OF_A_RULE,
    NAMED_BY_A_RULE,
    NO_RULE_SPEAKS_OF,
    READ_BY_OTHER_RULES,
)
from holdspace.clinical.eligibility.record import RXNORM, MedicationEntry

NOT_TAKEN = {"stopped", "completed", "not-taken", "entered-in-error", "cancelled", "draft"}

ALL = (
    *NAMED_BY_A_RULE,
    *READ_BY_OTHER_RULES,
    *KNOWN_WITH_A_WORD,
    *(row[:3] for row in LIKE_THOSE_OF_A_RULE),
    *NO_RULE_SPEAKS_OF,
)


def _codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, codes, _ in ALL:
        for code in codes:
            found[code] = (*found.get(code, ()), name)
    return found


def _names() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<![a-z])({'|'.join(re.escape(word.lower()) for word in (name, *others))})(?![a-z])"), name)
        for name, _, others in ALL
    )


BY_CODE = _codes()
BY_NAME = _names()

# (name as it is written, RxNorm code of the ingredient)
DrugNames = tuple[tuple[str, str], ...]


def ingredient_of(rxnorm: str) -> str | None:
    """The ingredient of this table that a single RxNorm code stands for; None when it is unknown or a mixture."""
    names = BY_CODE.get(rxnorm, ())
    return names[0] if len(names) == 1 else None


def medicines(
    entries: tuple[MedicationEntry, ...], *, list_complete: bool, none_stated: bool, drug_names: DrugNames = ()
) -> tuple[Medicine, ...] | None:
    """The medicines taken now; `None` when nobody has said what is taken."""
    taken = tuple(_medicine(entry, drug_names) for entry in entries if entry.status not in NOT_TAKEN)
    if taken or none_stated or (list_complete and entries):
        return taken
    return None


def unrecognised(taken: tuple[Medicine, ...] | None) -> tuple[str, ...]:
    """What was written for each medicine in which no ingredient is known here."""
    return tuple(medicine.text for medicine in taken or () if not medicine.ingredients)


def ingredients_in(words: str) -> tuple[str, ...]:
    """Every known ingredient that a text names, in the order of the table."""
    lower = words.lower()
    return tuple(name for pattern, name in BY_NAME if pattern.search(lower))


def _added(words: str, drug_names: DrugNames) -> tuple[str, ...]:
    """What the clinic's own names say is in it: added to the table, never in place of it."""
    lower = words.lower()
    return tuple(
        ingredient
        for name, rxnorm in drug_names
        if name.strip() and re.search(rf"(?<![a-z]){re.escape(name.strip().lower())}(?![a-z])", lower)
        for ingredient in BY_CODE.get(rxnorm, ())
    )


def _medicine(entry: MedicationEntry, drug_names: DrugNames) -> Medicine:
    coded = tuple(name for c in entry.codings if c.system == RXNORM for name in BY_CODE.get(c.code, ()))
    words = " ; ".join((entry.text, *(coding.display for coding in entry.codings)))
    names = tuple(dict.fromkeys((*coded, *ingredients_in(words), *_added(words, drug_names))))
    text = entry.text or next((c.display for c in entry.codings if c.display), "") or _bare_code(entry)
    return Medicine(text, names)


def _bare_code(entry: MedicationEntry) -> str:
    return next((f"medicine with code {coding.code}" for coding in entry.codings), "a medicine without a name")
