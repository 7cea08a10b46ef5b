"""Which parts of a session's entry does its seal cover? Everything that is stored of it, the bytes as sent included."""

from typing import Any

from holdspace.chart.models import SessionEvent
from holdspace.clinic import chain
from holdspace.clinic.models import ChainLink

EVENT = "session_event"
# A part added to the table later needs a form of its own; what was sealed in an old form stays checked by it.
PARTS = {
    1: (
        "sequence", "id", "dosing_session_id", "patient_id", "kind", "payload", "schema_version", "happened_at",
        "offset_minutes", "device", "device_sequence", "author_id", "witness_id", "received_at", "written", "sha256",
        "after_closing",
    ),
}  # fmt: skip


def imprint_of_event(row: Any, form: int = chain.FORM) -> str:
    """The hash of an entry as it is stored."""
    return chain.imprint_of({name: getattr(row, name) for name in PARTS[form]})


def seal_event(row: SessionEvent) -> ChainLink:
    """Seal an entry into its clinic's chain, in the transaction that keeps it."""
    clinic_id = row.patient.clinic_id
    return chain.append(clinic_id=clinic_id, kind=EVENT, subject_id=row.id, imprint=imprint_of_event(row))
