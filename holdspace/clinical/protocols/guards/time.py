"""Is the infusion too fast, or the session too soon after the last?"""

from decimal import Decimal

from holdspace.clinical.protocols import thresholds
from holdspace.clinical.protocols.guards.order import Guard, Order
from holdspace.clinical.protocols.limits import by_weight
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import MgPerKg, plain

TOO_FAST = "Faster infusion brings higher peaks, deeper sedation and a larger rise of blood pressure."


def infusion_too_short(order: Order) -> Guard | None:
    """G-02: a planned infusion is shorter than 40 minutes; faster than the label's push nobody can let pass."""
    planned, limits = order.planned, order.limits
    if planned.route is not Route.INTRAVENOUS:
        return None
    source, shortest = thresholds.GUARDED_DEFAULTS, limits.of(thresholds.SHORTEST_INFUSION)
    if planned.minutes is None:
        says = "The duration of the infusion is not stated."
        return order.closes("G-02", says, TOO_FAST, source, thresholds.SHORTEST_INFUSION)
    dose = by_weight(planned.amount, planned.weight, limits)
    if dose is not None and is_too_fast(dose, planned.minutes, limits):
        ceiling = MgPerKg(limits.of(thresholds.FASTEST_PUSH))
        says = f"{dose} in {plain(planned.minutes)} min is faster than {ceiling} in a minute."
        return order.closes("G-02", says, TOO_FAST, thresholds.PUSH_CEILING, thresholds.FASTEST_PUSH, hard_stop=True)
    if planned.minutes >= shortest:
        return None
    says = f"The infusion of {plain(planned.minutes)} min is shorter than {plain(shortest)} min."
    return order.closes("G-02", says, TOO_FAST, source, thresholds.SHORTEST_INFUSION)


def is_too_fast(dose: MgPerKg, minutes: Decimal | int, limits: Limits = PUBLISHED) -> bool:
    """Whether a dose goes into a vein faster than the label's ceiling for a push, by whoever and whatever pump."""
    return dose.value > limits.of(thresholds.FASTEST_PUSH) * minutes


def too_soon(order: Order) -> Guard | None:
    """G-03: less than 48 hours lie between this dose and the one before."""
    last, shortest = order.last_dose, order.limits.hours(thresholds.SHORTEST_GAP)
    if last is None or order.planned.at - last.at >= shortest:
        return None
    hours = (order.planned.at - last.at).total_seconds() / 3600
    least = plain(order.limits.of(thresholds.SHORTEST_GAP))
    says = f"The last dose is {hours:.0f} hours before this one, less than {least} hours."
    because = "Body and mind need time between doses."
    return order.closes("G-03", says, because, thresholds.GUARDED_DEFAULTS, thresholds.SHORTEST_GAP)
