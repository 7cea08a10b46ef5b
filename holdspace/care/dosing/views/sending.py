"""What tablets send, as JSON; and the same by a plain form, for a page whose script does not run."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.schema import SHAPES, Field
from holdspace.care.dosing.forms.entry import AMENDABLE, AmendForm, entry_form, payload_of
from holdspace.care.dosing.record import picture_for
from holdspace.care.dosing.views.opening import found, here, now, opened, shared
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.clinic.refusals import Denied, Refused

LARGEST_BATCH = 2_000_000
A_MINUTE = timedelta(minutes=1)
# A time of day this far ahead can only be of the day before.
SURELY_YESTERDAY = timedelta(hours=12)


@require_POST
def events(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a batch of entries; the answer names what became of each."""
    dosing_session = found(request, pk)
    written_by = request.headers.get("X-Holdspace-Author", "")
    if written_by and written_by != str(request.staff.pk):
        # The tablet keeps them for their author; nothing goes into the record under another name.
        says = f"{request.staff.short_name} is signed in. Entries are sent when their author signs in again."
        told = {"code": "another_author", "called": request.staff.short_name, "says": says}
        return JsonResponse(told, status=403)
    try:
        entries = _entries(request)
        outcomes = actions.record_events(dosing_session=dosing_session, entries=entries, by=request.staff, at=now())
    except Refused as refusal:
        return JsonResponse({"says": str(refusal)}, status=409)
    except Denied as denial:
        return JsonResponse({"says": str(denial)}, status=403)
    return JsonResponse({"outcomes": [one.as_dict() for one in outcomes]})


def _entries(request: HttpRequest) -> list[Any]:
    if len(request.body) > LARGEST_BATCH:
        raise Refused("Nothing was recorded: too much came at once.")
    try:
        read = json.loads(request.body)
    except (ValueError, RecursionError) as fault:
        raise Refused("Nothing was recorded: the entries could not be read.") from fault
    entries = read.get("entries") if isinstance(read, dict) else None
    if not isinstance(entries, list):
        raise Refused("Nothing was recorded: no entries came.")
    return entries


