"""Registering a person, changing their details, opening a course."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.care.intake import actions
from holdspace.care.intake.actions.patients import DETAILS
from holdspace.care.intake.forms.patients import BirthDateForm, EditPatientForm, EpisodeForm, LookAlikeForm, PatientForm
from holdspace.chart.access import open_episode as opened_episode
from holdspace.chart.access import open_patient as opened_patient
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Denied, Refused, require


@require_http_methods(["GET", "POST"])
def new_patient(request: HttpRequest) -> HttpResponse:
    """Register a person by hand."""
    require(request.staff, Permission.REGISTER_PATIENT)
    form = PatientForm(request.POST or None)
    told_apart = request.POST.getlist("somebody_else")
    if request.method == "GET" or not form.is_valid():
        return render(request, "intake/new_patient.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        patient = actions.register_patient(
            by=request.staff, at=timezone.now(), somebody_else=_ids(told_apart), **form.cleaned_data
        )
    except actions.LooksAlike as found:
        return _ask_whether_another(request, form, found)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "intake/new_patient.html", {"form": form}, status=409)
    messages.success(request, f"{patient} is registered as {patient.number}.")
    return redirect("intake:open_episode", patient.pk)


def _ids(written: list[str]) -> list[UUID]:
    ids = []
    for each in written:
        try:
            ids.append(UUID(each))
        except ValueError:
            continue
    return ids


def _ask_whether_another(request: HttpRequest, form: PatientForm, found: actions.LooksAlike) -> HttpResponse:
    data = request.POST if "somebody_else" in request.POST else None
    context = {"form": form, "alike": found.patients, "others": LookAlikeForm(data, patients=found.patients)}
    return render(request, "intake/new_patient.html", context, status=409)


@require_http_methods(["GET", "POST"])
def edit_patient(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change name, contact and the like."""
    patient = opened_patient(pk, by=request.staff, at=timezone.now(), to_see="their details")
    require(request.staff, Permission.REGISTER_PATIENT)
    shown = {name: getattr(patient, name) for name in DETAILS}
    form = EditPatientForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        seen = {name: request.POST[f"seen-{name}"] for name in DETAILS if f"seen-{name}" in request.POST}
        try:
            actions.change_details(patient=patient, by=request.staff, at=timezone.now(), seen=seen, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The details are changed. What stood before is in the audit trail.")
            return redirect("board:patient", patient.pk)
    context: dict[str, Any] = {"form": form, "patient": patient, "seen": _seen(request, shown)}
    return render(request, "intake/edit_patient.html", context, status=422 if form.is_bound else 200)


def _seen(request: HttpRequest, shown: dict[str, Any]) -> list[tuple[str, str]]:
    """What stood there when the form was first opened, carried along while it is mended."""
    return [(f"seen-{name}", request.POST.get(f"seen-{name}", str(value))) for name, value in shown.items()]


@require_http_methods(["GET", "POST"])
def birth_date(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the birth date where none is on record: whoever takes the history can; changing one is for coordinators."""
    episode = opened_episode(pk, by=request.staff, at=timezone.now(), to_see="the birth date")
    require(request.staff, Permission.RECORD_HISTORY)
    patient = episode.patient
    form = BirthDateForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        given = {"birth_on": form.cleaned_data["birth_on"], "by": request.staff, "at": timezone.now()}
        try:
            actions.record_birth_date(patient=patient, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, "The birth date is recorded. Run the screening again: its rules can tell now.")
            return redirect("screening:show", episode.pk)
    context = {"form": form, "patient": patient, "episode": episode}
    context["may_correct"] = request.staff.may(Permission.REGISTER_PATIENT)
    return render(request, "intake/birth_date.html", context, status=status)


@require_http_methods(["GET", "POST"])
def open_episode(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a course of care for a patient."""
    patient = opened_patient(pk, by=request.staff, at=timezone.now(), to_see="the referral")
    if not request.staff.may(Permission.RECORD_HISTORY):
        raise Denied(Permission.RECORD_HISTORY)
    form = EpisodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                episode = actions.open_episode(
                    patient=patient, by=request.staff, at=timezone.now(), **form.cleaned_data
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, "The episode of care is open. Next: the intake.")
                return redirect("intake:edit", episode.pk)
    context = {"form": form, "patient": patient, "standing": patient.episodes.open().first()}
    return render(request, "intake/open_episode.html", context, status=status)
