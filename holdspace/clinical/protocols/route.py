"""Which way does the drug enter the body?"""

from enum import StrEnum


class Route(StrEnum):
    """A way to give ketamine."""

    INTRAVENOUS = "iv"
    INTRAMUSCULAR = "im"
    SUBCUTANEOUS = "sc"
    SUBLINGUAL = "sl"
    ORAL = "po"
    INTRANASAL = "in"

    @property
    def label(self) -> str:
        """The route as written on the page."""
        return LABELS[self]

    @property
    def snomed(self) -> str:
        """The route's SNOMED CT code."""
        return SNOMED_CODES[self]

    @classmethod
    def of_snomed(cls, code: str) -> "Route | None":
        """The route with this SNOMED CT code, if it is one of ours."""
        return next((route for route in cls if route.snomed == code), None)


LABELS = {
    Route.INTRAVENOUS: "Intravenous",
    Route.INTRAMUSCULAR: "Intramuscular",
    Route.SUBCUTANEOUS: "Subcutaneous",
    Route.SUBLINGUAL: "Sublingual",
    Route.ORAL: "Oral",
    Route.INTRANASAL: "Intranasal",
}

SNOMED_CODES = {
    Route.INTRAVENOUS: "47625008",
    Route.INTRAMUSCULAR: "78421000",
    Route.SUBCUTANEOUS: "34206005",
    Route.SUBLINGUAL: "37839007",
    Route.ORAL: "26643006",
    Route.INTRANASAL: "46713006",
}
