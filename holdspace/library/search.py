"""Where in the library does it say that? One box over everything: all words asked for, in any order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from holdspace.clinical import education, guidance, instruments, protocols
from holdspace.clinical.education import Page
from holdspace.clinical.guidance import Exercise
from holdspace.clinical.instruments import Instrument
from holdspace.clinical.protocols import Protocol
from holdspace.clinical.thresholds import Threshold
from holdspace.library import known, medicines
from holdspace.library.models import DrugName


@dataclass(frozen=True)
class Hit:
    """One place where it says so."""

    url_name: str
    code: str
    title: str
    remark: str = ""


def matches(asked: str, words: str) -> bool:
    """Whether every word asked for stands in these."""
    return all(word in words for word in asked.lower().split())


def words_of_number(number: Threshold) -> str:
    """Everything one might look for a number by."""
    return " ".join((number.code, number.title, number.unit, *map(str, (number.source, *number.other_sources)))).lower()


def words_of_protocol(protocol: Protocol) -> str:
    """Everything one might look for a protocol by."""
    ways = (route.label for route in protocol.routes)
    said = (protocol.id, protocol.title, *protocol.indications, *ways, protocol.dose_in_words, str(protocol.source))
    return " ".join(said).lower()


def words_of_instrument(instrument: Instrument) -> str:
    """Everything one might look for an instrument by."""
    names = (instrument.code, instrument.short, instrument.title, *instrument.also_called)
    # People leave the hyphens of a name away: PHQ9, CSSRS.
    without = (name.replace("-", "").replace(" ", "") for name in names[:2])
    return " ".join((*names, *without, *map(str, instrument.sources))).lower()


def words_of_page(page: Page) -> str:
    """Everything one might look for a page for patients by."""
    return " ".join((page.title, page.lead, *(sentence.text for sentence in page.sentences))).lower()


def words_of_exercise(exercise: Exercise) -> str:
    """Everything one might look for an exercise by."""
    steps = (step.says for step in exercise.steps)
    return " ".join((exercise.title, exercise.way.words, exercise.for_whom, *exercise.not_when, *steps)).lower()


def everywhere(
    asked: str, *, own_protocols: Iterable[Protocol] = (), own_names: Iterable[DrugName] = ()
) -> list[tuple[str, list[Hit]]]:
    """What was found, by kind; kinds without any are left out. What is the clinic's own is given along."""
    if not asked:
        return []
    all_medicines = (*medicines.known(), *map(medicines.of_clinic, own_names))
    kinds: tuple[tuple[str, list[Hit]], ...] = (
        ("Rules", _hits(known.rules(), lambda e: e.words, lambda e: Hit("rule", e.place, e.title, e.chapter), asked)),
        ("Numbers", _hits(known.thresholds().values(), words_of_number, _number, asked)),
        ("Protocols", _hits((*own_protocols, *protocols.PROTOCOLS), words_of_protocol, _protocol, asked)),
        ("Instruments", _hits(instruments.ALL, words_of_instrument, _instrument, asked)),
        ("Medicines", _hits(all_medicines, lambda e: e.words, _medicine, asked)),
        ("Exercises", _hits(guidance.EXERCISES, words_of_exercise, _exercise, asked)),
        ("For patients", _hits(education.PAGES, words_of_page, _page, asked)),
        ("Sources", _hits(known.sources(), lambda e: e.words, lambda e: Hit("sources", "", e.source.text), asked)),
    )
    return [(kind, hits) for kind, hits in kinds if hits]


def _hits(things: Iterable[Any], words: Callable[[Any], str], hit: Callable[[Any], Hit], asked: str) -> list[Hit]:
    return [hit(each) for each in things if matches(asked, words(each))]


def _number(number: Threshold) -> Hit:
    return Hit("number", number.code, number.title, f"{number.published.normalize() + 0} {number.unit}")


def _protocol(protocol: Protocol) -> Hit:
    return Hit("protocol", protocol.id, protocol.title, protocol.dose_in_words)


def _instrument(instrument: Instrument) -> Hit:
    return Hit("instrument", instrument.code, instrument.title, instrument.short)


def _medicine(medicine: medicines.Known) -> Hit:
    """The rule that reads it; else the list of names."""
    place = next(iter(medicine.rules), "")
    return Hit("rule" if place else "drug_names", place, medicine.name.capitalize(), medicine.remark)


def _page(page: Page) -> Hit:
    return Hit("learn_page", page.slug, page.title, page.lead)


def _exercise(exercise: Exercise) -> Hit:
    return Hit("exercise", exercise.code, exercise.title, exercise.way.words)
