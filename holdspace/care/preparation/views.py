"""Pages of preparation: the overview, the session, the safety plan, the room and the touch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.preparation import actions
from holdspace.care.preparation.forms import AREAS, SafetyPlanForm, SessionForm, SettingForm, TouchForm, as_draft
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.actions import keep_draft
from holdspace.chart.models import (
    Draft,
    EpisodeOfCare,
    PreparationSession,
    SafetyPlan,
    SettingChoices,
    TouchAgreement,
)
from holdspace.chart.refusals import NotYet
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step

DRAFTS = (actions.SESSION_DRAFT, actions.SAFETY_DRAFT)


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far preparation is, and what comes next."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the preparation")
    course = facts.for_episode(episode, at=at)
    held = PreparationSession.objects.current().filter(episode=episode).select_related("recorded_by")
    before = actions.before_session(course)
    own = [block for block in pathway.own_blocks(Step.PREPARATION, course) if block not in before]
    asked = course.plan.preparation_sessions if course.plan else None
    done = course.preparation.sessions_held
    context = {
        "episode": episode,
        "patient": episode.patient,
        "held": [(row, topics_of(row)) for row in held.order_by("-held_at", "-id")],
        "asked": asked,
        "done": done,
        "squares": _squares(done, asked or 0),
        "squares_label": f"{done} of {asked} sessions held",
        "before": before,
        "blocks": own,
        "safety": _newest(SafetyPlan, episode, "written_at"),
        "setting": _newest(SettingChoices, episode, "chosen_at"),
        "touch": _newest(TouchAgreement, episode, "agreed_at"),
        "touch_areas": area_words(_newest(TouchAgreement, episode, "agreed_at")),
    }
    return render(request, "preparation/show.html", context)


def _squares(done: int, asked: int) -> tuple[str, ...]:
    states = ["done"] * min(done, asked) + ["later"] * max(asked - done, 0)
    if done < asked:
        states[done] = "open"
    return tuple(states)


def _newest(noun: Any, episode: EpisodeOfCare, moment: str) -> Any:
    return noun.objects.current().filter(episode=episode).select_related("recorded_by").order_by(moment, "id").last()


def topics_of(row: PreparationSession) -> tuple[str, ...]:
    """What was gone through, in words."""
    return tuple(topic.words for topic in actions.TOPICS if topic.code in row.covered)


def area_words(agreement: TouchAgreement | None) -> tuple[str, ...]:
    """The areas of an agreement, in words."""
    return tuple(dict(AREAS).get(area, area) for area in agreement.areas) if agreement else ()


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record one preparation session."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the preparation")
    form = SessionForm(request.POST or None, initial=_draft(request, episode, actions.SESSION_DRAFT))
    return _session_page(request, episode, form, at, amends=None)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct one preparation session by a new entry."""
    at = timezone.now()
    mine = PreparationSession.objects.filter(patient__clinic_id=request.staff.clinic_id)
    row = get_object_or_404(mine, pk=pk)
    episode = open_episode(row.episode_id, by=request.staff, at=at, to_see="the preparation")
    fields = ("held_at", "minutes", "intention", "fears", "how_to_calm", "covered", "note")
    initial = {name: getattr(row, name) for name in fields}
    form = SessionForm(request.POST or None, is_correction=True, initial=initial)
    return _session_page(request, episode, form, at, amends=row)


def _session_page(
    request: HttpRequest, episode: EpisodeOfCare, form: SessionForm, at: datetime, amends: PreparationSession | None
) -> HttpResponse:
    blocks = actions.before_session(facts.for_episode(episode, at=at)) if amends is None else ()
    context = {"episode": episode, "patient": episode.patient, "form": form, "amends": amends, "blocks": blocks}
    if not form.is_valid():
        return render(request, "preparation/session.html", context, status=422 if form.is_bound else 200)
    try:
        actions.record_session(episode=episode, amends=amends, by=request.staff, at=at, **form.cleaned_data)
    except (NotYet, Refused) as refusal:
        return render(request, "preparation/session.html", context | {"refusal": refusal}, status=409)
    messages.success(request, "The entry is corrected." if amends else "The preparation session is recorded.")
    return redirect("preparation:show", pk=episode.pk)


def _draft(request: HttpRequest, episode: EpisodeOfCare, purpose: str) -> dict[str, Any]:
    draft = Draft.objects.filter(episode=episode, author=request.staff, purpose=purpose).first()
    return draft.content if draft else {}


