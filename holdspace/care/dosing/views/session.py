"""The live session screen, its part that brings itself up to date, and the sheet that is left when it is over."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from uuid6 import uuid7

from holdspace.care.dosing import actions
from holdspace.care.dosing.actions.time_out import ITEMS
from holdspace.care.dosing.chart import SessionChart
from holdspace.care.dosing.chart_data import chart_data
from holdspace.care.dosing.events.lines import NEED_A_REASON
from holdspace.care.dosing.events.phases import moves_from
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.schema import SHAPES, VERSION
from holdspace.care.dosing.forms.drug import ReviewForm
from holdspace.care.dosing.record import baseline_for_the_screen, newest_rows, picture_for
from holdspace.care.dosing.views.charting import charting
from holdspace.care.dosing.views.figures import FRESH_MINUTES, chip_of, figures_of, given_line
from holdspace.care.dosing.views.handover import handing_over
from holdspace.care.dosing.views.locking import locked_page
from holdspace.care.dosing.views.offline import facts_of
from holdspace.care.dosing.views.opening import back, found, here, now, opened, shared, still_open
from holdspace.chart.given import given_in
from holdspace.chart.locking import has_code, is_locked
from holdspace.chart.models import DosingSession, PreparationSession, TouchAgreement
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused
from holdspace.clinical.monitoring import DISTRESS, MOAAS, RASS, Signal, for_the_screen
from holdspace.clinical.monitoring.rescue import AFTER_AN_ANTAGONIST, RescueStep, rescue_steps
from holdspace.clinical.monitoring.side_effects import BY_TERM, SIDE_EFFECTS
from holdspace.clinical.roles import Role
from holdspace.ui.statuses import status
from holdspace.ui.words import countdown

LIVE = ("dosing", "recovery", "on_hold", "stopped", "ready_to_leave", "transferred")
CHIPS = 4
ONE_TAPS = (
    ("smile", "Settled", "note", {"state": "settled"}),
    ("frown", "Anxious", "note", {"state": "anxious"}),
    ("droplets", "Tearful", "note", {"state": "tearful"}),
    ("waves", "Nausea", "side_effect", {"term": "Nausea", "code": BY_TERM["Nausea"].code}),
    ("wind", "Breathing", "intervention", {"what": "breathing"}),
    ("hand", "Touch: hand", "intervention", {"what": "touch", "detail": "hand"}),
    ("music", "Music", "music", {"text": "changed"}),
)
# First page of the number table, as drawn; Lower and Higher turn it.
TABLE = {
    Signal.SYSTOLIC: (80, 189),
    Signal.DIASTOLIC: (40, 149),
    Signal.HEART_RATE: (40, 149),
    Signal.SPO2: (70, 100),
}


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The session as it runs; before it starts its time-out, after it its sheet."""
    at = now()
    if is_locked(request):
        return locked_page(request, found(request, pk))
    dosing_session = opened(request, pk, at=at, to_see="the dosing session")
    if dosing_session.state in ("scheduled", "time_out"):
        return redirect("dosing:time_out", pk)
    if dosing_session.state == "on_hold" and dosing_session.started_at is None:
        return redirect("dosing:time_out", pk)
    if dosing_session.state not in LIVE or hasattr(dosing_session, "closing"):
        return _sheet(request, dosing_session, at=at)
    context = {**_live(request, dosing_session, at=at), **_sheets(request, dosing_session, at=at)}
    context |= charting(request, dosing_session, context["chart"], at=at)
    return render(request, "dosing/session.html", context)


@require_GET
def picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The parts that change, as the open page asks for them again and again."""
    if is_locked(request):
        return HttpResponse(status=204)
    at = now()
    dosing_session = still_open(request, pk, at=at)
    if dosing_session.state not in LIVE or hasattr(dosing_session, "closing"):
        return HttpResponse(headers={"HX-Redirect": reverse("dosing:session", args=[pk])})
    return render(request, "dosing/_picture.html", {**_live(request, dosing_session, at=at), "is_refresh": True})


@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every entry of the session, to read and to print."""
    at = now()
    return _sheet(request, opened(request, pk, at=at, to_see="the sheet of a dosing session"), at=at)


