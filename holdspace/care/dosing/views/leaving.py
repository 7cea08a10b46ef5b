"""Readiness to leave, criterion by criterion; closing; review."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from holdspace.care.dosing import actions
from holdspace.care.dosing.actions.closing import Asked, drawn_mg
from holdspace.care.dosing.actions.leaving import judged, newest_answers, not_answered_for
from holdspace.care.dosing.forms.drug import ClosingForm, ReviewForm
from holdspace.care.dosing.forms.readiness import ReadinessForm
from holdspace.care.dosing.record import picture_for
from holdspace.care.dosing.views.opening import back, found, now, opened, shared
from holdspace.chart.models import DosingSession
from holdspace.chart.refusals import NotYet
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused
from holdspace.clinic.signing import signs
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.monitoring import Criterion, is_ready
from holdspace.clinical.roles import Role
from holdspace.library import wording

STATUS = {True: "step_done", False: "blocked", None: "not_recorded"}
WORD = {True: "Met", False: "Not met", None: "Not recorded"}


@signs
def readiness(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every criterion with what it rests on; the questions that only people can answer."""
    at = now()
    may_override = request.staff.may(Permission.OVERRIDE_READINESS)
    if request.method != "POST":
        dosing_session = opened(request, pk, at=at, to_see="readiness to leave")
        if dosing_session.started_at is None:
            return redirect("dosing:time_out", pk)
        form = ReadinessForm(may_override=may_override)
        return _readiness_page(request, dosing_session, form, at=at)
    dosing_session = found(request, pk)
    form = ReadinessForm(request.POST, may_override=may_override)
    if form.is_valid():
        reason = form.cleaned_data.get("override_reason", "")
        try:
            row = actions.assess_readiness(
                dosing_session=dosing_session,
                answers=form.answers(at=at),
                by=request.staff,
                at=at,
                override_reason=reason,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return back(request, _judged_in_words(row), "dosing:readiness", dosing_session)
    return _readiness_page(request, dosing_session, form, at=at, status=422)


def _judged_in_words(row: Any) -> str:
    unmet = sum(1 for one in row.criteria if one["met"] is not True)
    if row.is_ready:
        return "Every criterion is met."
    if row.overridden_by_id:
        return f"Recorded with your reason: {unmet} criteria are not met."
    return f"Recorded. {unmet} of {len(row.criteria)} criteria are not met yet."


def _readiness_page(
    request: HttpRequest, dosing_session: DosingSession, form: ReadinessForm, *, at: datetime, status: int = 200
) -> HttpResponse:
    wording.onto(form, C_SSRS_SINCE_LAST_VISIT, dosing_session.patient.clinic, at=at, prefix="c_ssrs_")
    picture = picture_for(dosing_session)
    criteria = judged(dosing_session, picture, newest_answers(dosing_session), at=at)
    newest = (
        dosing_session.readiness_assessments.select_related("recorded_by", "overridden_by")
        .order_by("assessed_at", "id")
        .last()
    )
    lets_go = newest is not None and not not_answered_for(newest, criteria, picture)
    overridden = lets_go and newest.overridden_by_id is not None
    context = {
        **shared(request, dosing_session, at=at),
        "picture": picture,
        "form": form,
        "criteria": [(one, STATUS[one.met], WORD[one.met]) for one in criteria],
        "met": sum(one.met is True for one in criteria),
        "ready": is_ready(criteria),
        "overridden": overridden,
        "newest": newest,
        "may_leave": lets_go,
        "settled": _settled(criteria),
        "is_therapist": Role.THERAPIST in request.staff.roles,
        "may_judge": request.staff.may(Permission.LET_LEAVE),
    }  # fmt: skip
    return render(request, "dosing/readiness.html", context, status=status)


def _settled(criteria: tuple[Criterion, ...]) -> Criterion:
    return next(one for one in criteria if one.code == "settled")


@require_POST
@signs
def settled(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The therapist's word on whether the patient is settled."""
    dosing_session = found(request, pk)
    answer = request.POST.get("settled")
    if answer not in ("yes", "no"):
        messages.error(request, "Nothing was recorded: say whether the patient is settled.")
        return redirect("dosing:readiness", pk)
    actions.sign_settled(dosing_session=dosing_session, settled=answer == "yes", by=request.staff, at=now())
    return back(request, "Recorded with your name.", "dosing:readiness", dosing_session)


@require_POST
@signs
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the patient is ready to leave."""
    dosing_session = found(request, pk)
    actions.let_leave(dosing_session=dosing_session, by=request.staff, at=now())
    return back(request, "The patient is ready to leave. Close the session.", "dosing:closing", dosing_session)


@signs
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is asked on the day, and where every milligram went."""
    at = now()
    if request.method != "POST":
        dosing_session = opened(request, pk, at=at, to_see="the closing of a dosing session")
        if hasattr(dosing_session, "closing") or dosing_session.state in ("completed", "reviewed", "abandoned"):
            return redirect("dosing:session", pk)
        if dosing_session.started_at is None:
            return redirect("dosing:time_out", pk)
        form = ClosingForm(request=request, is_transferred=_is_transferred(dosing_session))
        return _closing_page(request, dosing_session, form, at=at)
    dosing_session = found(request, pk)
    form = ClosingForm(request.POST, request=request, is_transferred=_is_transferred(dosing_session))
    blocks: tuple = ()
    if form.is_valid():
        try:
            _close(request, dosing_session, form, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except NotYet as refusal:
            blocks = refusal.blocks
            form.add_error(None, "The session was not closed. What stands in the way is shown above.")
        else:
            return back(request, "The session is closed.", "dosing:session", dosing_session)
    return _closing_page(request, dosing_session, form, at=at, status=409 if blocks else 422, blocks=blocks)


def _is_transferred(dosing_session: DosingSession) -> bool:
    """Whoever is transferred leaves with a crew; nobody is asked for a name."""
    return dosing_session.state == "transferred"


def _close(request: HttpRequest, dosing_session: DosingSession, form: ClosingForm, *, at: datetime) -> None:
    data = form.cleaned_data
    asked = Asked(data["dissociation"], data["side_effects"], data["adverse_events"], data["left_with"])
    actions.close_session(
        dosing_session=dosing_session, asked=asked, wasted_mg=data["wasted_mg"], waste_witness=form.witness,
        by=request.staff, at=at,
    )  # fmt: skip


def _closing_page(
    request: HttpRequest,
    dosing_session: DosingSession,
    form: ClosingForm,
    *,
    at: datetime,
    status: int = 200,
    blocks: tuple = (),
) -> HttpResponse:
    picture = picture_for(dosing_session)
    drawn = drawn_mg(dosing_session)
    context = {
        **shared(request, dosing_session, at=at),
        "picture": picture,
        "form": form,
        "blocks": blocks,
        "drawn": drawn,
        "given": picture.given_mg,
        "left": drawn - picture.given_mg,
        "may_close_now": dosing_session.state in ("ready_to_leave", "transferred"),
        "peak": max((one.value for one in picture.levels if one.scale == "dissociation"), default=None),
        "escort": _escort(dosing_session),
    }
    return render(request, "dosing/closing.html", context, status=status)


def _escort(dosing_session: DosingSession) -> str:
    newest = dosing_session.time_out_checks.filter(item="escort").order_by("happened_at", "id").last()
    return newest.value.get("name") or "" if newest else ""


@require_POST
@signs
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A prescriber has read the closed session."""
    dosing_session = found(request, pk)
    form = ReviewForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    actions.review_session(dosing_session=dosing_session, by=request.staff, at=now(), note=note)
    return back(request, "Reviewed, with your name.", "dosing:session", dosing_session)
