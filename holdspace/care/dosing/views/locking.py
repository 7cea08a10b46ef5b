"""Lock the tablet of a session and come back quickly. Nobody's name, values or words are on a locked screen."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from holdspace.care.dosing.record import picture_for
from holdspace.care.dosing.views.figures import initials_of
from holdspace.care.dosing.views.opening import found, now, still_open
from holdspace.chart import locking
from holdspace.chart.models import DosingSession
from holdspace.clinic import audit

WRONG = "This is not the code. The tablet stays locked."
GONE = "The code was wrong too often. Use your password or passkey."
# What waits on the tablet is sent, and the countdown goes on.
LEFT_OPEN = ("events", "picture", "locked", "lock", "unlock")
# Asks only who is signed in.
IN_TOUCH = "/sessions/here/"
NOT_A_CODE = "A code has 4 to 8 digits. The tablet was not locked."


@require_POST
def lock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lock; with a new short code, with the one chosen before, or with none: then a password or passkey opens it."""
    dosing_session, code = found(request, pk), request.POST.get("code", "").strip()
    if code and not locking.is_code(code):
        return _said(request, pk, NOT_A_CODE, status=422)
    if code:
        locking.keep_code(request, code)
    at = now()
    left_open = [*(reverse(f"dosing:{name}", args=[pk]) for name in LEFT_OPEN), IN_TOUCH]
    locking.lock(request, shows=reverse("dosing:session", args=[pk]), opens=left_open, at=at)
    audit.record(by=request.staff, at=at, did="locked the screen of a session", to=dosing_session)
    return _said(request, pk, "")


@require_POST
def unlock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Unlock with the short code."""
    dosing_session = found(request, pk)
    if not locking.is_locked(request):
        return _said(request, pk, "")
    if not locking.opened_by(request, request.POST.get("code", "").strip()):
        return _said(request, pk, WRONG if locking.has_code(request) else GONE, status=422)
    audit.record(by=request.staff, at=now(), did="unlocked the screen of a session", to=dosing_session)
    return _said(request, pk, "")


@require_GET
def locked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a locked screen shows: initials, room, how far it is, when the next check is due."""
    at = now()
    return render(request, "dosing/_locked_state.html", locked_state(still_open(request, pk, at=at), at=at))


def locked_page(request: HttpRequest, dosing_session: DosingSession, *, says: str = "", status: int = 200) -> Any:
    """The page of the session while it is locked, for a page that was loaded anew or runs no script."""
    at = now()
    context = {
        **locked_state(dosing_session, at=at), "has_code": locking.has_code(request), "lock_says": says,
        "is_locked": True, "follows": [f"session:{dosing_session.pk}"],
    }  # fmt: skip
    return render(request, "dosing/locked.html", context, status=status)


def locked_state(dosing_session: DosingSession, *, at: datetime) -> dict[str, Any]:
    """The same as data."""
    picture = picture_for(dosing_session)
    return {
        "dosing_session": dosing_session,
        "initials": initials_of(dosing_session.patient),
        "elapsed": picture.minutes(at) if picture.started_at else None,
        "check": picture.check,
        "check_interval": int(picture.check.interval.total_seconds()) if picture.check else 0,
        "asks": bool(picture.alarms),
        "now": at,
        "phone": dosing_session.patient.clinic.prescriber_phone,
    }


def _said(request: HttpRequest, pk: UUID, says: str, *, status: int = 200) -> HttpResponse:
    """The answer to the script of an open page, or the page itself."""
    if "application/json" in request.headers.get("Accept", ""):
        answer = {"says": says, "locked": locking.is_locked(request), "has_code": locking.has_code(request)}
        return JsonResponse(answer, status=status)
    if says and locking.is_locked(request):
        return locked_page(request, found(request, pk), says=says, status=status)
    return redirect("dosing:session", pk)
