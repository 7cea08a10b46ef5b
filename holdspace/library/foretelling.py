"""What would this way of giving do in a possible person? Curves, bands and effects; nobody's dose, and nothing kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics import interactions, models
from holdspace.clinical.pharmacokinetics.choosing import Chosen, suited
from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, ROUTE_WORDS, Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.effects import Expected, expected
from holdspace.clinical.pharmacokinetics.effects.reported import Reported, reported_for
from holdspace.clinical.pharmacokinetics.fitting import Fit, fit_of
from holdspace.clinical.pharmacokinetics.models import Analyte
from holdspace.clinical.pharmacokinetics.models.model import WEAK_ROUTES
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person
from holdspace.clinical.pharmacokinetics.simulating import Band, Peak, Question, band, peak
from holdspace.library.forms.pharmacology import BY_WEIGHT, EFFECT_WORDS, SHOWN, CourseForm

STEP_MIN = 2.0
PEOPLE, EFFECT_PEOPLE, SEED = 1500, 300, 1
# Which field of a course a sentence about nonsense belongs to.
FIELDS = {
    "Dose": "dose",
    "Duration": "over",
    "Hold": "hold",
    "Time of dose": "again_at",
    "Route": "model",
    "Model": "model",
}


@dataclass(frozen=True)
class Body:
    """What is asked once, for every way of giving."""

    person: Person
    taken: tuple[str, ...]
    # Which level, or which effect of it, is drawn.
    shown: str
    hours: int

    @property
    def analyte(self) -> Analyte:
        """The level behind what is drawn."""
        return Analyte.KETAMINE if self.shown in EFFECT_WORDS else Analyte(self.shown)


@dataclass(frozen=True)
class Foretold:
    """One way of giving, and everything told of it."""

    letter: str
    question: Question
    chosen: Chosen
    words: str
    title: str
    band: Band
    peak: Peak
    effects: Expected
    fit: Fit
    reported: tuple[Reported, ...]

    @property
    def route(self) -> Route:
        """How it is given."""
        return self.question.doses[0].route

    @property
    def name(self) -> str:
        """The first dose in the fewest words."""
        first = self.question.doses[0]
        return f"{round(first.amount_mg, 1):g} mg {ROUTE_WORDS[first.route]}"

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to know before trusting it."""
        return (*self.question.warnings, *self.question.model.limits_for(self.question.doses))

    @property
    def is_weak(self) -> bool:
        """Whether few studies were seen by this route."""
        return self.route in WEAK_ROUTES


def body_of(told: Mapping[str, Any]) -> Body:
    """The possible body that was typed."""
    age = None if told["age"] is None else float(told["age"])
    taken = (told["taken"],) if told["taken"] else ()
    return Body(Person(float(told["weight"]), age), taken, told["analyte"], told["hours"])


def foretold(letter: str, form: CourseForm, body: Body) -> Foretold | None:
    """The way of giving worked out; None, with a sentence at its field, where it cannot be."""
    try:
        return _worked_out(letter, form.cleaned_data, body)
    except Nonsense as reason:
        name, _, sentence = str(reason).partition(": ")
        form.add_error(FIELDS.get(name), sentence[:1].upper() + sentence[1:])
        return None


def _worked_out(letter: str, told: Mapping[str, Any], body: Body) -> Foretold:
    drug, route = Drug(told["drug"]), Route(told["route"])
    taken = interactions.together(tuple(interactions.by_name(name) for name in body.taken))
    chosen = suited(drug, [route], body.analyte, taken.changes_levels)
    if told["model"]:
        chosen = Chosen(models.by_code(told["model"]), "it was asked for")
    doses = _doses(told, drug, route, body.person.weight_kg)
    question = Question(chosen.model, doses, body.person, taken)
    effects = expected(question, EFFECT_PEOPLE, np.random.default_rng(SEED))
    drawn, unit = _drawn(question, effects, body)
    return Foretold(
        letter, question, chosen, _in_words(doses), f"{SHOWN[body.shown]}, {unit}", drawn,
        peak(question, body.analyte), effects, fit_of(drug, route), reported_for(route),
    )  # fmt: skip


def _drawn(question: Question, effects: Expected, body: Body) -> tuple[Band, str]:
    """The band that is drawn, and its unit."""
    times = np.arange(0.0, body.hours * 60 + STEP_MIN / 2, STEP_MIN)
    if body.shown not in EFFECT_WORDS:
        return band(question, body.analyte, times, PEOPLE, np.random.default_rng(SEED)), "ng/mL"
    for missing in effects.not_modelled:
        if missing.code == body.shown:
            raise Nonsense(f"Show: {missing.title} is not told here. {missing.why}")
    course = next(each for each in effects.courses if each.code == body.shown)
    found, seen = course.band, slice(len(times))
    low, high = (None if edge is None else edge[seen] for edge in (found.low, found.high))
    return Band(times, found.median[seen], low, high, found.includes), course.unit


def _doses(told: Mapping[str, Any], drug: Drug, route: Route, weight_kg: float) -> tuple[Dose, ...]:
    unit = weight_kg if told["per"] == BY_WEIGHT else 1.0
    held = FILM_HELD_MIN if told["hold"] is None else float(told["hold"])
    moments = [(told["dose"], 0.0), (told["again"], float(told["again_at"] or 0))]
    return tuple(
        Dose(drug, route, float(amount) * unit, at, float(told["over"] or 0), held, not told["spat"])
        for amount, at in moments
        if amount
    )


def _in_words(doses: tuple[Dose, ...]) -> str:
    first = doses[0]
    words = f"{_mg(first)} {ROUTE_WORDS[first.route]}"
    if first.over_min:
        words += f" over {first.over_min:g} min"
    if first.route is Route.SL:
        words += f", held {first.hold_min:g} min{'' if first.swallowed else ', then spat out'}"
    return words + "".join(f", then {_mg(dose)} at minute {dose.at_min:g}" for dose in doses[1:])


def _mg(dose: Dose) -> str:
    return f"{round(dose.amount_mg, 1):g} mg {'S-ketamine' if dose.drug is Drug.ESKETAMINE else 'ketamine'}"
