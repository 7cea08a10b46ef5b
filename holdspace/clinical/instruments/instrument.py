"""What is a rating scale as a whole: its items, how they are scored, what the score is called, whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.instruments.changes import ChangeRules
from holdspace.clinical.instruments.coding import LOINC, TotalCode
from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.instruments.shape import (
    Alert,
    Answer,
    Band,
    Banding,
    Choice,
    Cutoff,
    Index,
    Item,
    OnePointMore,
    Reads,
    RiskTier,
    Subscale,
    Verdict,
)
from holdspace.clinical.sources import Source

NO_TIER = "none"


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
    rights_source: Source | None = None
    choices: tuple[Choice, ...] = ()
    about: tuple[Item, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_read: Reads = Reads.TOTAL
    bands_source: Source | None = None
    other_bands: tuple[Banding, ...] = ()
    no_bands_because: str = ""
    cutoffs: tuple[Cutoff, ...] = ()
    tiers: tuple[RiskTier, ...] = ()
    no_tier: str = NO_TIER
    subscales: tuple[Subscale, ...] = ()
    highest_of: tuple[tuple[str, ...], ...] = ()
    either: tuple[tuple[str, str], ...] = ()
    one_point_more: OnePointMore | None = None
    adds_up: bool = True
    index: Index | None = None
    verdict: Verdict | None = None
    alerts: tuple[Alert, ...] = ()
    change: ChangeRules | None = None
    higher_is_better: bool = False
    neither_is_better: bool = False
    loinc_panel: str = ""
    loinc_total: str = ""
    total_read_as: TotalCode | None = None
    rated_by: str = "patient"
    notes: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    scoring_version: str = "1"
    language: str = "en"
    other_sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts)):
            raise ValueError(f"The bands of {self.short} are not in rising order.")
        if starts and self.bands_read is Reads.TOTAL and starts[0] != self.lowest:
            raise ValueError(f"The lowest band of {self.short} starts at {starts[0]}, the scale at {self.lowest}.")
        if (bool(self.bands), bool(self.tiers), bool(self.no_bands_because)).count(True) != 1:
            raise ValueError(f"{self.short} needs either bands or tiers, or a reason why it has none.")
        self._refuse_unknown_items()

    def _refuse_unknown_items(self) -> None:
        named = [code for scale in self.subscales for code in scale.items]
        named += [code for group in (*self.highest_of, *self.either) for code in group]
        named += [code for tier in self.tiers for code in tier.any_of]
        known = {item.code for item in self.items}
        for code in named:
            if code not in known:
                raise ValueError(f"{self.short} has no item called {code}.")

    def item(self, code: str) -> Item:
        """The item with this code."""
        for item in self.items:
            if item.code == code:
                return item
        raise ValueError(f"{self.short} has no item called {code}.")

    def choices_of(self, item: Item) -> tuple[Choice, ...]:
        """The answers one can give to this item; none where it is answered with a number."""
        if item.number is not None:
            return item.choices
        return item.choices or self.choices

    @property
    def better(self) -> str:
        """Which way is better, in a word; of an experience in a session neither is."""
        if self.neither_is_better:
            return "neither"
        return "higher" if self.higher_is_better else "lower"

    @property
    def total_coding(self) -> TotalCode | None:
        """The system and code under which rules read the total; None where no rule does."""
        return (LOINC, self.loinc_total) if self.loinc_total else self.total_read_as

    @property
    def items_read_alone(self) -> tuple[Item, ...]:
        """The items a rule reads by themselves: those that alarm, and all of a scale that is not added up."""
        alarming = {alert.item for alert in self.alerts}
        return tuple(item for item in self.items if item.loinc and (item.code in alarming or self.tiers))

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count towards the result."""
        return tuple(item for item in self.items if item.scored)

    @property
    def items_and_about(self) -> tuple[Item, ...]:
        """The items, and what is asked of the person besides, such as sex or years of education."""
        return (*self.items, *self.about)

    @property
    def added_items(self) -> tuple[Item, ...]:
        """The items that the total is made of."""
        return tuple(item for item in self.scored_items if item.added and item.code not in self.gates)

    @property
    def lowest(self) -> int:
        """The smallest total a complete form can have."""
        return self._together({item.code: int(min(self._worth(item))) for item in self.added_items})

    @property
    def highest(self) -> int:
        """The largest total a complete form can have."""
        return self._together({item.code: int(max(self._worth(item))) for item in self.added_items})

    def _together(self, each: dict[str, int]) -> int:
        """The sum of what items count; of a group of which only the highest counts, one."""
        in_groups = {code for group in self.highest_of for code in group}
        alone = sum(count for code, count in each.items() if code not in in_groups)
        return alone + sum(max(each[code] for code in group) for group in self.highest_of)

    def _worth(self, item: Item) -> tuple[Answer, ...]:
        """What the answers to one item can count."""
        if item.number is not None:
            return (0, 1) if item.number.above is not None else (item.number.lowest, item.number.highest)
        return tuple(choice.counts for choice in self.choices_of(item))

    def most(self, items: tuple[str, ...]) -> Answer:
        """The most these items can count together."""
        return sum((Decimal(max(self._worth(self.item(code)))) for code in items), Decimal(0))

    @property
    def gates(self) -> frozenset[str]:
        """Items that only decide whether the others are asked; their own answer is not added."""
        return frozenset(
            code for item in self.items if item.skip and item.skip.answers_ignored for code in item.skip.opened_by
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that anything said here rests on, each once."""
        return tuple(dict.fromkeys(self._all_sources()))

    def _all_sources(self) -> Iterator[Source]:
        yield self.source
        yield from (one for one in (self.bands_source, self.rights_source) if one is not None)
        yield from (banding.source for banding in self.other_bands)
        yield from (cutoff.source for cutoff in self.cutoffs)
        yield from (alert.source for alert in self.alerts if alert.source is not None)
        yield from (line.source for line in (self.change.lines if self.change else ()))
        yield from (self.verdict.source,) if self.verdict else ()
        yield from self.other_sources
