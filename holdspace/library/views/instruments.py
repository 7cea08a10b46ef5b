"""The instruments: what they ask, how they are scored, what the score is called, whose they are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument
from holdspace.library import search


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every instrument, with whose it is."""
    asked = request.GET.get("q", "").strip()
    found = [each for each in instruments.ALL if search.matches(asked, search.words_of_instrument(each))]
    return render(request, "library/instruments.html", {"found": found, "search": asked})


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One instrument."""
    return _page(request, _known(code))


def _known(code: str) -> Instrument:
    try:
        return instruments.by_code(code)
    except ValueError as unknown:
        raise Http404(str(unknown)) from unknown


def _page(request: HttpRequest, instrument: Instrument, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "instrument": instrument,
        "answers": [(item, instrument.choices_of(item)) for item in instrument.items],
    }
    return render(request, "library/instrument.html", context | more, status=status)
