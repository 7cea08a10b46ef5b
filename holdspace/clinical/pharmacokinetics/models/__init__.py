"""Which models are there, and which is asked first for a route?"""

from holdspace.clinical.pharmacokinetics.models.domino import CLEMENTS_1981_MODEL, DOMINO_1984_MODEL, KAMP_2020_MODEL
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Model, Sampling
from holdspace.clinical.pharmacokinetics.models.otto import OTTO_2021_MODEL
from holdspace.clinical.pharmacokinetics.models.perez_ruixo import PEREZ_RUIXO_2021_MODEL
from holdspace.clinical.pharmacokinetics.models.primary import S1
from holdspace.clinical.pharmacokinetics.models.simons import SIMONS_2022_MODEL
from holdspace.clinical.pharmacokinetics.people import Nonsense

MODELS: tuple[Model, ...] = (
    S1,
    PEREZ_RUIXO_2021_MODEL,
    SIMONS_2022_MODEL,
    OTTO_2021_MODEL,
    KAMP_2020_MODEL,
    DOMINO_1984_MODEL,
    CLEMENTS_1981_MODEL,
)

__all__ = ["MODELS", "S1", "Analyte", "Model", "Sampling", "by_code"]


def by_code(code: str) -> Model:
    """The model of this name, or the only one whose name begins so; spaces and underscores are read as dashes."""
    asked = "-".join(code.casefold().replace("_", " ").replace("-", " ").split())
    exact = [model for model in MODELS if model.code == asked]
    begun = exact or [model for model in MODELS if asked and model.code.startswith(asked)]
    if len(begun) == 1:
        return begun[0]
    raise Nonsense(f"Model: {code!r} is not known. There are: {', '.join(model.code for model in MODELS)}.")
