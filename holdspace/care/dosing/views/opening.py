"""What every page of a session shares: whose it is, what follows it, and how a refusal is shown on it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from holdspace.chart.access import open_session
from holdspace.chart.models import DosingSession
from holdspace.clinic import audit
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require

A_LOOK_LASTS = timedelta(minutes=15)


def now() -> datetime:
    """The clock, read once by each view."""
    return timezone.now()


def opened(request: HttpRequest, pk: UUID, *, at: datetime, to_see: str) -> DosingSession:
    """The session for a page; the look is in the audit trail."""
    return open_session(pk, by=request.staff, at=at, to_see=to_see)


def still_open(request: HttpRequest, pk: UUID, *, at: datetime) -> DosingSession:
    """The session for a page that keeps itself up to date; while it stays open, it counts as looked at again."""
    dosing_session = found(request, pk)
    whose = dosing_session.patient_id
    looks = AuditEntry.objects.filter(patient_id=whose, by=request.staff, is_read=True)
    if not looks.filter(recorded_at__gt=at - A_LOOK_LASTS).exists():
        audit.record_read(by=request.staff, at=at, what="the dosing session", patient_id=whose)
    return dosing_session


def found(request: HttpRequest, pk: UUID) -> DosingSession:
    """The session for an act, which leaves an audit entry of its own."""
    require(request.staff, Permission.VIEW_CHART)
    sessions = DosingSession.objects.visible_to(request.staff).select_related(
        "patient__clinic", "episode__site", "episode__patient", "order", "room", "monitor", "therapist", "prescriber"
    )
    return get_object_or_404(sessions, pk=pk)


def shared(request: HttpRequest, dosing_session: DosingSession, *, at: datetime) -> dict[str, Any]:
    """The context of every page of a session."""
    return {
        "dosing_session": dosing_session,
        "patient": dosing_session.patient,
        "episode": dosing_session.episode,
        "order": dosing_session.order,
        "now": at,
        "zone": dosing_session.episode.site.time_zone,
        "follows": [f"session:{dosing_session.pk}", f"clinic:{dosing_session.patient.clinic_id}"],
    }


def here(dosing_session: DosingSession) -> ZoneInfo:
    """The zone of the clock on the wall."""
    return ZoneInfo(dosing_session.episode.site.time_zone)


def back(request: HttpRequest, says: str, where: str, dosing_session: DosingSession) -> HttpResponse:
    """Say what is now true and show the page that shows it."""
    messages.success(request, says)
    return redirect(where, dosing_session.pk)
