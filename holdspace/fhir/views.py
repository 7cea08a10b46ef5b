"""The import page: choose files, read what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.chart.models import ImportRun, Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require
from holdspace.fhir.forms import ImportForm
from holdspace.fhir.importing import Source, import_sources
from holdspace.fhir.people import PART_OF
from holdspace.fhir.reports import ImportReport, PatientReport, from_dict

RUNS_SHOWN = 10
FILES_SHOWN_OPEN = 3


@dataclass(frozen=True)
class Shown:
    """A report with the people it is about, for those who may see their names."""

    report: ImportReport
    patients: list[tuple[Patient, PatientReport]]
    is_open: bool


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose files; once they are in, what came of each."""
    require(request.staff, Permission.REGISTER_PATIENT)
    form, shown, status = ImportForm(), [], 200
    if request.method == "POST":
        form, status = ImportForm(request.POST, request.FILES), 422
        if form.is_valid():
            reports = _imported(form, by=request.staff)
            form.say_what_could_not_be_read(reports)
            shown = [] if form.errors else _shown(reports, to=request.staff)
            status = 422 if form.errors else 200
    runs = _whole_runs(request.staff).select_related("by")
    context = {"form": form, "shown": shown, "runs": runs.order_by("-imported_at", "-id")[:RUNS_SHOWN]}
    return render(request, "fhir/import.html", context, status=status)


def _imported(form: ImportForm, *, by: Staff) -> tuple[ImportReport, ...]:
    sources = [Source(upload.name, stream=upload) for upload in form.cleaned_data["files"]]
    return import_sources(sources, clinic=by.clinic, by=by, at=timezone.now())


@require_GET
def show_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What came of one file, as it was told then."""
    require(request.staff, Permission.REGISTER_PATIENT)
    run = get_object_or_404(_whole_runs(request.staff).select_related("by"), pk=pk)
    (shown,) = _shown([from_dict(run.report)], to=request.staff)
    audit.record(by=request.staff, at=timezone.now(), did="looked at an import", to=run, is_read=True)
    return render(request, "fhir/import_run.html", {"run": run, "one": shown})


def _whole_runs(staff: Staff) -> QuerySet[ImportRun]:
    """Imports of this person's clinic, file by file; the runs of single patients of a file are parts of these."""
    return ImportRun.objects.filter(clinic_id=staff.clinic_id).exclude(report__has_key=PART_OF)


def _shown(reports: Sequence[ImportReport], *, to: Staff) -> list[Shown]:
    ids = [patient.id for report in reports for patient in report.patients]
    people = {str(one.pk): one for one in Patient.objects.visible_to(to).filter(pk__in=ids)}
    return [
        Shown(
            report,
            [(people[told.id], told) for told in report.patients if told.id in people],
            is_open=len(reports) <= FILES_SHOWN_OPEN or report.refused,
        )
        for report in reports
    ]
