"""Closing a course: the reason, what it brought, and how to stay well."""

from datetime import datetime

from django.db import transaction

from holdspace.care.follow_up.ending import REASONS, in_the_way, outcome_of
from holdspace.chart.models import EpisodeClosing, EpisodeOfCare
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.library import limits

NOT_CLOSED = "The episode of care was not closed"


@transaction.atomic
def close_episode(
    *, episode: EpisodeOfCare, reason: str, summary: str, staying_well: str, by: Staff, at: datetime
) -> EpisodeClosing:
    """Close a course with its reason, its summary and the plan for staying well; going on later is a new course."""
    require(by, Permission.CLOSE_EPISODE)
    courses = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient__clinic")
    episode = courses.get(pk=episode.pk)
    if not episode.is_open:
        raise Refused(f"{NOT_CLOSED}: it is closed already. A further course is a new episode.")
    standing = in_the_way(episode, at=at)
    if standing:
        raise Refused(f"{NOT_CLOSED}. " + " ".join(f"{each.says} {each.remedy}" for each in standing))
    _refuse_gaps(reason, summary, staying_well)
    closing = EpisodeClosing.objects.create(
        patient=episode.patient,
        episode=episode,
        reason=reason,
        summary=summary.strip(),
        staying_well=staying_well.strip(),
        outcome=outcome_of(episode, own=limits.in_force(episode.patient.clinic, at=at)),
        closed_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    episode.closed_at, episode.closed_by, episode.closed_because = at, by, REASONS[reason]
    episode.save(update_fields=["closed_at", "closed_by", "closed_because"])
    audit.record(by=by, at=at, did="closed an episode of care", to=closing, reason=reason)
    return closing


def _refuse_gaps(reason: str, summary: str, staying_well: str) -> None:
    if reason not in REASONS:
        raise Refused(f"{NOT_CLOSED}: no reason was chosen. Choose one.")
    if not summary.strip():
        raise Refused(f"{NOT_CLOSED}: the summary is empty. Write what the course brought.")
    if reason != "died" and not staying_well.strip():
        raise Refused(f"{NOT_CLOSED}: the plan for staying well is empty. Write it with the patient.")
