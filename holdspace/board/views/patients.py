"""Everybody's list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdspace.board.before_a_dose import in_its_hours, waits_for_its_day
from holdspace.board.finding_people import FILTERS, people
from holdspace.board.naming import Naming
from holdspace.board.waiting import waiting_on
from holdspace.chart import facts
from holdspace.chart.models import EpisodeOfCare, Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require
from holdspace.clinical.pathway import CourseFacts, next_step

A_PAGE = 50


def show(request: HttpRequest) -> HttpResponse:
    """Patients by name, number or birth date, each with the step in hand."""
    require(request.staff, Permission.VIEW_CHART)
    words, which = request.GET.get("q", "").strip(), request.GET.get("which", "open")
    now = timezone.now()
    waiting = _waiting_on(request.staff, now) if which == "waiting" else ()
    found = people(request.staff, words=words, which=which, waiting=waiting)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    did = "looked for patients" if words else "looked at the list of patients"
    audit.record(by=request.staff, at=now, did=did, is_read=True, found=page.paginator.count)
    steps = _steps([patient for patient in page if patient.in_course], now)
    context = {
        "page": page,
        "rows": [(patient, steps.get(patient.pk)) for patient in page],
        "search": words,
        "which": which,
        "filters": FILTERS.items(),
    }
    return render(request, "board/patients.html", context)


def _waiting_on(staff: Staff, now: datetime) -> set[UUID]:
    episodes = list(EpisodeOfCare.objects.visible_to(staff).open().select_related("patient", "site"))
    courses = facts.for_episodes(episodes, at=now)
    found = waiting_on(staff, episodes, courses, naming=Naming(in_full=True), now=now)
    return {thing.patient_id for thing in found}


def _steps(patients: list[Patient], now: datetime) -> dict[UUID, Any]:
    episodes = EpisodeOfCare.objects.open().filter(patient__in=patients).select_related("patient", "site")
    gathered = facts.for_episodes(episodes, at=now)
    return {episode.patient_id: _step(gathered[episode.pk]) for episode in episodes}


def _step(course: CourseFacts) -> dict[str, Any] | None:
    """The step in hand, and the day it waits for where nothing else is missing."""
    found = next_step(course)
    if found is None:
        return None
    step = in_its_hours(found, course)
    return {"step": step.step, "blocks": step.blocks, "waits_for": waits_for_its_day(step, course)}