def _sheet(request: HttpRequest, dosing_session: DosingSession, *, at: datetime) -> HttpResponse:
    picture, given = picture_for(dosing_session), given_in(dosing_session)
    context = {
        **shared(request, dosing_session, at=at),
        "picture": picture,
        "lines": [_shown(line, picture) for line in reversed(picture.timeline)],
        "chart": SessionChart(picture, now=at),
        "draws": dosing_session.draws.select_related("drawn_by", "witnessed_by").order_by("drawn_at"),
        "closing": getattr(dosing_session, "closing", None),
        "given": given,
        "missing_mg": abs(given.unaccounted_mg),
        "review": getattr(dosing_session, "review", None),
        "checks": _newest_checks(dosing_session),
        "assessment": _newest_assessment(dosing_session),
        "intention": intention_of(dosing_session),
        "form": ReviewForm(),
        "may_review": dosing_session.state == "completed" and request.staff.may(Permission.REVIEW_SESSION),
        "is_live": dosing_session.state in LIVE and not hasattr(dosing_session, "closing"),
    }  # fmt: skip
    return render(request, "dosing/sheet.html", context)


def _newest_assessment(dosing_session: DosingSession) -> Any:
    rows = dosing_session.readiness_assessments.select_related("overridden_by", "recorded_by")
    return rows.order_by("assessed_at", "id").last()


