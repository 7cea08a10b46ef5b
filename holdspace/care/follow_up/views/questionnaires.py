"""Pages of a questionnaire: for the patient one question at a time, for an interview all on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.actions.questionnaires import draft_of
from holdspace.care.follow_up.alarms import is_about_suicide
from holdspace.care.follow_up.asking import (
    BY_INTERVIEW_ONLY,
    asked,
    enterable,
    instrument_of,
    is_in_danger,
    kept_answers,
    still_open,
)
from holdspace.care.follow_up.forms.questionnaires import InterviewForm, QuestionForm
from holdspace.chart.access import open_episode
from holdspace.chart.handing import also_opens, hand_over
from holdspace.chart.models import EpisodeOfCare, QuestionnaireResponse
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import Instrument


def _opened(request: HttpRequest, pk: UUID, code: str) -> tuple[EpisodeOfCare, Instrument]:
    instrument = instrument_of(code, request.staff.clinic, at=timezone.now())
    if instrument is None:
        raise Http404
    to_see = f"the {instrument.short}"
    return open_episode(pk, by=request.staff, at=timezone.now(), to_see=to_see), instrument


def _given(request: HttpRequest, episode: EpisodeOfCare, instrument: Instrument) -> dict[str, int]:
    draft = draft_of(episode, instrument, request.staff, timezone.now())
    return dict(draft.content["answers"]) if draft else {}


@require_http_methods(["GET", "POST"])
def questionnaire(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """How it is answered this time: by the patient on the tablet, or by interview; and what was begun."""
    if code in BY_INTERVIEW_ONLY:
        return redirect("intake:suicide_screener", pk)
    is_asked = instrument_of(code, request.staff.clinic, at=timezone.now()) is not None
    if not is_asked and any(each.code == code for each in enterable()):
        return redirect("follow_up:entry", pk, code)
    episode, instrument = _opened(request, pk, code)
    if request.method == "POST":
        actions.drop_answers(episode=episode, instrument=instrument, by=request.staff)
        return redirect("follow_up:question", pk, code, 1)
    draft = draft_of(episode, instrument, request.staff, timezone.now())
    given = dict(draft.content["answers"]) if draft else {}
    responses = QuestionnaireResponse.objects.current().filter(patient=episode.patient, instrument=code)
    context = {
        "episode": episode,
        "patient": episode.patient,
        "instrument": instrument,
        "draft": draft,
        "given": len(given),
        "go_on": _first_open(instrument, given),
        "last": responses.select_related("recorded_by").order_by("-answered_at").first(),
        "may_ask": request.staff.may(Permission.RECORD_OBSERVATION) and episode.is_open,
    }
    return render(request, "follow_up/questionnaire.html", context)


def _first_open(instrument: Instrument, given: dict[str, int]) -> int:
    items = asked(instrument, given)
    return next((place for place, item in enumerate(items, 1) if item.code not in given), len(items))


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: UUID, code: str, place: int) -> HttpResponse:
    """One question, handed to the patient; going on keeps the answer, leaving it open is allowed."""
    episode, instrument = _opened(request, pk, code)
    require(request.staff, Permission.RECORD_OBSERVATION)
    _hand_over(request, episode, instrument)
    given = _given(request, episode, instrument)
    items = asked(instrument, given)
    if not 1 <= place <= len(items):
        return redirect("follow_up:question", pk, code, max(1, min(place, len(items))))
    item = items[place - 1]
    initial = {"answer": given[item.code]} if item.code in given else None
    form = QuestionForm(request.POST or None, instrument=instrument, item=item, initial=initial)
    if request.method == "GET":
        return _question_page(request, episode, instrument, place, form, given)
    leave = request.POST.get("then") == "open"
    if not leave and not form.is_valid():
        return _question_page(request, episode, instrument, place, form, given, status=422)
    value = None if leave else form.cleaned_data["answer"]
    who: dict[str, Any] = {"by": request.staff, "at": timezone.now()}
    draft = actions.keep_answer(episode=episode, instrument=instrument, item=item.code, value=value, **who)
    given = dict(draft.content["answers"])
    if request.headers.get("HX-Request"):
        return render(request, "follow_up/_saved.html", {"saved": True})
    if place < len(asked(instrument, given)):
        return redirect("follow_up:question", pk, code, place + 1)
    return redirect("follow_up:finish", pk, code)


def _hand_over(request: HttpRequest, episode: EpisodeOfCare, instrument: Instrument) -> None:
    """These pages are made for the patient: whoever opens one hands the tablet over."""
    places = range(1, len(instrument.items) + 1)
    opens = [reverse("follow_up:question", args=[episode.pk, instrument.code, place]) for place in places]
    finish = reverse("follow_up:finish", args=[episode.pk, instrument.code])
    hand_over(request, opens=[*opens, finish])


def _question_page(
    request: HttpRequest,
    episode: EpisodeOfCare,
    instrument: Instrument,
    place: int,
    form: QuestionForm,
    given: dict[str, int],
    status: int = 200,
) -> HttpResponse:
    items = asked(instrument, given)
    scored = [item for item in items if item.scored]
    states = tuple("done" if item.code in given else "later" for item in scored)
    here = items[place - 1]
    context = {
        "episode": episode,
        "patient": episode.patient,
        "instrument": instrument,
        "item": here,
        "form": form,
        "place": place,
        "count": len(scored),
        "states": tuple("open" if number == place else state for number, state in enumerate(states, 1)),
        "saved": here.code in given,
        "crisis_line": episode.patient.clinic.crisis_line,
        "in_danger": is_in_danger(instrument, given),
    }
    return render(request, "follow_up/question.html", context, status=status)


@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The end of the questions: what was left open is shown once more, then the form is kept with its score."""
    episode, instrument = _opened(request, pk, code)
    require(request.staff, Permission.RECORD_OBSERVATION)
    given = kept_answers(instrument, _given(request, episode, instrument))
    if not given:
        return redirect("follow_up:questionnaire", pk, code)
    _hand_over(request, episode, instrument)
    gaps = still_open(instrument, given)
    if request.method == "GET":
        items = asked(instrument, given)
        open_places = [(items.index(item) + 1, item) for item in gaps]
        context = {"episode": episode, "patient": episode.patient, "instrument": instrument}
        context |= {"gaps": open_places, "last": len(items), "crisis_line": episode.patient.clinic.crisis_line}
        context["in_danger"] = is_in_danger(instrument, given)
        return render(request, "follow_up/finish.html", context)
    response = actions.hand_in(episode=episode, instrument=instrument, by=request.staff, at=timezone.now())
    also_opens(request, reverse("follow_up:thanks", args=[response.pk]))
    return redirect("follow_up:thanks", response.pk)


