"""The clinic's protocols: adopted, edited and retired by the clinical lead; what loosens one needs two people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import protocols as knowledge
from holdspace.clinical.protocols import Protocol
from holdspace.clinical.protocols.loosening import what_loosens
from holdspace.library import book, limits, protocols
from holdspace.library.models import ClinicProtocol

Change = ClinicProtocol.Change
OWN = "H-{:02}"


@transaction.atomic
def adopt(*, code: str, reason: str, review_due_on: date | None, by: Staff, at: datetime) -> ClinicProtocol:
    """Take up a protocol as it is published, or one of our own that was retired; plans may be written under it."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    published = knowledge.by_id(code)
    ours = protocols.held(by.clinic, code, at=at)
    protocol = published or (ours.protocol if ours else None)
    if protocol is None:
        raise Refused(f"Nothing was changed: there is no protocol {code}. Choose one of the list.")
    return _write(protocol, Change.ADOPTED, reason, by, at, review_due_on=review_due_on)


@transaction.atomic
def keep(*, code: str, reason: str, review_due_on: date | None, by: Staff, at: datetime) -> ClinicProtocol:
    """Say that a protocol in use was looked at again and stays as it is, until the next review."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    ours = _in_use(code, by, at)
    return _write(ours.protocol, Change(ours.row.change), reason, by, at, review_due_on=review_due_on)


@transaction.atomic
def edit(
    *,
    code: str,
    changes: Mapping[str, Any],
    reason: str,
    review_due_on: date | None,
    by: Staff,
    at: datetime,
    beside: bool = False,
) -> ClinicProtocol:
    """Change a protocol in use; `beside` keeps the change as a protocol of our own next to it."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    ours = _in_use(code, by, at)
    asked = {**changes, "id": _own_code(by)} if beside else dict(changes)
    try:
        protocol = knowledge.edited(ours.protocol, asked, limits.in_force(by.clinic, at=at))
    except knowledge.CannotEdit as refusal:
        raise Refused(str(refusal)) from refusal
    if _same(protocol, ours.protocol):
        raise Refused("Nothing was changed: the protocol says the same as before. Change something, or leave it.")
    return _write(protocol, Change.EDITED, reason, by, at, review_due_on=review_due_on)


@transaction.atomic
def retire(*, code: str, reason: str, by: Staff, at: datetime) -> ClinicProtocol:
    """Give up a protocol: no new plan is written under it; plans under it go on and say so."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    ours = _in_use(code, by, at)
    return _write(ours.protocol, Change.RETIRED, reason, by, at)


@transaction.atomic
def second(*, row: ClinicProtocol, by: Staff, at: datetime) -> ClinicProtocol:
    """Sign an edit that loosens a protocol as the second person; from here on it holds."""
    require(by, Permission.SECOND_LIBRARY)
    book.lock(by.clinic_id)
    _refuse_what_does_not_wait(row, by)
    _refuse_past_a_hard_stop(protocols.written(row), by, at)
    signed = ClinicProtocol.objects.create(
        clinic_id=by.clinic_id,
        version=_next(row.code, by),
        code=row.code,
        change=row.change,
        based_on=row.based_on,
        body=row.body,
        reason=row.reason,
        review_due_on=row.review_due_on,
        seconds=row,
        first_signer_id=row.recorded_by_id,
        recorded_at=at,
        recorded_by=by,
    )
    did = "gave the second signature on a protocol"
    audit.record(by=by, at=at, did=did, to=signed, code=row.code, version=signed.version)
    return signed


def _in_use(code: str, by: Staff, at: datetime) -> protocols.Held:
    ours = protocols.held(by.clinic, code, at=at)
    if ours is None:
        raise Refused(f"Nothing was changed: this clinic has not adopted {code}. Adopt it first.")
    if not ours.is_in_use:
        raise Refused(f"Nothing was changed: {code} is retired. Adopt it again first.")
    return ours


def _own_code(by: Staff) -> str:
    taken = ClinicProtocol.objects.filter(clinic_id=by.clinic_id, code__startswith="H-").values_list("code", flat=True)
    return OWN.format(max((int(code[2:]) for code in taken), default=0) + 1)


def _same(one: Protocol, other: Protocol) -> bool:
    return one.as_dict() | {"based_on": ""} == other.as_dict() | {"based_on": ""}


def _write(
    protocol: Protocol, change: Change, reason: str, by: Staff, at: datetime, *, review_due_on: date | None = None
) -> ClinicProtocol:
    retired = change == Change.RETIRED
    origin = protocols.published(protocol)
    if not retired:
        _refuse_past_a_hard_stop(protocol, by, at)
    row = ClinicProtocol.objects.create(
        clinic_id=by.clinic_id,
        version=_next(protocol.id, by),
        code=protocol.id,
        change=change,
        based_on=protocol.based_on or protocol.id,
        body=protocol.as_dict(),
        needs_second=not retired and (origin is None or bool(what_loosens(protocol, origin))),
        reason=book.need_reason(reason),
        review_due_on=None if retired else book.need_review(review_due_on, today=book.today_of(by, at)),
        recorded_at=at,
        recorded_by=by,
    )
    did = f"proposed to have {change} a protocol" if row.needs_second else f"{change} a protocol"
    audit.record(by=by, at=at, did=did, to=row, code=row.code, version=row.version)
    return row


def _refuse_past_a_hard_stop(protocol: Protocol, by: Staff, at: datetime) -> None:
    reasons = tuple(knowledge.why_not(protocol, limits.in_force(by.clinic, at=at)))
    if reasons:
        raise Refused(f"Nothing was changed: {' '.join(reasons)}")


def _next(code: str, by: Staff) -> int:
    return book.next_version(ClinicProtocol.objects.filter(clinic_id=by.clinic_id, code=code))


def _refuse_what_does_not_wait(row: ClinicProtocol, by: Staff) -> None:
    if row.clinic_id != by.clinic_id or not row.needs_second:
        raise Refused("Nothing was signed: this protocol waits for no second person.")
    if ClinicProtocol.objects.filter(seconds=row).exists():
        raise Refused("Nothing was changed: this protocol carries two signatures already.")
    newest = protocols.newest(by.clinic, row.code)
    if newest is not None and newest.pk != row.pk:
        raise Refused("Nothing was signed: a newer decision has been made. Read the newer one.")
    if row.recorded_by_id == by.pk:
        raise Refused("Nothing was signed: you proposed it. A prescriber or another clinical lead signs second.")
