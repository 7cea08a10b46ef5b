"""The audit page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from holdspace.board import trail
from holdspace.clinic.audit import record
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import require

A_PAGE = 100


def show(request: HttpRequest) -> HttpResponse:
    """Who did and saw what; reading the trail is itself written down."""
    require(request.staff, Permission.VIEW_AUDIT)
    asked = trail.Asked(*(request.GET.get(name, "") for name in ("patient", "staff", "kind")))
    page = Paginator(trail.entries(request.staff, asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": trail.named(request.staff, page),
        "asked": asked,
        "kinds": trail.KINDS.items(),
        "people": Staff.objects.filter(clinic=request.staff.clinic_id).order_by("name"),
        "query": urlencode(asked.query),
    }
    record(by=request.staff, at=timezone.now(), did="looked at the audit trail", is_read=True, asked=asked.query)
    return render(request, "board/audit.html", context)
