"""Is the dose too much for its route, or reckoned from too much weight?"""

from holdspace.clinical.protocols import limits as most_by_route
from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.dose import Drug
from holdspace.clinical.protocols.guards.order import Guard, Order
from holdspace.clinical.protocols.limits import Maximum, by_weight, in_milligrams, maximum
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams, plain

SLIP = "A slip of the keyboard multiplies a dose by ten; this stands between the slip and the patient."
FULL_WEIGHT = "The drug does not spread into fat as it does into the rest; full weight gives too much."


def dose_above_maximum(order: Order) -> Guard | None:
    """G-01: the dose is above the most this route may carry; far above, nobody can let it pass."""
    planned = order.planned
    most = maximum(planned.route, planned.drug, order.limits)
    source, against = thresholds.DEFAULTS, (*_compared(order), thresholds.HARD_STOP)
    if _above(order, most):
        factor = order.limits.of(thresholds.HARD_STOP)
        hard = _above(order, most.times(factor))
        ending = f", more than {plain(factor)} times" if hard else ""
        says = f"{_in_words(order)} {planned.route.label.lower()} is above the most of {most}{ending}."
        return order.closes("G-01", says, SLIP, source, *against, hard_stop=hard)
    if _cannot_be_compared(order, most):
        says = f"{planned.amount} cannot be checked: the weight is not recorded."
        return order.closes("G-01", says, SLIP, source, *against)
    return None


def _compared(order: Order) -> tuple[Threshold, ...]:
    if order.planned.drug is Drug.ESKETAMINE:
        return (thresholds.NASAL_ESKETAMINE,)
    both = most_by_route.MAXIMUM_BY_ROUTE[order.planned.route]
    return tuple(threshold for threshold in both if threshold is not None)


def _above(order: Order, most: Maximum) -> bool:
    # The order as typed and the milligrams reckoned from it are both checked: either can hold the slip.
    planned = order.planned
    typed = isinstance(planned.amount, MgPerKg) and most.by_weight is not None and planned.amount > most.by_weight
    totals = (in_milligrams(planned.amount, planned.weight, order.limits), planned.calculated)
    return typed or any(total > limit for total in totals if total for limit in _limits_in_milligrams(order, most))


def _limits_in_milligrams(order: Order, most: Maximum) -> tuple[Milligrams, ...]:
    dense = in_milligrams(most.by_weight, order.planned.weight, order.limits) if most.by_weight is not None else None
    rounded_up = dense + most_by_route.ROUNDING if dense is not None else None
    return tuple(limit for limit in (most.in_all, rounded_up) if limit is not None)


def _cannot_be_compared(order: Order, most: Maximum) -> bool:
    if order.planned.weight is not None:
        return False
    total_unknown = most.in_all is not None and order.total is None
    by_weight_unknown = most.by_weight is not None and by_weight(order.planned.amount, None) is None
    return total_unknown or by_weight_unknown


def _in_words(order: Order) -> str:
    total = order.total
    reckoned = f" ({total})" if total is not None and not isinstance(order.planned.amount, Milligrams) else ""
    return f"{order.planned.amount}{reckoned}"


def weight_not_capped(order: Order) -> Guard | None:
    """G-05: a dose by weight was reckoned from more than 120 kg."""
    planned, cap = order.planned, Kilograms(order.limits.of(thresholds.HEAVIEST))
    if isinstance(planned.amount, Milligrams) or planned.weight is None or planned.weight <= cap:
        return None
    reckoned, capped = planned.calculated or planned.amount * planned.weight, planned.amount * cap
    if reckoned <= capped + most_by_route.ROUNDING:
        return None
    says = f"{planned.amount} was reckoned to {reckoned} from {planned.weight}; capped at {cap} it is {capped}."
    return order.closes("G-05", says, FULL_WEIGHT, thresholds.GUARDED_DEFAULTS, thresholds.HEAVIEST)
