"""Takes what tablets send. Each entry is answered by name: created, exists, conflicting or refused, with why."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from uuid6 import uuid7

from holdspace.care.dosing.actions.phases import why_not
from holdspace.care.dosing.actions.writing import hash_of, keep_state, locked, store, write_event
from holdspace.care.dosing.events.lines import NOT_AMENDED
from holdspace.care.dosing.events.schema import VERSION, check
from holdspace.care.dosing.record import picture_for
from holdspace.chart.actions import report_adverse_event
from holdspace.chart.models import AdverseEvent, DosingSession, SessionEvent
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

MOST_AT_ONCE = 200
LONGEST = 20_000
PARTS = {"id", "dosing_session", "patient", "kind", "payload", "schema_version", "happened_at", "offset_minutes"}
PARTS |= {"device", "device_sequence", "author"}


@dataclass(frozen=True)
class Outcome:
    """What became of one entry; `sha256` is of the bytes the server holds, so that the tablet can compare."""

    id: str
    outcome: str
    sha256: str = ""
    sequence: int | None = None
    received_at: str = ""
    says: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The outcome as plain data for JSON."""
        return asdict(self)


class Unfit(Exception):
    """One entry cannot be kept; the others can."""


@transaction.atomic
def record_events(
    *, dosing_session: DosingSession, entries: Sequence[str], by: Staff, at: datetime
) -> tuple[Outcome, ...]:
    """Keep what a tablet sends, each entry for itself; the same entry sent again changes nothing."""
    require(by, Permission.RECORD_SESSION)
    if len(entries) > MOST_AT_ONCE:
        raise Refused(f"Nothing was recorded: {len(entries)} entries came at once. Send at most {MOST_AT_ONCE}.")
    held = locked(dosing_session)
    outcomes = tuple(_keep(held, written, by=by, at=at) for written in entries)
    created = [one for one in outcomes if one.outcome == "created"]
    if created:
        keep_state(held)
        dosing_session.state, dosing_session.started_at, dosing_session.ended_at = (
            held.state,
            held.started_at,
            held.ended_at,
        )
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


def _keep(dosing_session: DosingSession, written: str, *, by: Staff, at: datetime) -> Outcome:
    identity = ""
    try:
        content = _read(written)
        identity = content["id"]
        known = _known(content, written, dosing_session)
        if known is not None:
            return known
        happened_at = _fits(content, dosing_session, by)
        row = store(dosing_session, content, written, happened_at, by=by, at=at)
    except Unfit as unfit:
        return Outcome(identity or _identity_in(written), "refused", says=str(unfit))
    _what_follows(row, by=by, at=at)
    return _receipt(row, "created")


def _receipt(row: SessionEvent, outcome: str) -> Outcome:
    return Outcome(str(row.id), outcome, row.sha256, row.sequence, row.received_at.isoformat())


