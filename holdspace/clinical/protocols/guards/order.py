"""What is ordered, for whom, and what does a guard that has closed say?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.protocols.dose import Dose, Drug
from holdspace.clinical.protocols.limits import in_milligrams
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold, Used
from holdspace.clinical.units import Kilograms, Milligrams


@dataclass(frozen=True)
class PlannedDose:
    """A dose as it is ordered: what was typed, and the milligrams it was reckoned to when it went by weight."""

    route: Route
    amount: Dose
    at: datetime
    weight: Kilograms | None = None
    minutes: Decimal | int | None = None
    calculated: Milligrams | None = None
    drug: Drug = Drug.KETAMINE


@dataclass(frozen=True)
class EarlierDose:
    """What was given in an earlier session, in all."""

    at: datetime
    route: Route
    amount: Dose


@dataclass(frozen=True)
class OrderFacts:
    """What the guards read about the patient; `None` means that nobody has said."""

    age: int | None = None
    child_pugh: str | None = None
    strong_cyp3a4_inhibitor: bool = False
    indications: tuple[str, ...] = ()
    earlier: tuple[EarlierDose, ...] = ()
    prior_sessions: int | None = None
    last_session_tolerated: bool | None = None


class Verdict(StrEnum):
    """What a closed guard means for the order: refused for good, refused, or to be answered for."""

    HARD_STOP = "hard_stop"
    REJECT = "reject"
    OVERRIDE = "override"


@dataclass(frozen=True)
class Guard:
    """A guard that has closed. A hard stop cannot be overridden; the others need a reason and two people."""

    id: str
    says: str
    because: str
    source: Source
    hard_stop: bool = False
    limits_version: int = 0
    measured_against: tuple[Used, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What it means for the order: above the most it is rejected unless two people answer for it."""
        if self.hard_stop:
            return Verdict.HARD_STOP
        return Verdict.REJECT if self.id == "G-01" else Verdict.OVERRIDE

    @property
    def needs_override(self) -> bool:
        """Whether a prescriber's reason and a second person can open it."""
        return not self.hard_stop

    def as_dict(self) -> dict[str, object]:
        """The guard as plain data for JSON."""
        return {
            "id": self.id,
            "says": self.says,
            "because": self.because,
            "hard_stop": self.hard_stop,
            "needs_override": self.needs_override,
            "verdict": self.verdict.value,
            "source": self.source.as_dict(),
            "limits_version": self.limits_version,
            "measured_against": [used.as_dict() for used in self.measured_against],
        }


@dataclass(frozen=True)
class Order:
    """An order as the guards look at it: the dose, its protocol, the patient, and the numbers that hold."""

    planned: PlannedDose
    protocol: Protocol
    facts: OrderFacts
    limits: Limits = PUBLISHED

    @property
    def total(self) -> Milligrams | None:
        """The milligrams that will be given: as reckoned on the order, else from the weight."""
        return self.planned.calculated or in_milligrams(self.planned.amount, self.planned.weight, self.limits)

    @property
    def last_dose(self) -> EarlierDose | None:
        """The newest earlier dose."""
        before = [dose for dose in self.facts.earlier if dose.at <= self.planned.at]
        return max(before, key=lambda dose: dose.at, default=None)

    @property
    def is_first(self) -> bool:
        """Whether no earlier session is known."""
        return not self.facts.earlier and not self.facts.prior_sessions

    def closes(
        self, guard: str, says: str, because: str, source: Source, *against: Threshold, hard_stop: bool = False
    ) -> Guard:
        """The guard, closed, with the numbers it was measured against."""
        used = self.limits.used(against)
        return Guard(guard, says, because, source, hard_stop, self.limits.version, used)
