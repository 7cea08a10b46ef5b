"""What may a clinic change in a protocol? All but its drug and its routes; never past a hard stop."""

from collections.abc import Iterator, Mapping
from typing import Any

from holdspace.clinical.protocols.dose import Dose
from holdspace.clinical.protocols.guards import is_too_fast
from holdspace.clinical.protocols.limits import Maximum, hard_stop, in_milligrams
from holdspace.clinical.protocols.protocol import OBSERVATION_MINUTES, STOP_RULES, Protocol
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.protocols.thresholds import HARD_STOP, HEAVIEST, SHORTEST_GAP
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import Kilograms, MgPerKg, plain

# What a protocol is: with another drug or route it is another protocol, not an edit of this one.
KEPT = ("drug", "routes")


class CannotEdit(ValueError):
    """An edit of a protocol that was refused; the message says what was not kept, why, and what to do."""


def edited(protocol: Protocol, changes: Mapping[str, Any], limits: Limits = PUBLISHED) -> Protocol:
    """The protocol with these fields changed, named and written as `as_dict` writes them."""
    body = protocol.as_dict()
    changed = {name: value for name, value in changes.items() if name not in body or body[name] != value}
    for name in KEPT:
        if name in changed:
            raise CannotEdit("The protocol was not changed: its drug and its routes stay. Adopt another protocol.")
    try:
        proposed = Protocol.from_dict({**body, **changed, "based_on": protocol.based_on or protocol.id})
    except ValueError as fault:
        raise CannotEdit(str(fault)) from fault
    reasons = tuple(why_not(proposed, limits))
    if reasons:
        raise CannotEdit(f"The protocol was not changed: {' '.join(reasons)}")
    return proposed


def why_not(protocol: Protocol, limits: Limits = PUBLISHED) -> Iterator[str]:
    """Every reason why no clinic may hold such a protocol: what no signature could open on an order."""
    for route in protocol.routes:
        yield from _above_hard_stop(protocol, route, limits)
    yield from _pushed_too_fast(protocol, limits)
    yield from _too_close(protocol, limits)
    if protocol.preparation_sessions < 1 or protocol.integration_sessions < 1:
        yield "No dose is given without at least one session of preparation and one of integration."
    least = OBSERVATION_MINUTES[protocol.route]
    if protocol.watched_minutes is not None and protocol.watched_minutes < least:
        yield f"Nobody is watched for less than {least} minutes after the last dose."
    missing = [rule for rule in STOP_RULES if rule not in protocol.stop_rules]
    if missing:
        yield f"The stop rule {missing[0]} is missing: stop rules can be added, never left out."


def _above_hard_stop(protocol: Protocol, route: Route, limits: Limits) -> Iterator[str]:
    most = hard_stop(route, protocol.drug, limits)
    doses = (*protocol.steps_for(route), protocol.start_for(route))
    worst = max((dose for dose in doses if _is_above(dose, most)), key=lambda dose: dose.value, default=None)
    if worst is not None:
        times = plain(limits.of(HARD_STOP))
        yield f"{worst} {route.label.lower()} is above {most}, {times} times the most. Choose a lower dose."


def _is_above(dose: Dose, most: Maximum) -> bool:
    """Compared by weight where both are; else in milligrams for the heaviest weight that is dosed."""
    if isinstance(dose, MgPerKg) and most.by_weight is not None:
        return dose > most.by_weight
    heaviest = Kilograms(HEAVIEST.published)
    total, limit = in_milligrams(dose, heaviest), most.in_milligrams(heaviest)
    return total is not None and limit is not None and total > limit


def _pushed_too_fast(protocol: Protocol, limits: Limits) -> Iterator[str]:
    if protocol.route is not Route.INTRAVENOUS:
        return
    if protocol.minutes is None or protocol.minutes < 1:
        yield "An infusion has a duration. State its minutes."
        return
    whole = ((step, protocol.minutes) for step in protocol.steps if isinstance(step, MgPerKg))
    parts = ((part.dose, part.minutes) for part in protocol.infusion)
    for dose, minutes in (*whole, *parts):
        if is_too_fast(dose, minutes, limits):
            yield f"{dose} in {minutes} min is faster than the label's ceiling for a push. Give it more slowly."


def _too_close(protocol: Protocol, limits: Limits) -> Iterator[str]:
    hours = limits.of(SHORTEST_GAP)
    for phase in (*protocol.phases, *protocol.maintenance_phases):
        if phase.every is not None and phase.every.shortest_days * 24 < hours:
            yield f"{phase.name}: at least {plain(hours)} hours lie between two sessions."
