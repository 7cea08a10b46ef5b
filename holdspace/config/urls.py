"""Which address leads where? Each part of the house keeps its own list; this one joins them."""

from django.urls import include, path

from holdspace.config import sign_in_urls, tickets

PARTS = (
    "ui",
    "clinic",
    "library",
    "care.intake",
    "care.screening",
    "care.evaluation",
    "care.consent",
    "care.planning",
    "care.preparation",
    "care.dosing",
    "care.integration",
    "care.follow_up",
    "portal",
    "board",
    "fhir",
)
urlpatterns = [
    path("accounts/", include(sign_in_urls)),
    path("live/ticket", tickets.renew, name="renew_events_ticket"),
    *(path("", include(f"holdspace.{part}.urls")) for part in PARTS),
]
