"""Opening a course of care."""

from datetime import datetime

from django.db import transaction

from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Site, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require


@transaction.atomic
def open_episode(
    *, patient: Patient, referred_by: str, referral_reason: str, by: Staff, at: datetime, site: Site | None = None
) -> EpisodeOfCare:
    """Open a course of care: who referred, and why; one at a time, and not for a person who has died."""
    require(by, Permission.RECORD_HISTORY)
    patient = Patient.objects.select_for_update().get(pk=patient.pk, clinic_id=by.clinic_id)
    if patient.is_deceased:
        raise Refused("No episode was opened: this person has died. Correct the record if this is wrong.")
    standing = patient.episodes.open().first()
    if standing is not None:
        day = f"{standing.opened_at.day} {standing.opened_at:%B %Y}"
        raise Refused(f"No episode was opened: the one of {day} is still open. Go on with it, or close it first.")
    if not referred_by.strip() or not referral_reason.strip():
        raise Refused("No episode was opened: who referred, and why, is missing. Fill in both.")
    episode = EpisodeOfCare.objects.create(
        patient=patient,
        site=site or by.site or by.clinic.sites.order_by("name").first(),
        opened_at=at,
        opened_by=by,
        referred_by=referred_by.strip(),
        referral_reason=referral_reason.strip(),
    )
    audit.record(by=by, at=at, did="opened an episode of care", to=episode)
    return episode
