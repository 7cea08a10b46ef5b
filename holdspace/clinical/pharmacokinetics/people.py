"""Who takes it? What the models ask about a person; nonsense is refused by name."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Nonsense(ValueError):
    """Something cannot be so; the sentence names the field."""


class Sex(StrEnum):
    """Sex, where a model asks."""

    FEMALE = "female"
    MALE = "male"


class Ancestry(StrEnum):
    """What one model (Perez-Ruixo 2021) found to matter."""

    ASIAN = "asian"
    JAPANESE = "japanese"


LIGHTEST_KG, HEAVIEST_KG, OLDEST_YEARS = 20.0, 350.0, 120.0


@dataclass(frozen=True)
class Person:
    """A body as the models see it; what is not known stays None."""

    weight_kg: float
    age_years: float | None = None
    sex: Sex | None = None
    ancestry: Ancestry | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.weight_kg) and LIGHTEST_KG <= self.weight_kg <= HEAVIEST_KG):
            raise Nonsense(
                f"Weight: {self.weight_kg:g} kg cannot be; it lies between {LIGHTEST_KG:g} and {HEAVIEST_KG:g} kg."
            )
        if self.age_years is not None and not 0 <= self.age_years <= OLDEST_YEARS:
            raise Nonsense(f"Age: {self.age_years:g} years cannot be; it lies between 0 and {OLDEST_YEARS:g}.")
