"""Pages of the course: how the patient has been, the way on, and closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.alarms import newest_screener, open_alarms
from holdspace.care.follow_up.ending import in_the_way, outcome_of
from holdspace.care.follow_up.forms.closing import ClosingForm
from holdspace.care.follow_up.standing import Measured, measures_of, outcome_rows
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.models import EpisodeOfCare
from holdspace.chart.places import address_of
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from holdspace.clinical.thresholds import Limits
from holdspace.library import limits
from holdspace.ui.parts import BlockCard


def _opened(request: HttpRequest, pk: UUID, to_see: str) -> EpisodeOfCare:
    return open_episode(pk, by=request.staff, at=timezone.now(), to_see=to_see)


def _numbers(episode: EpisodeOfCare) -> Limits:
    """The clinic's numbers as they hold now; for a course that is closed, as they held then."""
    return limits.in_force(episode.patient.clinic, at=episode.closed_at or timezone.now())


def _measures(episode: EpisodeOfCare) -> list[Measured]:
    return measures_of(episode, today=timezone.localdate(), own=_numbers(episode))


@require_GET
def course(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every questionnaire over the whole course, with what is due and what alarms."""
    episode = _opened(request, pk, "the course")
    context = {
        "episode": episode,
        "patient": episode.patient,
        "measures": _measures(episode),
        "alarms": open_alarms(episode),
        "screener": newest_screener(episode),
        "clinic": episode.patient.clinic,
        "may_ask": request.staff.may(Permission.RECORD_OBSERVATION) and episode.is_open,
        "follows": [f"patient:{episode.patient_id}"],
    }
    return render(request, "follow_up/course.html", context)


@require_GET
def next_dose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands before another dose, and the two ways on: order it, or close the course."""
    episode = _opened(request, pk, "the way on")
    course_facts = facts.for_episode(episode, at=timezone.now())
    context = {
        "episode": episode,
        "patient": episode.patient,
        "after": course_facts.after_dose,
        "plan": course_facts.plan,
        "doses_given": course_facts.doses_given,
        "blocks": pathway.what_blocks(Step.NEXT_DOSE, course_facts),
        "in_the_way": in_the_way(episode, at=timezone.now()),
        "session": episode.dosing_sessions.exclude(started_at=None).order_by("started_at").last(),
        "measures": [each for each in _measures(episode) if each.chart and each.is_target],
        "alarms": open_alarms(episode),
    }
    return render(request, "follow_up/next.html", context)


@signs
@require_http_methods(["GET", "POST"])
def close_episode(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the course, or read how it was closed."""
    episode = _opened(request, pk, "the closing of the course")
    form = ClosingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.close_episode(episode=episode, by=request.staff, at=timezone.now(), **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "The episode of care is closed. A further course is a new episode.")
                return redirect("follow_up:close_episode", episode.pk)
    return render(request, "follow_up/close_episode.html", _closing(request, episode, form), status=status)


def _closing(request: HttpRequest, episode: EpisodeOfCare, form: ClosingForm) -> dict[str, Any]:
    closing = getattr(episode, "closing", None)
    standing = in_the_way(episode, at=timezone.now()) if episode.is_open else ()
    return {
        "episode": episode,
        "patient": episode.patient,
        "closing": closing,
        "form": form if episode.is_open and request.staff.may(Permission.CLOSE_EPISODE) else None,
        "blocks": [_card(episode, each) for each in standing],
        "rows": outcome_rows(closing.outcome if closing else outcome_of(episode, own=_numbers(episode))),
        "safety_plan": episode.safety_plans.current().order_by("-written_at").first(),
        "goals": episode.goals.current().filter(dropped=False).order_by("recorded_at"),
    }


def _card(episode: EpisodeOfCare, each: Any) -> BlockCard:
    session = each.dosing_session
    href = address_of(each.where, patient_id=episode.patient_id, episode_id=episode.pk, dosing_session_id=session.pk)
    return BlockCard(
        says=each.says, why="A course ends with nobody and nothing left waiting.", who="", href=href, link=each.remedy
    )
