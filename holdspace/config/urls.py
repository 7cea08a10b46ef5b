"""Which address leads where? Each part of the house keeps its own list; this one joins them."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from holdspace.config import sign_in_urls, tickets

urlpatterns = [
    path("accounts/", include(sign_in_urls)),
    path("live/ticket", tickets.renew, name="renew_events_ticket"),
    *(path("", include(f"{part}.urls")) for part in ("holdspace.ui", *settings.HOUSE) if find_spec(f"{part}.urls")),
]
