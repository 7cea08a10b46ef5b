"""Does the dose fit this patient, the dose before it, and what the protocol was made for?"""

from decimal import Decimal

from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.dose import Dose
from holdspace.clinical.protocols.guards.amount import dose_above_maximum
from holdspace.clinical.protocols.guards.order import EarlierDose, Guard, Order
from holdspace.clinical.protocols.limits import RISE_BY_ROUTE, by_weight, in_milligrams, largest_rise
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.units import MgPerKg, Milligrams, plain

SLOW = "More of the drug reaches the brain, or it stays longer."
ONE_STEP = "A dose rises by one step, and only after the last one was tolerated."
NOT_TRIED = "The protocol has shown nothing of such a dose, and nobody knows yet how this person bears a lower one."
FIRST_SLIP = "A first dose many times the usual start is more often a slip of the decimal point than a plan."


def first_dose_not_reduced(order: Order) -> Guard | None:
    """G-04: somebody who clears the drug slowly starts at least a quarter below the protocol's start."""
    reasons = _reasons_to_reduce(order)
    if not reasons or not order.is_first:
        return None
    percent = order.limits.of(thresholds.REDUCTION)
    start = order.protocol.start_for(order.planned.route)
    if _at_most(order, start.times((100 - percent) / 100)):
        return None
    says = (
        f"The first dose of {order.planned.amount} is not at least {plain(percent)} % below the start of {start}: "
        f"{reasons[0]}."
    )
    return order.closes("G-04", says, SLOW, thresholds.GUARDED_DEFAULTS, thresholds.REDUCTION, thresholds.OLDER_AGE)


def _reasons_to_reduce(order: Order) -> tuple[str, ...]:
    facts, older = order.facts, order.limits.of(thresholds.OLDER_AGE)
    swallowed = order.planned.route in (Route.ORAL, Route.SUBLINGUAL)
    reasons = (
        ("the age is not recorded", facts.age is None),
        (f"age {facts.age}", facts.age is not None and facts.age >= older),
        ("Child-Pugh class B", facts.child_pugh == "B"),
        ("a strong CYP3A4 inhibitor", facts.strong_cyp3a4_inhibitor and swallowed),
    )
    return tuple(words for words, applies in reasons if applies)


def _at_most(order: Order, most: Dose) -> bool:
    """Compares in the unit of the limit; without a weight that is needed the answer is no."""
    if isinstance(most, Milligrams):
        total = order.total
        return total is not None and total <= most
    dose = by_weight(order.planned.amount, order.planned.weight, order.limits)
    return dose is not None and dose <= most


def rise_too_large(order: Order) -> Guard | None:
    """G-06: the dose rises by more than one step, or before anybody recorded how the last one was borne.

    A first dose has none to rise from: many times the protocol's start it is taken for a slip.
    """
    planned, last = order.planned, order.last_dose
    if order.is_first:
        return _first_dose_too_high(order)
    if last is None or last.route is not planned.route or not _rises(order, last):
        return None
    if order.facts.last_session_tolerated is not True:
        says = f"The dose rises from {last.amount} to {planned.amount}; nobody recorded that the last was tolerated."
        return _closed(order, says)
    most = _highest_next(order, last)
    if most is None:
        return _closed(
            order, f"The rise from {last.amount} to {planned.amount} cannot be checked: the weight is not recorded."
        )
    if _at_most(order, most):
        return None
    return _closed(order, f"The dose rises from {last.amount} to {planned.amount}; one step goes to {most}.")


def _closed(order: Order, says: str) -> Guard:
    rise = RISE_BY_ROUTE.get(order.planned.route)
    return order.closes("G-06", says, ONE_STEP, thresholds.GUARDED_DEFAULTS, *((rise,) if rise else ()))


def _first_dose_too_high(order: Order) -> Guard | None:
    factor = order.limits.of(thresholds.FIRST_DOSE)
    start = order.protocol.start_for(order.planned.route)
    # Above the most of the route the first guard has closed already; this one is for what stays below it.
    if _at_most(order, start.times(factor)) or dose_above_maximum(order):
        return None
    says = f"The first dose of {order.planned.amount} is more than {plain(factor)} times the start of {start}."
    return order.closes("G-06", says, FIRST_SLIP, thresholds.FIRST_DOSE_SLIP, thresholds.FIRST_DOSE)


def _rises(order: Order, last: EarlierDose) -> bool:
    amount = order.planned.amount
    if isinstance(amount, MgPerKg) and isinstance(last.amount, MgPerKg):
        return amount > last.amount
    before, now = in_milligrams(last.amount, order.planned.weight, order.limits), order.total
    return before is None or now is None or now > before


# None: the two doses are in different units, and the weight that joins them is not known.
def _highest_next(order: Order, last: EarlierDose) -> Dose | None:
    rise, weight = largest_rise(order.planned.route, order.limits), order.planned.weight
    if rise is None:
        return _next_step(order, last)
    if isinstance(rise, Milligrams):
        before = in_milligrams(last.amount, weight, order.limits)
        return before + rise if before is not None else None
    dose = by_weight(last.amount, weight, order.limits)
    return dose + rise if dose is not None else None


def _next_step(order: Order, last: EarlierDose) -> Dose | None:
    steps = order.protocol.steps_for(order.planned.route)
    in_unit = in_milligrams if isinstance(steps[0], Milligrams) else by_weight
    before = in_unit(last.amount, order.planned.weight, order.limits)
    if before is None:
        return None
    return _above(steps, before.value) or steps[-1]


def _above(steps: tuple[Dose, ...], value: Decimal) -> Dose | None:
    return next((step for step in steps if step.value > value), None)


def first_dose_above_the_protocol(order: Order) -> Guard | None:
    """G-08: the first dose is above the highest step of its protocol, by more than a weight wavers."""
    highest = order.protocol.steps_for(order.planned.route)[-1]
    allowed = highest.times(1 + order.limits.of(thresholds.ABOVE_THE_STEPS) / 100)
    if not order.is_first or _at_most(order, allowed):
        return None
    # One guard says it: far above the start, or above the most of the route, another has closed already.
    if dose_above_maximum(order) or _first_dose_too_high(order):
        return None
    says = f"The first dose of {order.planned.amount} is above the highest step of the protocol, {highest}."
    return order.closes("G-08", says, NOT_TRIED, thresholds.STEPS_OF_THE_PROTOCOL, thresholds.ABOVE_THE_STEPS)


def indication_not_in_protocol(order: Order) -> Guard | None:
    """G-07: the protocol was not made for what this order is for."""
    protocol, facts = order.protocol, order.facts
    if not protocol.indications or any(protocol.covers(code) for code in facts.indications):
        return None
    named = ", ".join(facts.indications) or "no indication named"
    says = f"The order is for {named}; {protocol.id} is for {', '.join(protocol.indications)}."
    return order.closes("G-07", says, "What was shown for one condition was not shown for another.", protocol.source)
