"""Who may listen to which news? A signed ticket names the channels; it is made with a page and soon expires.

A channel is `clinic:<id>`, `session:<id>`, `patient:<id>` or, for the risk answers of a clinic, `risk:<id>`. The stream
that a ticket opens says only *that* something changed; the page then asks for its parts again, and those pages check
what the reader may see.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

SALT = "holdspace.events"
GOOD_FOR_S = 600
RENEWABLE_FOR_S = settings.SESSION_COOKIE_AGE


@dataclass(frozen=True)
class Ticket:
    """Leave for one signed-in person to hear about some channels on pages from one origin."""

    account: str
    channels: tuple[str, ...]
    origin: str
    page_began: float

    def signed(self) -> str:
        """The ticket as it travels in an address."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str, *, max_age_s: int = GOOD_FOR_S) -> "Ticket | None":
        """The ticket, or nothing when it is forged, torn or too old."""
        try:
            fields = signing.loads(text, salt=SALT, max_age=max_age_s)
        except signing.BadSignature:
            return None
        return cls(**{**fields, "channels": tuple(fields["channels"])})


def events_ticket(request: HttpRequest, channels: Sequence[str]) -> str:
    """Sign leave for the reader of this page to hear about these channels."""
    return Ticket(
        account=str(request.user.pk),
        channels=tuple(channels),
        origin=f"{request.scheme}://{request.get_host()}",
        page_began=getattr(request, "page_began", 0.0),
    ).signed()


def events_origin(request: HttpRequest) -> str:
    """Where this page's events come from when that is another port; empty when a proxy passes them on."""
    if settings.ADDRESS:
        return ""
    try:
        host = urlsplit(f"//{request.get_host()}").hostname or ""
    except DisallowedHost:
        return ""
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.EVENTS_PORT}"


def events_url(request: HttpRequest, ticket: str) -> str:
    """The address of the stream that this ticket opens."""
    return f"{events_origin(request)}/events?{urlencode({'ticket': ticket})}"


def remember_when_the_page_began(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is committed while a page is being made is told to that page as soon as it listens."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.page_began = time.time()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


@require_GET
def renew(request: HttpRequest) -> HttpResponse:
    """Give a page that is still open a fresh ticket for the channels it had, while its reader is signed in."""
    old = Ticket.read(request.GET.get("ticket", ""), max_age_s=RENEWABLE_FOR_S)
    if old is None or old.account != str(request.user.pk):
        return JsonResponse({"says": "The live link was not renewed. Load the page again."}, status=403)
    return JsonResponse({"events": events_url(request, old.signed())})
