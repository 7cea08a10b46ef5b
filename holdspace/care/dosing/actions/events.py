"""Takes what tablets send. Each entry is answered by name: created, exists, conflicting or refused, with why."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from uuid6 import uuid7

from holdspace.care.dosing.actions.fitting import Unfit, fit, read, whole
from holdspace.care.dosing.actions.harm import what_follows
from holdspace.care.dosing.actions.writing import hash_of, keep_state, kept_of, locked, store
from holdspace.care.dosing.events.checking import readable
from holdspace.care.dosing.events.lines import NO_REASON, lacks_reason
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.schema import VERSION
from holdspace.chart.models import DosingSession, SessionEvent
from holdspace.chart.sealing import seal_events
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Outcome:
    """What became of one entry; `sha256` is of the bytes the server holds, so that the tablet can compare."""

    id: str
    outcome: str
    sha256: str = ""
    sequence: int | None = None
    received_at: str = ""
    says: str = ""
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The outcome as plain data for JSON."""
        return asdict(self)


@transaction.atomic
def record_events(
    *, dosing_session: DosingSession, entries: Sequence[str], by: Staff, at: datetime
) -> tuple[Outcome, ...]:
    """Keep what a tablet sends, each entry for itself; the same entry sent again changes nothing."""
    require(by, Permission.RECORD_SESSION)
    if len(entries) > MOST_AT_ONCE:
        raise Refused(f"Nothing was recorded: {len(entries)} entries came at once. Send at most {MOST_AT_ONCE}.")
    held = locked(dosing_session)
    kept: list[SessionEvent] = []
    outcomes = tuple(_keep(held, written, kept, by=by, at=at) for written in entries)
    seal_events(kept)
    created = [one for one in outcomes if one.outcome == "created"]
    if created:
        picture = keep_state(held)
        for name in kept_of(picture):
            setattr(dosing_session, name, getattr(held, name))
        outcomes = _with_questions(outcomes, picture)
        audit.record(by=by, at=at, did="recorded in a dosing session", to=held, entries=[one.id for one in created])
    _note_refusals(held, outcomes, by=by, at=at)
    return outcomes


def record_event(
    *,
    dosing_session: DosingSession,
    kind: str,
    payload: dict[str, Any],
    by: Staff,
    at: datetime,
    happened_at: datetime | None = None,
    event_id: UUID | None = None,
) -> Outcome:
    """Keep one entry that came by a plain form; the form's own id makes sending it twice harmless."""
    identity = str(event_id or uuid7())
    content = {
        "id": identity,
        "dosing_session": str(dosing_session.pk),
        "patient": str(dosing_session.patient_id),
        "kind": kind,
        "payload": payload,
        "schema_version": VERSION,
        "happened_at": (happened_at or at).isoformat(),
        "offset_minutes": 0,
        "device": f"form:{identity}",
        "device_sequence": 1,
        "author": str(by.pk),
    }
    earlier = SessionEvent.objects.filter(id=identity, dosing_session=dosing_session, author=by, kind=kind).first()
    if earlier is not None and happened_at is None:
        # The same page sent again a moment later: the time it was sent is not part of what was typed.
        content["happened_at"] = json.loads(earlier.written)["happened_at"]
    (outcome,) = record_events(dosing_session=dosing_session, entries=[json.dumps(content)], by=by, at=at)
    return outcome


def _keep(dosing_session: DosingSession, written: str, kept: list[SessionEvent], *, by: Staff, at: datetime) -> Outcome:
    identity = ""
    try:
        content = read(written)
        identity = content["id"]
        known = _known(content, written, dosing_session)
        if known is not None:
            return known
        happened_at, says = fit(content, dosing_session, by)
        row = store(dosing_session, content, written, happened_at, by=by, at=at)
    except Unfit as unfit:
        identity = identity or _identity_in(written)
        return Outcome(identity, "refused", says=readable(str(unfit)), reason=unfit.reason)
    kept.append(row)
    what_follows(row, by=by, at=at)
    return _receipt(row, "created", says)


def _with_questions(outcomes: tuple[Outcome, ...], picture: SessionPicture) -> tuple[Outcome, ...]:
    """The receipts, each with what a person is asked about its entry; the entry is kept all the same."""
    asked: dict[str, list[str]] = {}
    for question in picture.questions:
        if question.about in ("phase", "touch", "target"):
            asked.setdefault(str(question.event), []).append(question.says)
    return tuple(
        replace(one, says=" ".join(filter(None, (one.says, *asked[one.id])))) if one.id in asked else one
        for one in outcomes
    )


def _receipt(row: SessionEvent, outcome: str, says: str = "") -> Outcome:
    # An entry that came without its reason is kept, and says so: rules stop an act, never the record of one.
    says = NO_REASON if row.kind == "phase" and lacks_reason(row.payload) else says
    return Outcome(str(row.id), outcome, row.sha256, row.sequence, row.received_at.isoformat(), says)


def _identity_in(written: Any) -> str:
    """The id as it was sent, so that the tablet finds the entry that was refused."""
    try:
        return readable(str(json.loads(written).get("id", ""))[:60])
    except (TypeError, ValueError, AttributeError, RecursionError):
        return ""


def _known(content: dict[str, Any], written: str, dosing_session: DosingSession) -> Outcome | None:
    place = {"device": content["device"], "device_sequence": whole(content["device_sequence"])}
    taken = SessionEvent.objects.filter(Q(id=content["id"]) | Q(dosing_session=dosing_session, **place))
    rows = {str(row.id): row for row in taken}
    row = rows.get(content["id"])
    if row is not None:
        is_same = row.sha256 == hash_of(written) and row.dosing_session_id == dosing_session.pk
        if is_same:
            return _receipt(row, "exists")
        says = "Another entry with this id is already kept. Both are shown to a person; nothing was overwritten."
        return Outcome(content["id"], "conflicting", says=says, reason="id_taken")
    if rows:
        says = "This device has already sent another entry under this number. Record it again."
        return Outcome(content["id"], "conflicting", says=says, reason="number_taken")
    return None


def _note_refusals(dosing_session: DosingSession, outcomes: Sequence[Outcome], *, by: Staff, at: datetime) -> None:
    """What was not kept leaves a trace: which id, and why."""
    turned_away = [one for one in outcomes if one.outcome in ("refused", "conflicting")]
    if turned_away:
        why = [{"id": one.id, "outcome": one.outcome, "says": one.says[:200]} for one in turned_away]
        audit.record(by=by, at=at, did="turned entries away", to=dosing_session, entries=why)
