"""What is a protocol? A published way to give ketamine for a condition, as data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source
from holdspace.clinical.units import MgPerKg, Milligrams

Dose = MgPerKg | Milligrams


class Drug(StrEnum):
    """Racemic ketamine, or its S-form in a nasal device."""

    KETAMINE = "ketamine"
    ESKETAMINE = "esketamine"

    @property
    def rxnorm(self) -> str:
        """The drug's RxNorm ingredient code."""
        return {Drug.KETAMINE: "6130", Drug.ESKETAMINE: "2119365"}[self]


@dataclass(frozen=True)
class Protocol:
    """One protocol: for what, which way, how much, how often, and who says so."""

    id: str
    title: str
    indications: tuple[str, ...]
    routes: tuple[Route, ...]
    steps: tuple[Dose, ...]
    sessions: str
    spacing: str
    source: Source
    drug: Drug = Drug.KETAMINE
    minutes: int | None = None
    delivery: str = ""
    preparation_sessions: int = 1
    maintenance: str = ""
    other_sources: tuple[Source, ...] = ()
    off_label: bool = True

    def __post_init__(self) -> None:
        values = [step.value for step in self.steps]
        if not self.steps or len({type(step) for step in self.steps}) > 1 or values != sorted(values):
            raise ValueError(f"{self.id}: the steps of a protocol rise in one unit.")

    @property
    def start(self) -> Dose:
        """The lowest dose of the first session."""
        return self.steps[0]

    @property
    def route(self) -> Route:
        """The route the protocol names first."""
        return self.routes[0]

    @property
    def dose_in_words(self) -> str:
        """The dose, or the doses from lowest to highest, as written on the page."""
        first, last = self.steps[0], self.steps[-1]
        return str(first) if first == last else f"{first} to {last}"

    def covers(self, icd_10_cm: str) -> bool:
        """Whether a diagnosis is among the protocol's indications; a protocol without any is for every diagnosis."""
        return not self.indications or icd_10_cm.startswith(self.indications)


def per_kg(*values: str) -> tuple[MgPerKg, ...]:
    """Doses by body weight, from lowest to highest."""
    return tuple(MgPerKg(Decimal(value)) for value in values)


def milligrams(*values: str) -> tuple[Milligrams, ...]:
    """Fixed doses, from lowest to highest."""
    return tuple(Milligrams(Decimal(value)) for value in values)
