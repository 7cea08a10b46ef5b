"""The pages of the two evaluations."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.care.evaluation import actions
from holdspace.care.evaluation.forms import EvaluationForm
from holdspace.care.evaluation.sections import SECTIONS, SIGNED_WITH, Kind, purpose_of, standing
from holdspace.chart import facts
from holdspace.chart.access import open_episode
from holdspace.chart.actions import keep_draft
from holdspace.chart.models import Draft, EpisodeOfCare, Evaluation
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical.pathway import CourseFacts, Step, what_blocks
from holdspace.clinical.pathway.thresholds import EVALUATION_DAYS
from holdspace.library import limits


@signs
@require_http_methods(["GET", "POST"])
def medical(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The medical evaluation: signed versions, and the form for who may sign."""
    return _evaluation(request, pk, Kind.MEDICAL)


@signs
@require_http_methods(["GET", "POST"])
def psychological(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The psychological evaluation: signed versions, and the form for who may sign."""
    return _evaluation(request, pk, Kind.PSYCHOLOGICAL)


def _evaluation(request: HttpRequest, pk: UUID, kind: Kind) -> HttpResponse:
    now = timezone.now()
    episode = open_episode(pk, by=request.staff, at=now, to_see=f"the {kind.label.lower()}")
    newest = actions.newest_evaluation(episode, kind)
    draft = Draft.objects.filter(episode=episode, author=request.staff, purpose=purpose_of(kind)).first()
    form = _form(request, kind, newest, draft)
    if request.method == "GET":
        return _page(request, episode, kind, newest, form, draft)
    require(request.staff, SIGNED_WITH[kind])
    if not form.is_valid():
        return _page(request, episode, kind, newest, form, draft, status=422)
    try:
        signed = actions.sign_evaluation(episode=episode, kind=kind, by=request.staff, at=now, **form.answers)
    except (Refused, NotYet) as refusal:
        form.add_error(None, "The evaluation was not signed." if isinstance(refusal, NotYet) else str(refusal))
        return _page(request, episode, kind, newest, form, draft, status=409)
    until = timezone.localtime(signed.signed_at + _valid_for(episode, at=now))
    said = f"The {kind.label.lower()} is signed: {signed.get_conclusion_display().lower()}."
    messages.success(request, f"{said} It is valid until {until.day} {until:%B %Y}.")
    return redirect(f"evaluation:{kind.value}", episode.pk)


def _form(request: HttpRequest, kind: Kind, newest: Evaluation | None, draft: Draft | None) -> EvaluationForm:
    """An empty form, what its author has drafted, or for a correction what was signed."""
    initial: dict[str, Any] = {}
    if request.GET.get("correct") and newest is not None:
        initial = {**newest.sections, "reason": newest.reason}
    if draft is not None:
        initial |= draft.content
    initial["seen"] = str(newest.pk) if newest else "none"
    return EvaluationForm(request.POST or None, kind=kind, corrects=newest, initial=initial)


def _page(
    request: HttpRequest,
    episode: EpisodeOfCare,
    kind: Kind,
    newest: Evaluation | None,
    form: EvaluationForm,
    draft: Draft | None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    course = facts.for_episode(episode, at=now)
    blocks = what_blocks(Step.EVALUATION, course)
    may_sign = request.staff.may(SIGNED_WITH[kind])
    wanted = newest is None or form.is_bound or draft is not None or bool(request.GET.keys() & {"again", "correct"})
    context = {
        "episode": episode,
        "patient": episode.patient,
        "kind": kind,
        "here": f"evaluation:{kind.value}",
        "form": form if may_sign and wanted and episode.is_open and not episode.patient.is_deceased else None,
        "may_sign": may_sign and episode.is_open and not episode.patient.is_deceased,
        "draft": draft,
        "blocks": blocks,
        "same_person": actions.other_signed_by(episode, kind, request.staff) if may_sign else None,
        "versions": _versions(episode, kind),
        "state": _state(kind, course),
        "overtaken_by": getattr(standing(kind, course), "overtaken_by", ()),
        "screening": course.screening,
        "intake": episode.intakes.current().order_by("-recorded_at", "-id").first(),
        "asks": SECTIONS[kind],
    }
    return render(request, "evaluation/show.html", context, status=status)


def _valid_for(episode: EpisodeOfCare, *, at: datetime) -> timedelta:
    """How long an evaluation counts in this clinic."""
    return limits.in_force(episode.patient.clinic, at=at).days(EVALUATION_DAYS)


def _versions(episode: EpisodeOfCare, kind: Kind) -> list[dict[str, Any]]:
    """Every signed version, newest first, with its headings and until when it is valid."""
    valid_for = _valid_for(episode, at=timezone.now())
    rows = Evaluation.objects.filter(episode=episode, kind=kind).select_related("recorded_by", "amended_by")
    return [
        {
            "row": row,
            "sections": [(section.heading, row.sections.get(section.key, "")) for section in SECTIONS[kind]],
            "valid_until": row.signed_at + valid_for,
            "corrected_by": getattr(row, "amended_by", None),
        }
        for row in rows.order_by("-signed_at", "-id")
    ]


def _state(kind: Kind, course: CourseFacts) -> str:
    """Where the evaluation is: missing, signed, out_of_date or overtaken."""
    found = standing(kind, course)
    if found is None:
        return "missing"
    if course.now - found.signed_at > course.limits.days(EVALUATION_DAYS):
        return "out_of_date"
    return "overtaken" if found.overtaken_by else "signed"


@require_POST
def draft(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Keep what is being written; called by the page at each change."""
    if kind not in Kind.values:
        raise Http404
    chosen = Kind(kind)
    now = timezone.now()
    episode = open_episode(pk, by=request.staff, at=now, to_see=f"the {chosen.label.lower()}")
    require(request.staff, SIGNED_WITH[chosen])
    if not episode.is_open:
        raise Refused("The draft was not kept: this episode of care is closed.")
    names = (*(section.key for section in SECTIONS[chosen]), "conclusion", "reason", "because")
    content = {name: request.POST[name] for name in names if request.POST.get(name)}
    kept = keep_draft(episode=episode, purpose=purpose_of(chosen), content=content, by=request.staff, at=now)
    return render(request, "evaluation/_draft.html", {"draft": kept})