def _newest_checks(dosing_session: DosingSession) -> list[Any]:
    rows = newest_rows(list(dosing_session.time_out_checks.select_related("recorded_by")), "item")
    return [(item, rows[item.code]) for item in ITEMS.values() if item.code in rows]


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move the phase, as a person says it is."""
    dosing_session = found(request, pk)
    to = request.POST.get("to", "")
    if to not in {choice for choice, _ in DosingSession.State.choices}:
        raise Refused("The phase was not moved: there is no phase of that name.")
    because = request.POST.get("because", "")
    try:
        actions.move_phase(dosing_session=dosing_session, to=to, by=request.staff, at=now(), because=because)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("dosing:session", pk)
    return back(request, f"The session is now: {status(to).word.lower()}.", "dosing:session", dosing_session)


def _live(request: HttpRequest, dosing_session: DosingSession, *, at: datetime) -> dict[str, Any]:
    picture = picture_for(dosing_session)
    chart = SessionChart(picture, now=at)
    return {
        **shared(request, dosing_session, at=at),
        "picture": picture,
        "figures": figures_of(picture, at),
        "elapsed": picture.minutes(at),
        "given_line": given_line(picture),
        "chart": chart,
        "live": chart_data(chart),
        "lines": [_shown(line, picture) for line in picture.timeline],
        "chips": _chips(request, dosing_session, at=at),
        "alarm": next(iter(picture.alarms), None),
        "more_alarms": max(len(picture.alarms) - 1, 0),
        "given_mg": picture.given_mg,
        "picture_facts": facts_of(picture),
        "intention": intention_of(dosing_session),
        "people": _present(dosing_session, picture),
        "may_record": request.staff.may(Permission.RECORD_SESSION),
        **handing_over(dosing_session, picture, request.staff),
        "touch": _touch_agreed(dosing_session),
        "touch_areas": picture.touch_areas or (),
        "moves": [(to, status(to).word, to in NEED_A_REASON) for to in moves_from(dosing_session.state, picture)],
        **_check(picture, at),
    }


def _check(picture: SessionPicture, at: datetime) -> dict[str, Any]:
    """The next check as the countdown shows it."""
    if picture.check is None:
        return {"check_interval": 0}
    due = picture.check.due_at
    return {
        "check_interval": int(picture.check.interval.total_seconds()),
        "check_minute": picture.minutes(due),
        "check_text": countdown(due, at)[0],
        "check_left": max(0, int((due - at).total_seconds())),
    }


def _shown(line: Any, picture: SessionPicture) -> tuple[Any, int | None, str]:
    """A timeline line with its T+ and the state it is drawn with."""
    told = next(one for one in picture.events if one.id == line.event)
    state = "late" if told.is_late else "on_the_server"
    if line.struck or any(remark.startswith("Corrected") for remark in line.remarks):
        state = "amended"
    return line, picture.minutes(line.at), state


def intention_of(dosing_session: DosingSession) -> str:
    """What the patient wants to meet, in their words, as last said."""
    held = (
        PreparationSession.objects.current().filter(episode=dosing_session.episode_id).order_by("held_at", "id").last()
    )
    return held.intention if held else ""


def _touch_agreed(dosing_session: DosingSession) -> TouchAgreement | None:
    agreed = TouchAgreement.objects.current().filter(episode=dosing_session.episode_id)
    return agreed.order_by("agreed_at", "id").last()


def _present(dosing_session: DosingSession, picture: SessionPicture) -> list[tuple[str, str, bool]]:
    """Monitor, therapist and prescriber with whether they are in the room; then whoever else is."""
    inside = {person.id: person for person in picture.in_the_room}
    shown = []
    for role in ("monitor", "therapist"):
        holding = next((person for person in inside.values() if person.role == role), None)
        named = getattr(dosing_session, role)
        shown.append((role.capitalize(), holding.name if holding else named.short_name, holding is not None))
    shown.append(("Prescriber", dosing_session.prescriber.short_name, str(dosing_session.prescriber_id) in inside))
    return shown


def _chips(request: HttpRequest, own: DosingSession, *, at: datetime) -> list[dict[str, Any]]:
    """Every session under way at this site, this one first."""
    sessions = DosingSession.objects.visible_to(request.staff).under_way().filter(room__site=own.room.site_id)
    rows = sessions.select_related(
        "patient", "episode__site", "order", "room", "monitor", "therapist", "prescriber"
    ).order_by("started_at", "scheduled_at")
    ordered = sorted(rows, key=lambda row: row.pk != own.pk)[:CHIPS]
    return [chip_of(row, is_own=row.pk == own.pk, at=at) for row in ordered]


def _sheets(request: HttpRequest, dosing_session: DosingSession, *, at: datetime) -> dict[str, Any]:
    """What stays as it is while the page is open: the sheets, the one-tap buttons, the knowledge to compare with."""
    picture = picture_for(dosing_session)
    clinic = dosing_session.patient.clinic
    return {
        "one_taps": [(icon, word, kind, payload, str(uuid7())) for icon, word, kind, payload in ONE_TAPS],
        "shape_names": ("tablet", "square-cross", "double-tick", "octagon", "triangle", "question"),
        "side_effects": SIDE_EFFECTS,
        "rescue_steps": [(step, *_entry_of(step)) for step in rescue_steps(picture.limits)],
        "after_an_antagonist": AFTER_AN_ANTAGONIST,
        "prescriber_phone": clinic.prescriber_phone,
        "scales": (MOAAS, RASS, DISTRESS),
        "ten": range(11),
        "has_code": has_code(request),
        "staff_here": _staff_for_a_room(dosing_session),
        "device_config": _device_config(request, dosing_session, picture, at=at),
        "last_values": _last_values(picture, at),
        "slots": [(signal, *_SLOTS[signal]) for signal in TABLE],
    }  # fmt: skip


def _entry_of(step: RescueStep) -> tuple[str, dict[str, str]]:
    """The entry that one tap on a step makes: stopping moves the phase, everything else is an intervention."""
    return ("phase", {"to": "stopped"}) if step.code == "stop" else ("intervention", {"what": step.code})


def _staff_for_a_room(dosing_session: DosingSession) -> Any:
    here = Staff.objects.filter(clinic=dosing_session.patient.clinic_id, ended_at=None)
    return here.filter(held_roles__role__in=_IN_A_ROOM).distinct().order_by("name")


_IN_A_ROOM = (Role.MONITOR.value, Role.THERAPIST.value, Role.PRESCRIBER.value)
_SLOTS = {
    Signal.SYSTOLIC: ("BP, upper", "mmHg"),
    Signal.DIASTOLIC: ("BP, lower", "mmHg"),
    Signal.HEART_RATE: ("Heart rate", "/min"),
    Signal.SPO2: ("SpO₂", "%"),
}


def _last_values(picture: SessionPicture, at: datetime) -> dict[str, Any]:
    return {signal.value: newest for signal, newest in picture.newest.items()}


def _device_config(
    request: HttpRequest, dosing_session: DosingSession, picture: SessionPicture, *, at: datetime
) -> dict[str, Any]:
    """What the script compares and sends with; knowledge comes from the rules, never from the script."""
    offset = at.astimezone(here(dosing_session)).utcoffset() or timedelta()
    order = dosing_session.order
    return {
        "dosing_session": str(dosing_session.pk),
        "patient": str(dosing_session.patient_id),
        "author": str(request.staff.pk),
        "called": request.staff.short_name,
        "events": reverse("dosing:events", args=[dosing_session.pk]),
        "here": reverse("dosing:here"),
        "offset_minutes": int(offset.total_seconds() // 60),
        "schema_version": VERSION,
        "server_now": at.isoformat(),
        "shapes": {kind: {field.name: field.holds for field in shape.fields} for kind, shape in SHAPES.items()},
        "knowledge": for_the_screen(order.route, baseline_for_the_screen(picture), picture.limits) if order else None,
        "table": {signal.value: list(span) for signal, span in TABLE.items()},
        "last": {
            signal.value: {"value": str(newest.value), "at": newest.at.isoformat()}
            for signal, newest in picture.newest.items()
        },
        "ordered_mg": str(order.dose_mg) if order else None,
        "most_mg": _most_mg(picture),
        "fresh_minutes": FRESH_MINUTES,
    }


def _most_mg(picture: SessionPicture) -> str | None:
    """The most this session may carry, for the tablet to compare its own sum with."""
    total = picture.running
    return str(total.most.value) if total is not None and total.most is not None else None
