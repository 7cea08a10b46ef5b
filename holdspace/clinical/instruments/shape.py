"""What does a rating scale consist of? Data only: no page, no database, no other system's format."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.instruments.rights import Rights
from holdspace.clinical.sources import Source

TOTAL = "total"
INDEX = "index"

# Minutes until somebody has acknowledged a risk answer; escalation.py draws the thresholds a clinic may tighten.
AT_ONCE, WITHIN_THE_HOUR, WITHIN_A_DAY = 5, 60, 24 * 60

Answer = int | Decimal

__all__ = [
    "AT_ONCE",
    "INDEX",
    "TOTAL",
    "WITHIN_A_DAY",
    "WITHIN_THE_HOUR",
    "Alert",
    "Answer",
    "Band",
    "Banding",
    "Choice",
    "Cutoff",
    "Index",
    "Item",
    "Number",
    "OnePointMore",
    "Reads",
    "Rights",
    "RiskTier",
    "Several",
    "Share",
    "Skip",
    "Subscale",
    "Verdict",
]


class Reads(StrEnum):
    """Which number of a score a line is compared with."""

    TOTAL = "total"
    INDEX = "index"


@dataclass(frozen=True)
class Choice:
    """One answer somebody can give, and what it counts; `points` where that is not its value."""

    value: int
    text: str = ""
    loinc: str = ""
    points: int | None = None

    @property
    def counts(self) -> int:
        """What the answer adds."""
        return self.value if self.points is None else self.points

    @property
    def shown(self) -> str:
        """The words of the answer, or its number where the wording is not ours to show."""
        return self.text or str(self.value)


@dataclass(frozen=True)
class Number:
    """An answer that is a number of its own; with `above` it gives one point when it lies above that line.

    Where a line is set, 0 and 1 are a plain no and yes, because nobody measures 0 or 1 there.
    """

    lowest: Decimal
    highest: Decimal
    unit: str = ""
    decimals: int = 0
    above: Decimal | None = None

    def allows(self, value: Answer) -> bool:
        """Whether somebody can have this value."""
        if self.above is not None and value in (0, 1):
            return True
        return self.lowest <= value <= self.highest and _decimals_of(value) <= self.decimals

    def points(self, value: Answer) -> Answer:
        """What the value counts."""
        if self.above is None or value in (0, 1):
            return value
        return int(value > self.above)

    @property
    def words(self) -> str:
        """The allowed values in words."""
        kind = "a whole number" if self.decimals == 0 else f"a number with at most {self.decimals} decimal places"
        plain = ", or 0 for no and 1 for yes" if self.above is not None else ""
        return f"{kind} from {self.lowest} to {self.highest}{plain}"


def _decimals_of(value: Answer) -> int:
    """How many places stand behind the point, without idle zeros."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 99


@dataclass(frozen=True)
class Skip:
    """When an item is not asked: another item, and those in `also`, were all answered below a value."""

    item: str
    below: int
    answers_ignored: bool = False
    also: tuple[str, ...] = ()

    @property
    def opened_by(self) -> tuple[str, ...]:
        """The items of which any one opens this one."""
        return (self.item, *self.also)


@dataclass(frozen=True)
class Item:
    """One question of an instrument: its wording where we may ship it, else our own label for its place.

    Of a complete form every item that is `scored` is answered; `added` says whether it is part of the total. `called`
    is its number on the printed form. `implies` are LOINC codes of another form to which a yes here is a yes too.
    """

    code: str
    wording: str = ""
    loinc: str = ""
    choices: tuple[Choice, ...] = ()
    scored: bool = True
    skip: Skip | None = None
    label: str = ""
    number: Number | None = None
    called: str = ""
    added: bool = True
    implies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What a page shows."""
        return self.wording or self.label or self.code

    def counts(self, value: Answer, choices: tuple[Choice, ...]) -> Answer:
        """What an answer to this item adds."""
        if self.number is not None:
            return self.number.points(value)
        return next(choice.counts for choice in choices if choice.value == value)


@dataclass(frozen=True)
class OnePointMore:
    """A point added for who the person is, such as for at most 12 years of education."""

    about: str
    at_most: int


@dataclass(frozen=True)
class Band:
    """A named range of totals, from `at_least` up to the next band."""

    at_least: int
    name: str


@dataclass(frozen=True)
class Banding:
    """Another way to name the totals, by another source; shown beside the one that is used."""

    title: str
    bands: tuple[Band, ...]
    source: Source


@dataclass(frozen=True)
class Cutoff:
    """A line from which a score is positive; `for_sex` where it holds for one sex, `below` where low is bad."""

    at: Decimal
    title: str
    source: Source
    below: bool = False
    reads: Reads = Reads.TOTAL
    for_sex: str = ""
    decides: bool = False

    def is_reached(self, number: Answer) -> bool:
        """Whether this number is on the positive side."""
        return number < self.at if self.below else number >= self.at


@dataclass(frozen=True)
class RiskTier:
    """A named risk that any one of several answers is enough for; `urgency` where its name is not one itself."""

    name: str
    any_of: tuple[str, ...]
    urgency: str = ""


@dataclass(frozen=True)
class Subscale:
    """Some of the items, added up; or, with `highest`, the place of the last one answered yes.

    `times` multiplies the sum, `table` turns it into another number under `table_code`.
    """

    code: str
    title: str
    items: tuple[str, ...]
    highest: bool = False
    times: int = 1
    table: tuple[tuple[int, Decimal], ...] = ()
    table_code: str = ""
    loinc: str = ""
    table_loinc: str = ""
    is_mean: bool = False
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Index:
    """A second number made from the total, such as a percentage; or entered as it stands, by `item`."""

    title: str
    times: Decimal = Decimal(1)
    over: Decimal = Decimal(1)
    decimals: int = 0
    item: str = ""
    highest: Decimal = Decimal(100)


@dataclass(frozen=True)
class Several:
    """True when at least `how_many` of these items count `at_least` so much."""

    items: tuple[str, ...]
    at_least: int
    how_many: int


@dataclass(frozen=True)
class Share:
    """True when these items together reach this share, in percent, of the most they can count."""

    items: tuple[str, ...]
    percent: int


@dataclass(frozen=True)
class Verdict:
    """A yes or no the authors give by several conditions, all of which must hold."""

    title: str
    all_of: tuple[Several | Share, ...]
    source: Source
    is_provisional_diagnosis: bool = False


@dataclass(frozen=True)
class Alert:
    """What somebody must do because of an answer, a total or a tier, and how soon it must be seen."""

    item: str = TOTAL
    at_least: int = 1
    tier: str = ""
    says: str = ""
    within_minutes: int | None = None
    source: Source | None = None
    needs_verdict: bool = False

    def as_dict(self) -> dict[str, object]:
        """The alert as plain data for JSON."""
        return {
            "item": self.item,
            "tier": self.tier,
            "says": self.says,
            "within_minutes": self.within_minutes,
        }


def sums(mapping: Mapping[str, Answer], items: tuple[str, ...]) -> Answer:
    """What these items add up to, those not counted left out."""
    found = [mapping[code] for code in items if code in mapping]
    return sum(found[1:], found[0]) if found else 0
