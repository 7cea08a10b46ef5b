"""What was asked of `holdspace simulate`? Words from the command line in, doses, a body and models out."""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdspace.clinical.pharmacokinetics import interactions, models
from holdspace.clinical.pharmacokinetics.choosing import suited
from holdspace.clinical.pharmacokinetics.doses import FILM_HELD_MIN, ROUTE_WORDS, Dose, Drug, Route, base_of_salt
from holdspace.clinical.pharmacokinetics.models import MODELS, Analyte, Model
from holdspace.clinical.pharmacokinetics.models.model import Interaction
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person, Sex
from holdspace.clinical.pharmacokinetics.simulating import Question

MINUTES_IN = {"": 1.0, "min": 1.0, "h": 60.0}
MOST_PEOPLE, MOST_TIMES = 1_000_000, 10_000
WEIGHT_ASSUMED_KG = 70.0
EVERY_MODEL = "all"
# Sigtermans 2009 against Wang 2019 and Perez-Ruixo 2021: section 1 of the pharmacology reference.
SEX_CHANGES_NOTHING = (
    "Sex changes nothing here: in one study women cleared S-ketamine about 20 % faster, "
    "in two others it made no difference."
)


@dataclass(frozen=True)
class Asked:
    """The same doses in the same body, by one model or by several."""

    questions: tuple[Question, ...]
    analyte: Analyte
    because: str
    assumed: tuple[str, ...]


def asked(options: argparse.Namespace) -> Asked:
    """Read every word; Nonsense names the field that cannot be."""
    age = None if options.age is None else number("Age", options.age, ("", "y"))
    weight = WEIGHT_ASSUMED_KG if options.weight is None else number("Weight", options.weight, ("", "kg"))
    sex = None if options.sex is None else one_of(Sex, "Sex", options.sex)
    person = Person(weight, age, sex)
    drug, route = one_of(Drug, "Drug", options.drug), one_of(Route, "Route", options.route)
    _refuse_a_mouth_elsewhere(route, options)
    analyte = one_of(Analyte, "Analyte", options.analyte)
    taken = interactions.together(tuple(interactions.by_name(name) for name in options.interacting))
    doses = tuple(_dose(written, drug, route, person, options) for written in options.dose)
    chosen, because = _models(options.model, drug, route, analyte, taken)
    return Asked(
        tuple(Question(model, doses, person, taken) for model in chosen), analyte, because, tuple(_assumed(options))
    )


def _assumed(options: argparse.Namespace) -> Iterator[str]:
    if not options.weight:
        yield f"Weight is not given; {WEIGHT_ASSUMED_KG:g} kg is assumed."
    if options.sex:
        yield SEX_CHANGES_NOTHING


def _models(
    named: Sequence[str], drug: Drug, route: Route, analyte: Analyte, taken: Interaction
) -> tuple[tuple[Model, ...], str]:
    if not named:
        chosen = suited(drug, [route], analyte, taken.changes_levels)
        return (chosen.model,), f"nobody named one; {chosen.because}"
    if EVERY_MODEL not in named:
        return tuple(models.by_code(each) for each in dict.fromkeys(named)), "it was asked for"
    covering = tuple(
        each
        for each in MODELS
        if drug in each.made_for and route in each.routes and analyte in each.analytes and each.has_spread
    )
    if not covering:
        raise Nonsense(
            f"Model: none here covers {analyte} after {drug} {ROUTE_WORDS[route]} and tells how people differ."
        )
    return covering, "every model that covers this and tells how people differ"


def _refuse_a_mouth_elsewhere(route: Route, options: argparse.Namespace) -> None:
    if route is Route.SL:
        return
    for field, given in (("Spit", options.spit), ("Hold", options.hold is not None)):
        if given:
            raise Nonsense(f"{field}: only a dose under the tongue is held or spat out; leave it out.")


def _dose(written: str, drug: Drug, route: Route, person: Person, options: argparse.Namespace) -> Dose:
    amount, _, moment = written.partition("@")
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*(mg/kg|mg)\s*", amount)
    if not found:
        raise Nonsense(f"Dose: {amount!r} is no amount of drug. Write milligrams, as in 35mg or 0.5mg/kg.")
    value = _float("Dose", found[1]) * (person.weight_kg if found[2] == "mg/kg" else 1.0)
    return Dose(
        drug,
        route,
        base_of_salt(value) if options.salt else value,
        at_min=minutes("Time of dose", moment) if moment else 0.0,
        over_min=minutes("Duration", options.over),
        hold_min=FILM_HELD_MIN if options.hold is None else minutes("Hold", options.hold),
        swallowed=not options.spit,
    )


def times(options: argparse.Namespace) -> Any:
    """The minutes to tell of."""
    if options.at is not None:
        moments = [minutes("Times", each) for each in options.at.split(",")]
        if min(moments) < 0:
            raise Nonsense("Times: none lies before minute 0.")
        return np.array(sorted(set(moments)))
    until, every = minutes("Until", options.until), minutes("Every", options.every)
    if not (every > 0 and 0 < until <= every * MOST_TIMES):
        raise Nonsense(f"Until and every: {until:g} min every {every:g} min is not from 1 to {MOST_TIMES} times.")
    return np.arange(0.0, until + every / 2, every)


def minutes(field: str, written: str) -> float:
    """A time as somebody writes it."""
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*(min|h|)\s*", written)
    if not found:
        raise Nonsense(f"{field}: {written!r} is no time. Write minutes or hours, as in 40min or 4h.")
    return _float(field, found[1]) * MINUTES_IN[found[2]]


def number(field: str, written: str, units: Sequence[str]) -> float:
    """A number, with its unit or without."""
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*([a-z]*)\s*", written)
    if not found or found[2] not in units:
        raise Nonsense(f"{field}: {written!r} is not a number in {units[-1]}.")
    return _float(field, found[1])


def _float(field: str, digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        raise Nonsense(f"{field}: {digits!r} is no number.") from None


def whole(field: str, written: str, lowest: int, highest: int) -> int:
    """A whole number within its limits."""
    if written.isascii() and written.isdigit() and lowest <= int(written) <= highest:
        return int(written)
    raise Nonsense(f"{field}: {written!r} is not a whole number from {lowest} to {highest}.")


def one_of(kind: Callable[[str], Any], field: str, written: str) -> Any:
    """One of the words a field knows."""
    try:
        return kind(written.casefold())
    except ValueError:
        known = ", ".join(each.value for each in kind)  # type: ignore[attr-defined]
        raise Nonsense(f"{field}: {written!r} is not known. There are: {known}.") from None
