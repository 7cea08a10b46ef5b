"""Changing a protocol: typed, looked at beside what stands, and only then written."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.library import limits, protocols
from holdspace.library.actions import protocols as actions
from holdspace.library.forms import ProtocolForm
from holdspace.library.proposing import Proposal, propose
from holdspace.library.protocols import Held

NOTHING = "Nothing was changed: the protocol says the same as before. Change something, or leave it."
ANOTHER = "Nothing was written: it was changed after you looked at it. Read what changes, then write it."


@require_GET
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The protocol as it stands, part by part."""
    held = _in_use(request, code)
    form = ProtocolForm(protocol=held.protocol)
    return _page(request, held, form, propose(held.protocol, {}, _limits(request)))


def _in_use(request: HttpRequest, code: str) -> Held:
    held = protocols.held(request.staff.clinic, code, at=timezone.now())
    if held is None or not held.is_in_use:
        raise Http404(f"This clinic does not use {code}.")
    return held


def _limits(request: HttpRequest) -> Any:
    return limits.in_force(request.staff.clinic, at=timezone.now())


def _page(
    request: HttpRequest, held: Held, form: ProtocolForm, proposal: Proposal | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "code": held.row.code,
        "held": held,
        "form": form,
        "proposal": proposal,
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
    }
    return render(request, "library/edit_protocol.html", context | more, status=status)


@require_POST
def weigh(request: HttpRequest, code: str) -> HttpResponse:
    """What the edit would make of the protocol, beside the lines as they are typed; nothing is kept."""
    held = _in_use(request, code)
    form = ProtocolForm(request.POST, protocol=held.protocol)
    form.is_valid()
    readable = not set(form.errors) - {"reason", "review_due_on"}
    proposal = propose(held.protocol, form.changes(), _limits(request)) if readable else None
    return render(request, "library/_weighed.html", {"proposal": proposal, "unread": not readable})


@require_POST
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Old beside new, before it is written."""
    require(request.staff, Permission.KEEP_LIBRARY)
    held = _in_use(request, code)
    form = ProtocolForm(request.POST, protocol=held.protocol)
    if not form.is_valid():
        return _page(request, held, form, None, status=422)
    proposal = propose(held.protocol, form.changes(), _limits(request))
    if not proposal.changes:
        return _page(request, held, form, proposal, status=409, refusal=NOTHING)
    return _page(request, held, form, proposal, status=200 if proposal.may_be_written else 409, looked=True)


@signs
@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write the new version, when it is the one that was looked at."""
    require(request.staff, Permission.KEEP_LIBRARY)
    held = _in_use(request, code)
    form = ProtocolForm(request.POST, protocol=held.protocol)
    if not form.is_valid():
        return _page(request, held, form, None, status=422)
    proposal = propose(held.protocol, form.changes(), _limits(request))
    if proposal.changes and request.POST.get("looked_at") != proposal.seal:
        return _page(request, held, form, proposal, status=409, looked=True, refusal=ANOTHER)
    given = {name: form.cleaned_data[name] for name in ("reason", "review_due_on", "beside")}
    try:
        row = actions.edit(code=code, changes=proposal.changes, by=request.staff, at=timezone.now(), **given)
    except Refused as refusal:
        return _page(request, held, form, proposal, status=409, looked=True, refusal=refusal)
    waits = " It waits for a second signature." if row.needs_second else ""
    messages.success(request, f"Version {row.version} of {row.code} is written.{waits}")
    return redirect("library:protocol", code=row.code)
