"""The page of maintenance: how far apart doses lie now, why, what is due, and the next step."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.care.follow_up.maintaining import maintained
from holdspace.chart.access import open_episode
from holdspace.clinic.permissions import Permission
from holdspace.clinical.outcomes import Visit
from holdspace.clinical.outcomes.spreading import READ_FROM_THE_DAYS
from holdspace.library import limits


@require_GET
def maintenance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the spacing of doses stands, how each dose held, and which reviews are due."""
    now = timezone.now()
    episode = open_episode(pk, by=request.staff, at=now, to_see="maintenance")
    own = limits.in_force(episode.patient.clinic, at=episode.closed_at or now)
    today = timezone.localdate()
    found = maintained(episode, own=own)
    context = {
        "episode": episode,
        "patient": episode.patient,
        "found": found,
        "reviews": [(review, review.is_overdue(today)) for review in found.reviews],
        "judgement": READ_FROM_THE_DAYS,
        "asks_first": found.standing is not None and found.standing.kept[-1].visit is Visit.UNKNOWN,
        "numbers_version": own.version,
        "may_ask": request.staff.may(Permission.RECORD_OBSERVATION) and episode.is_open,
        "may_order": request.staff.may(Permission.ORDER_DOSE) and episode.is_open,
        "follows": [f"patient:{episode.patient_id}"],
    }
    return render(request, "follow_up/maintenance.html", context)
