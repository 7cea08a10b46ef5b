"""One patient: the whole course at a glance, and the chart below it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdspace.board import course_page, history, slow_harm
from holdspace.chart import progress
from holdspace.chart.access import open_patient
from holdspace.chart.models import EpisodeOfCare, Patient, QuestionnaireResponse
from holdspace.library import limits


def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The patient's page."""
    now = timezone.now()
    patient = open_patient(pk, by=request.staff, at=now, to_see="the chart")
    episodes = list(patient.episodes.select_related("site", "patient__clinic").order_by("-opened_at"))
    context: dict[str, Any] = {
        "patient": patient,
        "now": now,
        "episodes": episodes,
        "encounters": history.encounters(patient, request.GET.get("encounters")),
        "follows": [f"patient:{patient.pk}"],
        **history.sections(patient, everything="everything" in request.GET),
    }
    episode = _episode(episodes, request.GET.get("episode"))
    if episode is not None:
        context |= _course(patient, episode, now)
    return render(request, "board/patient.html", context)


def _episode(episodes: list[EpisodeOfCare], asked: str | None) -> EpisodeOfCare | None:
    chosen = [episode for episode in episodes if str(episode.pk) == asked]
    return next(iter(chosen or [each for each in episodes if each.is_open] or episodes), None)


def _course(patient: Patient, episode: EpisodeOfCare, now: Any) -> dict[str, Any]:
    course = course_page.course_facts(episode, at=now)
    session = course_page.at_hand(episode)
    session_id = session.pk if session else None
    return {
        "episode": episode,
        "course": course,
        "session": session,
        "steps": course_page.line(course, episode, session_id),
        "in_hand": course_page.step_in_hand(course, episode, session_id),
        "findings": course_page.decided_findings(course),
        "slow_harm": slow_harm.card(course),
        "actions": course_page.open_actions(episode),
        "charts": _charts(episode),
        "doses": progress.doses_of(episode),
        "papers": course_page.papers(course, episode),
        "intention": course.preparation.intention,
    }


def _charts(episode: EpisodeOfCare) -> list[Any]:
    """The course by the plan's own measure, else by what has been answered."""
    plan = episode.care_plans.current().order_by("-recorded_at").first()
    answered = QuestionnaireResponse.objects.current().filter(episode=episode).exclude(total=None)
    codes = dict.fromkeys(
        ([plan.target_instrument] if plan else [])
        + list(answered.order_by("instrument").values_list("instrument", flat=True).distinct())
    )
    own = limits.in_force(episode.patient.clinic, at=episode.closed_at or timezone.now())
    charts = (progress.chart_of(episode, code, today=timezone.localdate(), own=own) for code in codes)
    return [chart for chart in charts if chart][:1]
