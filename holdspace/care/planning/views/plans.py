"""The care plan: what is planned, under which protocol, and who answers for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.planning import actions, gates
from holdspace.care.planning.forms import PlanForm
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.models import CarePlan, EpisodeOfCare
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import Staff
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs
from holdspace.clinical import instruments, pathway
from holdspace.clinical.pathway import Step
from holdspace.clinical.protocols import Protocol, Route
from holdspace.clinical.roles import Role
from holdspace.library import protocols as library
from holdspace.ui.parts import Signature


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan that counts, its approval, and the versions before it."""
    episode = open_episode(pk, by=request.staff, at=timezone.now(), to_see="the care plan")
    return render(request, "planning/plan.html", _overview(episode))


def _overview(episode: EpisodeOfCare, **more: Any) -> dict[str, Any]:
    plan = gates.newest_plan(episode)
    course = facts.for_episode(episode, at=timezone.now())
    earlier = CarePlan.objects.filter(episode=episode).exclude(amended_by=None).select_related("approval")
    return {
        "episode": episode,
        "patient": episode.patient,
        "plan": plan,
        "protocol": gates.protocol_of(plan) if plan else None,
        "route": Route(plan.route) if plan else None,
        "measure": instruments.by_code(plan.target_instrument) if plan else None,
        "signatures": _signatures(plan) if plan else (),
        "blocks": () if plan and hasattr(plan, "approval") else pathway.what_blocks(Step.PLAN, course),
        "earlier": earlier.order_by("-recorded_at", "-id"),
        "standing": gates.standing_of(plan, at=timezone.now()) if plan else {},
    } | more


def _signatures(plan: CarePlan) -> tuple[Signature, ...]:
    written = Signature("Written by", plan.recorded_by.name if plan.recorded_by else "", plan.recorded_at)
    if not hasattr(plan, "approval"):
        return written, Signature("Approved by", waits_for="Waits for a prescriber")
    return written, Signature("Approved by", plan.approval.recorded_by.name, plan.approval.approved_at)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a protocol, then write the plan under it."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the care plan")
    adopted = library.in_force(episode.patient.clinic, at=at)
    code = request.POST.get("protocol_id") or request.GET.get("protocol", "")
    protocol = next((each for each in adopted if each.id == code), None)
    if protocol is None:
        return _choose(request, episode, adopted, at)
    plan = gates.newest_plan(episode)
    asks_why = not protocol.covers(gates.indication_of(episode))
    form = PlanForm(
        request.POST or None,
        protocol=protocol,
        asks_why=asks_why,
        is_change=plan is not None,
        initial=_initial(protocol, plan),
    )
    context = {"episode": episode, "patient": episode.patient, "form": form, "protocol": protocol, "plan": plan}
    context |= {"asks_why": asks_why, "indication": gates.indication_of(episode)}
    if not form.is_valid():
        return render(request, "planning/write_plan.html", context, status=422 if form.is_bound else 200)
    try:
        actions.write_plan(episode=episode, by=request.staff, at=at, **form.cleaned_data)
    except (Refused, NotYet) as refusal:
        return render(request, "planning/write_plan.html", context | {"refusal": refusal}, status=409)
    messages.success(request, "The plan is written. It holds once a prescriber approves it.")
    return redirect("planning:plan", pk=episode.pk)


def _choose(request: HttpRequest, episode: EpisodeOfCare, adopted: tuple[Protocol, ...], at: datetime) -> HttpResponse:
    """The protocols this clinic uses; one that was asked for and is not in use is refused with the reason."""
    context = _choice(episode, adopted)
    if request.method == "GET":
        return render(request, "planning/choose_protocol.html", context)
    try:
        gates.in_use(episode.patient.clinic, request.POST.get("protocol_id", ""), at=at)
    except Refused as refusal:
        context["refusal"] = refusal
    return render(request, "planning/choose_protocol.html", context, status=409)


def _choice(episode: EpisodeOfCare, adopted: tuple[Protocol, ...]) -> dict[str, Any]:
    code = gates.indication_of(episode)
    fitting = [each for each in adopted if each.covers(code)]
    return {
        "episode": episode,
        "patient": episode.patient,
        "indication": code,
        "adopted": adopted,
        "fitting": fitting,
        "others": [each for each in adopted if each not in fitting],
        "who_adopts": Staff.objects.filter(clinic=episode.patient.clinic_id).holding(Role.CLINICAL_LEAD),
    }


def _initial(protocol: Protocol, plan: CarePlan | None) -> dict[str, Any]:
    """What the protocol fixes; a new version starts from the words of the one before."""
    fixed: dict[str, Any] = {"protocol_id": protocol.id, "preparation_sessions": protocol.preparation_sessions}
    if len(protocol.routes) == 1:
        fixed["route"] = protocol.route.value
    if plan is not None and plan.protocol_id == protocol.id:
        kept = ("route", "sessions_planned", "preparation_sessions", "days_between", "target_instrument", "beside")
        fixed |= {name: getattr(plan, name) for name in kept}
    return fixed


@signs
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A prescriber answers for the plan."""
    at = timezone.now()
    plan = get_object_or_404(CarePlan.objects.filter(patient__clinic_id=request.staff.clinic_id), pk=pk)
    episode = open_episode(plan.episode_id, by=request.staff, at=at, to_see="the care plan")
    plan.episode = episode
    try:
        actions.approve_plan(plan=plan, by=request.staff, at=at)
    except NotYet as refusal:
        return render(request, "planning/plan.html", _overview(episode, blocks=refusal.blocks), status=409)
    except Refused as refusal:
        return render(request, "planning/plan.html", _overview(episode, refusal=refusal), status=409)
    messages.success(request, "The plan is approved. Preparation can begin.")
    return redirect("planning:plan", pk=episode.pk)
