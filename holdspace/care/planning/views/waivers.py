"""Going on past one block of a step, with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.planning import actions
from holdspace.care.planning.actions.waivers import waivable_block
from holdspace.care.planning.forms import ReasonForm
from holdspace.chart.access import open_episode
from holdspace.chart.models import StepWaiver
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs


@signs
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The block, what it stands for, and the prescriber's reason; `?step=next_dose&block=integration`."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="what blocks the next dose")
    asked = request.POST if request.method == "POST" else request.GET
    step, code = asked.get("step", ""), asked.get("block", "")
    form = ReasonForm(request.POST or None)
    context = {
        "episode": episode,
        "patient": episode.patient,
        "standing": waivable_block(episode, step=step, block=code, at=at),
        "step": step,
        "form": form,
        "earlier": StepWaiver.objects.filter(episode=episode).select_related("recorded_by").order_by("-waived_at"),
    }
    if not form.is_valid():
        return render(request, "planning/waive.html", context, status=422 if form.is_bound else 200)
    reason = form.cleaned_data["reason"]
    try:
        actions.waive_step(episode=episode, step=step, block=code, reason=reason, by=request.staff, at=at)
    except Refused as refusal:
        return render(request, "planning/waive.html", context | {"refusal": refusal}, status=409)
    messages.success(request, "Decided: care goes on past this block, for the next dose only.")
    return redirect("board:patient", pk=episode.patient_id)
