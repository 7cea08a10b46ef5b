"""A link that opens some questionnaires for one patient. The secret part is known to who was given it, not to us."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from holdspace.chart.models import EpisodeOfCare, QuestionnaireRequest, RequestedForm
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

SECRET_BYTES = 16
GOOD_FOR = timedelta(days=14)
NOT_MADE = "The link was not made"


def hash_of(token: str) -> str:
    """What is kept of the secret part of a link."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(
    *, episode: EpisodeOfCare, instruments: tuple[str, ...], due_on: date | None, by: Staff, at: datetime
) -> tuple[QuestionnaireRequest, str]:
    """Make a link to these questionnaires; its secret part is given back once and kept nowhere."""
    require(by, Permission.RECORD_OBSERVATION)
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient").get(pk=episode.pk)
    if not episode.is_open:
        raise Refused(f"{NOT_MADE}: this episode of care is closed. Open a new one.")
    if not instruments:
        raise Refused(f"{NOT_MADE}: no questionnaire was chosen. Choose at least one.")
    if episode.patient.birth_on is None:
        raise Refused(f"{NOT_MADE}: the birth date is not recorded, and opens the link. Record it first.")
    token = secrets.token_urlsafe(SECRET_BYTES)
    asked = QuestionnaireRequest.objects.create(
        patient=episode.patient,
        episode=episode,
        token_hash=hash_of(token),
        language=episode.patient.language or "en",
        asked_by=by,
        asked_at=at,
        due_on=due_on,
        expires_at=at + GOOD_FOR,
    )
    for place, code in enumerate(dict.fromkeys(instruments), 1):
        RequestedForm.objects.create(request=asked, place=place, instrument=code)
    audit.record(by=by, at=at, did="made a link to questionnaires", to=asked, instruments=list(instruments))
    return asked, token


@transaction.atomic
def revoke_link(*, asked: QuestionnaireRequest, by: Staff, at: datetime) -> None:
    """End a link; what was answered until then stays where it is."""
    require(by, Permission.RECORD_OBSERVATION)
    held = QuestionnaireRequest.objects.select_for_update().get(pk=asked.pk)
    if held.revoked_at is not None:
        return
    held.revoked_at, held.revoked_by = at, by
    held.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(by=by, at=at, did="ended a link to questionnaires", to=held)
