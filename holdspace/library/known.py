"""What is published, whatever a clinic made of it: the catalogue of knowledge, as the library's pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from holdspace.clinical import catalogue, eligibility
from holdspace.clinical.catalogue import Cited, Kind, Known
from holdspace.clinical.catalogue.numbers import thresholds_by_chapter, thresholds_of
from holdspace.clinical.findings import Level
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Threshold

__all__ = [
    "Entry",
    "Named",
    "by_chapter",
    "judgements",
    "recalled",
    "rule",
    "rules",
    "sources",
    "threshold",
    "thresholds",
    "thresholds_by_chapter",
]

# What has pages of its own; all other knowledge is listed as rules.
OWN_PAGES = {Kind.PROTOCOL: "protocol", Kind.INSTRUMENT: "instrument", Kind.THRESHOLD: "number"}
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
    "MET": "Metabolism",
    "ASP": "Stomach",
    "SOC": "Home",
    "RES": "Breathing",
    "PREG": "Pregnancy",
    "AGE": "Age",
    "WT": "Weight",
    "ALL": "Allergy",
    "SUD": "Substances",
    "CON": "Consent and setting",
}
CHAPTERS = {
    Kind.INTERACTION: "Interactions of medicines",
    Kind.SAME_DAY: "On the day",
    Kind.GUARD: "Guards of an order",
    Kind.STOP_RULE: "When to stop",
    Kind.LONG_TERM: "Over the years",
    Kind.CRITERION: "Ready to leave",
    Kind.SCHEDULE: "Checks after a dose",
    Kind.FOLLOW_UP: "Follow-up",
    Kind.CONSENT_LINE: "Lines of consent",
    Kind.STEP: "Steps of the course",
}


@dataclass(frozen=True)
class Entry:
    """One thing the clinic knows, with the numbers it compares with."""

    known: Known
    compares_with: tuple[Threshold, ...] = ()

    @property
    def code(self) -> str:
        """Its id, such as CVS-02."""
        return self.known.code

    @property
    def place(self) -> str:
        """Its name in addresses: the id, with its kind where an id is a plain word that other kinds use too."""
        return self.code if self.code[:1].isupper() else f"{self.known.kind.value}-{self.code}"

    @property
    def title(self) -> str:
        """What it is called."""
        return self.known.title

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who says so; the first is the one that is followed."""
        return self.known.sources

    @property
    def chapter(self) -> str:
        """Where in the library it stands."""
        family = self.known.family
        return CHAPTERS.get(self.known.kind) or FAMILIES.get(family, family)

    @property
    def levels(self) -> tuple[Level, ...]:
        """How much its findings can weigh, worst first."""
        answers = dict(self.known.details).get("answers", "").split(", ")
        return tuple(level for level in Level if level in answers)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What else is to be told of it; its levels and its numbers have a place of their own."""
        elsewhere = {"compares with"} | ({"answers"} if self.levels else set())
        return [(name, words) for name, words in self.known.details if name not in elsewhere]

    @property
    def words(self) -> str:
        """Everything one might look for it by."""
        known = self.known
        details = (words for _, words in known.details)
        said = (self.code, self.title, known.says, known.because, self.chapter, *details, *map(str, self.sources))
        return " ".join(said).lower()


@dataclass(frozen=True)
class Named:
    """A source, the places in it that are cited, and what rests on it."""

    cited: Cited
    rests: tuple[tuple[str, str, str], ...]

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.cited.source

    @property
    def words(self) -> str:
        """Everything one might look for it by."""
        return " ".join(
            (self.source.text, self.source.link, *map(str, self.cited.places), self.source.mark.words)
        ).lower()


@cache
def rules() -> tuple[Entry, ...]:
    """Everything that is asked, held against or kept to, in the order of the catalogue."""
    return tuple(Entry(each, _compares_with(each)) for each in catalogue.everything() if each.kind not in OWN_PAGES)


def _compares_with(known: Known) -> tuple[Threshold, ...]:
    asked = next((rule for rule in eligibility.RULES if rule.id == known.code), None)
    return asked.compares_with if asked else thresholds_of(known.code)


def rule(place: str) -> Entry | None:
    """The rule with this name in addresses, if there is one."""
    return next((each for each in rules() if each.place == place), None)


def by_chapter(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The same entries by chapter, in the order in which chapters first appear."""
    chapters: dict[str, list[Entry]] = {}
    for each in entries:
        chapters.setdefault(each.chapter, []).append(each)
    return chapters


@cache
def thresholds() -> dict[str, Threshold]:
    """Every number a rule compares with, by code."""
    return {each.code: each for each in catalogue.thresholds()}


def threshold(code: str) -> Threshold | None:
    """The threshold with this code, if there is one."""
    return thresholds().get(code)


@cache
def sources() -> tuple[Named, ...]:
    """Every source once, with the places in it that are cited and everything that rests on it."""
    return tuple(map(_named, catalogue.sources()))


def judgements() -> tuple[Named, ...]:
    """What rests on our own judgement and waits for a clinician's review."""
    return tuple(map(_named, catalogue.judgements()))


def recalled() -> tuple[Named, ...]:
    """What is recalled from professional knowledge and waits to be checked against its source."""
    return tuple(map(_named, catalogue.recalled()))


def _named(cited: Cited) -> Named:
    return Named(cited, tuple(page for code in cited.rests for page in _pages().get(code, ())))


@cache
def _pages() -> dict[str, list[tuple[str, str, str]]]:
    """The pages of each code: url name, name in addresses, title."""
    pages: dict[str, list[tuple[str, str, str]]] = {}
    for entry in rules():
        pages.setdefault(entry.code, []).append(("rule", entry.place, entry.title))
    for known in catalogue.everything():
        if known.kind in OWN_PAGES:
            pages.setdefault(known.code, []).append((OWN_PAGES[known.kind], known.code, known.title))
    return pages
