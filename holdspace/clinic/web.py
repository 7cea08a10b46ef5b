"""Who is asking? Puts the member of staff on the request, and the clocks of their site on the page."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from holdspace.clinic.models import Account, Staff


def staff_of(account: Account) -> Staff | None:
    """The member of staff who signs in with this account, with clinic, site and roles, in two queries."""
    found = Staff.objects.filter(account=account, ended_at=None).select_related("clinic", "site")
    return found.prefetch_related("held_roles").first()


def staff_and_clock(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: `request.staff`, and times written as the clocks of that person's site show them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        request.staff = staff_of(request.user) if signed_in else None
        if request.staff is None or request.staff.site is None:
            return get_response(request)
        with timezone.override(ZoneInfo(request.staff.site.time_zone)):
            return get_response(request)

    return middleware
