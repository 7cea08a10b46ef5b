"""What is published, whatever a clinic made of it: the knowledge below, looked up by its code."""

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from holdspace.clinical import eligibility, instruments, monitoring, outcomes, pathway, protocols
from holdspace.clinical.monitoring import same_day
from holdspace.clinical.protocols.guards import GUARDS
from holdspace.clinical.sources import Mark, Source
from holdspace.clinical.thresholds import Threshold

CHAPTERS = (
    ("Screening", eligibility),
    ("Before and during a dose", monitoring),
    ("Protocols and orders", protocols),
    ("The course of care", pathway),
    ("Outcomes", outcomes),
)
FAMILIES = {
    "PSY": "Mind",
    "SUI": "Suicide",
    "CVS": "Circulation",
    "NEU": "Nervous system",
    "EYE": "Eyes",
    "END": "Glands",
    "HEP": "Liver",
    "REN": "Kidneys",
    "GU": "Bladder",
    "GI": "Gut",
    "RES": "Breathing",
    "PREG": "Pregnancy",
    "AGE": "Age",
    "BMI": "Weight",
    "ALL": "Allergy",
    "SUD": "Substances",
    "CON": "Consent and setting",
    "DDI": "Interactions",
    "DAY": "On the day",
    "G": "Guards of an order",
}


@dataclass(frozen=True)
class Entry:
    """One thing the clinic knows, as the library lists it."""

    code: str
    title: str
    because: str = ""
    sources: tuple[Source, ...] = ()
    compares_with: tuple[Threshold, ...] = ()

    @property
    def family(self) -> str:
        """The chapter it stands in, named after the first part of its code."""
        prefix = self.code.partition("-")[0]
        return FAMILIES.get(prefix, prefix)

    @property
    def words(self) -> str:
        """Everything one might look for it by."""
        return " ".join((self.code, self.title, self.because, self.family, *map(str, self.sources))).lower()


@dataclass(frozen=True)
class Named:
    """A source, and everything that rests on it."""

    source: Source
    places: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> str:
        """Everything one might look for it by."""
        return f"{self.source.text} {self.source.link} {self.source.mark.words}".lower()


@cache
def thresholds() -> dict[str, Threshold]:
    """Every number a rule compares with, by code."""
    return {each.code: each for _, numbers in thresholds_by_chapter() for each in numbers}


@cache
def thresholds_by_chapter() -> tuple[tuple[str, tuple[Threshold, ...]], ...]:
    """Every number a rule compares with, in the chapters of the library."""
    return tuple((name, getattr(chapter, "THRESHOLDS", ())) for name, chapter in CHAPTERS)


def threshold(code: str) -> Threshold | None:
    """The threshold with this code, if there is one."""
    return thresholds().get(code)


@cache
def rules() -> tuple[Entry, ...]:
    """Every rule of screening, of the day and of an order, in the order of the rules table."""
    return (*(_of_screening(rule) for rule in eligibility.RULES), *_of_the_day(), *_guards())


def _of_screening(rule: eligibility.Rule) -> Entry:
    return Entry(rule.id, rule.title, rule.because, (rule.source, *rule.other_sources), rule.compares_with)


def _of_the_day() -> tuple[Entry, ...]:
    asked = {rule.id for rule in eligibility.RULES}
    return tuple(_by_number(code, title) for code, title in same_day.RULE_TITLES.items() if code not in asked)


def _guards() -> tuple[Entry, ...]:
    # A guard's first line reads "G-01: what it asks."
    said = (inspect.getdoc(guard) or "" for guard in GUARDS)
    parts = (line.splitlines()[0].partition(": ") for line in said if line)
    return tuple(_by_number(code, title[:1].upper() + title[1:].rstrip(".")) for code, _, title in parts)


def _by_number(code: str, title: str) -> Entry:
    """An entry whose sources are those of the numbers it compares with."""
    compared = tuple(each for each in thresholds().values() if each.code.partition(".")[0] == code)
    cited = (source for each in compared for source in (each.source, *each.other_sources))
    return Entry(code, title, sources=tuple(dict.fromkeys(cited)), compares_with=compared)


def rule(code: str) -> Entry | None:
    """The rule with this id, if there is one."""
    return next((each for each in rules() if each.code == code), None)


def by_family(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The same entries by family, in the order in which families first appear."""
    families: dict[str, list[Entry]] = {}
    for each in entries:
        families.setdefault(each.family, []).append(each)
    return families


@cache
def sources() -> tuple[Named, ...]:
    """Every source once, whatever place in it is cited, with everything that rests on it."""
    gathered: dict[tuple[str, str], tuple[Source, list[tuple[str, str, str]]]] = {}
    for source, place in _citations():
        key = (source.text, source.link)
        gathered.setdefault(key, (source, []))[1].append(place)
    named = (Named(source, tuple(dict.fromkeys(places))) for source, places in gathered.values())
    return tuple(sorted(named, key=lambda each: each.source.text.lower()))


def _citations() -> Iterable[tuple[Source, tuple[str, str, str]]]:
    for entry in rules():
        yield from ((source, ("rule", entry.code, entry.title)) for source in entry.sources)
    for number in thresholds().values():
        cited = (number.source, *number.other_sources)
        yield from ((source, ("number", number.code, number.title)) for source in cited)
    for protocol in protocols.PROTOCOLS:
        cited = (protocol.source, *protocol.other_sources)
        yield from ((source, ("protocol", protocol.id, protocol.title)) for source in cited)
    for instrument in instruments.ALL:
        yield from ((source, ("instrument", instrument.code, instrument.title)) for source in instrument.sources)


def judgements() -> tuple[Named, ...]:
    """What rests on our own judgement and waits for a clinician's review."""
    return tuple(each for each in sources() if each.source.mark is Mark.JUDGEMENT)


def recalled() -> tuple[Named, ...]:
    """What is recalled from professional knowledge and waits to be checked against its source."""
    return tuple(each for each in sources() if each.source.mark is Mark.RECALLED)
