"""How much is too much? The most a route may carry in one session, and how fast a dose may rise."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.dose import Dose, Drug
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams

# A dose by weight is rounded when it is written in milligrams; that much is no excess.
ROUNDING = Milligrams(Decimal("0.5"))


@dataclass(frozen=True)
class Maximum:
    """The most in one session: by body weight, in all, or both."""

    in_all: Milligrams | None = None
    by_weight: MgPerKg | None = None

    def times(self, factor: Decimal) -> "Maximum":
        """The same limits, so many times over."""
        return Maximum(
            self.in_all.times(factor) if self.in_all else None,
            self.by_weight.times(factor) if self.by_weight else None,
        )

    def in_milligrams(self, weight: Kilograms | None, limits: Limits = PUBLISHED) -> Milligrams | None:
        """The lower of both in milligrams; None when the weight it needs is not known."""
        if self.by_weight is not None and weight is None:
            return None
        return min(self._each_in_milligrams(weight, limits))

    def _each_in_milligrams(self, weight: Kilograms | None, limits: Limits) -> Iterator[Milligrams]:
        if self.in_all is not None:
            yield self.in_all
        if self.by_weight is not None and weight is not None:
            yield self.by_weight * dosing_weight(weight, limits)

    def __str__(self) -> str:
        return " or ".join(str(limit) for limit in (self.by_weight, self.in_all) if limit is not None)


MAXIMUM_BY_ROUTE: dict[Route, tuple[Threshold | None, Threshold | None]] = {
    Route.INTRAVENOUS: (thresholds.IV_IN_ALL, thresholds.IV_BY_WEIGHT),
    Route.INTRAMUSCULAR: (thresholds.IM_IN_ALL, thresholds.IM_BY_WEIGHT),
    Route.SUBCUTANEOUS: (None, thresholds.SC_BY_WEIGHT),
    Route.SUBLINGUAL: (thresholds.SL_IN_ALL, None),
    Route.ORAL: (thresholds.PO_IN_ALL, thresholds.PO_BY_WEIGHT),
    Route.INTRANASAL: (thresholds.NASAL, None),
}
# The largest rise from one session to the next; other routes rise by one step of their protocol.
RISE_BY_ROUTE = {
    Route.INTRAVENOUS: thresholds.IV_RISE,
    Route.INTRAMUSCULAR: thresholds.IM_RISE,
    Route.SUBLINGUAL: thresholds.SL_RISE,
}


def maximum(route: Route, drug: Drug = Drug.KETAMINE, limits: Limits = PUBLISHED) -> Maximum:
    """The most of this drug that one session may carry by this route."""
    in_all, by_kilogram = (thresholds.NASAL_ESKETAMINE, None) if drug is Drug.ESKETAMINE else MAXIMUM_BY_ROUTE[route]
    return Maximum(
        Milligrams(limits.of(in_all)) if in_all else None,
        MgPerKg(limits.of(by_kilogram)) if by_kilogram else None,
    )


def hard_stop(route: Route, drug: Drug = Drug.KETAMINE, limits: Limits = PUBLISHED) -> Maximum:
    """What nobody may go above, whatever the reason."""
    return maximum(route, drug, limits).times(limits.of(thresholds.HARD_STOP))


def largest_rise(route: Route, limits: Limits = PUBLISHED) -> Dose | None:
    """The largest rise by this route from one session to the next; None where one step of the protocol is the most."""
    rise = RISE_BY_ROUTE.get(route)
    if rise is None:
        return None
    return MgPerKg(limits.of(rise)) if rise.unit == "mg/kg" else Milligrams(limits.of(rise))


def dosing_weight(weight: Kilograms, limits: Limits = PUBLISHED) -> Kilograms:
    """The weight a dose is reckoned from: the actual weight, at most 120 kg."""
    return min(weight, Kilograms(limits.of(thresholds.HEAVIEST)))


def in_milligrams(dose: Dose, weight: Kilograms | None, limits: Limits = PUBLISHED) -> Milligrams | None:
    """The dose in milligrams, when the weight it needs is known."""
    if isinstance(dose, Milligrams):
        return dose
    return dose * dosing_weight(weight, limits) if weight is not None else None


def by_weight(dose: Dose, weight: Kilograms | None, limits: Limits = PUBLISHED) -> MgPerKg | None:
    """The dose by body weight, when the weight it needs is known."""
    if isinstance(dose, MgPerKg):
        return dose
    return dose.per(dosing_weight(weight, limits)) if weight is not None else None
