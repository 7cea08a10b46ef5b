"""Is what is planned still what the patient agreed to? A consent holds until the plan asks for something else."""

from collections.abc import Iterator
from dataclasses import dataclass

from holdspace.clinical.protocols import Route
from holdspace.clinical.protocols.dose import Dose


@dataclass(frozen=True)
class PlanTerms:
    """What of a plan the patient consents to: which protocol, which way, which drug, and how much at most.

    A `highest` of None is not known.
    """

    protocol_id: str
    route: str
    drug: str
    highest: Dose | None


def what_changed(agreed: PlanTerms, now: PlanTerms) -> tuple[str, ...]:
    """What is asked of the patient now that was not asked when they agreed; a lower dose asks for nothing new."""
    return tuple(_changes(agreed, now))


def _changes(agreed: PlanTerms, now: PlanTerms) -> Iterator[str]:
    if now.protocol_id != agreed.protocol_id:
        yield f"the protocol is {now.protocol_id}, not {agreed.protocol_id}"
    if now.route != agreed.route:
        yield f"the route is {_route(now)}, not {_route(agreed)}"
    if now.drug != agreed.drug:
        yield f"the drug is {now.drug}, not {agreed.drug}"
    if _may_be_more(agreed.highest, now.highest):
        yield f"the dose goes up to {_dose(now)}, not {_dose(agreed)}"


def _may_be_more(agreed: Dose | None, now: Dose | None) -> bool:
    """Where two doses cannot be compared nobody knows that the new one is not more."""
    if agreed == now:
        return False
    if agreed is None or now is None or type(agreed) is not type(now):
        return True
    return now.value > agreed.value


def _route(terms: PlanTerms) -> str:
    return Route(terms.route).label.lower() if terms.route in set(Route) else terms.route


def _dose(terms: PlanTerms) -> str:
    return str(terms.highest) if terms.highest is not None else "a dose that is not known"
