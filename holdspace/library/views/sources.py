"""The bibliography, and what of it still waits for a clinician's eye."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from holdspace.library import known, search


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every source with its mark, and everything that rests on it."""
    asked = request.GET.get("q", "").strip()
    found = [each for each in known.sources() if search.matches(asked, each.words)]
    return render(request, "library/sources.html", {"sources": found, "search": asked})


@require_GET
def judgements(request: HttpRequest) -> HttpResponse:
    """What we judged ourselves and what is recalled: both wait to be looked at."""
    context = {"judgements": known.judgements(), "recalled": known.recalled()}
    return render(request, "library/judgements.html", context)
