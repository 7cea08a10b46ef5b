"""Pages of a risk answer: what was answered, whose it is, what to do; and the notice on every page."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.follow_up.actions import risks as actions
from holdspace.care.follow_up.forms.risks import CloseForm, EvaluationForm, HandOnForm, NoteForm
from holdspace.chart import risks as chart_risks
from holdspace.chart.access import open_patient
from holdspace.chart.models import RiskTask, SafetyPlan
from holdspace.chart.risks import RiskAtHand
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.instruments import by_code
from holdspace.clinical.instruments.escalation import Did, Tier

FORMS = {"hand_on": HandOnForm, "note": NoteForm, "evaluate": EvaluationForm, "close": CloseForm}
SAID = {
    "hand_on": "It is handed on. The time to acknowledge it runs anew.",
    "note": "Written down.",
    "evaluate": "The evaluation is written down.",
    "close": "The risk answer is closed.",
}


def _opened(request: HttpRequest, pk: UUID) -> RiskAtHand:
    tasks = chart_risks.with_events(RiskTask.objects.visible_to(request.staff).select_related("clinic"))
    task = get_object_or_404(tasks.prefetch_related("events__recorded_by", "events__to"), pk=pk)
    (found,) = chart_risks.at_hand([task], at=timezone.now())
    if not request.staff.may(Permission.VIEW_CHART) and not found.waits_for(request.staff):
        raise Denied(Permission.VIEW_CHART)
    return found


@require_http_methods(["GET", "POST"])
def risk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One risk answer: everything needed to act on it, and the ways to act."""
    found = _opened(request, pk)
    kind = request.POST.get("do", "") if request.method == "POST" else ""
    bound: dict[str, forms.Form] = {}
    status = 200
    if kind in FORMS:
        form = bound[kind] = _form(kind, request.POST, found)
        status = 422
        if form.is_valid():
            try:
                _act(kind, form, found.task, request.staff)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, SAID[kind])
                return redirect("follow_up:risk", pk)
    return render(request, "follow_up/risk.html", _page(request, found, bound), status=status)


def _form(kind: str, data: Any, found: RiskAtHand) -> forms.Form:
    more = {"people": _who_can_take(found)} if kind == "hand_on" else {}
    return FORMS[kind](data, prefix=kind, **more)


def _act(kind: str, form: forms.Form, task: RiskTask, by: Staff) -> None:
    who: dict[str, Any] = {"task": task, "by": by, "at": timezone.now()}
    act = {
        "hand_on": actions.hand_on,
        "note": actions.note,
        "evaluate": actions.record_evaluation,
        "close": actions.close_risk,
    }[kind]
    act(**who, **form.cleaned_data)


def _who_can_take(found: RiskAtHand) -> list[Staff]:
    people = Staff.objects.filter(clinic=found.task.clinic_id, ended_at=None).prefetch_related("held_roles")
    return [each for each in people if each.may(Permission.ANSWER_RISK) and each != found.owner]


def _page(request: HttpRequest, found: RiskAtHand, bound: dict[str, forms.Form]) -> dict[str, Any]:
    task, staff = found.task, request.staff
    sees_chart = staff.may(Permission.VIEW_CHART)
    if sees_chart:
        open_patient(task.patient_id, by=staff, at=timezone.now(), to_see="a risk answer")
    else:
        audit.record_read(by=staff, at=timezone.now(), what="that a risk waits", patient_id=task.patient_id)
    may_close = staff.may(Permission.CLOSE_HIGH_RISK if found.tier is Tier.HIGH else Permission.ANSWER_RISK)
    open_ = found.standing.is_open
    offered = {
        "hand_on": open_,
        "note": open_,
        "evaluate": open_ and staff.may(Permission.CLOSE_HIGH_RISK),
        "close": open_ and may_close,
    }
    plan = SafetyPlan.objects.current().filter(patient=task.patient_id).order_by("-written_at").first()
    return {
        "risk": found,
        "task": task,
        "patient": task.patient,
        "sees_chart": sees_chart,
        "short": by_code(task.instrument).short,
        "may_take": open_ and staff.may(Permission.ANSWER_RISK) and (found.waits or found.owner != staff),
        "forms": {kind: bound.get(kind) or _form(kind, None, found) for kind, shown in offered.items() if shown},
        "bound": set(bound),
        "closing_needs": actions.what_closing_needs(task) if open_ else "",
        "asked_again": actions.asked_again(task),
        "may_close": may_close,
        "history": [(event, actions.SAYS[Did(event.did)]) for event in task.events_in_order],
        "safety_plan": plan,
        "now": timezone.now(),
        "follows": [f"patient:{task.patient_id}"],
    }


@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it, with one tap."""
    found = _opened(request, pk)
    actions.acknowledge(task=found.task, by=request.staff, at=timezone.now())
    messages.success(request, "It is yours now. Write down what you do, and close it when it is done.")
    return redirect("follow_up:risk", pk)


@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """The notice that stands on every page while a risk waits for this person; the page asks for it at each news."""
    return render(request, "follow_up/_risk_notice.html", _notice(request.staff))


def _notice(staff: Staff | None) -> dict[str, Any]:
    now = timezone.now()
    waiting = chart_risks.waiting_for(staff, at=now) if staff is not None else []
    return {"risks": waiting, "now": now}


def page_notice(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the notice of what waits for this person, asked only by a page that shows it."""
    staff = getattr(request, "staff", None)
    if staff is None:
        return {}
    place = "follow_up/_risk_notice_place.html"
    return {
        "page_notice": lambda: render_to_string(place, _notice(staff)),
        "page_notice_channel": f"risk:{staff.clinic_id}",
    }
