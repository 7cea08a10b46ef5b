"""What does a live screen need? Answers of possible people to one milligram, as plain data that a script adds up.

Middles add up over doses, edges of bands do not. So each possible person is sent along: a screen adds up person by
person and then looks where nine in ten lie. For linear models that is exact for any doses, ways and moments.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics import between_studies, solving
from holdspace.clinical.pharmacokinetics.choosing import suited
from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.exponentials import Array
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Interaction, Model
from holdspace.clinical.pharmacokinetics.parameters import varying
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person
from holdspace.clinical.pharmacokinetics.simulating import HIGH, LOW, Includes, Question, band, spread_evenly

VERSION = 1
STEP_MIN, UNTIL_MIN, PEOPLE = 2, 240, 64
# The people sent stand each for so many, alike in how high they come.
ALIKE = 24
CHOICES = 400
COMPARED_AT = np.array([4, 8, 12, 20, 30, 45, 60, 90, 120])
# Numbers are sent as whole ones: the highest of a way becomes this.
LARGEST_SENT = 9999
# A way is a route and what was done with the rest of it.
WAYS = {
    "iv": (Route.IV, {}),
    "im": (Route.IM, {}),
    "sc": (Route.SC, {}),
    "sl": (Route.SL, {"swallowed": True}),
    "sl_spat": (Route.SL, {"swallowed": False}),
    "po": (Route.PO, {}),
    "in": (Route.IN, {"first_device": True}),
    "in_later": (Route.IN, {"first_device": False}),
}


def for_session(
    *,
    drug: Drug,
    ways: Sequence[str],
    person: Person,
    interacting: Interaction = NONE,
    hold_min: float = FILM_HELD_MIN,
    analyte: Analyte = Analyte.EFFECT,
    seed: int = 1,
) -> dict[str, Any]:
    """Everything to draw a band for this patient; Nonsense where no honest band can be told."""
    questions = _questions(drug, ways, person, interacting, hold_min, analyte)
    model = next(iter(questions.values())).model
    if not model.has_spread:
        raise Nonsense(f"Model: {model.title} tells of no spread between people, so there is no band.")
    if analyte not in model.analytes:
        raise Nonsense(f"Analyte: {model.title} does not foretell {analyte}.")
    times = np.arange(0.0, UNTIL_MIN + STEP_MIN / 2, STEP_MIN)
    sent = _people_sent(questions, analyte, times, np.random.default_rng(seed))
    return {
        "version": VERSION,
        "model": model.code,
        "model_title": model.title,
        "sampling": model.sampling.value,
        "drug": drug.value,
        "analyte": analyte.value,
        "label": f"Predicted effect band, population estimate, {model.sampling} plasma",
        "unit": "ng/mL",
        "step_min": STEP_MIN,
        "until_min": UNTIL_MIN,
        "people": PEOPLE,
        "low": LOW,
        "high": HIGH,
        "band_includes": Includes.PEOPLE_AND_STUDIES.value,
        "person": {"weight_kg": person.weight_kg, "age_years": person.age_years, "sex": person.sex},
        "ways": {way: _coded(answers) for way, answers in sent.items()},
        "warnings": _warnings(questions.values()),
        "limits": list(model.limits_for(dose for question in questions.values() for dose in question.doses)),
        "sources": sorted({str(model.source), *(str(each.source) for each in model.parameters)}),
    }


def _questions(
    drug: Drug, ways: Sequence[str], person: Person, interacting: Interaction, hold_min: float, analyte: Analyte
) -> dict[str, Question]:
    if not ways:
        raise Nonsense("Way: none is given.")
    for way in ways:
        if way not in WAYS:
            raise Nonsense(f"Way: {way!r} is not known. There are: {', '.join(WAYS)}.")
    routes = [WAYS[way][0] for way in ways]
    model = suited(drug, routes, analyte, interacting.changes_levels).model
    doses = {way: Dose(drug, WAYS[way][0], 1.0, hold_min=hold_min, **WAYS[way][1]) for way in ways}
    return {way: Question(model, (dose,), person, interacting) for way, dose in doses.items()}


def _people_sent(
    questions: Mapping[str, Question], analyte: Analyte, times: Array, generator: np.random.Generator
) -> dict[str, Array]:
    """The answers of few people who stand for many: of many such choices, the one whose bands are nearest to all's."""
    model = next(iter(questions.values())).model
    strays = spread_evenly(PEOPLE * ALIKE, len(varying(model.parameters)), generator)
    strays *= between_studies.uncertainty_of_numbers(model.validity.measured_people)
    beside = spread_evenly(PEOPLE * ALIKE, 1, generator)[:, 0]
    everybody = {way: _answers(question, analyte, times, strays, beside) for way, question in questions.items()}
    height = sum(np.log(answers.mean(axis=1)) for answers in everybody.values())
    alike = np.argsort(height).reshape(PEOPLE, ALIKE)
    tried = alike[np.arange(PEOPLE), generator.integers(0, ALIKE, (CHOICES, PEOPLE))]
    best = tried[np.argmin(sum(_astray(answers, tried) for answers in everybody.values()))]
    return {way: answers[best] for way, answers in everybody.items()}


