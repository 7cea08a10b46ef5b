"""Which questions of an instrument are asked, in which order, given what has been answered so far?"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from holdspace.clinic.models import Clinic
from holdspace.clinical.instruments import ALL, AUDIT_C, GAD_7, PC_PTSD_5, PHQ_9, Instrument, Item, by_code, score
from holdspace.clinical.instruments.escalation import Tier, worst_tier
from holdspace.library import wording


def is_for_the_patient(instrument: Instrument) -> bool:
    """Whether a patient can fill it in alone: it asks them, and every word of it may be shown."""
    worded = all(item.wording and instrument.choices_of(item) for item in instrument.items)
    # Our own scales from 0 to 10 have numbers for answers; a licensed form has its anchors, or is not shown.
    choices = [choice for item in instrument.items for choice in instrument.choices_of(item)]
    answerable = instrument.rights.wording_ships or all(choice.text for choice in choices)
    return instrument.rated_by == "patient" and worded and answerable


# What is asked most; shown on the page of a course even while nobody has answered it.
COMMON = (PHQ_9, GAD_7, PC_PTSD_5, AUDIT_C)
# The C-SSRS is asked by a person and entered with intake's own page.
BY_INTERVIEW_ONLY = ("c-ssrs", "c-ssrs-since-last-visit")
# Answers speak of the last two weeks or so: a form left open longer is begun anew.
HELD_FOR = timedelta(hours=24)


def enterable() -> tuple[Instrument, ...]:
    """Every instrument that is entered by number; the C-SSRS has its own page, what is rated in a session its own."""
    return tuple(each for each in ALL if each.code not in BY_INTERVIEW_ONLY and each.rated_by != "staff")


def by_page(clinic: Clinic, *, at: datetime, language: str = "en") -> tuple[Instrument, ...]:
    """What a patient can fill in alone in this clinic: free wording, and what the clinic holds a licence for."""
    asked_of_patients = (each for each in ALL if each.rated_by == "patient" and each not in COMMON)
    worded = wording.all_of((*COMMON, *asked_of_patients), clinic, at=at, language=language)
    return tuple(each for each in worded if is_for_the_patient(each))


def instrument_of(code: str, clinic: Clinic, *, at: datetime) -> Instrument | None:
    """The questionnaire with this code, or None where it is not filled in by patients here."""
    known = next((each for each in ALL if each.code == code and each.rated_by == "patient"), None)
    found = wording.of(known, clinic, at=at) if known is not None else None
    return found if found is not None and is_for_the_patient(found) else None


def own_wording(code: str, clinic: Clinic, *, at: datetime, language: str = "en") -> Instrument:
    """The questionnaire of a link, in the words the patient reads."""
    return wording.of(by_code(code), clinic, at=at, language=language)


def is_in_danger(instrument: Instrument, answers: Mapping[str, int]) -> bool:
    """Whether an answer so far tells of danger that cannot wait for tomorrow: the patient then reads whom to call."""
    tier = worst_tier(score(instrument, answers).alerts)
    return tier is not None and tier is not Tier.LOW


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
    """An open question before it leaves it asked: the page shows what may still be needed."""
    skip = item.skip
    return skip is not None and all(answers.get(code, skip.below) < skip.below for code in skip.opened_by)


def kept_answers(instrument: Instrument, answers: Mapping[str, int]) -> dict[str, int]:
    """The answers to what is asked; one given before the patient went back and made it needless is left out."""
    return {item.code: answers[item.code] for item in asked(instrument, answers) if item.code in answers}


def still_open(instrument: Instrument, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The scored items that are asked and not answered."""
    return tuple(item for item in asked(instrument, answers) if item.scored and item.code not in answers)
