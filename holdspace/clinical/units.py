"""Does this sum make sense? Numbers that know their unit, so that milligrams never meet kilograms unnoticed."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Self


def plain(value: Decimal | int) -> str:
    """Writes a number as people write doses: a leading zero, no trailing zero, never an exponent."""
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def about(value: Decimal | int) -> str:
    """Writes a measured number for reading: one decimal, or three when it is small; doses are never written so."""
    exact = Decimal(value)
    return plain(exact.quantize(Decimal("0.1" if exact >= 10 else "0.001"), ROUND_HALF_UP))


def told_apart(value: Decimal, limit: Decimal) -> str:
    """Writes a measured number with as many decimals as it takes to see on which side of a limit it lies."""
    for places in range(1, 7):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded != limit or value == limit:
            return plain(rounded)
    return plain(value)


@dataclass(frozen=True, order=True)
class Quantity:
    """An amount in one unit; only amounts of the same unit can be compared, added or subtracted."""

    value: Decimal

    ucum: ClassVar[str] = ""

    def __post_init__(self) -> None:
        # A float has already lost the digits that were typed; 0.1 + 0.2 has no place in a dose.
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            raise TypeError(f"{type(self).__name__} takes a Decimal or a whole number, not {self.value!r}.")
        exact = Decimal(self.value)
        if not exact.is_finite() or exact < 0:
            raise ValueError(f"{type(self).__name__} cannot be {self.value}: it is zero or more.")
        object.__setattr__(self, "value", exact)

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.ucum}"

    def __add__(self, other: Self) -> Self:
        return type(self)(self.value + self._same(other))

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.value - self._same(other))

    def times(self, factor: Decimal | int) -> Self:
        """The same unit, so many times over."""
        return type(self)(self.value * factor)

    def rounded(self, step: Decimal) -> Self:
        """The nearest multiple of the step; a half goes up."""
        return type(self)((self.value / step).quantize(Decimal(1), ROUND_HALF_UP) * step)

    def _same(self, other: object) -> Decimal:
        if not isinstance(other, Quantity) or type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} and {type(other).__name__} cannot be added or subtracted.")
        return other.value


class Milligrams(Quantity):
    """An amount of drug."""

    ucum = "mg"

    def __truediv__(self, divisor: "MgPerMl") -> "Millilitres":
        if not isinstance(divisor, MgPerMl):
            raise TypeError("Milligrams are divided by a concentration in mg/mL only.")
        if divisor.value == 0:
            raise ValueError("A concentration of 0 mg/mL holds no drug.")
        return Millilitres(self.value / divisor.value)

    def per(self, weight: "Kilograms") -> "MgPerKg":
        """The dose for each kilogram of body weight."""
        if not isinstance(weight, Kilograms):
            raise TypeError("A dose is related to a weight in kilograms only.")
        if weight.value == 0:
            raise ValueError("A weight of 0 kg cannot carry a dose.")
        return MgPerKg(self.value / weight.value)


class Kilograms(Quantity):
    """A body weight."""

    ucum = "kg"


class MgPerKg(Quantity):
    """A dose by body weight."""

    ucum = "mg/kg"

    def __mul__(self, weight: Kilograms) -> Milligrams:
        if not isinstance(weight, Kilograms):
            raise TypeError("A dose in mg/kg is multiplied by a weight in kilograms only.")
        return Milligrams(self.value * weight.value)


class MgPerMl(Quantity):
    """The concentration of a drug in a vial or syringe."""

    ucum = "mg/mL"

    def __mul__(self, volume: "Millilitres") -> Milligrams:
        if not isinstance(volume, Millilitres):
            raise TypeError("A concentration is multiplied by a volume in millilitres only.")
        return Milligrams(self.value * volume.value)


class Millilitres(Quantity):
    """A volume to draw up."""

    ucum = "mL"


@dataclass(frozen=True)
class BloodPressure:
    """A blood pressure in mmHg; a mean of readings may end in a half."""

    systolic: int | Decimal
    diastolic: int | Decimal

    def exceeds(self, limit: "BloodPressure") -> bool:
        """Whether either limb is strictly greater than the limit's."""
        return self.systolic > limit.systolic or self.diastolic > limit.diastolic

    def reaches(self, limit: "BloodPressure") -> bool:
        """Whether either limb is equal to or greater than the limit's."""
        return self.systolic >= limit.systolic or self.diastolic >= limit.diastolic

    def __str__(self) -> str:
        return f"{about(self.systolic)}/{about(self.diastolic)}"
