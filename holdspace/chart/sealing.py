"""Which parts of a session's entry does its seal cover? Everything that is stored of it, the bytes as sent included."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

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


def seal_events(rows: Sequence[SessionEvent]) -> None:
    """Seal entries of one clinic into its chain, in the transaction that keeps them."""
    if rows:
        imprints = [(row.id, imprint_of_event(row)) for row in rows]
        chain.append(clinic_id=rows[0].patient.clinic_id, kind=EVENT, rows=imprints)


def read_events(ids: Iterable[UUID]) -> dict[UUID, Callable[[int], str]]:
    """How these entries read now, for whoever checks the chain; their own hash of the bytes is checked with them."""
    return {row.id: partial(_reads, row) for row in SessionEvent.objects.filter(id__in=list(ids))}


def _reads(row: SessionEvent, form: int) -> str:
    agrees = sha256(row.written.encode()).hexdigest() == row.sha256
    return imprint_of_event(row, form) if agrees else "its bytes are not those of its hash"


def unsealed() -> Iterator[SessionEvent]:
    """Entries that are in no chain: somebody wrote them past the application."""
    sealed = ChainLink.objects.filter(kind=EVENT, subject_id=OuterRef("id"))
    rows = SessionEvent.objects.filter(~Exists(sealed)).select_related("patient").order_by("sequence")
    return rows.iterator(chunk_size=1000)
