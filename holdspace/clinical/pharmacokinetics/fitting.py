"""How good is what is asked first? By drug and route: how far off in the mean, and how much the band holds."""

from dataclasses import dataclass
from functools import cache

from holdspace.clinical.pharmacokinetics import comparing
from holdspace.clinical.pharmacokinetics.choosing import Chosen, suited
from holdspace.clinical.pharmacokinetics.comparing import Compared
from holdspace.clinical.pharmacokinetics.doses import Drug, Route
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.models.model import WEAK_ROUTES
from holdspace.clinical.pharmacokinetics.observed import OBSERVED


@dataclass(frozen=True)
class Fit:
    """How the model that is asked first stands against what was measured by this route."""

    drug: Drug
    route: Route
    chosen: Chosen
    values: int
    raw: int
    # None where nothing was found to hold it against.
    mean_fold_error: float | None
    within_two_fold: int
    inside: int
    with_band: int

    @property
    def is_weak(self) -> bool:
        """Whether few studies were seen by this route, or none."""
        return self.route in WEAK_ROUTES or not self.values


@cache
def fit_of(drug: Drug, route: Route) -> Fit:
    """The model asked first for ketamine by this route, against every value reported for people not told apart."""
    chosen = suited(drug, [route], Analyte.KETAMINE)
    seen = [
        each
        for each in OBSERVED
        if (each.dose.drug, each.dose.route, each.analyte) == (drug, route, Analyte.KETAMINE) and not each.ancestry
    ]
    rows = [row for row in comparing.compared(seen) if row.model is chosen.model]
    inside, with_band = comparing.inside(rows)
    error = comparing.mean_fold_error(rows) if rows else None
    raw = sum(row.observed.is_raw for row in rows)
    return Fit(drug, route, chosen, len(rows), raw, error, comparing.within_two_fold(rows), inside, with_band)


@cache
def fits() -> tuple[Fit, ...]:
    """Every drug and route."""
    return tuple(fit_of(drug, route) for drug in Drug for route in Route)


@cache
def everything() -> tuple[Compared, ...]:
    """Every value against every model; the same for as long as the program runs."""
    return tuple(comparing.compared())


@cache
def by_group() -> tuple[tuple[comparing.Group, tuple[Compared, ...], tuple[int, int]], ...]:
    """By route, model and analyte: the rows, and how many lie inside the band of how many."""
    return tuple((key, tuple(rows), comparing.inside(rows)) for key, rows in comparing.grouped(everything()))
