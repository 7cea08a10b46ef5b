"""How is an amount of drug named in a protocol? By weight or fixed, in one go or in parts, of which drug."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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


class Status(StrEnum):
    """How a protocol stands towards the authorities and towards practice."""

    LABEL = "label"
    OFF_LABEL = "off_label"
    RESEARCH = "research"

    @property
    def label(self) -> str:
        """The status as written on the page."""
        return {"label": "On label", "off_label": "Off-label", "research": "Off-label, from research"}[self.value]


@dataclass(frozen=True)
class InfusionPart:
    """One part of an infusion that is given in parts: a first push, then the rest."""

    dose: MgPerKg
    minutes: int

    def __str__(self) -> str:
        return f"{self.dose} over {self.minutes} min"


def per_kg(*values: str) -> tuple[MgPerKg, ...]:
    """Doses by body weight, from lowest to highest."""
    return tuple(MgPerKg(Decimal(value)) for value in values)


def milligrams(*values: str) -> tuple[Milligrams, ...]:
    """Fixed doses, from lowest to highest."""
    return tuple(Milligrams(Decimal(value)) for value in values)
