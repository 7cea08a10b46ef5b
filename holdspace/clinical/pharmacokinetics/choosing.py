"""Which model is asked when nobody names one? The one best suited to the drug and the ways it is given."""

from collections.abc import Collection
from dataclasses import dataclass

from holdspace.clinical.pharmacokinetics.doses import ROUTE_WORDS, Drug, Route
from holdspace.clinical.pharmacokinetics.models import MODELS, S1, Analyte, Model, by_code
from holdspace.clinical.sources import Source

# What was fitted to the drug and the route comes before what was put together from parts.
FIRST_ASKED = {
    (Drug.ESKETAMINE, Route.IN): "perez-ruixo-2021",
    (Drug.ESKETAMINE, Route.PO): "perez-ruixo-2021",
    (Drug.ESKETAMINE, Route.SL): "simons-2022",
    (Drug.ESKETAMINE, Route.IV): "simons-2022",
}
JUDGEMENT = Source.judgement(
    "Asked first when nobody names a model: for esketamine in the nose or swallowed Perez-Ruixo 2021, under the tongue "
    "or in a vein Simons 2022 (arterial blood); for racemic ketamine, other routes and whenever another medicine is "
    "counted in, the primary model, which alone follows both enantiomers and interactions."
)


@dataclass(frozen=True)
class Chosen:
    """The model, and why this one."""

    model: Model
    because: str


def suited(drug: Drug, routes: Collection[Route], analyte: Analyte, has_interaction: bool = False) -> Chosen:
    """The model for this question when nobody names one."""
    if has_interaction:
        return Chosen(S1, "it is the only one here that knows of interactions")
    first = {FIRST_ASKED.get((drug, route), S1.code) for route in routes}
    model = by_code(first.pop()) if len(first) == 1 else S1
    if analyte in model.analytes and set(routes) <= model.routes:
        return Chosen(model, _why(model, routes))
    # What the primary model does not foretell, another may.
    others = (each for each in MODELS if analyte in each.analytes and set(routes) <= each.routes)
    chosen = next(others, S1)
    return Chosen(chosen, f"it is the first here that foretells {analyte}")


def _why(model: Model, routes: Collection[Route]) -> str:
    words = " and ".join(ROUTE_WORDS[route] for route in Route if route in routes)
    if model is S1:
        return f"no model here was fitted to this drug {words} with its spread, and this one covers every route"
    return f"it was fitted to people given this drug {words}, and tells how they differ"
