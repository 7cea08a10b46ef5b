"""Signing asks who you are once more: a password or passkey given within the last five minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def signs(view: View) -> View:
    """A view whose POST signs: asks for the password or passkey again unless it was given in the last five minutes."""
    guarded = reauthentication_required(view)

    @wraps(view)
    def signing_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return guarded(request, *args, **kwargs) if request.method == "POST" else view(request, *args, **kwargs)

    return signing_view
