"""Procedure. We differ from R4: performers, place, reason, outcome, body site and notes are not kept; `performed` is
the date, or the start of the period, as written. A procedure that was not done is no row."""

from holdspace.fhir.elements import NotReadable, Resource, fit, one_of
from holdspace.fhir.mappers.condition import written_time
from holdspace.fhir.mappers.context import Context, named
from holdspace.fhir.mappers.rows import Procedure

STATUSES = frozenset(
    {"preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown"}
)


def from_fhir(resource: Resource, context: Context) -> tuple[Procedure, ...]:
    """The operation or procedure as a row."""
    status, code = one_of(STATUSES, resource, "status"), named(resource)
    if status in ("preparation", "not-done"):
        raise NotReadable("It says that the procedure was not done.")
    return (
        Procedure(
            codings=code.codings,
            text=fit(code.words, 500),
            status=status,
            performed=written_time(resource, "performed"),
        ),
    )