def _read(written: Any) -> dict[str, Any]:
    if not isinstance(written, str) or len(written) > LONGEST:
        raise Unfit("The entry is not a text of the length an entry has.")
    try:
        content = json.loads(written, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise Unfit("The entry could not be read.") from fault
    if not isinstance(content, dict):
        raise Unfit("The entry could not be read.")
    missing = sorted(PARTS - set(content))
    if missing:
        raise Unfit(f"The entry lacks {', '.join(missing)}.")
    content["id"] = _uuid(content["id"])
    return content


def _uuid(value: Any) -> str:
    try:
        read = UUID(str(value))
    except ValueError as fault:
        raise Unfit("The entry’s id cannot be read.") from fault
    if read.version != 7:
        raise Unfit("The entry’s id is not one that a device makes.")
    return str(read)


def _identity_in(written: Any) -> str:
    """The id as it was sent, so that the tablet finds the entry that was refused."""
    try:
        return str(json.loads(written).get("id", ""))[:60]
    except (TypeError, ValueError, AttributeError, RecursionError):
        return ""


def _known(content: dict[str, Any], written: str, dosing_session: DosingSession) -> Outcome | None:
    row = SessionEvent.objects.filter(id=content["id"]).first()
    if row is not None:
        is_same = row.sha256 == hash_of(written) and row.dosing_session_id == dosing_session.pk
        if is_same:
            return _receipt(row, "exists")
        says = "Another entry with this id is already kept. Both are shown to a person; nothing was overwritten."
        return Outcome(content["id"], "conflicting", says=says)
    same_place = SessionEvent.objects.filter(
        dosing_session=dosing_session,
        device=str(content["device"])[:60],
        device_sequence=_whole(content["device_sequence"]),
    )
    if same_place.exists():
        says = "This device has already sent another entry under this number. Record it again."
        return Outcome(content["id"], "conflicting", says=says)
    return None


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise Unfit("The entry’s number cannot be read.")
    return value


def _fits(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> datetime:
    """The moment it happened; raises `Unfit` when the entry does not belong here or cannot be kept."""
    if str(content["dosing_session"]) != str(dosing_session.pk):
        raise Unfit("This entry belongs to another session. It was not recorded here.")
    if str(content["patient"]) != str(dosing_session.patient_id):
        raise Unfit("This entry belongs to another patient. It was not recorded here.")
    if str(content["author"]) != str(by.pk):
        raise Unfit("This entry was written by somebody else. Sign in as the person who wrote it to send it.")
    if content["schema_version"] != VERSION:
        raise Unfit("This page is older than the server. Load it again.")
    if not isinstance(content["device"], str) or not 0 < len(content["device"]) <= 60:
        raise Unfit("The entry does not say which device it came from.")
    offset = content["offset_minutes"]
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) > 14 * 60:
        raise Unfit("The entry’s time zone cannot be read.")
    _check_witness(content, dosing_session, by)
    checked = check(content["kind"], content["payload"])
    if checked.faults:
        raise Unfit(" ".join(checked.faults))
    content["payload"] = checked.payload
    _check_against_session(content, dosing_session)
    return _moment(content["happened_at"])


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as fault:
        raise Unfit("The time it happened cannot be read.") from fault
    if moment.tzinfo is None:
        raise Unfit("The time it happened lacks its zone.")
    return moment


def _check_witness(content: dict[str, Any], dosing_session: DosingSession, by: Staff) -> None:
    witness = content.get("witness")
    if not witness:
        content["witness"] = None
        return
    # A name on a tablet is no witness: somebody who sees a draw or a waste signs in for it on that page.
    raise Unfit("A witness confirms with their own sign-in; this entry cannot name one.")


def _check_against_session(content: dict[str, Any], dosing_session: DosingSession) -> None:
    kind, payload = content["kind"], content["payload"]
    if kind == "phase":
        says = why_not(dosing_session.state, payload["to"], picture_for(dosing_session))
        if says:
            raise Unfit(says)
    elif kind == "touch_consent":
        _check_touch(payload, dosing_session)
    elif kind in ("amend", "acknowledge"):
        _check_target(kind, payload, dosing_session)


def _check_touch(payload: dict[str, Any], dosing_session: DosingSession) -> None:
    agreed = picture_for(dosing_session).touch_areas
    wider = [area for area in payload["areas"] if agreed is not None and area not in agreed]
    if wider and dosing_session.started_at is not None:
        raise Unfit(f"Touch is agreed before the drug and never widened under it: {', '.join(wider)}.")


def _check_target(kind: str, payload: dict[str, Any], dosing_session: DosingSession) -> None:
    target = SessionEvent.objects.filter(id=payload["event"], dosing_session=dosing_session).first()
    if target is None:
        raise Unfit("The entry it speaks of is not in this session.")
    if kind == "acknowledge":
        return
    if target.kind in (*NOT_AMENDED, "amend"):
        raise Unfit("This entry is not corrected. Write down what is true now as a new entry.")
    if payload["how"] == "replace":
        checked = check(target.kind, payload["payload"])
        if checked.faults:
            raise Unfit(" ".join(checked.faults))
        payload["payload"] = checked.payload


def _what_follows(row: SessionEvent, *, by: Staff, at: datetime) -> None:
    """Harm is also kept in the chart, where it outlives the session."""
    if row.kind == "adverse_event":
        report_adverse_event(
            patient=row.patient, by=by, at=at, happened_at=row.happened_at, dosing_session=row.dosing_session,
            event=row, **{name: row.payload.get(name, "") for name in ("term", "code", "action", "outcome")},
            severity=row.payload["severity"], serious=row.payload["serious"],
        )  # fmt: skip
    elif row.kind == "amend":
        _amend_harm(row, by=by, at=at)


def _amend_harm(row: SessionEvent, *, by: Staff, at: datetime) -> None:
    first = AdverseEvent.objects.filter(event__id=row.payload["event"]).first()
    if first is None:
        return
    newest = first
    while hasattr(newest, "amended_by"):
        newest = newest.amended_by
    voided = row.payload["how"] == "void"
    said = {} if voided else row.payload["payload"]
    AdverseEvent.objects.create(
        patient=newest.patient,
        recorded_at=at,
        recorded_by=by,
        amends=newest,
        amended_because=row.payload["because"][:500],
        dosing_session=newest.dosing_session,
        term=said.get("term", newest.term),
        code=said.get("code", newest.code),
        severity=said.get("severity", newest.severity),
        serious=False if voided else said.get("serious", newest.serious),
        action=said.get("action", newest.action),
        outcome="Entered in error; taken back." if voided else said.get("outcome", newest.outcome),
        happened_at=newest.happened_at,
    )


def _note_refusals(dosing_session: DosingSession, outcomes: Sequence[Outcome], *, by: Staff, at: datetime) -> None:
    """What was not kept leaves a trace: which id, and why."""
    turned_away = [one for one in outcomes if one.outcome in ("refused", "conflicting")]
    if turned_away:
        why = [{"id": one.id, "outcome": one.outcome, "says": one.says[:200]} for one in turned_away]
        audit.record(by=by, at=at, did="turned entries away", to=dosing_session, entries=why)


__all__ = ["Outcome", "record_event", "record_events", "write_event"]
