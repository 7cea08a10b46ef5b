"""Pages about asking: what is due, links to send, and entering the scores of any instrument by number."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.asking import by_page, enterable, still_open
from holdspace.care.follow_up.due import due_in
from holdspace.care.follow_up.forms.asking import EntryForm, LinkForm, TotalForm
from holdspace.chart.access import open_episode
from holdspace.chart.links import make_link, revoke_link
from holdspace.chart.models import EpisodeOfCare, QuestionnaireRequest, QuestionnaireResponse
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import Instrument, by_code, from_total


@require_http_methods(["GET", "POST"])
def questionnaires(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is due, overdue and done in this course; every instrument; the links that were sent."""
    now = timezone.now()
    episode = open_episode(pk, by=request.staff, at=now, to_see="the questionnaires")
    offered = by_page(episode.patient.clinic, at=now)
    form = LinkForm(request.POST or None, today=timezone.localdate(), offered=offered)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                codes = tuple(form.cleaned_data["instruments"])
                due_on = form.cleaned_data["due_on"]
                asked, token = make_link(episode=episode, instruments=codes, due_on=due_on, by=request.staff, at=now)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                # Shown once, on the next page; it stands nowhere in the record.
                request.session["new_link"] = {"pk": str(asked.pk), "token": token}
                return redirect("follow_up:questionnaires", pk)
    return render(request, "follow_up/questionnaires.html", _overview(request, episode, form, offered), status=status)


def _overview(
    request: HttpRequest, episode: EpisodeOfCare, form: LinkForm, offered: tuple[Instrument, ...]
) -> dict[str, Any]:
    now = timezone.now()
    new = request.session.pop("new_link", None)
    links = list(episode.questionnaire_requests.select_related("asked_by").prefetch_related("forms"))
    links.sort(key=lambda link: link.asked_at, reverse=True)
    last = _last(episode)
    return {
        "episode": episode,
        "patient": episode.patient,
        "due": due_in(episode, today=timezone.localdate()),
        "form": form,
        "may_ask": request.staff.may(Permission.RECORD_OBSERVATION) and episode.is_open,
        "links": [(link, _state(link, now), _shorts(link)) for link in links],
        "new_link": request.build_absolute_uri(reverse("portal:start", args=[new["token"]])) if new else "",
        "by_patient": [(each, last.get(each.code)) for each in offered],
        "by_number": [(each, last.get(each.code)) for each in enterable()],
        "follows": [f"patient:{episode.patient_id}"],
    }


def _last(episode: EpisodeOfCare) -> dict[str, QuestionnaireResponse]:
    rows = QuestionnaireResponse.objects.current().filter(patient=episode.patient).order_by("answered_at", "id")
    return {row.instrument: row for row in rows.only("instrument", "answered_at", "total", "band")}


def _shorts(link: QuestionnaireRequest) -> str:
    return ", ".join(by_code(form.instrument).short for form in sorted(link.forms.all(), key=lambda each: each.place))


def _state(link: QuestionnaireRequest, now: Any) -> tuple[str, str]:
    """The status of a link and its word."""
    if link.finished_at:
        return "step_done", "handed in"
    if link.revoked_at:
        return "withdrawn", "ended"
    if link.locked_at:
        return "blocked", "locked after three wrong birth dates; ask the patient, and send a new one"
    if link.expires_at <= now:
        return "step_later", "expired"
    return ("draft", "begun") if link.opened_at else ("step_open", "sent, not opened yet")


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a link."""
    link = get_object_or_404(QuestionnaireRequest.objects.visible_to(request.staff), pk=pk)
    revoke_link(asked=link, by=request.staff, at=timezone.now())
    messages.success(request, "The link is ended. What was handed in stays.")
    return redirect("follow_up:questionnaires", link.episode_id)


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The items of one instrument by number, for rating with the patient or copying from paper."""
    instrument = next((each for each in enterable() if each.code == code), None)
    if instrument is None:
        raise Http404
    episode = open_episode(pk, by=request.staff, at=timezone.now(), to_see=f"the {instrument.short}")
    require(request.staff, Permission.RECORD_OBSERVATION)
    only_total = "total" in request.POST
    now = timezone.now()
    form = EntryForm(request.POST if request.POST and not only_total else None, instrument=instrument, now=now)
    total_form = TotalForm(request.POST if only_total else None, now=now)
    status = 200
    if request.method == "POST":
        bound: Any = total_form if only_total else form
        status = 422
        if bound.is_valid() and (only_total or _is_whole(form, instrument)):
            try:
                response = _record(request, episode, instrument, bound, only_total=only_total)
            except Refused as refusal:
                bound.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _said(instrument, response))
                return redirect("follow_up:questionnaires", pk)
    context = {"episode": episode, "patient": episode.patient, "instrument": instrument, "form": form}
    context |= {"total_form": total_form if _total_alone(instrument) else None}
    return render(request, "follow_up/entry.html", context, status=status)


def _total_alone(instrument: Instrument) -> bool:
    """Whether the sum may be entered without its items."""
    try:
        from_total(instrument, instrument.lowest)
    except ValueError:
        return False
    return len(instrument.items) > 1


def _is_whole(form: EntryForm, instrument: Instrument) -> bool:
    """Gaps are pointed out once; whoever ticks that they stay keeps a form without a total."""
    if form.cleaned_data["leave_open"]:
        return True
    for item in (*still_open(instrument, form.answers), *form.open_about):
        form.add_error(item.code, "Not answered yet.")
    return not form.errors


def _record(
    request: HttpRequest, episode: EpisodeOfCare, instrument: Instrument, form: Any, *, only_total: bool
) -> QuestionnaireResponse:
    who: dict[str, Any] = {"episode": episode, "instrument": instrument, "by": request.staff, "at": timezone.now()}
    answered_at = form.cleaned_data["answered_at"]
    if only_total:
        return actions.record_total(total=form.cleaned_data["total"], answered_at=answered_at, **who)
    how = form.cleaned_data["how"]
    return actions.record_response(answers=form.answers, mode=how, answered_at=answered_at, **who)


def _said(instrument: Instrument, response: QuestionnaireResponse) -> str:
    if response.total is None and not response.band:
        return f"The {instrument.short} is recorded."
    parts = [f"total {response.total}" if response.total is not None else "", response.band]
    return f"The {instrument.short} is recorded: {', '.join(part for part in parts if part)}."
