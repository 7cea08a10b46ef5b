"""Booking the next dosing session."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.planning import actions, gates
from holdspace.care.planning.actions.orders import standing_order
from holdspace.care.planning.clocks import moment_here
from holdspace.care.planning.forms import BookForm
from holdspace.chart.access import open_episode
from holdspace.chart.models import DosingSession, EpisodeOfCare
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Refused
from holdspace.ui import words


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When, where and with whom; what is already booked stands beside it."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the booking")
    form = BookForm(request.POST or None, episode=episode)
    context = _context(episode) | {"form": form}
    if not form.is_valid():
        return render(request, "planning/book_session.html", context, status=422 if form.is_bound else 200)
    said = dict(form.cleaned_data)
    on, clock = said.pop("on"), said.pop("at_time")
    try:
        starts_at = moment_here(on, clock, episode.site.time_zone)
        session = actions.book_session(episode=episode, starts_at=starts_at, by=request.staff, at=at, **said)
    except (Refused, NotYet) as refusal:
        return render(request, "planning/book_session.html", context | {"refusal": refusal}, status=409)
    messages.success(request, f"Dose {session.number} is booked for {words.moment_with_zone(session.scheduled_at)}.")
    return redirect("planning:book_session", pk=episode.pk)


def _context(episode: EpisodeOfCare) -> dict[str, Any]:
    own = episode.dosing_sessions.select_related("room", "monitor", "therapist", "prescriber", "order", "encounter")
    ahead = own.filter(state__in=("scheduled", *DosingSession.UNDER_WAY)).first()
    rooms = DosingSession.objects.filter(
        room__site=episode.site_id, state="scheduled", scheduled_at__gte=timezone.now()
    )
    return {
        "episode": episode,
        "patient": episode.patient,
        "plan": gates.newest_plan(episode),
        "order": standing_order(episode),
        "ahead": ahead,
        "last": own.exclude(started_at=None).order_by("started_at").last(),
        "taken": rooms.select_related("room", "monitor", "therapist", "encounter").order_by("scheduled_at")[:12],
    }
