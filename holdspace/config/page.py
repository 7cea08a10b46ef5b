"""What every page needs to know: who is signed in, where they can go, and whether the people are invented."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from holdspace.clinic.permissions import Permission

# Name on the page, url name, and the permission that opens it; what the clinic knows is open to everybody here.
PLACES = (
    ("Today", "board:today", Permission.VIEW_BOARD),
    ("Patients", "board:patients", Permission.VIEW_CHART),
    ("Library", "library:overview", None),
    ("Import", "fhir:import", Permission.REGISTER_PATIENT),
    ("Staff", "clinic:staff", Permission.VIEW_BOARD),
    ("Audit", "board:audit", Permission.VIEW_AUDIT),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; `current` marks the place one is at."""
    staff = getattr(request, "staff", None)
    if staff is None:
        return {"demo": False, "navigation": []}
    places = [(name, _address(url)) for name, url, permission in PLACES if not permission or staff.may(permission)]
    navigation = [
        {"label": name, "href": address, "current": _is_here(address, request.path)}
        for name, address in places
        if address
    ]
    return {
        "staff": staff,
        "demo": staff.clinic.is_demo,
        "navigation": navigation,
        "search_url": _address("board:patients") if staff.may(Permission.VIEW_CHART) else "",
    }


def _is_here(address: str, path: str) -> bool:
    return path == address if address == "/" else path.startswith(address)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
