"""Opening a chart: finding the patient one may see and writing down that one looked are a single act."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from holdspace.chart.models import DosingSession, EpisodeOfCare, Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require


def open_patient(patient_id: UUID, *, by: Staff, at: datetime, to_see: str) -> Patient:
    """The patient, or 404; the look is in the audit trail before anything is shown."""
    require(by, Permission.VIEW_CHART)
    patient = get_object_or_404(Patient.objects.visible_to(by), pk=patient_id)
    audit.record_read(by=by, at=at, what=to_see, patient_id=patient.pk)
    return patient


def open_episode(episode_id: UUID, *, by: Staff, at: datetime, to_see: str) -> EpisodeOfCare:
    """The course of care with its patient and site, or 404; the look is in the audit trail."""
    require(by, Permission.VIEW_CHART)
    episodes = EpisodeOfCare.objects.visible_to(by).select_related("patient__clinic", "site")
    episode = get_object_or_404(episodes, pk=episode_id)
    audit.record_read(by=by, at=at, what=to_see, patient_id=episode.patient_id)
    return episode


def open_session(dosing_session_id: UUID, *, by: Staff, at: datetime, to_see: str) -> DosingSession:
    """The dosing session with all that a page shows of it, or 404; the look is in the audit trail."""
    require(by, Permission.VIEW_CHART)
    sessions = DosingSession.objects.visible_to(by).select_related(
        "patient__clinic", "episode__site", "order", "room", "monitor", "therapist", "prescriber"
    )
    dosing_session = get_object_or_404(sessions, pk=dosing_session_id)
    audit.record_read(by=by, at=at, what=to_see, patient_id=dosing_session.patient_id)
    return dosing_session
