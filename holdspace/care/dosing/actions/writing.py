"""The one place where a session event becomes a row, and where the session's cached state follows it."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Max
from uuid6 import uuid7

from holdspace.care.dosing.events.checking import check
from holdspace.care.dosing.events.phases import SERVER
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.schema import VERSION
from holdspace.care.dosing.record import picture_for
from holdspace.chart.models import DosingSession, EpisodeOfCare, SessionEvent
from holdspace.chart.sealing import seal_events
from holdspace.clinic.models import Staff
from holdspace.clinic.refusals import Refused


def locked(dosing_session: DosingSession) -> DosingSession:
    """The session, held until this transaction ends, so that what an act rests on cannot change under it.

    Its course is held first, in the order of `chart.locks`: consent, plan, order and chart change under that lock, and
    a start rests on all of them.
    """
    EpisodeOfCare.objects.select_for_update().get(pk=dosing_session.episode_id)
    rows = DosingSession.objects.select_for_update(of=("self",)).select_related(
        "patient__clinic", "episode__site", "episode__patient", "order", "room", "monitor", "therapist", "prescriber"
    )
    return rows.get(pk=dosing_session.pk)


def write_event(
    dosing_session: DosingSession,
    kind: str,
    payload: dict[str, Any],
    *,
    by: Staff,
    at: datetime,
    happened_at: datetime | None = None,
    witness: Staff | None = None,
    event_id: UUID | None = None,
) -> SessionEvent:
    """Write an event that the server itself makes, in the very form in which a tablet sends one."""
    checked = check(kind, payload)
    if checked.faults:
        raise Refused(f"Nothing was recorded. {' '.join(checked.faults)}")
    moment = happened_at or at
    newest = SessionEvent.objects.filter(dosing_session=dosing_session, device=SERVER)
    sequence = (newest.aggregate(newest=Max("device_sequence"))["newest"] or 0) + 1
    content = {
        "id": str(event_id or uuid7()),
        "dosing_session": str(dosing_session.pk),
        "patient": str(dosing_session.patient_id),
        "kind": kind,
        "payload": checked.payload,
        "schema_version": VERSION,
        "happened_at": moment.isoformat(),
        "offset_minutes": 0,
        "device": SERVER,
        "device_sequence": sequence,
        "author": str(by.pk),
        "witness": str(witness.pk) if witness else None,
    }
    row = store(dosing_session, content, json.dumps(content, ensure_ascii=False), moment, by=by, at=at)
    seal_events([row])
    return row


def store(
    dosing_session: DosingSession,
    content: dict[str, Any],
    written: str,
    happened_at: datetime,
    *,
    by: Staff,
    at: datetime,
) -> SessionEvent:
    """Keep one checked event with the bytes it came as; whoever stores it seals it in the same transaction."""
    return SessionEvent.objects.create(
        id=UUID(content["id"]),
        dosing_session=dosing_session,
        patient=dosing_session.patient,
        kind=content["kind"],
        payload=content["payload"],
        schema_version=content["schema_version"],
        happened_at=happened_at,
        offset_minutes=content["offset_minutes"],
        device=content["device"],
        device_sequence=content["device_sequence"],
        author=by,
        witness_id=content.get("witness"),
        received_at=at,
        written=written,
        sha256=hash_of(written),
        after_closing=is_closed(dosing_session),
    )


def hash_of(written: str) -> str:
    """What tablet and server compare to be sure that they hold the same entry."""
    return sha256(written.encode()).hexdigest()


def is_closed(dosing_session: DosingSession) -> bool:
    """Whether the session has ended, so that what comes now comes after it."""
    return hasattr(dosing_session, "closing") or dosing_session.state in ("completed", "reviewed", "abandoned")


def keep_state(dosing_session: DosingSession) -> SessionPicture:
    """Fold the events anew and keep what the board asks for on the session's row."""
    picture = picture_for(dosing_session)
    kept = kept_of(picture)
    for name, value in kept.items():
        setattr(dosing_session, name, value)
    dosing_session.save(update_fields=list(kept))
    return picture


def kept_of(picture: SessionPicture) -> dict[str, Any]:
    """What of a picture is kept on the session's row: never anything that the events do not say."""
    return {
        "state": picture.state,
        "started_at": picture.started_at,
        "ended_at": picture.ended_at,
        "to_settle": len(picture.questions),
    }
