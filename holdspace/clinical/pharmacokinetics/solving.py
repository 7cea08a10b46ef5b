"""What level follows from these doses, exactly? Sums of exponentials, or the matrix exponential where they fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from holdspace.clinical.pharmacokinetics import propagation
from holdspace.clinical.pharmacokinetics.circuits import Block, Circuit, Responses
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, by_device
from holdspace.clinical.pharmacokinetics.exponentials import Array, Exponentials, as_numpy, like, space_of
from holdspace.clinical.pharmacokinetics.models.model import Analyte, Body, Entry, Interaction, Model
from holdspace.clinical.pharmacokinetics.parameters import values_for
from holdspace.clinical.pharmacokinetics.people import Person
from holdspace.clinical.pharmacokinetics.propagation import Input
from holdspace.clinical.pharmacokinetics.superposing import Wave, superposed

# What is summed may be so much larger than the sum: rounding then stays behind the tenth digit.
MOST_LOSS_OF_DIGITS = 1e5
# Digits are counted where a level is above this share of its peak; while it rises from nothing, below that, fewer.
COUNTED_OF_PEAK = 1e-2
LOOKED_AT = 4


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


def levels(
    forms: Sequence[Filled], analytes: Sequence[Analyte], times_min: Array, compiled: bool = False
) -> dict[Analyte, Array]:
    """The level of each analyte (ng/mL) in each person at each time, all forms together."""
    if len({tuple((each.state, each.start_min, each.over_min) for each in form.inputs) for form in forms}) == 1:
        found = _levels(_side_by_side(forms), analytes, times_min, compiled)
        people = forms[0].inputs[0].amount_mg.shape[0]
        places = range(0, people * len(forms), people)
        parts = [{analyte: level[at : at + people, ...] for analyte, level in found.items()} for at in places]
    else:
        parts = [_levels(form, analytes, times_min, compiled) for form in forms]
    return {analyte: sum((part[analyte] for part in parts[1:]), parts[0][analyte]) for analyte in analytes}


def _side_by_side(forms: Sequence[Filled]) -> Filled:
    """S and R flow through the same circuit: taken as more people, they take the time of one."""
    if len(forms) == 1:
        return forms[0]
    xp = space_of(forms[0].inputs[0].amount_mg)

    def joined(*arrays: Array) -> Array:
        return None if arrays[0] is None else xp.concat(arrays, axis=0)

    bodies = [form.body for form in forms]
    blocks = {
        name: Block(
            block.states,
            joined(*(body.circuit.blocks[name].lost for body in bodies)),
            tuple(
                tuple(joined(*flows) for flows in zip(*outer, strict=True))
                for outer in zip(*(body.circuit.blocks[name].exchange for body in bodies), strict=True)
            ),
        )
        for name, block in bodies[0].circuit.blocks.items()
    }
    links = tuple(
        replace(same[0], rate=joined(*(link.rate for link in same)))
        for same in zip(*(body.circuit.links for body in bodies), strict=True)
    )
    readings = {
        analyte: replace(reading, ng_per_ml_of_mg=joined(*(body.readings[analyte].ng_per_ml_of_mg for body in bodies)))
        for analyte, reading in bodies[0].readings.items()
    }
    inputs = tuple(
        replace(same[0], amount_mg=joined(*(each.amount_mg for each in same)))
        for same in zip(*(form.inputs for form in forms), strict=True)
    )
    return Filled(Body(Circuit(blocks, links), readings), inputs)


def _levels(form: Filled, analytes: Sequence[Analyte], times_min: Array, compiled: bool) -> dict[Analyte, Array]:
    times = np.asarray(times_min, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        rates, answers = _answers(form, analytes)
        unsafe = _unsafe(rates, answers, form.inputs, times)
        per_mg = space_of(rates).stack([form.body.readings[each].ng_per_ml_of_mg for each in analytes], axis=-1)
        waves = [
            Wave(
                answers[each.state].weights * (per_mg * each.amount_mg[:, None])[:, :, None],
                each.start_min,
                each.over_min,
            )
            for each in form.inputs
        ]
        whole = superposed(rates, waves, times, compiled)
    found = {analyte: whole[:, place, :] for place, analyte in enumerate(analytes)}
    if not unsafe.any():
        return found
    corrected = _by_matrix(form, analytes, times, unsafe)
    return {analyte: _put(found[analyte], unsafe, corrected[analyte]) for analyte in analytes}


@dataclass(frozen=True)
class Answer:
    """What one mg in a state makes of every analyte, in mg: for each a weight of each rate, and what was summed for it.

    Both lie in one array, weights before sizes: (people, twice the analytes, rates).
    """

    both: Array

    @property
    def weights(self) -> Array:
        """(people, analytes, rates)."""
        return self.both[:, : self.both.shape[1] // 2, :]


def _answers(form: Filled, analytes: Sequence[Analyte]) -> tuple[Array, dict[str, Answer]]:
    """The rates of all blocks beside one another, and the answer to each state that something enters."""
    circuit, readings = form.body.circuit, [form.body.readings[analyte] for analyte in analytes]
    responses = Responses(circuit)
    found = {
        state: [responses.to(state, reading.state) for reading in readings]
        for state in dict.fromkeys(each.state for each in form.inputs)
    }
    used = {name for row in found.values() for each in row if each is not None for name in each.parts}
    blocks = {name: block.rates for name, block in circuit.blocks.items() if name in used}
    nothing = {name: rates * 0 for name, rates in blocks.items()}
    xp = space_of(form.inputs[0].amount_mg)
    rates = xp.concat(list(blocks.values()), axis=-1)
    return rates, {state: _answer(row, nothing, rates.shape[-1]) for state, row in found.items()}


def _answer(row: Sequence[Exponentials | None], nothing: Mapping[str, Array], rates: int) -> Answer:
    weights, sizes = [], []
    for each in row:
        for name, none in nothing.items():
            term = None if each is None else each.parts.get(name)
            weights.append(none if term is None else term.weights)
            sizes.append(none if term is None else term.sizes + none)
    xp = space_of(weights[0])
    return Answer(xp.reshape(xp.concat([*weights, *sizes], axis=-1), (weights[0].shape[0], 2 * len(row), rates)))


def _unsafe(rates: Array, answers: Mapping[str, Answer], inputs: Sequence[Input], times_min: Array) -> Array:
    """In whom rounding shows in the eleventh digit of a level above a hundredth of its peak."""
    looked_at = _looked_at(inputs, times_min)
    if not len(looked_at):
        return np.zeros(rates.shape[0], dtype=bool)
    xp = space_of(rates)
    decay = xp.exp(-rates[:, :, None] * like(rates, looked_at))
    worst = xp.abs(rates[:, 0]) < 0
    for answer in answers.values():
        both = xp.abs(xp.matmul(answer.both, decay))
        analytes = both.shape[1] // 2
        level, lost = both[:, :analytes, :], both[:, analytes:, :]
        counted = xp.max(level, axis=-1, keepdims=True) * COUNTED_OF_PEAK
        level = xp.where(level > counted, level, counted)
        # Written so that what is not a number counts as lost.
        worst = worst | xp.any(~(lost <= MOST_LOSS_OF_DIGITS * level), axis=(1, 2))
    return np.asarray(as_numpy(worst))


def _looked_at(inputs: Sequence[Input], times_min: Array) -> Array:
    """How long after an input a level is first and last asked for, and moments between: rounding is worst early."""
    starts = np.array([each.start_min for each in inputs])
    since = times_min[:, None] - starts
    since = since[since > 0]
    return np.exp(np.linspace(np.log(since.min()), np.log(since.max()), LOOKED_AT)) if len(since) else since


def _by_matrix(form: Filled, analytes: Sequence[Analyte], times_min: Array, which: Array) -> dict[Analyte, Array]:
    """Only for the people marked, and always on this machine."""
    circuit = Circuit(
        {name: _only(block, which) for name, block in form.body.circuit.blocks.items()},
        tuple(replace(link, rate=as_numpy(link.rate)[which]) for link in form.body.circuit.links),
    )
    inputs = [replace(each, amount_mg=as_numpy(each.amount_mg)[which]) for each in form.inputs]
    content = propagation.amounts(propagation.matrix_of(circuit, int(which.sum())), circuit.states, inputs, times_min)
    found = {}
    for analyte in analytes:
        reading = form.body.readings[analyte]
        place = circuit.states.index(reading.state)
        found[analyte] = content[:, :, place] * as_numpy(reading.ng_per_ml_of_mg)[which][:, None]
    return found


def _only(block: Block, which: Array) -> Block:
    exchange = tuple(
        (as_numpy(there)[which], as_numpy(back)[which], None if lost is None else as_numpy(lost)[which])
        for there, back, lost in block.exchange
    )
    return Block(block.states, as_numpy(block.lost)[which], exchange)


def _put(found: Array, which: Array, corrected: Array) -> Array:
    # NumPy's is this engine's own, a moment old; another library's may not be written to.
    whole = found if space_of(found) is np else np.array(as_numpy(found))
    whole[which] = corrected
    return like(found, whole)


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