@require_POST
def record(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Keep one entry that came by a plain form."""
    dosing_session = found(request, pk)
    if kind not in SHAPES or kind in ("alarm", "amend", "resolve"):
        raise Refused("Nothing was recorded: there is no entry of that kind.")
    payload = payload_from(kind, request.POST)
    happened_at, wrong_time = _when(request.POST.get("when", ""), dosing_session, now())
    doubt = _doubt(kind, payload, dosing_session)
    if wrong_time or (doubt and not payload.get("confirmed")):
        return _ask_again(request, dosing_session, kind, payload, doubt=doubt, wrong_time=wrong_time)
    outcome = actions.record_event(
        dosing_session=dosing_session,
        kind=kind,
        payload=payload,
        by=request.staff,
        at=now(),
        happened_at=happened_at,
        event_id=_event_id(request),
    )
    if outcome.outcome == "refused":
        messages.error(request, f"Not recorded. {outcome.says}")
    elif outcome.outcome == "created" and outcome.says:
        messages.warning(request, f"On the server. {outcome.says}")
    elif outcome.outcome == "conflicting":
        messages.error(request, outcome.says)
    else:
        messages.success(request, "On the server.")
    return redirect(_next(request, kind), pk)


def _next(request: HttpRequest, kind: str) -> str:
    return "dosing:time_out" if request.POST.get("from") == "time_out" else "dosing:session"


def _event_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("event_id", ""))
    except ValueError:
        return None


def payload_from(kind: str, post: QueryDict) -> dict[str, Any]:
    """A form's texts in the shape of the kind."""
    read = {field.name: _read(field, post) for field in SHAPES[kind].fields}
    return {name: value for name, value in read.items() if value not in (None, "")}


def _read(field: Field, post: QueryDict) -> Any:
    if field.holds == "list":
        return post.getlist(field.name)
    given = post.get(field.name, "").strip()
    if field.holds == "yes_no":
        return {"yes": True, "on": True, "true": True, "no": False, "false": False}.get(given)
    if field.holds == "number":
        return given.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return given


def _when(text: str, dosing_session: DosingSession, at: datetime) -> tuple[datetime | None, str]:
    """A time of day on the clinic's clock, and what is wrong with it; empty is now.

    Shortly before midnight and told after it, a time is of yesterday. A time slightly ahead is a slip, not yesterday.
    """
    if not text.strip():
        return None, ""
    try:
        clock = datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - the zone is joined below
    except ValueError:
        return None, f"The time {text.strip()} cannot be read. Type it like 14:05, or leave it empty for now."
    moment = datetime.combine(at.astimezone(here(dosing_session)).date(), clock, here(dosing_session))
    if moment <= at + A_MINUTE:
        return moment, ""
    if moment - at > SURELY_YESTERDAY:
        return moment - timedelta(days=1), ""
    return None, f"{clock:%H:%M} lies ahead. Correct the time, or leave it empty for now."


def _doubt(kind: str, payload: dict[str, Any], dosing_session: DosingSession) -> str:
    """Why a dose is hardly believable: asked once, then kept as it is said."""
    if kind != "dose" or dosing_session.order is None:
        return ""
    try:
        mg = Decimal(payload.get("mg", ""))
    except ArithmeticError:
        return ""
    ordered = dosing_session.order.dose_mg
    if mg <= ordered * 2:
        return ""
    times = (mg / ordered).quantize(Decimal("0.1")).normalize()
    return f"Check this number: {mg.normalize():f} mg is {times:f} times the order of {ordered.normalize():f} mg."


def _ask_again(
    request: HttpRequest, dosing_session: DosingSession, kind: str, payload: dict[str, Any], *,
    doubt: str, wrong_time: str,
) -> HttpResponse:  # fmt: skip
    """The same entry once more, with everything as it was typed, the time included."""
    typed = {name: request.POST.get(name, "") for name in ("event_id", "when", "from")}
    form = entry_form(kind, in_doubt=bool(doubt))(initial={**_as_typed(payload), **typed})
    context = {
        **shared(request, dosing_session, at=now()), "form": form, "kind": kind, "doubt": doubt,
        "wrong_time": wrong_time, "title": "Check this number" if doubt else "Check the time",
    }  # fmt: skip
    return render(request, "dosing/entry.html", context, status=422)


def _as_typed(payload: dict[str, Any]) -> dict[str, Any]:
    words = {True: "yes", False: "no"}
    return {name: words[value] if isinstance(value, bool) else value for name, value in payload.items()}


def amend(request: HttpRequest, pk: UUID, event: UUID) -> HttpResponse:
    """Correct one entry or take it back, with a reason; what was written first stays to be read."""
    dosing_session = opened(request, pk, at=now(), to_see="an entry of a dosing session")
    row = SessionEvent.objects.filter(dosing_session=dosing_session, id=event).select_related("author").first()
    if row is None or row.kind not in AMENDABLE:
        raise Refused("This entry is not corrected. Write down what is true now as a new entry.")
    picture = picture_for(dosing_session)
    line = next(one for one in picture.timeline if one.event == row.id)
    form = AmendForm(row.kind, request.POST or None, initial=_as_it_stands(row))
    if request.method == "POST" and form.is_valid():
        payload = {"event": str(row.id), "how": form.how, "because": form.cleaned_data["because"]}
        if form.how == "replace":
            payload["payload"] = payload_of(row.kind, form.cleaned_data)
        if request.POST.get("seen"):
            # What the page showed when it was opened: somebody else may have corrected the entry since.
            payload["seen"] = request.POST["seen"]
        outcome = actions.record_event(
            dosing_session=dosing_session, kind="amend", payload=payload, by=request.staff, at=now()
        )
        if outcome.outcome == "created":
            messages.success(request, "Corrected. What was written first stays to be read.")
            return redirect("dosing:session", pk)
        form.add_error(None, f"Not recorded. {outcome.says}")
    newest = _newest_correction(row)
    seen = request.POST.get("seen", "") if request.method == "POST" else str(newest.id) if newest else ""
    context = {
        **shared(request, dosing_session, at=timezone.now()),
        "form": form,
        "line": line,
        "row": row,
        "seen": seen,
    }
    return render(request, "dosing/amend.html", context, status=422 if form.errors else 200)


def _newest_correction(row: SessionEvent) -> SessionEvent | None:
    about = SessionEvent.objects.filter(dosing_session=row.dosing_session_id, kind="amend", payload__event=str(row.id))
    return about.order_by("sequence").last()


def _as_it_stands(row: SessionEvent) -> dict[str, Any]:
    """The entry as last corrected: a correction starts from what was written, not from nothing."""
    newest = _newest_correction(row)
    payload = newest.payload.get("payload", row.payload) if newest else row.payload
    return {
        name: {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        for name, value in payload.items()
    }
