"""Writes the audit entry of an act, in the transaction of the act itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from holdspace.clinic.models import AuditEntry, Clinic, Staff

CHANNEL = "holdspace"


def record(
    *,
    by: Staff | None,
    at: datetime,
    did: str,
    to: models.Model | None = None,
    patient_id: UUID | None = None,
    dosing_session_id: UUID | None = None,
    clinic: Clinic | None = None,
    is_read: bool = False,
    **detail: Any,
) -> AuditEntry:
    """Write down who did what to whose record; `clinic` is needed only when nobody is signed in."""
    entry = AuditEntry.objects.create(
        clinic_id=by.clinic_id if by else clinic.pk,
        by=by,
        recorded_at=at,
        did=did,
        is_read=is_read,
        patient_id=patient_id or getattr(to, "patient_id", None) or _own_key(to, "patient"),
        dosing_session_id=dosing_session_id or getattr(to, "dosing_session_id", None) or _own_key(to, "dosingsession"),
        subject_type=to._meta.model_name if to is not None else "",
        subject_id=str(to.pk) if to is not None else "",
        detail=detail,
    )
    if connection.vendor == "postgresql" and not is_read:
        with connection.cursor() as cursor:
            # Delivered by the server when this transaction commits, never before.
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(entry.sequence)])
    return entry


def record_read(*, by: Staff, at: datetime, what: str, patient_id: UUID) -> AuditEntry:
    """Write down that somebody looked at a patient's record."""
    return record(by=by, at=at, did=f"looked at {what}", patient_id=patient_id, is_read=True)


def _own_key(to: models.Model | None, model_name: str) -> UUID | None:
    return to.pk if to is not None and to._meta.model_name == model_name else None
