"""The history: diagnoses, medicines, allergies, family, and their corrections."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdspace.care.intake import actions
from holdspace.care.intake.actions.history import is_none_known
from holdspace.care.intake.forms.history import (
    AllergyForm,
    ConditionForm,
    HistoryForm,
    MedicineForm,
    RelativeForm,
    TakeBackForm,
)
from holdspace.care.intake.views.showing import local_day, opened, show
from holdspace.chart.models import (
    AllergyIntolerance,
    CodedEntry,
    Condition,
    EpisodeOfCare,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
)
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.conditions import icd_codes
from holdspace.clinical.eligibility.medicines import BY_CODE, NOT_TAKEN, ingredients_in
from holdspace.clinical.eligibility.record import RXNORM, Coding

HERE = "intake:history"


@dataclass(frozen=True)
class Kind:
    """One list of the history: its form and the action that writes it."""

    name: str
    noun: type[CodedEntry]
    form: type[HistoryForm]
    title: str
    one: str

    def record(self, **facts: Any) -> CodedEntry:
        """Write one entry of this kind."""
        return getattr(actions, f"record_{self.name}")(**facts)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("medicine", MedicationStatement, MedicineForm, "Medicines", "medicine"),
        Kind("allergy", AllergyIntolerance, AllergyForm, "Allergies", "allergy"),
        Kind("condition", Condition, ConditionForm, "Diagnoses", "diagnosis"),
        Kind("relative", FamilyMemberHistory, RelativeForm, "Family", "relative's diagnosis"),
    )
}


@dataclass(frozen=True)
class Line:
    """One entry as the page shows it."""

    row: CodedEntry
    name: str
    remark: str
    read_as: str
    unread: bool = False
    past: bool = False
    mistaken: bool = False


@require_http_methods(["GET"])
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything known of the patient's health, list by list."""
    return _page(request, opened(request, pk, "the history"))


def _page(request: HttpRequest, episode: EpisodeOfCare, status: int = 200, **bound: HistoryForm) -> HttpResponse:
    today = local_day(episode, timezone.now())
    lists: list[dict[str, Any]] = []
    for kind in KINDS.values():
        rows = kind.noun.objects.current().filter(patient=episode.patient).select_related("recorded_by", "amends")
        lines = [_line(row) for row in rows.order_by("recorded_at", "id")]
        form = bound.get(kind.name) or kind.form(today=today, prefix=kind.name)
        lists.append({"kind": kind, "form": form, "lines": lines, "is_open": kind.name in bound})
    review = MedicationReview.objects.current().filter(patient=episode.patient).select_related("recorded_by")
    context: dict[str, Any] = {"lists": lists, "review": review.order_by("-reviewed_at").first()}
    context["none_known"] = any(is_none_known(line.row) for line in lists[1]["lines"])
    return show(request, "intake/history.html", episode, here=HERE, status=status, **context)


def _line(row: Any) -> Line:
    if isinstance(row, MedicationStatement):
        return _medicine_line(row)
    mistaken = getattr(row, "verification_status", "") == "entered-in-error"
    if isinstance(row, AllergyIntolerance):
        said = {"high": "dangerous", "low": "unpleasant"}.get(row.criticality, "")
        return Line(row, str(row), ", ".join(filter(None, (row.reaction, said))), "", mistaken=mistaken)
    codings = tuple(
        Coding(each.get("system", ""), each.get("code", ""), each.get("display", "")) for each in row.codings
    )
    codes = icd_codes(codings, row.text)
    if isinstance(row, FamilyMemberHistory):
        name = f"{row.relationship or 'A relative'}: {row}"
        taken_back = row.amends_id is not None and not row.relationship_code and not row.codings
        return Line(row, name, "", ", ".join(codes), unread=not codes, mistaken=taken_back)
    return Line(
        row, str(row), _condition_remark(row), ", ".join(codes), not codes, row.clinical_status == "resolved", mistaken
    )


def _condition_remark(row: Condition) -> str:
    states = {"resolved": "past", "inactive": "past", "remission": "in remission"}
    dates = f"since {row.onset[:10]}" if row.onset else ""
    until = f"until {row.abatement[:10]}" if row.abatement else ""
    checked = "to be confirmed" if row.verification_status == "provisional" else ""
    return ", ".join(filter(None, (states.get(row.clinical_status, "present"), dates, until, checked)))


def _medicine_line(row: MedicationStatement) -> Line:
    states = {"active": "", "on-hold": "paused", "intended": "will start"}
    ended = row.status in NOT_TAKEN
    remark = ", ".join(filter(None, (row.dosage, states.get(row.status, "stopped"), _since(row))))
    found = recognised(str(row), row.codings)
    return Line(row, str(row), remark, ", ".join(found), not found, ended, row.status == "entered-in-error")


