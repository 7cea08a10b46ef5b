"""What only a person can settle about the entries of a session, and the list of it over all sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.picture import Question, SessionPicture
from holdspace.care.dosing.events.settling import is_waiting
from holdspace.care.dosing.record import page_after, picture_for
from holdspace.care.dosing.views.opening import found, now, opened, shared, still_open
from holdspace.chart.models import DosingSession
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

TITLES = {
    "duplicate": "Possible duplicate",
    "conflict": "Conflict",
    "parallel": "Parallel",
    "after_closing": "Came after closing",
    "gap": "An earlier entry is missing",
    "phase": "The phase did not fit",
    "touch": "Touch was widened",
    "target": "A correction changes nothing",
}


@require_GET
def over_all(request: HttpRequest) -> HttpResponse:
    """Every session of the clinic with an entry that somebody has still to look at."""
    require(request.staff, Permission.VIEW_CHART)
    at = now()
    rows = (
        DosingSession.objects.visible_to(request.staff).to_settle().select_related("patient", "room", "episode__site")
    )
    asked = [(row, _open_of(picture_for(row), at)) for row in rows.order_by("scheduled_at", "pk")]
    clinic = request.staff.clinic_id
    context = {"asked": [(row, open_ones) for row, open_ones in asked if open_ones], "now": at}
    return render(request, "dosing/questions_over_all.html", context | {"follows": [f"clinic:{clinic}"]})


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is to be settled in one session, each with what it lies between."""
    at = now()
    dosing_session = opened(request, pk, at=at, to_see="the questions of a dosing session")
    picture = picture_for(dosing_session)
    context = {
        **shared(request, dosing_session, at=at),
        "asked": [_shown(question, picture) for question in _open_of(picture, at)],
        "waiting": [question for question in picture.questions if is_waiting(question, at=at)],
        "may_record": request.staff.may(Permission.RECORD_SESSION),
    }
    return render(request, "dosing/questions.html", context)


@require_POST
def answer(request: HttpRequest, pk: UUID, event: UUID) -> HttpResponse:
    """Settle one of them; the answer is an entry of its own, and nothing of what was written goes."""
    dosing_session = found(request, pk)
    about, how = request.POST.get("about", ""), request.POST.get("how", "")
    given = {"event": str(event), "about": about, "how": how, "because": request.POST.get("because", "").strip()}
    if request.POST.get("keeps"):
        given["keeps"] = request.POST["keeps"]
    asked = {(str(one.event), one.about) for one in picture_for(dosing_session).questions}
    if (str(event), about) not in asked:
        raise Refused("Nothing was settled: this question is no longer open.")
    outcome = actions.record_event(
        dosing_session=dosing_session, kind="resolve", payload=given, by=request.staff, at=now()
    )
    if outcome.outcome == "created":
        messages.success(request, "Settled. Every entry stays to be read.")
    else:
        messages.error(request, f"Not settled. {outcome.says}")
    return redirect("dosing:questions", pk)


@require_GET
def feed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entries after a cursor, a page at a time, for another device that follows this session."""
    dosing_session = still_open(request, pk, at=now())
    text = request.GET.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return JsonResponse(
            {"says": "Nothing was sent: the cursor is the number of the last entry you hold."}, status=400
        )
    rows, more = page_after(dosing_session, int(text))
    told = [
        {
            "sequence": row.sequence,
            "id": str(row.id),
            "sha256": row.sha256,
            "received_at": row.received_at.isoformat(),
            "after_closing": row.after_closing,
            "author": row.author.short_name,
            "written": row.written,
        }
        for row in rows
    ]
    return JsonResponse({"events": told, "next": rows[-1].sequence if rows else int(text), "more": more})


def _open_of(picture: SessionPicture, at: datetime) -> list[Question]:
    return [question for question in picture.questions if not is_waiting(question, at=at)]


def _shown(question: Question, picture: SessionPicture) -> dict[str, Any]:
    """A question with its title, its line and the answers it can have."""
    lines = {str(one.event): one for one in picture.timeline}
    between = [(key, says, lines.get(key)) for key, says in question.between]
    line = lines.get(str(question.event))
    return {"question": question, "title": TITLES[question.about], "line": line, "between": between}
