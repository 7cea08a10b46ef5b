"""How much is drawn up? The sum from dose to volume, line by line, as two people check it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.dose import Dose, Drug
from holdspace.clinical.protocols.limits import dosing_weight, maximum
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import Kilograms, MgPerMl, Milligrams, Millilitres, Quantity

DOSE_STEP = thresholds.DOSE_STEP.published
VOLUME_STEP = thresholds.VOLUME_STEP.published
VIALS = tuple(MgPerMl(Decimal(strength)) for strength in (10, 50, 100))
STRONGEST_INTO_A_VEIN = MgPerMl(thresholds.STRONGEST_INTO_A_VEIN.published)
SMALLEST_VOLUME = Millilitres(thresholds.SMALLEST_VOLUME.published)
LARGEST_INJECTION = Millilitres(thresholds.LARGEST_INJECTION.published)
LARGEST_SYRINGE = Millilitres(thresholds.LARGEST_SYRINGE.published)
INJECTED_AT_ONCE = (Route.INTRAMUSCULAR, Route.SUBCUTANEOUS)
Q = TypeVar("Q", bound=Quantity)


@dataclass(frozen=True)
class DoseSum:
    """The sum: the dose in milligrams, the volume that holds it, every line to show, and what looks odd."""

    dose: Milligrams
    lines: tuple[str, ...]
    volume: Millilitres | None = None
    drawn: Milligrams | None = None
    dilution: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def must_be_diluted(self) -> bool:
        """Whether the drug may not go into a vein as it comes from the vial."""
        return bool(self.dilution)


def dose_sum(
    amount: Dose,
    route: Route,
    weight: Kilograms | None = None,
    concentration: MgPerMl | None = None,
    drug: Drug = Drug.KETAMINE,
    limits: Limits = PUBLISHED,
) -> DoseSum:
    """Reckons mg/kg x kg = mg, and mg / (mg/mL) = mL; a dose by weight needs a weight, a volume a known vial."""
    most = maximum(route, drug, limits).in_milligrams(weight, limits)
    dose, lines = _dose(amount, weight, most, limits)
    if concentration is None:
        return DoseSum(dose, lines)
    if concentration not in VIALS:
        raise ValueError(
            f"{dose} was not reckoned in millilitres: vials hold 10, 50 or 100 mg/mL. Choose one of these."
        )
    exact = dose / concentration
    volume = _rounded(exact, VOLUME_STEP, most / concentration if most is not None else None)
    drawn = concentration * volume
    lines += (f"{dose} / {concentration} = {volume}{_rounded_from(exact, volume, VOLUME_STEP)}",)
    if drawn != dose:
        lines += (f"{volume} x {concentration} = {drawn} drawn",)
    return DoseSum(dose, lines, volume, drawn, _dilution(route, concentration), tuple(_remarks(route, volume)))


def _dose(
    amount: Dose, weight: Kilograms | None, most: Milligrams | None, limits: Limits
) -> tuple[Milligrams, tuple[str, ...]]:
    if isinstance(amount, Milligrams):
        return amount, (f"{amount}, fixed dose",)
    if weight is None:
        raise ValueError(f"{amount} was not reckoned: the weight is not recorded. Weigh the patient first.")
    used = dosing_weight(weight, limits)
    exact = amount * used
    dose = _rounded(exact, DOSE_STEP, most)
    cap = () if used == weight else (f"{weight} is above {used}: the dose is reckoned from {used}",)
    return dose, (*cap, f"{amount} x {used} = {dose}{_rounded_from(exact, dose, DOSE_STEP)}")


def _rounded(exact: Q, step: Decimal, most: Q | None) -> Q:
    """To the nearest step; a step that would pass the most of the route is not taken: then it is rounded down."""
    nearest = exact.rounded(step)
    if most is not None and exact <= most < nearest:
        return type(exact)((exact.value / step).quantize(Decimal(1), ROUND_DOWN) * step)
    return nearest


def _rounded_from(exact: Quantity, rounded: Quantity, step: Decimal) -> str:
    if exact.value == rounded.value:
        return ""
    way = "rounded" if rounded == exact.rounded(step) else "rounded down, to stay within the most,"
    return f", {way} from {type(exact)(exact.value.quantize(Decimal('0.0001')))}"


def _dilution(route: Route, concentration: MgPerMl) -> str:
    if route is not Route.INTRAVENOUS or concentration <= STRONGEST_INTO_A_VEIN:
        return ""
    return f"{concentration} is diluted before it goes into a vein. {thresholds.DILUTE_FIRST}"


def _remarks(route: Route, volume: Millilitres) -> Iterator[str]:
    """What a second person should look at twice: a volume that fits no syringe is mostly a wrong vial."""
    if volume < SMALLEST_VOLUME:
        yield f"{volume} is less than {SMALLEST_VOLUME}: too little to draw with care. Take a weaker vial."
    if route in INJECTED_AT_ONCE and volume > LARGEST_INJECTION:
        yield f"{volume} is more than {LARGEST_INJECTION} for one injection. Take a stronger vial, or two places."
    elif volume > LARGEST_SYRINGE:
        yield f"{volume} is more than {LARGEST_SYRINGE}: no syringe holds it. Check dose and vial."


@dataclass(frozen=True)
class Fact:
    """One fact of a two-person check: what is compared, and the value both must come to."""

    what: str
    value: str


def two_person_check(
    total: DoseSum, route: Route, weight: Kilograms | None, concentration: MgPerMl | None
) -> tuple[Fact, ...]:
    """What the second person reads from the vial, the scales and the order, and reckons anew."""
    facts = (
        ("Route", route.label),
        ("Weight", str(weight) if weight is not None else "not used"),
        ("Dose", str(total.dose)),
        ("Vial", str(concentration) if concentration is not None else "none"),
        ("Volume", str(total.volume) if total.volume is not None else "none"),
        ("Dilution", "must be diluted first" if total.must_be_diluted else "none needed"),
    )
    return tuple(Fact(what, value) for what, value in facts)


def differences(first: DoseSum, second: DoseSum) -> tuple[str, ...]:
    """Where two people came to different sums; nothing is drawn while there is one."""
    pairs = (("dose", first.dose, second.dose), ("volume", first.volume, second.volume))
    return tuple(
        f"The {what} differs: {one if one is not None else 'none'} and {other if other is not None else 'none'}."
        for what, one, other in pairs
        if one != other
    )
