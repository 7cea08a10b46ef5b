"""The patient's goals, in their own words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.care.planning import actions
from holdspace.care.planning.forms import GoalForm, ReasonForm
from holdspace.chart.access import open_episode
from holdspace.chart.models import Goal
from holdspace.clinic.refusals import Refused


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The goals, and one more."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the goals")
    form = GoalForm(request.POST or None)
    if form.is_valid():
        actions.add_goal(episode=episode, by=request.staff, at=at, **form.cleaned_data)
        messages.success(request, "The goal is written down.")
        return redirect("planning:goals", pk=episode.pk)
    goals = Goal.objects.current().filter(episode=episode).select_related("recorded_by").order_by("recorded_at", "id")
    context = {
        "episode": episode,
        "patient": episode.patient,
        "goals": [goal for goal in goals if not goal.dropped],
        "let_go": [goal for goal in goals if goal.dropped],
        "form": form,
        "reason_form": ReasonForm(auto_id=False),
    }
    return render(request, "planning/goals.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let one goal go."""
    at = timezone.now()
    goal = get_object_or_404(Goal.objects.filter(patient__clinic_id=request.staff.clinic_id), pk=pk)
    goal.episode = open_episode(goal.episode_id, by=request.staff, at=at, to_see="the goals")
    try:
        actions.drop_goal(goal=goal, because=request.POST.get("reason", ""), by=request.staff, at=at)
        messages.success(request, "The goal is let go. It stays in the record.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("planning:goals", pk=goal.episode_id)
