"""How far would another study lie off? The spread between published studies, by route, on the log scale.

A band that knows only how people differ inside one study is too narrow for a person in none of them. What is added
comes from how far published studies lie apart, never from how well a model fits the values it is later held against.
"""

import math
from collections.abc import Iterable, Sequence
from statistics import stdev

from holdspace.clinical.pharmacokinetics.doses import Dose, Route
from holdspace.clinical.pharmacokinetics.models.model import Analyte
from holdspace.clinical.sources import Source

# Section 1 of the pharmacology reference: what models fitted to other studies say of 35 mg over 40 min at 70 kg.
VENOUS_PEAKS = (125.0, 158.0, 177.0)
PEAKS_OF_BOTH_SITES = (*VENOUS_PEAKS, 240.0, 289.0)
# Section 2: shares of the dose that were found to arrive.
SHARES_SWALLOWED = (0.08, 0.15, 0.186, 0.20)
SHARES_BY_MOUTH_LINING = (0.263, 0.29, 0.30)
SHARES_BY_NOSE = (0.45, 0.48, 0.54)
# Norketamine after 50 mg of film: S1 and the study that saw it (section 4).
NORKETAMINE_AFTER_FILM = (87.0, 276.0)
# Where nobody fitted the uptake in people, or two studies put the peak at 19 and at 45 minutes.
UPTAKE_NOT_SETTLED = 0.3


def _apart(values: Sequence[float]) -> float:
    return stdev(math.log(value) for value in values)


SAME_SITE, ANY_SITE = _apart(VENOUS_PEAKS), _apart(PEAKS_OF_BOTH_SITES)
BY_ROUTE = {
    Route.IV: SAME_SITE,
    Route.IN: math.hypot(SAME_SITE, _apart(SHARES_BY_NOSE)),
    Route.PO: math.hypot(SAME_SITE, _apart(SHARES_SWALLOWED)),
    Route.SL: math.hypot(ANY_SITE, _apart(SHARES_BY_MOUTH_LINING), UPTAKE_NOT_SETTLED),
    Route.IM: math.hypot(ANY_SITE, UPTAKE_NOT_SETTLED),
    # The share that arrives was not seen in people either.
    Route.SC: math.hypot(ANY_SITE, UPTAKE_NOT_SETTLED, UPTAKE_NOT_SETTLED),
}
METABOLITES_BY_ROUTE = {Route.SL: _apart(NORKETAMINE_AFTER_FILM)}
METABOLITES = frozenset({Analyte.NORKETAMINE, Analyte.HYDROXYNORKETAMINE})

JUDGEMENT = Source.judgement(
    "Bands are widened by how far published studies lie apart, on the log scale: "
    + ", ".join(f"{route} {spread:.2f}" for route, spread in BY_ROUTE.items())
    + "; metabolites under the tongue 0.82. Models fitted to other studies give 125 to 177 ng/mL in a vein, 240 to 289 "
    "in an artery, for the same drip; shares that arrive differ from 0.08 to 0.20 swallowed; where uptake was never "
    "fitted in people, 0.3 more. The numbers of a model count as uncertain by the spread between people over the "
    "number of people measured, for no standard errors were seen."
)


def spread_of(doses: Iterable[Dose], analyte: Analyte) -> float:
    """The widest of the routes used."""
    return max(_spread(dose.route, analyte) for dose in doses)


def _spread(route: Route, analyte: Analyte) -> float:
    by_route = BY_ROUTE[route]
    return max(by_route, METABOLITES_BY_ROUTE.get(route, 0.0)) if analyte in METABOLITES else by_route


def uncertainty_of_numbers(measured_people: int) -> float:
    """By what the spread between people grows when their middle was found in so few of them."""
    return math.sqrt(1 + 1 / measured_people) if measured_people else 1.0
