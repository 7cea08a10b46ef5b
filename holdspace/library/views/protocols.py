"""The protocols: what is published, what we use of it and how we changed it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinic.signing import signs
from holdspace.clinical import protocols as knowledge
from holdspace.clinical.protocols import NotShipped, Protocol
from holdspace.clinical.protocols.loosening import what_loosens
from holdspace.library import protocols, search
from holdspace.library.actions import protocols as actions
from holdspace.library.comparing import lines
from holdspace.library.forms import DecisionForm, ReasonForm
from holdspace.library.models import ClinicProtocol


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every protocol, ours and published, with how it stands here."""
    asked = request.GET.get("q", "").strip()
    standing = protocols.standing(request.staff.clinic, at=timezone.now())
    own = [held.protocol for code, held in standing.items() if knowledge.by_id(code) is None]
    listed = [(_ours_or_published(each, standing), standing.get(each.id)) for each in (*own, *knowledge.PROTOCOLS)]
    found = [(protocol, held) for protocol, held in listed if search.matches(asked, search.words_of_protocol(protocol))]
    context = {
        "found": found,
        "in_use": sum(1 for _, held in listed if held and held.is_in_use),
        "not_shipped": knowledge.NOT_SHIPPED,
        "waiting": protocols.waiting(request.staff.clinic),
        "today": timezone.localdate(),
        "search": asked,
    }
    return render(request, "library/protocols.html", context)


def _ours_or_published(protocol: Protocol, standing: dict[str, protocols.Held]) -> Protocol:
    held = standing.get(protocol.id)
    return held.protocol if held is not None and held.is_in_use else protocol


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One protocol, as published and as ours, with the forms to adopt, keep and retire it."""
    not_shipped = next((each for each in knowledge.NOT_SHIPPED if each.id == code), None)
    if not_shipped is not None:
        return _known_but_not_shipped(request, not_shipped)
    return _page(request, code)


def _known_but_not_shipped(request: HttpRequest, entry: NotShipped) -> HttpResponse:
    return render(request, "library/not_shipped.html", {"entry": entry})


def _page(request: HttpRequest, code: str, *, status: int = 200, **more: Any) -> HttpResponse:
    clinic = request.staff.clinic
    held = protocols.held(clinic, code, at=timezone.now())
    waits = next((row for row in protocols.waiting(clinic) if row.code == code), None)
    published = _published(code, held, waits)
    protocol = held.protocol if held else published
    context = {
        "code": code,
        "held": held,
        "protocol": protocol,
        "published": published,
        "lines": lines(published, protocol),
        "waits": waits,
        "waits_because": what_loosens(protocols.written(waits), published) if waits else (),
        "waiting_lines": lines(protocol, protocols.written(waits)) if waits else (),
        "is_overdue": bool(held and held.is_overdue(timezone.localdate())),
        "history": protocols.history(clinic, code),
        "decision_form": DecisionForm(auto_id="decide_%s"),
        "reason_form": ReasonForm(auto_id="why_%s"),
        "may_keep": request.staff.may(Permission.KEEP_LIBRARY),
        "may_second": request.staff.may(Permission.SECOND_LIBRARY),
    }
    return render(request, "library/protocol.html", context | more, status=status)


def _published(code: str, held: protocols.Held | None, waits: ClinicProtocol | None) -> Protocol:
    """The published protocol of this code, or the one that ours comes from."""
    row = held.row if held else waits
    found = knowledge.by_id(row.based_on if row else code)
    if found is None:
        raise Http404(f"There is no protocol called {code}.")
    return found


def _decide(request: HttpRequest, code: str, act: Any, done: str, form: Any) -> HttpResponse:
    """Take one decision about a protocol, or say on its page why it was not taken."""
    require(request.staff, Permission.KEEP_LIBRARY)
    if not form.is_valid():
        named = "reason_form" if isinstance(form, ReasonForm) else "decision_form"
        return _page(request, code, status=422, **{named: form})
    try:
        act(code=code, by=request.staff, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _page(request, code, status=409, refusal=refusal)
    messages.success(request, done)
    return redirect("library:protocol", code=code)


@signs
@require_POST
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """Take the protocol up as it is published."""
    done = f"{code} is in use. Plans can be written under it."
    return _decide(request, code, actions.adopt, done, DecisionForm(request.POST, auto_id="decide_%s"))


@signs
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it was reviewed and stays."""
    return _decide(
        request, code, actions.keep, f"{code} was reviewed and stays.", DecisionForm(request.POST, auto_id="decide_%s")
    )


@signs
@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Give the protocol up."""
    done = f"{code} is retired. No new plan is written under it."
    return _decide(request, code, actions.retire, done, ReasonForm(request.POST, auto_id="why_%s"))


@signs
@require_POST
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign an edit as the second person."""
    row = get_object_or_404(ClinicProtocol.objects.filter(clinic_id=request.staff.clinic_id), pk=pk)
    try:
        signed = actions.second(row=row, by=request.staff, at=timezone.now())
    except Refused as refusal:
        return _page(request, row.code, status=409, refusal=refusal)
    messages.success(request, f"Version {signed.version} of {row.code} carries two signatures and holds.")
    return redirect("library:protocol", code=row.code)