@require_GET
def thanks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last page the patient sees: no score; whom to call at once when there are thoughts of death."""
    visible = QuestionnaireResponse.objects.filter(patient__clinic_id=request.staff.clinic_id)
    response = get_object_or_404(visible, pk=pk)
    if response.episode_id is None:
        raise Http404
    to_see = "the end of a questionnaire"
    episode = open_episode(response.episode_id, by=request.staff, at=timezone.now(), to_see=to_see)
    hand_over(request, opens=[request.path])
    context = {
        "episode": episode,
        "patient": episode.patient,
        "response": response,
        "in_danger": is_about_suicide(response),
        "clinic": episode.patient.clinic,
    }
    return render(request, "follow_up/thanks.html", context)


@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Every question on one page, as a person asks them and enters the answers."""
    episode, instrument = _opened(request, pk, code)
    require(request.staff, Permission.RECORD_OBSERVATION)
    now = timezone.now()
    form = InterviewForm(request.POST or None, instrument=instrument, now=now)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _is_whole(form, instrument):
            try:
                return _recorded(request, episode, instrument, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
    context = {"episode": episode, "patient": episode.patient, "instrument": instrument, "form": form}
    return render(request, "follow_up/interview.html", context, status=status)


def _is_whole(form: InterviewForm, instrument: Instrument) -> bool:
    """Gaps are pointed out once; whoever ticks that they stay keeps a form without a total."""
    if form.cleaned_data["leave_open"]:
        return True
    for item in still_open(instrument, form.answers):
        form.add_error(item.code, "Not answered yet.")
    return not form.errors


def _recorded(
    request: HttpRequest, episode: EpisodeOfCare, instrument: Instrument, form: InterviewForm
) -> HttpResponse:
    response = actions.record_response(
        episode=episode,
        instrument=instrument,
        answers=form.answers,
        mode="interview",
        answered_at=form.cleaned_data["answered_at"],
        by=request.staff,
        at=timezone.now(),
    )
    total = f"total {response.total}, {response.band}" if response.total is not None else "no total, as it has gaps"
    messages.success(request, f"The {instrument.short} is recorded: {total}.")
    return redirect("follow_up:course", episode.pk)
