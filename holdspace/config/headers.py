"""What may a page load, and may anybody keep a copy of it? The headers every page carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from holdspace.config.tickets import events_origin

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=()"


def content_security_policy(events: str) -> str:
    """Only this server's files run or load; pictures inside style sheets may be written in place."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "worker-src 'self'",
            f"connect-src 'self' {events}".rstrip(),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def page_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: nothing foreign runs in a page, and no browser or proxy stores it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = content_security_policy(events_origin(request))
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware
