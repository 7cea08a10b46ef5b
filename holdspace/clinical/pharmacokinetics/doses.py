"""What is given, how and when? Doses in milligrams of free base; a slip is refused by the name of its field."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from holdspace.clinical.pharmacokinetics.people import Nonsense, Person


class Drug(StrEnum):
    """Which ketamine."""

    RACEMIC = "racemic"
    ESKETAMINE = "esketamine"


class Route(StrEnum):
    """How it enters."""

    IV = "iv"
    IM = "im"
    SC = "sc"
    SL = "sl"
    PO = "po"
    IN = "in"


ROUTE_WORDS = {
    Route.IV: "into a vein",
    Route.IM: "into a muscle",
    Route.SC: "under the skin",
    Route.SL: "under the tongue",
    Route.PO: "swallowed",
    Route.IN: "into the nose",
}
# 57.7 mg of the hydrochloride hold 50 mg of S-ketamine (pharmacology reference, scope).
BASE_IN_SALT = 50 / 57.7
NASAL_DEVICE_MG = 28.0
FILM_HELD_MIN = 10.0
# Our judgement: above this a dose is taken for a slip of a digit or a unit, not for a treatment.
LARGEST_MG_PER_KG = {Route.IV: 3.0, Route.IM: 4.0, Route.SC: 4.0, Route.IN: 2.5, Route.SL: 8.0, Route.PO: 8.0}
LONGEST_MIN = 24 * 60.0


@dataclass(frozen=True)
class Dose:
    """One dose of free base; split doses are several of these."""

    drug: Drug
    route: Route
    amount_mg: float
    at_min: float = 0.0
    over_min: float = 0.0
    hold_min: float = FILM_HELD_MIN
    swallowed: bool = True
    # Only for the nose: whether this amount belongs to the first device of the session.
    first_device: bool = True

    def __post_init__(self) -> None:
        if not (math.isfinite(self.amount_mg) and self.amount_mg > 0):
            raise Nonsense(f"Dose: {self.amount_mg:g} mg is no dose; it is more than 0 mg.")
        for name, minutes in (("Time of dose", self.at_min), ("Duration", self.over_min), ("Hold", self.hold_min)):
            if not (math.isfinite(minutes) and 0 <= minutes <= LONGEST_MIN):
                raise Nonsense(f"{name}: {minutes:g} min cannot be; it lies between 0 and {LONGEST_MIN:g} min.")
        if self.over_min and self.route is not Route.IV:
            raise Nonsense(f"Duration: a dose {ROUTE_WORDS[self.route]} is not infused; leave the duration out.")

    @property
    def end_min(self) -> float:
        """When the giving of it ends."""
        return self.at_min + self.over_min


def base_of_salt(salt_mg: float) -> float:
    """The free base in so much hydrochloride."""
    return salt_mg * BASE_IN_SALT


def infused(drug: Drug, rates_mg_per_min: Sequence[tuple[float, float]], until_min: float) -> tuple[Dose, ...]:
    """An infusion whose rate changes: pairs of (from minute, mg/min), up to its end; a rate of 0 is a pause."""
    ends = [*(start for start, _ in rates_mg_per_min[1:]), until_min]
    doses = []
    for (start, rate), end in zip(rates_mg_per_min, ends, strict=True):
        if end <= start:
            raise Nonsense(f"Time of dose: a rate set at {start:g} min cannot end at {end:g} min.")
        if rate < 0:
            raise Nonsense(f"Rate: {rate:g} mg/min cannot be; it is 0 or more.")
        if rate:
            doses.append(Dose(drug, Route.IV, rate * (end - start), start, end - start))
    return tuple(doses)


def stopped(doses: Iterable[Dose], at_min: float) -> tuple[Dose, ...]:
    """What was really given when everything stops at this minute."""
    given = []
    for dose in doses:
        if dose.end_min <= at_min:
            given.append(dose)
        elif dose.at_min < at_min:
            share = (at_min - dose.at_min) / dose.over_min
            given.append(replace(dose, amount_mg=dose.amount_mg * share, over_min=at_min - dose.at_min))
    return tuple(given)


def by_device(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """The same doses, with nasal ones parted where the first device of 28 mg ends."""
    left_mg = NASAL_DEVICE_MG
    parted: list[Dose] = []
    for dose in sorted(doses, key=lambda each: each.at_min):
        if dose.route is not Route.IN:
            parted.append(dose)
            continue
        first = min(left_mg, dose.amount_mg) if dose.first_device else 0.0
        left_mg -= first
        if first:
            parted.append(replace(dose, amount_mg=first, first_device=True))
        if rest := dose.amount_mg - first:
            parted.append(replace(dose, amount_mg=rest, first_device=False))
    return tuple(parted)


def refuse_slips(doses: Sequence[Dose], person: Person) -> None:
    """A dose far above any in use is a slip, and is not calculated."""
    if not doses:
        raise Nonsense("Dose: none is given.")
    for route, largest in LARGEST_MG_PER_KG.items():
        for dose in doses:
            if dose.route is route and dose.amount_mg > largest * person.weight_kg:
                raise Nonsense(
                    f"Dose: {dose.amount_mg:g} mg {ROUTE_WORDS[route]}, {dose.amount_mg / person.weight_kg:.3g} mg/kg: "
                    f"above the {largest:g} mg/kg this engine answers for. Check digit and unit."
                )
