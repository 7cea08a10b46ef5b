"""What does a rating scale consist of? Data only: no page, no database, no other system's format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from holdspace.clinical.sources import Source

TOTAL = "total"


class Rights(StrEnum):
    """Whether the wording of an instrument may travel with this software."""

    FREE = "free"
    BY_LICENCE = "by_licence"


@dataclass(frozen=True)
class Choice:
    """One answer somebody can give, and what it counts."""

    value: int
    text: str
    loinc: str = ""


@dataclass(frozen=True)
class Skip:
    """When an item is not asked: another item was answered below a value."""

    item: str
    below: int
    answers_ignored: bool = False


@dataclass(frozen=True)
class Item:
    """One question of an instrument."""

    code: str
    text: str
    loinc: str = ""
    choices: tuple[Choice, ...] = ()
    scored: bool = True
    skip: Skip | None = None


@dataclass(frozen=True)
class Band:
    """A named range of totals, from `at_least` up to the next band."""

    at_least: int
    name: str


@dataclass(frozen=True)
class RiskTier:
    """A named risk that any one of several answers is enough for."""

    name: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Subscale:
    """Some of the items, added up; or, with `highest`, the place of the last one answered yes."""

    code: str
    title: str
    items: tuple[str, ...]
    highest: bool = False


@dataclass(frozen=True)
class Alert:
    """What somebody must do because of an answer, a total or a tier, and how soon it must be seen."""

    item: str = TOTAL
    at_least: int = 1
    tier: str = ""
    says: str = ""
    within_minutes: int | None = None


@dataclass(frozen=True)
class Instrument:
    """A rating scale: its items, how they are scored, what the score is called, whose it is."""

    code: str
    title: str
    short: str
    asks: str
    recall_window: str
    items: tuple[Item, ...]
    source: Source
    rights: Rights
    rights_statement: str
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    tiers: tuple[RiskTier, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    alerts: tuple[Alert, ...] = ()
    loinc_panel: str = ""
    loinc_total: str = ""
    rated_by: str = "patient"
    scoring_version: str = "1"

    def __post_init__(self) -> None:
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts)):
            raise ValueError(f"The bands of {self.short} are not in rising order.")
        if starts and starts[0] != self.lowest:
            raise ValueError(f"The lowest band of {self.short} starts at {starts[0]}, the scale at {self.lowest}.")
        if bool(self.bands) == bool(self.tiers):
            raise ValueError(f"{self.short} needs either bands or tiers.")

    def item(self, code: str) -> Item:
        """The item with this code."""
        for item in self.items:
            if item.code == code:
                return item
        raise ValueError(f"{self.short} has no item called {code}.")

    def choices_of(self, item: Item) -> tuple[Choice, ...]:
        """The answers one can give to this item."""
        return item.choices or self.choices

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count towards the result."""
        return tuple(item for item in self.items if item.scored)

    @property
    def lowest(self) -> int:
        """The smallest total a complete form can have."""
        return sum(min(choice.value for choice in self.choices_of(item)) for item in self.scored_items)

    @property
    def highest(self) -> int:
        """The largest total a complete form can have."""
        counted = [item for item in self.scored_items if item.code not in self._gates]
        return sum(max(choice.value for choice in self.choices_of(item)) for item in counted)

    @property
    def _gates(self) -> set[str]:
        """Items that only decide whether the others are asked; their own answer is not added."""
        return {item.skip.item for item in self.items if item.skip and item.skip.answers_ignored}


@dataclass(frozen=True)
class Score:
    """The result of a complete form; `total` is None where the authors add nothing up."""

    instrument: str
    total: int | None
    band: str
    alerts: tuple[Alert, ...] = ()
    subscales: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Incomplete:
    """A form with gaps: no total, but an alarming answer already given still raises its alert."""

    instrument: str
    missing: tuple[str, ...]
    alerts: tuple[Alert, ...] = ()
