"""How much is too much? The most a route may carry in one session, and how fast a dose may rise."""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical import sources
from holdspace.clinical.protocols.protocol import Dose, Drug
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams

HEAVIEST_FOR_DOSING = Kilograms(Decimal(120))
HARD_STOP_FACTOR = Decimal("1.5")
REDUCED_SHARE = Decimal("0.75")
# A dose by weight is rounded when it is written in milligrams; that much is no excess.
ROUNDING = Milligrams(Decimal("0.5"))
SHORTEST_INFUSION_MINUTES = 40
FASTEST_PUSH = MgPerKg(Decimal("0.5"))
SHORTEST_GAP_HOURS = 48

DEFAULTS = Source.judgement(
    "Most per session by route, hard stop at 1.5 times the most: our defaults, far below anaesthetic doses, so that a "
    "dose typed ten times too high cannot pass."
)
PUSH_CEILING = sources.KETALAR_SUMMARY.at("Not faster than 0.5 mg/kg in a minute")
DILUTE_FIRST = sources.KETALAR_SUMMARY.at("100 mg/mL is diluted before it goes into a vein")


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

    def __str__(self) -> str:
        return " or ".join(str(limit) for limit in (self.by_weight, self.in_all) if limit is not None)


MAXIMUM_BY_ROUTE = {
    Route.INTRAVENOUS: Maximum(Milligrams(Decimal(100)), MgPerKg(Decimal("1.0"))),
    Route.INTRAMUSCULAR: Maximum(Milligrams(Decimal(150)), MgPerKg(Decimal("1.5"))),
    Route.SUBCUTANEOUS: Maximum(by_weight=MgPerKg(Decimal("1.0"))),
    Route.SUBLINGUAL: Maximum(Milligrams(Decimal(300))),
    Route.ORAL: Maximum(Milligrams(Decimal(300)), MgPerKg(Decimal(3))),
    Route.INTRANASAL: Maximum(Milligrams(Decimal(150))),
}
ESKETAMINE_MAXIMUM = Maximum(Milligrams(Decimal(84)))

# The largest rise from one session to the next; other routes rise by one step of their protocol.
LARGEST_RISE: dict[Route, Dose] = {
    Route.INTRAVENOUS: MgPerKg(Decimal("0.25")),
    Route.INTRAMUSCULAR: MgPerKg(Decimal("0.25")),
    Route.SUBLINGUAL: Milligrams(Decimal(50)),
}


def maximum(route: Route, drug: Drug = Drug.KETAMINE) -> Maximum:
    """The most of this drug that one session may carry by this route."""
    return ESKETAMINE_MAXIMUM if drug is Drug.ESKETAMINE else MAXIMUM_BY_ROUTE[route]


def dosing_weight(weight: Kilograms) -> Kilograms:
    """The weight a dose is reckoned from: the actual weight, at most 120 kg."""
    return min(weight, HEAVIEST_FOR_DOSING)


def in_milligrams(dose: Dose, weight: Kilograms | None) -> Milligrams | None:
    """The dose in milligrams, when the weight it needs is known."""
    if isinstance(dose, Milligrams):
        return dose
    return dose * dosing_weight(weight) if weight is not None else None


def by_weight(dose: Dose, weight: Kilograms | None) -> MgPerKg | None:
    """The dose by body weight, when the weight it needs is known."""
    if isinstance(dose, MgPerKg):
        return dose
    return dose.per(dosing_weight(weight)) if weight is not None else None
