"""Encounter: a contact elsewhere that is over. We differ from R4: only finished ones become rows; class, participants,
place, diagnoses and hospitalisation are not kept; the text joins its types and reasons."""

from holdspace.fhir.dates import period
from holdspace.fhir.elements import NotReadable, Resource, Withdrawn, concepts, fit, one_of
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.rows import Encounter

OVER_WITHOUT_TAKING_PLACE = frozenset({"cancelled", "entered-in-error"})
STATUSES = OVER_WITHOUT_TAKING_PLACE | {
    "planned",
    "arrived",
    "triaged",
    "in-progress",
    "onleave",
    "finished",
    "unknown",
}


def from_fhir(resource: Resource, context: Context) -> tuple[Encounter, ...]:
    """The finished contact elsewhere as a row."""
    status = one_of(STATUSES, resource, "status")
    if status in OVER_WITHOUT_TAKING_PLACE:
        raise Withdrawn("It was cancelled or entered in error.")
    if status != "finished":
        raise NotReadable("It is not over, or whether it took place is not known.")
    start, end = period(resource, "period", at=context.at)
    starts_at, ends_at = start.at(context.zone), end.at(context.zone)
    if starts_at is None:
        raise NotReadable("It does not say on which day it took place.")
    return (
        Encounter(
            starts_at=starts_at,
            ends_at=ends_at if ends_at and ends_at >= starts_at else None,
            text=fit(_about(resource), 300),
        ),
    )


def _about(resource: Resource) -> str:
    said = [one.words for one in (*concepts(resource, "type"), *concepts(resource, "reasonCode"))]
    return ", ".join(dict.fromkeys(filter(None, said)))
