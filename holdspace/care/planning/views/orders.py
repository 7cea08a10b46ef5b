"""The dose order: the sum line by line, the guards while one types, the signatures."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.care.planning import actions, gates
from holdspace.care.planning.actions.orders import standing_order
from holdspace.care.planning.forms import OrderForm, ReasonForm
from holdspace.care.planning.reckoning import INJECTED, given_before, newest_weight, reckon, sum_as_written
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.models import CarePlan, DoseOrder, EpisodeOfCare
from holdspace.chart.refusals import NotYet
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical import protocols
from holdspace.clinical.protocols import Route
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams
from holdspace.library import limits as library_limits
from holdspace.ui.parts import Signature


@signs
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The order that stands, or the form for one."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the dose order")
    plan = gates.newest_plan(episode)
    form = _form(request, plan)
    context = _context(episode, plan, at) | {"form": form}
    if request.method == "GET":
        return render(request, "planning/order.html", context)
    require(request.staff, Permission.ORDER_DOSE)
    if form is None:
        # No plan, so no form: the page says what stands in the way of one.
        return render(request, "planning/order.html", context, status=409)
    if not form.is_valid():
        return render(request, "planning/order.html", context, status=422)
    reason = form.cleaned_data["override_reason"]
    try:
        order = actions.sign_order(episode=episode, override_reason=reason, by=request.staff, at=at, **form.typed())
    except NotYet as refusal:
        return render(request, "planning/order.html", context | {"blocks": refusal.blocks}, status=409)
    except Refused as refusal:
        context |= {"refusal": refusal, **_reckoned(episode, form, at)}
        return render(request, "planning/order.html", context, status=409)
    waits = " It waits for the second signature." if order.guards else ""
    messages.success(request, f"The order is signed.{waits}")
    return redirect("planning:order", pk=episode.pk)


def _form(request: HttpRequest, plan: CarePlan | None) -> OrderForm | None:
    if plan is None:
        return None
    route = Route(plan.route)
    return OrderForm(request.POST or None, route=route, injected=route in INJECTED)


def _context(episode: EpisodeOfCare, plan: CarePlan | None, at: datetime) -> dict[str, Any]:
    order = standing_order(episode)
    given = given_before(episode)
    weight = newest_weight(episode)
    protocol = gates.protocol_of(plan) if plan else None
    limits = library_limits.in_force(episode.patient.clinic, at=at)
    past = DoseOrder.objects.filter(episode=episode).select_related("recorded_by", "cancellation")
    return {
        "episode": episode,
        "patient": episode.patient,
        "plan": plan,
        "protocol": protocol,
        "route": Route(plan.route) if plan else None,
        "most": protocols.maximum(Route(plan.route), protocol.drug, limits) if plan and protocol else None,
        "standing": gates.standing_of(plan, at=at) if plan else {},
        "order": order,
        "order_route": Route(order.route) if order else None,
        "lines": sum_lines(order) if order else (),
        "signatures": _signatures(order) if order else (),
        "overtaken": bool(order and plan and order.plan_id != plan.pk),
        "last": given[-1] if given else None,
        "weight": weight,
        "days_old": weight.days_old(timezone.localdate()) if weight else None,
        "blocks": gates.before_order(facts.for_episode(episode, at=at)) if order is None else (),
        "past": past.exclude(pk=order.pk if order else None).order_by("-signed_at", "-id"),
        "reason_form": ReasonForm(),
    }


def sum_lines(order: DoseOrder) -> tuple[str, ...]:
    """The sum of a signed order, reckoned again from what it keeps."""
    typed = MgPerKg(order.ordered_value) if order.ordered_unit == "mg/kg" else Milligrams(order.ordered_value)
    strength = MgPerMl(order.concentration_mg_per_ml) if order.concentration_mg_per_ml is not None else None
    total = protocols.dose_sum(typed, Route(order.route), Kilograms(order.weight_kg), strength)
    return (*sum_as_written(total), *filter(None, [total.dilution]))


def _signatures(order: DoseOrder) -> tuple[Signature, ...]:
    first = Signature("Ordered by", order.recorded_by.name, order.signed_at)
    if not order.guards:
        return (first,)
    if hasattr(order, "countersignature"):
        second = order.countersignature
        return first, Signature("Second signature", second.recorded_by.name, second.signed_at)
    return first, Signature("Second signature", waits_for="Waits for another prescriber")


def _reckoned(episode: EpisodeOfCare, form: OrderForm, at: datetime) -> dict[str, Any]:
    """The sum and the guards of what is typed, or the sentence why there is none."""
    try:
        return {"reckoned": reckon(episode=episode, at=at, **form.typed())}
    except Refused as refusal:
        return {"cannot_reckon": refusal}


@require_POST
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sum and the guards while one types; keeps nothing."""
    require(request.staff, Permission.ORDER_DOSE)
    at = timezone.now()
    # The look was written down when the page opened; not once more for every key that is pressed.
    episodes = EpisodeOfCare.objects.visible_to(request.staff).select_related("patient", "site")
    episode = get_object_or_404(episodes, pk=pk)
    form = _form(request, gates.newest_plan(episode))
    found = _reckoned(episode, form, at) if form is not None and form.is_valid() else {}
    return render(request, "planning/_reckoned.html", found | {"episode": episode})


def _open_order(request: HttpRequest, pk: UUID, at: datetime) -> DoseOrder:
    orders = DoseOrder.objects.filter(patient__clinic_id=request.staff.clinic_id).select_related("countersignature")
    order = get_object_or_404(orders, pk=pk)
    order.episode = open_episode(order.episode_id, by=request.staff, at=at, to_see="the dose order")
    return order


@signs
@require_POST
def countersign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second signature, by another prescriber."""
    at = timezone.now()
    order = _open_order(request, pk, at)
    try:
        actions.countersign_order(order=order, by=request.staff, at=at)
        messages.success(request, "The order carries two signatures.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("planning:order", pk=order.episode_id)


@signs
@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the order back."""
    at = timezone.now()
    order = _open_order(request, pk, at)
    try:
        actions.cancel_order(order=order, reason=request.POST.get("reason", ""), by=request.staff, at=at)
        messages.success(request, "The order is cancelled. Nothing may be given on it.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("planning:order", pk=order.episode_id)
