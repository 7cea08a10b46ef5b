"""How a refusal reaches the person: a page that says what was not done, why, and where to clear it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused


class RefusalPages:
    """Middleware: a refusal no view has answered itself becomes a page, never an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for a refusal; anything else goes on to crash as it should."""
        if isinstance(exception, NotYet):
            context = {"blocks": exception.blocks, "episode": exception.episode}
            return render(request, "chart/not_yet.html", context, status=409)
        if isinstance(exception, Denied):
            context = {"title": "Not yours to do", "says": exception, "back": way_back(request)}
            return render(request, "chart/refused.html", context, status=403)
        if isinstance(exception, Refused):
            context = {"title": "Not done", "says": exception, "back": way_back(request)}
            return render(request, "chart/refused.html", context, status=409)
        return None


def way_back(request: HttpRequest) -> str:
    """Where this person came from, when that was a page of ours; else the first page."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if came_from and ours else "/"
