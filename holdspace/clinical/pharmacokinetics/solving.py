"""What level follows from these doses, exactly? Sums of exponentials, or the matrix exponential where they fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from holdspace.clinical.pharmacokinetics import propagation
from holdspace.clinical.pharmacokinetics.circuits import Circuit, Responses
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, by_device
from holdspace.clinical.pharmacokinetics.exponentials import Array, Exponentials, added, kernel, space_of
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Body, Entry, Interaction, Model
from holdspace.clinical.pharmacokinetics.parameters import values_for
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.propagation import Input

# Above this the sum of exponentials may keep fewer than eleven digits of a curve's peak.
MOST_LOSS_OF_DIGITS = 5e3


@dataclass(frozen=True)
class Filled:
    """One form of the drug in some people: their bodies and what enters them."""

    body: Body
    inputs: tuple[Input, ...]


def filled(
    model: Model, doses: Sequence[Dose], person: Person, interaction: Interaction, deviations: Array
) -> tuple[Filled, ...]:
    """Each form of the drug, S before R where the model parts them."""
    values = values_for(model.parameters, model.covariances, person.weight_kg, deviations)
    parted = by_device(doses)
    if not model.by_enantiomer:
        return (_one_form(model, [(dose, 1.0) for dose in parted], person, interaction, values, False),)
    s_shares = [(dose, 0.5 if dose.drug is Drug.RACEMIC else 1.0) for dose in parted]
    forms = [_one_form(model, s_shares, person, interaction, values, False)]
    if r_shares := [(dose, 0.5) for dose in parted if dose.drug is Drug.RACEMIC]:
        forms.append(_one_form(model, r_shares, person, interaction, values, True))
    return tuple(forms)


def _one_form(
    model: Model,
    shares: Sequence[tuple[Dose, float]],
    person: Person,
    interaction: Interaction,
    values: Mapping[str, Array],
    is_r: bool,
) -> Filled:
    own = model.adjusted(values, person, interaction, is_r)
    ones = next(iter(own.values())) * 0 + 1
    entries = [Entry(dose, dose.amount_mg * share * ones, own, person) for dose, share in shares]
    return Filled(model.body(own), tuple(each for entry in entries for each in model.enters(entry)))


def levels(forms: Sequence[Filled], analytes: Sequence[Analyte], times_min: Array) -> dict[Analyte, Array]:
    """The level of each analyte (ng/mL) in each person at each time, all forms together."""
    total: dict[Analyte, Array] = {}
    for form in forms:
        for analyte, level in _levels(form, analytes, times_min).items():
            total[analyte] = total[analyte] + level if analyte in total else level
    return total


def _levels(form: Filled, analytes: Sequence[Analyte], times_min: Array) -> dict[Analyte, Array]:
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        answers = _answers(form, analytes)
        unsafe = _unsafe(answers)
    if unsafe.all():
        return _by_matrix(form, analytes, times_min, unsafe)
    with np.errstate(invalid="ignore"):
        found = _superposed(form, answers, analytes, times_min)
    if not unsafe.any():
        return found
    corrected = _by_matrix(form, analytes, times_min, unsafe)
    return {analyte: _put(found[analyte], unsafe, corrected[analyte]) for analyte in found}


Answers = Mapping[tuple[float, float], Mapping[Analyte, Exponentials]]


def _answers(form: Filled, analytes: Sequence[Analyte]) -> Answers:
    """For each moment and duration of giving, what it makes of every analyte."""
    responses = Responses(form.body.circuit)
    ways: dict[tuple[float, float], dict[Analyte, list[Exponentials]]] = {}
    for each in form.inputs:
        for analyte in analytes:
            reading = form.body.readings[analyte]
            response = responses.to(each.state, reading.state)
            if response is not None:
                scaled = response.scaled(each.amount_mg * reading.ng_per_ml_of_mg)
                ways.setdefault((each.start_min, each.over_min), {}).setdefault(analyte, []).append(scaled)
    return {moment: {analyte: added(each) for analyte, each in found.items()} for moment, found in ways.items()}


def _unsafe(answers: Answers) -> Array:
    worst = [~(each.loss_of_digits() < MOST_LOSS_OF_DIGITS) for found in answers.values() for each in found.values()]
    return np.logical_or.reduce([np.asarray(each) for each in worst])


def _superposed(form: Filled, answers: Answers, analytes: Sequence[Analyte], times_min: Array) -> dict[Analyte, Array]:
    amount = form.inputs[0].amount_mg
    xp = space_of(amount)
    nothing = amount[..., None] * 0 + xp.zeros_like(times_min)
    total = dict.fromkeys(analytes, nothing)
    for (start, over), found in answers.items():
        rates = {name: terms.rates for each in found.values() for name, terms in each.parts.items()}
        for name, rate in rates.items():
            for place in range(rate.shape[-1]):
                shape = kernel(rate[..., place], times_min - start, over)
                for analyte, each in found.items():
                    if name in each.parts:
                        total[analyte] = total[analyte] + each.parts[name].weights[..., place, None] * shape
    return total


def _by_matrix(form: Filled, analytes: Sequence[Analyte], times_min: Array, which: Array) -> dict[Analyte, Array]:
    """Only for the people marked."""
    circuit, people = form.body.circuit, len(which)
    matrix = propagation.matrix_of(circuit, people)[which]
    inputs = [
        Input(each.state, np.asarray(each.amount_mg)[which], each.start_min, each.over_min) for each in form.inputs
    ]
    content = propagation.amounts(matrix, circuit.states, inputs, np.asarray(times_min))
    order = {state: place for place, state in enumerate(circuit.states)}
    found = {}
    for analyte in analytes:
        reading = form.body.readings[analyte]
        per_mg = np.broadcast_to(np.asarray(reading.ng_per_ml_of_mg), (people,))[which]
        found[analyte] = content[:, :, order[reading.state]] * per_mg[:, None]
    return found


def _put(found: Array, which: Array, corrected: Array) -> Array:
    whole = np.array(found)
    whole[which] = corrected
    return space_of(found).asarray(whole)


def area(forms: Sequence[Filled], analyte: Analyte) -> Array:
    """The area under the whole curve (ng x min / mL), by solving the system once."""
    total: Array = 0
    for form in forms:
        total = total + _area(form.body.circuit, form, analyte)
    return total


def _area(circuit: Circuit, form: Filled, analyte: Analyte) -> Array:
    people = len(form.inputs[0].amount_mg)
    order = {state: place for place, state in enumerate(circuit.states)}
    given = np.zeros((people, len(order)))
    for each in form.inputs:
        given[:, order[each.state]] += np.asarray(each.amount_mg)
    content = np.linalg.solve(-propagation.matrix_of(circuit, people), given[..., None])[..., 0]
    reading = form.body.readings[analyte]
    return content[:, order[reading.state]] * reading.ng_per_ml_of_mg
