"""How much is drawn up? The sum from dose to volume, line by line, as two people check it."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.dose import Dose
from holdspace.clinical.protocols.limits import dosing_weight
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams, Millilitres

DOSE_STEP = Decimal("0.1")
VOLUME_STEP = Decimal("0.01")
VIALS = tuple(MgPerMl(Decimal(strength)) for strength in (10, 50, 100))
STRONGEST_INTO_A_VEIN = MgPerMl(Decimal(50))


@dataclass(frozen=True)
class DoseSum:
    """The sum: the dose in milligrams, the volume that holds it, and every line to show."""

    dose: Milligrams
    lines: tuple[str, ...]
    volume: Millilitres | None = None
    drawn: Milligrams | None = None
    dilution: str = ""

    @property
    def must_be_diluted(self) -> bool:
        """Whether the drug may not go into a vein as it comes from the vial."""
        return bool(self.dilution)


def dose_sum(
    amount: Dose, route: Route, weight: Kilograms | None = None, concentration: MgPerMl | None = None
) -> DoseSum:
    """Reckons mg/kg x kg = mg, and mg / (mg/mL) = mL; a dose by weight needs a weight."""
    dose, lines = _dose(amount, weight)
    if concentration is None:
        return DoseSum(dose, lines)
    exact = dose / concentration
    volume = exact.rounded(VOLUME_STEP)
    drawn = concentration * volume
    lines += (f"{dose} / {concentration} = {volume}{_rounded_from(exact, volume)}",)
    if drawn != dose:
        lines += (f"{volume} x {concentration} = {drawn} drawn",)
    return DoseSum(dose, lines, volume, drawn, _dilution(route, concentration))


def _dose(amount: Dose, weight: Kilograms | None) -> tuple[Milligrams, tuple[str, ...]]:
    if isinstance(amount, Milligrams):
        return amount, (f"{amount}, fixed dose",)
    if weight is None:
        raise ValueError(f"{amount} was not reckoned: the weight is not recorded. Weigh the patient first.")
    return _by_weight(amount, weight)


def _by_weight(amount: MgPerKg, weight: Kilograms) -> tuple[Milligrams, tuple[str, ...]]:
    used = dosing_weight(weight)
    exact = amount * used
    dose = exact.rounded(DOSE_STEP)
    cap = () if used == weight else (f"{weight} is above {used}: the dose is reckoned from {used}",)
    return dose, (*cap, f"{amount} x {used} = {dose}{_rounded_from(exact, dose)}")


def _rounded_from(exact: Milligrams | Millilitres, rounded: Milligrams | Millilitres) -> str:
    return (
        "" if exact.value == rounded.value else f", rounded from {type(exact)(exact.value.quantize(Decimal('0.0001')))}"
    )


def _dilution(route: Route, concentration: MgPerMl) -> str:
    if route is not Route.INTRAVENOUS or concentration <= STRONGEST_INTO_A_VEIN:
        return ""
    return f"{concentration} is diluted before it goes into a vein. {thresholds.DILUTE_FIRST}"