@require_POST
def draft(request: HttpRequest, pk: UUID, purpose: str) -> HttpResponse:
    """Keep what is being written."""
    require(request.staff, Permission.PREPARE)
    if purpose not in DRAFTS:
        raise Http404
    at = timezone.now()
    episode = get_object_or_404(EpisodeOfCare.objects.visible_to(request.staff), pk=pk)
    keep_draft(episode=episode, purpose=purpose, content=as_draft(request.POST), by=request.staff, at=at)
    return render(request, "preparation/_kept.html", {"at": at})


@require_http_methods(["GET", "POST"])
def safety_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The safety plan, written with the patient; a new version starts from the words of the last."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the safety plan")
    newest = _newest(SafetyPlan, episode, "written_at")
    before = {name: getattr(newest, name) for name in SafetyPlanForm.base_fields} if newest else {}
    initial = _draft(request, episode, actions.SAFETY_DRAFT) or before
    form = SafetyPlanForm(request.POST or None, initial=initial)
    context = {"episode": episode, "patient": episode.patient, "form": form, "newest": newest}
    if not form.is_valid():
        return render(request, "preparation/safety_plan.html", context, status=422 if form.is_bound else 200)
    parts = dict(form.cleaned_data)
    worth = parts.pop("worth_living_for")
    try:
        actions.write_safety_plan(episode=episode, parts=parts, worth_living_for=worth, by=request.staff, at=at)
    except (NotYet, Refused) as refusal:
        return render(request, "preparation/safety_plan.html", context | {"refusal": refusal}, status=409)
    messages.success(request, "The safety plan is kept. Print it for the patient.")
    return redirect("preparation:safety_plan_paper", pk=episode.pk)


@require_GET
def safety_plan_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The safety plan to take home, with the clinic's crisis line."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the safety plan")
    newest = _newest(SafetyPlan, episode, "written_at")
    if newest is None:
        return redirect("preparation:safety_plan", pk=episode.pk)
    labels = [(field.label, getattr(newest, name)) for name, field in SafetyPlanForm.base_fields.items()]
    context = {"episode": episode, "patient": episode.patient, "plan": newest, "parts": labels, "now": at}
    return render(request, "preparation/safety_plan_paper.html", context)


def _setting_context(episode: EpisodeOfCare, **more: Any) -> dict[str, Any]:
    touch = _newest(TouchAgreement, episode, "agreed_at")
    return {
        "episode": episode,
        "patient": episode.patient,
        "setting": _newest(SettingChoices, episode, "chosen_at"),
        "touch": touch,
        "touch_areas": area_words(touch),
        "form": SettingForm(initial=_as_chosen(_newest(SettingChoices, episode, "chosen_at"))),
        "touch_form": TouchForm(prefix="touch"),
    } | more


def _as_chosen(row: SettingChoices | None) -> dict[str, Any]:
    """What was chosen before, to change; the eye shade is asked anew."""
    names = ("music", "music_avoid", "light", "comfort", "brings")
    return {name: getattr(row, name) for name in names} if row else {}


@require_http_methods(["GET", "POST"])
def setting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The room as the patient wants it, and the touch agreement below it."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the setting choices")
    if request.method == "GET":
        return render(request, "preparation/setting.html", _setting_context(episode))
    form = SettingForm(request.POST)
    if not form.is_valid():
        return render(request, "preparation/setting.html", _setting_context(episode, form=form), status=422)
    try:
        actions.choose_setting(episode=episode, by=request.staff, at=at, **form.cleaned_data)
    except (NotYet, Refused) as refusal:
        context = _setting_context(episode, form=form, refusal=refusal)
        return render(request, "preparation/setting.html", context, status=409)
    messages.success(request, "The room is chosen.")
    return redirect("preparation:setting", pk=episode.pk)


@require_POST
def touch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Agree on touch."""
    at = timezone.now()
    episode = open_episode(pk, by=request.staff, at=at, to_see="the touch agreement")
    form = TouchForm(request.POST, prefix="touch")
    if not form.is_valid():
        return render(request, "preparation/setting.html", _setting_context(episode, touch_form=form), status=422)
    said = form.cleaned_data
    signals = {"stop_word": said["stop_word"], "hand_signal": said["hand_signal"]}
    try:
        actions.agree_touch(episode=episode, areas=said["named"], by=request.staff, at=at, **signals)
    except (NotYet, Refused) as refusal:
        context = _setting_context(episode, touch_form=form, refusal=refusal)
        return render(request, "preparation/setting.html", context, status=409)
    messages.success(request, "Touch is agreed. Under the drug it can be narrowed, never widened.")
    return redirect("preparation:setting", pk=episode.pk)
