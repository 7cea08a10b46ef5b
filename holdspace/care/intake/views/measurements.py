"""Measurements, results, screening questions and the suicide screener."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.care.intake import actions, asked, measured
from holdspace.care.intake.forms.history import TakeBackForm
from holdspace.care.intake.forms.measurements import (
    MeasurementsForm,
    PregnancyTestForm,
    QuestionsForm,
    ResultForm,
    SuicideScreenerForm,
)
from holdspace.care.intake.views.showing import local_day, opened, show
from holdspace.chart.models import EpisodeOfCare, Observation
from holdspace.clinic.refusals import Refused
from holdspace.clinical.instruments import Incomplete, Score
from holdspace.clinical.instruments.c_ssrs import C_SSRS
from holdspace.library import wording

SCREENER_CODES = tuple(item.loinc for item in C_SSRS.items)
PREGNANCY_CODES = ("2106-3", "2110-5", "2118-8")
MEASURED_CODES = (
    measured.PRESSURE_PANEL,
    *(measure.code for measure in measured.SINGLE),
    *measured.RESULTS_BY_CODE,
    *PREGNANCY_CODES,
)


def kept(episode: EpisodeOfCare, *codes: str, limit: int = 40) -> list[Observation]:
    """What is on record under these codes, newest first."""
    rows = Observation.objects.current().filter(patient=episode.patient, code__in=codes).select_related("recorded_by")
    return list(rows.exclude(status="entered-in-error").order_by("-effective_at", "-id")[:limit])


def _last_weight(episode: EpisodeOfCare) -> Any:
    weighed = (row for row in kept(episode, measured.WEIGHT.code, limit=5) if row.value_number and row.unit == "kg")
    return next((row.value_number for row in weighed), None)


Act = Callable[[Any], str]


def _try(form: forms.Form, act: Act) -> tuple[str, int]:
    """The form's act: what is now true, or the status of the refusal, which stands on the form."""
    if not form.is_valid():
        return "", 422
    try:
        return act(form), 200
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return "", 409


