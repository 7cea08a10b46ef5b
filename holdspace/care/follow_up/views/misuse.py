"""The page on which craving, requests, signs of drug seeking and the prescription register are recorded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.forms.misuse import MisuseForm
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.models import EpisodeOfCare, Observation, QuestionnaireResponse
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments.craving import CRAVING
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.monitoring.long_term import misuse as asked
from holdspace.clinical.monitoring.long_term.domains import CRAVING as DOMAIN
from holdspace.ui.words import number

NEWEST = 8
SHORT = {asked.REQUESTS: "Requests", asked.SIGNS: "Signs", asked.REGISTER: "Register"}


@require_http_methods(["GET", "POST"])
def misuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was asked so far, what it comes to, and the form for this visit."""
    now = timezone.now()
    episode = open_episode(pk, by=request.staff, at=now, to_see="craving and misuse")
    form = MisuseForm(request.POST or None, now=now)
    status = 200
    if request.method == "POST":
        require(request.staff, Permission.RECORD_OBSERVATION)
        status = 422
        if form.is_valid():
            try:
                actions.record_visit(episode=episode, by=request.staff, at=now, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "What was asked is recorded.")
                return redirect("follow_up:misuse", pk)
    return render(request, "follow_up/misuse.html", _page(request, episode, form), status=status)


def _page(request: HttpRequest, episode: EpisodeOfCare, form: MisuseForm) -> dict[str, Any]:
    known = facts.for_episode(episode, at=timezone.now()).long_term
    found = long_term.findings(known) if known else ()
    answers = sorted(_answers(episode), key=lambda each: each["at"], reverse=True)
    return {
        "episode": episode,
        "patient": episode.patient,
        "form": form if episode.is_open and request.staff.may(Permission.RECORD_OBSERVATION) else None,
        "findings": [each for each in found if each.rule == DOMAIN.id],
        "domain": DOMAIN,
        "newest": answers[:NEWEST],
        "earlier": answers[NEWEST:],
        "follows": [f"patient:{episode.patient_id}"],
    }


def _answers(episode: EpisodeOfCare) -> list[dict[str, Any]]:
    """Every answer in words, with its moment and who wrote it."""
    rows = Observation.objects.current().filter(patient=episode.patient, system=asked.SYSTEM, code__in=SHORT)
    rows = rows.filter(status="final")
    forms = QuestionnaireResponse.objects.current().filter(patient=episode.patient, instrument=CRAVING.code)
    told = [
        {"what": SHORT[row.code], "says": _in_words(row), "at": row.effective_at, "by": row.recorded_by, "row": row.pk}
        for row in rows.select_related("recorded_by")
    ]
    told += [
        {"what": "Craving", "says": f"{row.total} of 10", "at": row.answered_at, "by": row.recorded_by}
        for row in forms.select_related("recorded_by")
        if row.total is not None
    ]
    return told


def _in_words(row: Observation) -> str:
    if row.value_number is not None:
        return number(row.value_number)
    named = ", ".join(str(coding.get("display")) for coding in row.value_codings)
    return f"{named} ({row.value_text})" if row.value_text else named
