"""Many sessions at once, written row by row, and pages as somebody who signed in sees them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from holdspace.board.views.today import board_of
from holdspace.chart.models import DosingSession, Encounter, Observation, Patient, SessionEvent
from holdspace.clinic.models import Room, Staff
from tests.care.dosing.build import GOOD_SIGNS, a_course_at_its_dose
from tests.chart.build import PASSWORD, House

PRESSURE = {name: GOOD_SIGNS[name] for name in ("systolic", "diastolic", "heart_rate", "spo2")}


def signed_in(staff: Staff) -> Client:
    """A browser's cookies after signing in by the page."""
    client = Client()
    client.post(reverse("account_login"), {"login": staff.account.email, "password": PASSWORD})
    return client


def sure(staff: Staff) -> Client:
    """The same, the password given once more as before a signature."""
    client = signed_in(staff)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def board(staff: Staff, now: datetime, *, is_wall: bool = False) -> dict[str, Any]:
    """What the board shows this person at a moment."""
    with timezone.override(ZoneInfo(staff.site.time_zone)):
        return board_of(Staff.objects.select_related("site").get(pk=staff.pk), staff.site, is_wall=is_wall, now=now)


def under_the_drug(
    house: House, *, started: datetime, measured: datetime, name: str = "Maya", **signs: Any
) -> DosingSession:
    """A session in a room of its own: dosed at one moment, measured last at another."""
    session = a_course_at_its_dose(house, now=started, given_name=name)
    room, _ = Room.objects.get_or_create(
        site=house.site, name=f"Room {name}", defaults={"place": Room.objects.count() + 1}
    )
    DosingSession.objects.filter(pk=session.pk).update(state="dosing", started_at=started, room=room)
    Encounter.objects.filter(pk=session.encounter_id).update(status="in-progress", room=room)
    SessionEvent.objects.bulk_create(_events(house, session, started, measured, PRESSURE | signs))
    return DosingSession.objects.get(pk=session.pk)


def _events(
    house: House, session: DosingSession, started: datetime, measured: datetime, signs: dict[str, Any]
) -> Iterator[SessionEvent]:
    told = (
        ("phase", {"to": "time_out"}, started - timedelta(minutes=20)),
        ("staff", {"did": "in", "staff": str(house.bauer.pk)}, started - timedelta(minutes=20)),
        ("vital_signs", PRESSURE, started - timedelta(minutes=5)),
        ("phase", {"to": "dosing"}, started),
        ("dose", {"mg": "60", "route": "im"}, started),
        ("vital_signs", signs, measured),
    )
    for place, (kind, payload, at) in enumerate(told):
        # Both phases are acts behind a gate, which the server alone writes.
        device = "server" if kind == "phase" else "tablet-1"
        yield SessionEvent(
            id=uuid7(), dosing_session=session, patient_id=session.patient_id, kind=kind, payload=payload,
            happened_at=at, received_at=at, offset_minutes=120, device=device, device_sequence=place,
            author=house.bauer, written="{}", sha256="0" * 64,
        )  # fmt: skip


def a_long_life(house: House, patient: Patient, contacts: int, now: datetime) -> None:
    """Years of contacts and measurements."""
    Encounter.objects.bulk_create(
        Encounter(
            patient=patient, kind="elsewhere", status="finished", starts_at=now - timedelta(days=day), text="Visit"
        )
        for day in range(1, contacts + 1)
    )
    kept = {"patient": patient, "recorded_at": now, "recorded_by": house.bauer, "source": "imported"}
    Observation.objects.bulk_create(
        Observation(
            **kept, system="http://loinc.org", code="8867-4", text="Heart rate", status="final", value_number=70,
            unit="/min", effective_at=now - timedelta(days=day), codings=[],
        )
        for day in range(1, contacts + 1)
    )  # fmt: skip