@require_http_methods(["GET", "POST"])
def measurements(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vital signs, body, pregnancy test and results; nothing is ever filled in beforehand."""
    episode = opened(request, pk, "the measurements")
    now = timezone.now()
    doing = request.POST.get("do", "measure") if request.method == "POST" else ""

    def given(name: str) -> Any:
        return request.POST if doing == name else None

    sets: dict[str, tuple[forms.Form, Act]] = {
        "measure": (
            MeasurementsForm(given("measure"), now=now, last_weight=_last_weight(episode)),
            lambda form: _measure(request, episode, form),
        ),
        "pregnancy": (
            PregnancyTestForm(given("pregnancy"), now=now, prefix="pregnancy"),
            lambda form: _pregnancy(request, episode, form),
        ),
        "result": (ResultForm(given("result"), now=now, prefix="result"), lambda form: _result(request, episode, form)),
    }
    status = 200
    if doing:
        said, status = _try(*sets.get(doing, sets["measure"]))
        if said:
            messages.success(request, said)
            return redirect("intake:measurements", episode.pk)
    context: dict[str, Any] = {f"{name}_form": form for name, (form, _) in sets.items()}
    context["kept"] = kept(episode, *MEASURED_CODES)
    return show(request, "intake/measurements.html", episode, here="intake:measurements", status=status, **context)


def _measure(request: HttpRequest, episode: EpisodeOfCare, form: MeasurementsForm) -> str:
    rows = actions.record_measurements(
        patient=episode.patient,
        by=request.staff,
        at=form.now,
        measured_at=form.cleaned_data["done_at"],
        pressures=form.pressures,
        values=form.values,
        oxygen_flow=form.oxygen_flow_given,
    )
    return f"{len(rows)} measurement{'s are' if len(rows) > 1 else ' is'} recorded."


def _pregnancy(request: HttpRequest, episode: EpisodeOfCare, form: PregnancyTestForm) -> str:
    positive = form.cleaned_data["result"] == "positive"
    actions.record_pregnancy_test(
        patient=episode.patient,
        sample=form.cleaned_data["sample"],
        positive=positive,
        by=request.staff,
        at=form.now,
        tested_at=form.cleaned_data["done_at"],
    )
    return f"The pregnancy test is recorded: {'positive' if positive else 'negative'}."


def _result(request: HttpRequest, episode: EpisodeOfCare, form: ResultForm) -> str:
    code, _, unit = form.cleaned_data["which"].partition("|")
    row = actions.record_result(
        patient=episode.patient,
        code=code,
        unit=unit,
        value=form.cleaned_data["value"],
        by=request.staff,
        at=form.now,
        taken_at=form.cleaned_data["done_at"],
        upper_limit=form.cleaned_data["upper_limit"],
    )
    return f"{row} is recorded."


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions the rules read; what stands is shown beside each, and nothing is chosen beforehand."""
    episode = opened(request, pk, "the screening questions")
    form = QuestionsForm(request.POST or None, today=local_day(episode, timezone.now()))
    status = 200
    if request.method == "POST":
        said, status = _try(form, lambda form: _answers(request, episode, form))
        if said:
            messages.success(request, said)
            return redirect("intake:questions", episode.pk)
    codes = [question.code for question in asked.QUESTIONS]
    standing: dict[str, Observation] = {}
    for row in kept(episode, *codes, "prior-sessions", "last-seizure", "child-pugh-class", limit=200):
        standing.setdefault(row.code, row)
    chapters = [
        (chapter.title, [(form[each.field], standing.get(each.code), each) for each in chapter.questions])
        for chapter in asked.CHAPTERS
    ]
    context = {"form": form, "chapters": chapters, "standing": standing}
    return show(request, "intake/questions.html", episode, here="intake:questions", status=status, **context)


def _answers(request: HttpRequest, episode: EpisodeOfCare, form: QuestionsForm) -> str:
    more = {name: form.cleaned_data[name] for name in ("prior_sessions", "last_seizure", "child_pugh")}
    rows = actions.record_answers(
        patient=episode.patient, by=request.staff, at=timezone.now(), answers=form.answers, **more
    )
    return f"{len(rows)} answer{'s are' if len(rows) > 1 else ' is'} recorded."


@require_http_methods(["GET", "POST"])
def suicide_screener(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The C-SSRS screener, entered from the clinic's own form."""
    episode = opened(request, pk, "the suicide screener")
    form = SuicideScreenerForm(request.POST or None, now=timezone.now())
    wording.onto(form, C_SSRS, episode.patient.clinic, at=form.now)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            found = actions.record_suicide_screener(
                patient=episode.patient,
                episode=episode,
                answers=form.answers,
                by=request.staff,
                at=form.now,
                asked_at=form.cleaned_data["done_at"],
            )
            _say_tier(request, found)
            return redirect("intake:suicide_screener", episode.pk)
    items = [form[item.code] for item in C_SSRS.items]
    context = {"form": form, "items": items, "instrument": C_SSRS, "kept": kept(episode, *SCREENER_CODES, limit=7)}
    return show(
        request, "intake/suicide_screener.html", episode, here="intake:suicide_screener", status=status, **context
    )


def _say_tier(request: HttpRequest, found: Score | Incomplete) -> None:
    """What the answers come to, and what has to be done now."""
    for alert in found.alerts:
        messages.warning(request, alert.says)
    if isinstance(found, Incomplete):
        missing = ", ".join(C_SSRS.item(code).text for code in found.missing)
        messages.warning(request, f"The answers are recorded. Still open: {missing}. The screening cannot tell yet.")
    else:
        messages.success(request, f"The screener is recorded. Tier: {found.band}.")


@require_http_methods(["GET"])
def observation(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """One measurement or answer, and the form to take it back."""
    return _observation(request, pk, row_pk, TakeBackForm())


def _observation(request: HttpRequest, pk: UUID, row_pk: UUID, form: TakeBackForm, status: int = 200) -> HttpResponse:
    episode = opened(request, pk, "a measurement")
    rows = Observation.objects.current().select_related("recorded_by")
    row = get_object_or_404(rows, pk=row_pk, patient=episode.patient)
    context = {"row": row, "form": form}
    return show(request, "intake/observation.html", episode, here="intake:measurements", status=status, **context)


@require_POST
def take_back(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """Say that a measurement or answer was entered in error."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _observation(request, pk, row_pk, form, status=422)
    episode = opened(request, pk, "a measurement")
    row = get_object_or_404(Observation.objects.current(), pk=row_pk, patient=episode.patient)
    actions.take_back_observation(observation=row, by=request.staff, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{row} is taken back. It stays readable and counts no more. Record the right one.")
    where = "intake:questions" if row.code in asked.BY_CODE else "intake:measurements"
    return redirect("intake:suicide_screener" if row.code in SCREENER_CODES else where, episode.pk)