def _since(row: MedicationStatement) -> str:
    return f"since {row.since[:10]}" if row.since else ""


def recognised(text: str, codings: list[dict[str, str]] | None = None) -> tuple[str, ...]:
    """The ingredients the rules will read in what was written."""
    coded = [each.get("code", "") for each in codings or [] if each.get("system") == RXNORM]
    found = [name for code in coded for name in BY_CODE.get(code, ())]
    return tuple(dict.fromkeys((*found, *ingredients_in(text))))


@require_POST
def add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Write one entry of the history."""
    chosen = _kind(kind)
    episode = opened(request, pk, "the history")
    today = local_day(episode, timezone.now())
    form = chosen.form(request.POST, today=today, prefix=kind)
    if not form.is_valid():
        return _page(request, episode, status=422, **{kind: form})
    facts = getattr(form, "answers", form.cleaned_data)
    try:
        row = chosen.record(patient=episode.patient, by=request.staff, at=timezone.now(), **facts)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, episode, status=409, **{kind: form})
    messages.success(request, _kept(row))
    return redirect(f"{_address(episode)}#{kind}")


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _address(episode: EpisodeOfCare) -> str:
    return redirect(HERE, episode.pk).url


def _kept(row: CodedEntry) -> str:
    """What is now on the list, and how the rules read it."""
    if isinstance(row, MedicationStatement):
        found = recognised(str(row), row.codings)
        read = (
            f"Recognised as {', '.join(found)}." if found else "Not recognised: no rule reads it. Check the spelling."
        )
        return f"{row} is recorded. {read}"
    return f"{row} is recorded."


@require_GET
def recognise(request: HttpRequest) -> HttpResponse:
    """Which ingredients are recognised in what is being typed; asked by the page while one types."""
    require(request.staff, Permission.VIEW_CHART)
    text = request.GET.get("medicine-text", request.GET.get("text", ""))[:500]
    return render(request, "intake/_recognised.html", {"text": text.strip(), "found": recognised(text)})


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: UUID, kind: str, row_pk: UUID) -> HttpResponse:
    """Correct one entry: a new one takes its place, and the old one stays readable."""
    chosen = _kind(kind)
    episode = opened(request, pk, "the history")
    row = get_object_or_404(chosen.noun.objects.current(), pk=row_pk, patient=episode.patient)
    today = local_day(episode, timezone.now())
    take_back = request.POST.get("do") == "take_back"
    form = chosen.form(None if take_back else request.POST or None, today=today, corrects=row)
    taking = TakeBackForm(request.POST if take_back else None, prefix="back")
    status = 200
    if request.method == "POST":
        status = 422
        acting = taking if take_back else form
        if acting.is_valid():
            try:
                said = _corrected(request, episode, chosen, row, acting, take_back)
            except Refused as refusal:
                acting.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, said)
                return redirect(f"{_address(episode)}#{kind}")
    context = {"form": form, "taking": taking, "row": row, "kind": chosen, "line": _line(row)}
    return show(request, "intake/correct.html", episode, here=HERE, status=status, **context)


def _corrected(request: HttpRequest, episode: EpisodeOfCare, kind: Kind, row: Any, form: Any, take_back: bool) -> str:
    by_and_when = {"by": request.staff, "at": timezone.now()}
    if take_back:
        actions.take_back_history(row=row, **by_and_when, **form.cleaned_data)
        return f"{row} is taken back. It stays readable and counts no more."
    facts = getattr(form, "answers", form.cleaned_data)
    return _kept(kind.record(patient=episode.patient, amends=row, **by_and_when, **facts))


@require_POST
def no_known_allergy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The patient was asked, and knows of no allergy."""
    episode = opened(request, pk, "the history")
    actions.record_no_known_allergy(patient=episode.patient, by=request.staff, at=timezone.now())
    messages.success(request, "No known allergy: recorded.")
    return redirect(f"{_address(episode)}#allergy")


@require_POST
def review_medicines(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of medicines is whole, or the patient takes nothing."""
    episode = opened(request, pk, "the history")
    nothing = request.POST.get("takes") == "nothing"
    actions.review_medicines(patient=episode.patient, takes_nothing=nothing, by=request.staff, at=timezone.now())
    messages.success(request, "Takes no medicines: recorded." if nothing else "The list of medicines is complete.")
    return redirect(f"{_address(episode)}#medicine")
