"""The pages of integration."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.integration import actions
from holdspace.care.integration.escalation import BY_CODE
from holdspace.care.integration.forms import ProgressForm, SessionForm, grown, shape_of
from holdspace.chart.access import open_episode
from holdspace.chart.actions import keep_draft
from holdspace.chart.models import AdverseEvent, DosingSession, Draft, EpisodeOfCare, IntegrationAction
from holdspace.chart.refusals import NotYet
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

FINISHED = ("done", "dropped")


def _opened(request: HttpRequest, pk: UUID) -> EpisodeOfCare:
    return open_episode(pk, by=request.staff, at=timezone.now(), to_see="integration")


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sessions so far with insights and actions, and what the patient had set out to look at."""
    episode = _opened(request, pk)
    now = timezone.now()
    dose = actions.last_dose(episode)
    sessions = _sessions(episode)
    context = {
        "episode": episode,
        "patient": episode.patient,
        "dose": dose,
        "since": _since(dose, sessions, now),
        "intention": _intention(episode),
        "sessions": sessions,
        "passed_on": _passed_on(episode),
        "open_actions": [row for row in _actions(episode) if not row["newest"] or row["newest"].status not in FINISHED],
        "may_integrate": request.staff.may(Permission.INTEGRATE) and episode.is_open,
        "draft": _draft(request, episode, dose) if dose else None,
        "follows": [f"patient:{episode.patient_id}"],
    }
    return render(request, "integration/show.html", context)


def _sessions(episode: EpisodeOfCare) -> list[Any]:
    rows = episode.integration_sessions.current().select_related("dosing_session", "recorded_by")
    rows = rows.prefetch_related("insights__actions__progress")
    return list(rows.order_by("-held_at", "-id"))


def _passed_on(episode: EpisodeOfCare) -> Any:
    """Harm told after a dose of this course, newest first."""
    rows = AdverseEvent.objects.current().filter(dosing_session__episode=episode, event=None)
    return rows.order_by("-happened_at", "-id")


def _actions(episode: EpisodeOfCare) -> list[dict[str, Any]]:
    """Every action with the newest thing told about it."""
    rows = IntegrationAction.objects.current().filter(episode=episode).select_related("insight")
    return [
        {"action": row, "newest": max(row.progress.all(), key=lambda each: (each.told_at, each.pk), default=None)}
        for row in rows.prefetch_related("progress").order_by("recorded_at", "id")
    ]


def _intention(episode: EpisodeOfCare) -> str:
    held = episode.preparation_sessions.current().order_by("-held_at").values_list("intention", flat=True)
    return held.first() or ""


def _since(dose: DosingSession | None, sessions: list[Any], now: datetime) -> dict[str, Any] | None:
    """How long ago the last dose was, and whether it still waits for its session."""
    if dose is None or dose.started_at is None:
        return None
    held = [session for session in sessions if session.dosing_session_id == dose.pk]
    best_until = dose.started_at + actions.BEST_WITHIN
    return {"held": len(held), "best_until": best_until, "is_late": not held and now > best_until}


