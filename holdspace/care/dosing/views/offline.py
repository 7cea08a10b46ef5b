"""What a tablet needs to open a session without the server: its worker, the frame of the page, and who is signed in."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import find, get_finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from holdspace.care.dosing.events.picture import SessionPicture

# What the page of a session loads, by the beginning of its name.
NEEDED = (
    "ui/",
    "dosing/",
    "npm/htmx/htmx.min.js",
    "npm/pico/pico.min.css",
    "npm/uplot/uPlot.esm.js",
    "npm/uplot/uPlot.min.css",
    "npm/atkinson/index.css",
    "npm/atkinson/files/atkinson-hyperlegible-next-latin-wght-normal",
    "npm/newsreader/opsz",
    "npm/newsreader/files/newsreader-latin-opsz-",
)
NOT_NEEDED = ("ui/gallery.css", "dosing/worker.js", "dosing/drain.js", "dosing/ready.js", ".map", ".gz", ".br", ".ts")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where the installed app begins; without a network its worker answers here with the sessions of this tablet."""
    return redirect("/")


@require_GET
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the release it belongs to and the files it keeps."""
    told = {"release": release(), "frame": reverse("dosing:frame"), "files": [static(name) for name in files()]}
    body = f"self.HOLDSPACE = {json.dumps(told)};\n{_text('dosing/worker.js')}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@require_GET
@login_not_required
def frame(request: HttpRequest) -> HttpResponse:
    """The page of a session without anything about anybody; a tablet keeps it and fills it from its own store."""
    response = render(request, "dosing/frame.html")
    response.headers["X-Holdspace-Frame"] = release()
    return response


@require_GET
@login_not_required
def here(request: HttpRequest) -> HttpResponse:
    """Is the server there, and whom does it know on this tablet?"""
    staff = getattr(request, "staff", None)
    return JsonResponse({"author": str(staff.pk) if staff else None, "called": staff.short_name if staff else ""})


@cache
def files() -> tuple[str, ...]:
    """The static files that a session's page loads, by name."""
    listed = (each for finder in get_finders() for each in finder.list([]))
    # A package's files are listed without the name under which they are served.
    names = {f"{storage.prefix}/{name}" if getattr(storage, "prefix", None) else name for name, storage in listed}
    wanted = {name for name in names if name.startswith(NEEDED)}
    return tuple(sorted(name for name in wanted if not name.endswith(NOT_NEEDED)))


@cache
def release() -> str:
    """One word for this state of page and files: whatever changes in them makes another."""
    digest = hashlib.sha256(render_to_string("dosing/frame.html").encode())
    for name in (*files(), "dosing/worker.js"):
        digest.update(name.encode())
        digest.update(_bytes(name))
    return digest.hexdigest()[:16]


def _bytes(name: str) -> bytes:
    path = find(name)
    return Path(path).read_bytes() if path else b""


def _text(name: str) -> str:
    return _bytes(name).decode()


def facts_of(picture: SessionPicture) -> dict[str, Any]:
    """What the tablet carries on from while it is alone: the sums, the newest values and what the checks count from."""
    return {
        "sequence": max((one.sequence for one in picture.events), default=0),
        "given_mg": str(picture.given_mg),
        "weight_kg": _said(picture.weight_kg),
        "mg_per_ml": _said(picture.concentration_mg_per_ml),
        "newest": {signal.value: {"at": newest.at.isoformat()} for signal, newest in picture.newest.items()},
        "checks": _checks(picture) if picture.check else None,
    }


def _said(value: Any) -> str | None:
    return None if value is None else str(value)


def _checks(picture: SessionPicture) -> dict[str, str | None]:
    measured = [one.at for one in picture.sets if one.blood_pressure is not None]
    moments = {
        "started_at": picture.started_at,
        "last_dose_at": picture.doses[-1].at if picture.doses else None,
        "last_vital_signs_at": max(measured, default=None),
        "infusion_ended_at": picture.infusion_ended_at,
    }
    return {name: moment.isoformat() if moment else None for name, moment in moments.items()}
