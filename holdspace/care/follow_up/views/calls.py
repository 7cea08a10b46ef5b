"""The page of the call after a dose."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.actions.calls import RAISED
from holdspace.care.follow_up.forms.calls import REACHED, CallForm
from holdspace.care.follow_up.window import window_after
from holdspace.chart.access import open_session
from holdspace.chart.models import DosingSession, FollowUpCall
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT
from holdspace.library import wording


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The call: when it is due, what was tried, and the form until the patient has been reached."""
    now = timezone.now()
    session = open_session(pk, by=request.staff, at=now, to_see="the call after a dose")
    form = CallForm(request.POST or None, now=now, given_at=session.started_at)
    wording.onto(form, C_SSRS_SINCE_LAST_VISIT, session.patient.clinic, at=now)
    if request.method == "GET":
        return _page(request, session, form)
    require(request.staff, Permission.CALL_PATIENT)
    if not form.is_valid():
        return _page(request, session, form, status=422)
    reached = form.cleaned_data["how"] == REACHED
    act = actions.record_call if reached else actions.record_try
    try:
        kept = act(dosing_session=session, by=request.staff, at=now, **form.answers)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, session, form, status=409)
    tell = messages.warning if kept.risk in RAISED else messages.success
    tell(request, _said(kept, session))
    return redirect("follow_up:call", session.pk)


def _said(kept: FollowUpCall, session: DosingSession) -> str:
    if kept.reached:
        return f"The call after dose {session.number} is recorded. C-SSRS: {kept.risk}."
    return "The try is recorded. The call stays due."


def _page(request: HttpRequest, session: DosingSession, form: CallForm, status: int = 200) -> HttpResponse:
    calls = list(session.calls.current().select_related("recorded_by").order_by("-called_at", "-id"))
    reached = next((each for each in calls if each.reached), None)
    given = session.started_at
    may_call = request.staff.may(Permission.CALL_PATIENT)
    context: dict[str, Any] = {
        "session": session,
        "episode": session.episode,
        "patient": session.patient,
        "window": window_after(given, now=timezone.now()) if given else None,
        "calls": calls,
        "reached": reached,
        "form": form if given and may_call and (reached is None or form.is_bound) else None,
        "risk": form.risk,
        "raised_title": f"The suicide risk was {reached.risk}." if reached else "",
        "tiers": C_SSRS_SINCE_LAST_VISIT.alerts,
        "screener": C_SSRS_SINCE_LAST_VISIT,
        "integration": reverse("integration:show", args=[session.episode_id]),
        "follows": [f"patient:{session.patient_id}"],
    }
    return render(request, "follow_up/call.html", context, status=status)