def _astray(answers: Array, tried: Array) -> Array:
    """How far the band of each choice of people lies off the band of all, squared, on the log scale."""
    some = answers[:, COMPARED_AT]
    edges = np.percentile(some, [LOW, 50.0, HIGH], axis=0)
    off = np.log(np.percentile(some[tried], [LOW, 50.0, HIGH], axis=1) / edges[:, None])
    return (off**2).sum(axis=(0, 2))


def _answers(question: Question, analyte: Analyte, times: Array, strays: Array, beside: Array) -> Array:
    forms = solving.filled(question.model, question.doses, question.person, question.interaction, strays)
    apart = between_studies.spread_of(question.doses, analyte)
    return solving.levels(forms, [analyte], times)[analyte] * np.exp(apart * beside)[:, None]


def _coded(answers: Array) -> dict[str, Any]:
    scale = float(answers.max()) / LARGEST_SENT
    low, median, high = np.percentile(answers, [LOW, 50.0, HIGH], axis=0)
    rows = {"per_mg": answers, "median": median, "p05": low, "p95": high}
    return {"scale": scale, **{name: np.rint(row / scale).astype(int).tolist() for name, row in rows.items()}}


def _warnings(questions: Iterable[Question]) -> list[str]:
    return list(dict.fromkeys(warning for question in questions for warning in question.warnings))


def superposed(
    told: Mapping[str, Any], doses: Sequence[tuple[str, float, float, float]], minutes: Sequence[float]
) -> list[tuple[float, float, float] | None]:
    """The band (low edge, middle, high edge) at each minute from doses (way, mg, at minute, over minutes).

    None once the earliest dose is older than the answers reach: nothing is told beyond what was worked out.
    """
    parts = [part for dose in doses for part in _parts(dose, told["step_min"])]
    return [_band_at(told, parts, minute) for minute in minutes]


def _parts(dose: tuple[str, float, float, float], step_min: float) -> list[tuple[str, float, float]]:
    way, mg, at, over = dose
    number = max(1, math.ceil(over / step_min))
    width = over / number
    return [(way, mg / number, at + (place + 0.5) * width) for place in range(number)]


def _band_at(
    told: Mapping[str, Any], parts: Sequence[tuple[str, float, float]], minute: float
) -> tuple[float, float, float] | None:
    if any(minute - at > told["until_min"] for _, _, at in parts):
        return None
    totals = [0.0] * told["people"]
    for way, mg, at in parts:
        if minute > at:
            place, rest = divmod((minute - at) / told["step_min"], 1)
            sent = told["ways"][way]
            for person, row in enumerate(sent["per_mg"]):
                after = row[min(int(place) + 1, len(row) - 1)]
                totals[person] += mg * sent["scale"] * (row[int(place)] + (after - row[int(place)]) * rest)
    totals.sort()
    low, middle, high = (_quantile(totals, share) for share in (told["low"], 50.0, told["high"]))
    return low, middle, high


def _quantile(ordered: Sequence[float], percent: float) -> float:
    place = percent / 100 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def unit_responses(
    model: Model, drug: Drug, person: Person, times_min: Array, people: int, generator: np.random.Generator
) -> dict[str, Any]:
    """By route and analyte, the band of the level after 1 mg of base given at once at minute 0; nose: first device."""
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
