"""May this order stand as it is? Each guard that closes says what is wrong, why, and whether anybody may open it."""

from collections.abc import Callable

from holdspace.clinical.protocols.guards.amount import dose_above_maximum, weight_not_capped
from holdspace.clinical.protocols.guards.fitting import (
    first_dose_above_the_protocol,
    first_dose_not_reduced,
    indication_not_in_protocol,
    rise_too_large,
)
from holdspace.clinical.protocols.guards.order import (
    EarlierDose,
    Guard,
    Order,
    OrderFacts,
    PlannedDose,
    Verdict,
)
from holdspace.clinical.protocols.guards.time import infusion_too_short, is_too_fast, too_soon
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.thresholds import PUBLISHED, Limits

__all__ = [
    "GUARDS",
    "EarlierDose",
    "Guard",
    "OrderFacts",
    "PlannedDose",
    "Verdict",
    "check_order",
    "is_too_fast",
]

GUARDS: tuple[Callable[[Order], Guard | None], ...] = (
    dose_above_maximum,
    infusion_too_short,
    too_soon,
    first_dose_not_reduced,
    weight_not_capped,
    rise_too_large,
    indication_not_in_protocol,
    first_dose_above_the_protocol,
)


def check_order(
    planned: PlannedDose, protocol: Protocol, facts: OrderFacts, limits: Limits = PUBLISHED
) -> tuple[Guard, ...]:
    """Every guard this order closes under the numbers that hold, hard stops first."""
    order = Order(planned, protocol, facts, limits)
    closed = (guard(order) for guard in GUARDS)
    return tuple(sorted((guard for guard in closed if guard), key=lambda guard: (not guard.hard_stop, guard.id)))
