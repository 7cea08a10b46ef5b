"""What every page of the intake shows: the patient, the parts, and the next step."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdspace.care.intake.parts import part_after, parts
from holdspace.chart.access import open_episode
from holdspace.chart.models import EpisodeOfCare


def opened(request: HttpRequest, pk: UUID, to_see: str) -> EpisodeOfCare:
    """The course, with the look written down."""
    return open_episode(pk, by=request.staff, at=timezone.now(), to_see=to_see)


def local_day(episode: EpisodeOfCare, at: datetime) -> date:
    """The day it is at the site of the course."""
    return at.astimezone(ZoneInfo(episode.site.time_zone)).date()


def show(
    request: HttpRequest, template: str, episode: EpisodeOfCare, *, here: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the intake."""
    now = timezone.now()
    pages = parts(episode, here=here, at=now)
    context |= {
        "episode": episode,
        "patient": episode.patient,
        "parts": pages,
        "part_after": part_after(pages),
        "open_here": next((page.missing for page in pages if page.is_here), ()),
        "now": now,
        "today": local_day(episode, now),
    }
    return render(request, template, context, status=status)
