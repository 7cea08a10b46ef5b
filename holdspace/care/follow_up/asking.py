"""Which questions of an instrument are asked, in which order, given what has been answered so far?"""

from collections.abc import Mapping
from datetime import timedelta

from holdspace.clinical.instruments import AUDIT_C, GAD_7, PC_PTSD_5, PHQ_9, Instrument, Item, by_code

# What a patient can fill in alone. The C-SSRS is asked by a person and entered with intake's own page.
BY_PAGE = (PHQ_9, GAD_7, PC_PTSD_5, AUDIT_C)
BY_INTERVIEW_ONLY = ("c-ssrs", "c-ssrs-since-last-visit")
# Answers speak of the last two weeks or so: a form left open longer is begun anew.
HELD_FOR = timedelta(hours=24)


def instrument_of(code: str) -> Instrument | None:
    """The questionnaire with this code, or None where it is not filled in here."""
    return next((each for each in BY_PAGE if each.code == code), None)


def short_of(code: str) -> str:
    """The short name of any instrument."""
    return by_code(code).short


def asked(instrument: Instrument, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The items in order: an item that an earlier answer makes needless is left out, a remark comes last if at all."""
    scored = tuple(item for item in instrument.scored_items if not _is_needless(item, answers))
    if not any(answers.get(item.code, 0) > 0 for item in scored):
        return scored
    return scored + tuple(item for item in instrument.items if not item.scored)


def _is_needless(item: Item, answers: Mapping[str, int]) -> bool:
    return item.skip is not None and answers.get(item.skip.item, item.skip.below) < item.skip.below


def kept_answers(instrument: Instrument, answers: Mapping[str, int]) -> dict[str, int]:
    """The answers to what is asked; one given before the patient went back and made it needless is left out."""
    return {item.code: answers[item.code] for item in asked(instrument, answers) if item.code in answers}


def still_open(instrument: Instrument, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The scored items that are asked and not answered."""
    return tuple(item for item in asked(instrument, answers) if item.scored and item.code not in answers)