def _draft(request: HttpRequest, episode: EpisodeOfCare, dose: DosingSession) -> Draft | None:
    purpose = actions.purpose_of(dose)
    return Draft.objects.filter(episode=episode, author=request.staff, purpose=purpose).first()


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form of a session after the last dose; asking for one more insight or small thing keeps all that is typed."""
    episode = _opened(request, pk)
    require(request.staff, Permission.INTEGRATE)
    dose = actions.last_dose(episode)
    if dose is None:
        raise Refused("No session was begun: no dose has been given. Integration follows a dose.")
    if request.method == "GET":
        draft = _draft(request, episode, dose)
        told: dict[str, Any] = draft.content if draft else {}
        return _form_page(request, episode, dose, _form(told, dose, told), draft=draft)
    if request.POST.get("add"):
        shape = grown(shape_of(request.POST), request.POST["add"])
        content = _content(request.POST) | {"shape": "-".join(map(str, shape))}
        draft = _keep(request, episode, dose, content)
        return redirect(f"{request.path}#{'insight' if request.POST['add'] == 'insight' else 'taken'}-last")
    return _recorded(request, episode, dose)


def _form(data: Any, dose: DosingSession, initial: dict[str, Any] | None = None) -> SessionForm:
    common: dict[str, Any] = {"shape": shape_of(data), "dosing_session": dose, "now": timezone.now()}
    return SessionForm(initial=initial, **common) if initial is not None else SessionForm(data, **common)


def _recorded(request: HttpRequest, episode: EpisodeOfCare, dose: DosingSession) -> HttpResponse:
    form = _form(request.POST, dose)
    if not form.is_valid():
        return _form_page(request, episode, dose, form, status=422)
    try:
        session = actions.record_session(dosing_session=dose, by=request.staff, at=timezone.now(), **form.answers)
    except (Refused, NotYet) as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, episode, dose, form, status=409)
    said = f"The integration session after dose {dose.number} is recorded."
    messages.success(request, f"{said} On a next dose: {session.get_next_dose_display().lower()}.")
    for code in form.answers["escalations"]:
        messages.warning(request, f"{BY_CODE[code].term} is kept as an adverse event. {BY_CODE[code].do}")
    return redirect("integration:show", episode.pk)


def _form_page(
    request: HttpRequest,
    episode: EpisodeOfCare,
    dose: DosingSession,
    form: SessionForm,
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    since = now - (dose.started_at or now)
    context = {
        "episode": episode,
        "patient": episode.patient,
        "dose": dose,
        "days": since // timedelta(days=1),
        "is_late": since > actions.BEST_WITHIN and not dose.integration_sessions.exists(),
        "form": form,
        "draft": draft,
        "intention": _intention(episode),
        "heard": _heard(dose),
    }
    return render(request, "integration/new.html", context, status=status)


def _heard(dose: DosingSession) -> list[Any]:
    """What the patient said while under the drug, as written in the session."""
    words = dose.events.filter(kind="words").order_by("happened_at")
    return [(event.happened_at, event.payload.get("text", "")) for event in words]


def _content(told: QueryDict) -> dict[str, Any]:
    """What is typed, for a draft: every answer, in lists where several are ticked."""
    skipped = ("csrfmiddlewaretoken", "add")
    kept: dict[str, Any] = {name: told[name] for name in told if name not in skipped and told[name]}
    return kept | ({"escalations": told.getlist("escalations")} if "escalations" in told else {})


def _keep(request: HttpRequest, episode: EpisodeOfCare, dose: DosingSession, content: dict[str, Any]) -> Draft:
    if not episode.is_open:
        raise Refused("The draft was not kept: this episode of care is closed.")
    purpose = actions.purpose_of(dose)
    return keep_draft(episode=episode, purpose=purpose, content=content, by=request.staff, at=timezone.now())


@require_POST
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is being written; called by the page at each change."""
    episode = _opened(request, pk)
    require(request.staff, Permission.INTEGRATE)
    dose = actions.last_dose(episode)
    if dose is None:
        raise Refused("The draft was not kept: no dose has been given.")
    kept = _keep(request, episode, dose, _content(request.POST))
    return render(request, "integration/_draft.html", {"draft": kept})


@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How one action went."""
    visible = IntegrationAction.objects.current().filter(patient__clinic_id=request.staff.clinic_id)
    action = get_object_or_404(visible.select_related("insight"), pk=pk)
    episode = _opened(request, action.episode_id)
    require(request.staff, Permission.INTEGRATE)
    form = ProgressForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = actions.record_progress(action=action, by=request.staff, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"{action.what}: {told.get_status_display().lower()}.")
            return redirect("integration:show", episode.pk)
    context = {"episode": episode, "patient": episode.patient, "action": action, "form": form}
    context["told"] = action.progress.select_related("recorded_by").order_by("-told_at", "-id")
    return render(request, "integration/progress.html", context, status=status)
