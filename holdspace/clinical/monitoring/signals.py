"""What is watched during a session, and how can a value be held against a limit?"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.monitoring.bibliography import IN_SESSION_LIMITS
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Limits, Threshold
from holdspace.clinical.units import plain

Number = int | Decimal


class Signal(StrEnum):
    """Something that is measured or rated again and again during a session."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    HEART_RATE = "heart_rate"
    SPO2 = "spo2"
    RESPIRATORY_RATE = "respiratory_rate"
    TEMPERATURE = "temperature"
    MOAAS = "moaas"
    RASS = "rass"


class Tier(StrEnum):
    """How much a value asks for; written least first."""

    NORMAL = "normal"
    IMPLAUSIBLE = "implausible"
    ADVISORY = "advisory"
    TREAT = "treat"
    STOP = "stop"

    @property
    def rank(self) -> int:
        """The place from nothing to do (0) to stop."""
        return tuple(Tier).index(self)

    @property
    def alarm(self) -> str:
        """The kind of mark on the screen: none, implausible, abnormal or act."""
        return ALARMS[self]

    @property
    def words(self) -> str:
        """The words beside the mark."""
        return WORDS[self]


ALARMS = {
    Tier.NORMAL: "none",
    Tier.IMPLAUSIBLE: "implausible",
    Tier.ADVISORY: "abnormal",
    Tier.TREAT: "act",
    Tier.STOP: "act",
}
WORDS = {
    Tier.NORMAL: "",
    Tier.IMPLAUSIBLE: "Check this number",
    Tier.ADVISORY: "Abnormal",
    Tier.TREAT: "Act now",
    Tier.STOP: "Act now",
}


class Comparison(StrEnum):
    """How a value is held against a limit."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    def holds(self, value: Decimal, limit: Decimal) -> bool:
        """Whether the value stands in this relation to the limit."""
        return {
            Comparison.AT_LEAST: value >= limit,
            Comparison.ABOVE: value > limit,
            Comparison.AT_MOST: value <= limit,
            Comparison.BELOW: value < limit,
        }[self]


SAID = {
    Comparison.AT_LEAST: "at or above",
    Comparison.ABOVE: "above",
    Comparison.AT_MOST: "at or below",
    Comparison.BELOW: "below",
}


class Against(StrEnum):
    """What a limit is counted from."""

    ZERO = "zero"
    BASELINE = "baseline"
    PERCENT_OF_BASELINE = "percent_of_baseline"


@dataclass(frozen=True)
class Limit:
    """From here on a value belongs to a tier."""

    tier: Tier
    comparison: Comparison
    value: Decimal
    do: str
    source: Source = IN_SESSION_LIMITS
    against: Against = Against.ZERO
    relation: str = ""

    @property
    def said(self) -> str:
        """The limit in words, such as "at or above 180" or "more than 20 % above the baseline of 122"."""
        return self.relation or f"{SAID[self.comparison]} {plain(self.value)}"

    def for_baseline(self, baseline: Decimal | None) -> "Limit | None":
        """The same limit as a plain number for this patient; None when it needs a baseline that is not there."""
        if self.against is Against.ZERO:
            return self
        if baseline is None:
            return None
        if self.against is Against.BASELINE:
            relation = f"{plain(self.value)} or more above the baseline of {plain(baseline)}"
            return replace(self, value=baseline + self.value, against=Against.ZERO, relation=relation)
        side = "above" if self.value > 0 else "below"
        relation = f"more than {plain(abs(self.value))} % {side} the baseline of {plain(baseline)}"
        return replace(self, value=baseline * (100 + self.value) / 100, against=Against.ZERO, relation=relation)


@dataclass(frozen=True)
class Line:
    """A line through the values of a signal, with the threshold that says where it runs."""

    tier: Tier
    comparison: Comparison
    threshold: Threshold
    do: str
    against: Against = Against.ZERO

    def drawn(self, limits: Limits) -> Limit:
        """The line at the number that holds for this clinic; a fall below the baseline counts downwards."""
        value = limits.of(self.threshold)
        falls = self.against is Against.PERCENT_OF_BASELINE and self.comparison is Comparison.BELOW
        signed = -value if falls else value
        return Limit(self.tier, self.comparison, signed, self.do, self.threshold.source, self.against)


@dataclass(frozen=True)
class Watched:
    """How one signal is named, measured and judged; values outside the plausible range are checked, not believed."""

    label: str
    unit: str
    loinc: str
    lowest_plausible: Decimal
    highest_plausible: Decimal
    lines: tuple[Line, ...]
