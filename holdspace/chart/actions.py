"""Writes that several stages share."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.chart.locks import hold_course_of
from holdspace.chart.models import AdverseEvent, Draft, Encounter, EpisodeOfCare, Observation, Patient
from holdspace.chart.models.dosing import DosingSession, SessionEvent
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require


@transaction.atomic
def record_observation(
    *,
    patient: Patient,
    by: Staff,
    at: datetime,
    effective_at: datetime,
    system: str,
    code: str,
    text: str,
    number: Decimal | None = None,
    unit: str = "",
    boolean: bool | None = None,
    value_codings: tuple[dict[str, str], ...] = (),
    value_text: str = "",
    value_at: str = "",
    components: tuple[dict[str, Any], ...] = (),
    category: str = "",
    reference_high: Decimal | None = None,
    source: str = Observation.Source.TYPED,
    encounter: Encounter | None = None,
) -> Observation:
    """Keep one measured or answered thing, with its time and its source."""
    require(by, Permission.RECORD_OBSERVATION)
    hold_course_of(patient.pk)
    if effective_at > at:
        raise Refused("The measurement was not recorded: its time lies ahead. Correct the time.")
    observation = Observation.objects.create(
        patient=patient,
        recorded_at=at,
        recorded_by=by,
        codings=[{"system": system, "code": code, "display": text}],
        text=text,
        system=system,
        code=code,
        category=category,
        status="final",
        effective_at=effective_at,
        value_number=number,
        unit=unit,
        value_boolean=boolean,
        value_codings=list(value_codings),
        value_text=value_text,
        reference_high=reference_high,
        value_at=value_at,
        components=list(components),
        source=source,
        encounter=encounter,
    )
    audit.record(by=by, at=at, did="recorded an observation", to=observation, code=code)
    return observation


@transaction.atomic
def report_adverse_event(
    *,
    patient: Patient,
    by: Staff,
    at: datetime,
    happened_at: datetime,
    term: str,
    severity: str,
    serious: bool,
    code: str = "",
    action: str = "",
    outcome: str = "",
    dosing_session: DosingSession | None = None,
    event: SessionEvent | None = None,
) -> AdverseEvent:
    """Keep harm or possible harm; never refused for what came before it."""
    hold_course_of(patient.pk)
    adverse_event = AdverseEvent.objects.create(
        patient=patient,
        recorded_at=at,
        recorded_by=by,
        dosing_session=dosing_session,
        event=event,
        term=term,
        code=code,
        severity=severity,
        serious=serious,
        action=action,
        outcome=outcome,
        happened_at=happened_at,
    )
    audit.record(by=by, at=at, did="reported an adverse event", to=adverse_event, serious=serious)
    return adverse_event


@transaction.atomic
def book(
    *,
    patient: Patient,
    episode: EpisodeOfCare | None,
    kind: str,
    starts_at: datetime,
    by: Staff,
    at: datetime,
    ends_at: datetime | None = None,
    room: Any = None,
    with_staff: Staff | None = None,
    text: str = "",
) -> Encounter:
    """Book a contact; nobody is booked for a person who has died, nor two in one room at one time."""
    require(by, Permission.BOOK)
    if not patient.is_bookable:
        raise Refused("The contact was not booked: this person has died. Correct the record if this is wrong.")
    if room is not None and ends_at is not None:
        taken = Encounter.objects.filter(room=room, status__in=("planned", "in-progress"))
        if taken.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
            raise Refused(f"The contact was not booked: {room} is taken at that time. Choose another room or time.")
    encounter = Encounter.objects.create(
        patient=patient,
        episode=episode,
        kind=kind,
        status=Encounter.Status.PLANNED,
        starts_at=starts_at,
        ends_at=ends_at,
        room=room,
        with_staff=with_staff,
        text=text,
    )
    audit.record(by=by, at=at, did="booked an encounter", to=encounter, kind=kind)
    return encounter


@transaction.atomic
def keep_draft(*, episode: EpisodeOfCare, purpose: str, content: dict[str, Any], by: Staff, at: datetime) -> Draft:
    """Keep what somebody is writing, so that a crash or a call away loses nothing."""
    draft, _ = Draft.objects.update_or_create(
        episode=episode, author=by, purpose=purpose, defaults={"content": content, "saved_at": at}
    )
    audit.record(by=by, at=at, did="kept a draft", to=draft, patient_id=episode.patient_id, purpose=purpose)
    return draft


def drop_draft(*, episode: EpisodeOfCare, purpose: str, by: Staff) -> None:
    """Forget a draft once what it became is signed; called inside the signing transaction."""
    Draft.objects.filter(episode=episode, author=by, purpose=purpose).delete()
