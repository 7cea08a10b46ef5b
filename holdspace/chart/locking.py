"""A tablet that was locked shows nobody's chart until whoever locked it, or somebody who signs in, opens it again.

Recording goes on: what the locked page still has to send is taken, and nothing is shown for it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from holdspace.chart.handing import ALWAYS_OPEN

LOCKED, CODE = "locked_screen", "unlock_code"
# After so many wrong codes only a password or passkey opens. Our judgement.
WRONG_CODES = 5
CODE_LENGTHS = range(4, 9)


def is_code(text: str) -> bool:
    """Whether this can be a code: 4 to 8 digits."""
    return text.isascii() and text.isdigit() and len(text) in CODE_LENGTHS


def keep_code(request: HttpRequest, code: str) -> None:
    """A short code for coming back, good for this sign-in only."""
    salt = get_random_string(22)
    request.session[CODE] = {"salt": salt, "hash": _hash(code, salt), "wrong": 0}


def _hash(code: str, salt: str) -> str:
    """Quick on purpose: so few digits are kept safe by counting wrong ones, not by a slow hash."""
    return salted_hmac(salt, code, algorithm="sha256").hexdigest()


def has_code(request: HttpRequest) -> bool:
    """Whether a code opens this tablet, or only a password or passkey."""
    return CODE in request.session


def lock(request: HttpRequest, *, shows: str, opens: Iterable[str], at: datetime) -> None:
    """From here on this sign-in opens these addresses only; every other leads to the locked page."""
    request.session[LOCKED] = {"shows": shows, "opens": [shows, *opens], "at": at.timestamp()}


def is_locked(request: HttpRequest) -> bool:
    """Whether the tablet is locked."""
    return LOCKED in request.session


def opened_by(request: HttpRequest, code: str) -> bool:
    """Unlock with the short code; wrong ones are counted, and after the last the code is gone."""
    kept = request.session.get(CODE)
    if not kept:
        return False
    if constant_time_compare(_hash(code, kept["salt"]), kept["hash"]):
        request.session[CODE] = {**kept, "wrong": 0}
        request.session.pop(LOCKED, None)
        return True
    wrong = kept["wrong"] + 1
    if wrong >= WRONG_CODES:
        del request.session[CODE]
    else:
        request.session[CODE] = {**kept, "wrong": wrong}
    return False


def locked_screens(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: while the tablet is locked, only what was left open is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        locked = request.session.get(LOCKED)
        if locked is None or not request.user.is_authenticated:
            return get_response(request)
        if _shown_at(request) > locked["at"]:
            del request.session[LOCKED]
            return get_response(request)
        if request.path in locked["opens"] or request.path in {reverse(name) for name in ALWAYS_OPEN}:
            return get_response(request)
        return _turned_away(request, locked)

    return middleware


def _shown_at(request: HttpRequest) -> float:
    """When somebody last showed who they are by a password or passkey."""
    return max((record["at"] for record in get_authentication_records(request, request.user)), default=0.0)


def _turned_away(request: HttpRequest, locked: dict[str, Any]) -> HttpResponse:
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect(locked["shows"])
    return JsonResponse({"says": "The tablet is locked. Unlock it first."}, status=423)
