"""What does a live screen need? The answer to one milligram by each route, with its band, as plain data.

Doses add up, so a screen can draw any course from these. A band of several doses drawn so is usually too wide.
"""

from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Model
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.simulating import Question, band


def unit_responses(
    model: Model, drug: Drug, person: Person, times_min: Array, people: int, generator: np.random.Generator
) -> dict[str, Any]:
    """By route and analyte, the level (ng/mL) after 1 mg of base given at once at minute 0; nose: first device."""
    routes = [route for route in Route if route in model.routes]
    asked = {route: Question(model, (Dose(drug, route, 1.0),), person) for route in routes}
    return {
        "model": model.code,
        "drug": drug.value,
        "sampling": model.sampling.value,
        "unit": "ng/mL per mg",
        "times_min": times_min.tolist(),
        "routes": {
            route.value: {
                analyte.value: _one(question, analyte, times_min, people, generator) for analyte in model.analytes
            }
            for route, question in asked.items()
        },
        "warnings": {route.value: list(question.warnings) for route, question in asked.items()},
    }


def _one(
    question: Question, analyte: Analyte, times_min: Array, people: int, generator: np.random.Generator
) -> dict[str, Any]:
    found = band(question, analyte, times_min, people, generator)
    return {
        "median": found.median.tolist(),
        "p05": None if found.low is None else found.low.tolist(),
        "p95": None if found.high is None else found.high.tolist(),
        "band_includes": found.includes.value,
    }
