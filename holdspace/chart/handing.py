"""A tablet in a patient's hands opens what was handed over and nothing else, until staff show who they are.

The page that is handed over is signed in as the clinician. Without this, the back button or a typed address would open
that patient's chart, or another's.
"""

from collections.abc import Callable, Iterable

from allauth.account.authentication import get_authentication_records
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

KEY = "in_a_patients_hands"
# How somebody of staff shows who they are, leaves, and how an open page stays in touch.
ALWAYS_OPEN = (
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
    "renew_events_ticket",
)


class PasswordForm(forms.Form):
    """The password of whoever is signed in; checked by the page that shows who one is."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


def hand_over(request: HttpRequest, *, opens: Iterable[str]) -> None:
    """From here on this sign-in opens these addresses only."""
    request.session[KEY] = {"opens": list(opens), "shown_at": _shown_at(request)}


def _shown_at(request: HttpRequest) -> float:
    """When somebody last showed who they are, by the clock of the sign-in itself."""
    return max((record["at"] for record in get_authentication_records(request, request.user)), default=0.0)


def also_opens(request: HttpRequest, address: str) -> None:
    """One address more for whoever has the tablet: the page after the last question."""
    handed = request.session.get(KEY)
    if handed is not None:
        request.session[KEY] = {**handed, "opens": [*handed["opens"], address]}


def is_handed_over(request: HttpRequest) -> bool:
    """Whether the tablet is with a patient now."""
    return KEY in request.session


def in_patients_hands(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whatever was not handed over is answered by a page that asks for the password; no chart is opened."""

    def middleware(request: HttpRequest) -> HttpResponse:
        handed = request.session.get(KEY)
        if handed is None:
            return get_response(request)
        # Whoever has shown who they are since then has the tablet back.
        if _shown_at(request) > handed["shown_at"]:
            del request.session[KEY]
            return get_response(request)
        return get_response(request) if _is_open(request.path, handed["opens"]) else _locked(request)

    return middleware


def _is_open(path: str, opens: Iterable[str]) -> bool:
    return path in opens or path in {reverse(name) for name in ALWAYS_OPEN}


def _locked(request: HttpRequest) -> HttpResponse:
    """A page like that for signing in; a script that asks for something is told no."""
    is_page = request.method == "GET" and "HX-Request" not in request.headers
    context = {"form": PasswordForm(), "then": request.get_full_path() if is_page else "/"}
    return render(request, "chart/with_a_patient.html", context, status=200 if is_page else 403)
