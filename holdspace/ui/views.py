"""The gallery of parts, and the page for a request that came without its token."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdspace.ui.gallery import contents


def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in both themes; only where pages are built or shown, never in a clinic."""
    clinic = getattr(getattr(request, "staff", None), "clinic", None)
    if not (settings.DEBUG or getattr(clinic, "is_demo", False)):
        raise Http404
    context = contents(timezone.now(), request.GET or None)
    return render(request, "ui/gallery.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was not recorded, and what to do."""
    return render(request, "403_csrf.html", status=403)
