"""What makes a model? Declared numbers, what they were fitted to, and how a dose enters and a level is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from holdspace.clinical.pharmacokinetics.circuits import Circuit
from holdspace.clinical.pharmacokinetics.doses import ROUTE_WORDS, Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.parameters import Covariances, Parameter, Values
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.propagation import Input
from holdspace.clinical.sources import Source

NORKETAMINE_SHARE = 223.70 / 237.73
HYDROXYNORKETAMINE_SHARE = 239.70 / 237.73
MG_PER_L_IN_NG_PER_ML = 1000.0


class Analyte(StrEnum):
    """What is read off."""

    KETAMINE = "ketamine"
    NORKETAMINE = "norketamine"
    HYDROXYNORKETAMINE = "hydroxynorketamine"
    EFFECT = "effect"


class Sampling(StrEnum):
    """Where the blood behind a model came from: it decides the height of early peaks."""

    VENOUS = "venous"
    ARTERIAL = "arterial"
    EARLY = "arterial or early"


@dataclass(frozen=True)
class Validity:
    """Whom a model was fitted to."""

    population: str
    age_years: tuple[float, float] = (18, 65)
    weight_kg: tuple[float, float] = (45, 110)
    # How many were measured; 0 where that was not seen.
    measured_people: int = 0

    def warnings(self, person: Person) -> list[str]:
        """What lies outside, in sentences."""
        told = []
        if person.age_years is None:
            told.append("Age is not given; effects of age are left out.")
        elif not self.age_years[0] <= person.age_years <= self.age_years[1]:
            told.append(_outside("age", person.age_years, "years", self.age_years))
        if not self.weight_kg[0] <= person.weight_kg <= self.weight_kg[1]:
            told.append(_outside("weight", person.weight_kg, "kg", self.weight_kg))
        return told


def _outside(what: str, value: float, unit: str, limits: tuple[float, float]) -> str:
    low, high = limits
    return f"The {what} of {value:g} {unit} lies outside the {low:g} to {high:g} {unit} this model was fitted to."


@dataclass(frozen=True)
class Reading:
    """Where an analyte is read: the state, and what one mg there means in ng/mL for each person."""

    state: str
    ng_per_ml_of_mg: Array


@dataclass(frozen=True)
class Body:
    """One drug in these people: its circuit and its readings."""

    circuit: Circuit
    readings: Mapping[Analyte, Reading]


@dataclass(frozen=True)
class Entry:
    """A dose on its way in: an amount and the numbers of the people it enters."""

    dose: Dose
    amount_mg: Array
    values: Values
    person: Person


@dataclass(frozen=True)
class Model:
    """A published way to foretell levels, with all that it rests on."""

    code: str
    title: str
    structure: str
    source: Source
    sampling: Sampling
    made_for: frozenset[Drug]
    routes: frozenset[Route]
    analytes: tuple[Analyte, ...]
    validity: Validity
    parameters: tuple[Parameter, ...]
    # The numbers of the people, with age, ancestry and interactions worked in.
    adjusted: Callable[[Values, Person, "Interaction", bool], Values]
    body: Callable[[Values], Body]
    enters: Callable[[Entry], tuple[Input, ...]]
    # Whether S and R are followed each on its own.
    by_enantiomer: bool = False
    covariances: Covariances = field(default_factory=dict)
    # Residual error of one measurement, as a share of it.
    residual: Mapping[Analyte, float] = field(default_factory=dict)
    knows_interactions: bool = False
    knows_ancestry: bool = False
    limits: tuple[str, ...] = ()
    # What holds for one route only.
    route_limits: Mapping[Route, tuple[str, ...]] = field(default_factory=dict)

    @property
    def every_limit(self) -> tuple[str, ...]:
        """All that is known to be wrong with it, whatever the route."""
        return (*self.limits, *(limit for limits in self.route_limits.values() for limit in limits))

    def limits_for(self, doses: Iterable[Dose]) -> tuple[str, ...]:
        """What is known to be wrong with it, for doses given so."""
        routes = dict.fromkeys(dose.route for dose in doses)
        return (*self.limits, *(limit for route in routes for limit in self.route_limits.get(route, ())))

    @property
    def has_spread(self) -> bool:
        """Whether its paper says how people differ."""
        return any(each.spread for each in self.parameters)

    def warnings(self, doses: tuple[Dose, ...], person: Person) -> list[str]:
        """Where the question lies outside what the model was made for."""
        told = self.validity.warnings(person)
        for drug in sorted({dose.drug for dose in doses} - self.made_for):
            told.append(f"This model was not fitted to {drug} ketamine; the forms are taken to behave alike.")
        for route in sorted({dose.route for dose in doses}):
            if route in WEAK_ROUTES:
                told.append(
                    f"Levels after a dose {ROUTE_WORDS[route]} are foretold poorly: few studies were seen. "
                    "The band is widened for it."
                )
        if not self.has_spread:
            told.append("This model's paper says nothing of the spread between people, so there is no band.")
        return told


WEAK_ROUTES = frozenset({Route.IM, Route.SC, Route.SL})


@dataclass(frozen=True)
class Interaction:
    """How another drug or food changes clearance by the liver and what passes the gut wall."""

    code: str
    says: str
    liver: float
    gut: float
    source: Source

    @property
    def changes_levels(self) -> bool:
        """Whether a size was measured that is counted in."""
        return (self.liver, self.gut) != (1.0, 1.0)


def unchanged(values: Values, person: Person, interaction: Interaction, is_r: bool) -> Values:
    """For models without covariates."""
    return values
