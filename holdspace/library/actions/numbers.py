"""The clinic's own numbers: chosen by the clinical lead, and signed by a second person where they loosen a rule."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import plain
from holdspace.library import book, known, limits
from holdspace.library.models import ThresholdChoice


@transaction.atomic
def choose(
    *, code: str, value: Decimal, reason: str, review_due_on: date | None, by: Staff, at: datetime
) -> ThresholdChoice:
    """Set the clinic's own number for a threshold; one looser than published waits for a second person."""
    require(by, Permission.KEEP_LIBRARY)
    clinic = book.lock(by.clinic_id)
    threshold = _known(code)
    _refuse_outside(threshold, value)
    row = ThresholdChoice.objects.create(
        clinic=clinic,
        version=_next(by),
        code=code,
        value=value,
        needs_second=threshold.loosens(value),
        reason=book.need_reason(reason),
        review_due_on=book.need_review(review_due_on, today=book.today_of(by, at)),
        recorded_at=at,
        recorded_by=by,
    )
    did = "proposed a number of the clinic's own" if row.needs_second else "set a number of the clinic's own"
    audit.record(by=by, at=at, did=did, to=row, code=code, value=plain(value), version=row.version)
    return row


@transaction.atomic
def go_back(*, code: str, reason: str, by: Staff, at: datetime) -> ThresholdChoice:
    """Let the published number hold again; a number that still waits for a second person is dropped with it."""
    require(by, Permission.KEEP_LIBRARY)
    clinic = book.lock(by.clinic_id)
    _known(code)
    newest = limits.newest(clinic, code)
    if newest is None or (newest.value is None and not newest.needs_second):
        raise Refused("Nothing was changed: the published number holds already.")
    row = ThresholdChoice.objects.create(
        clinic=clinic,
        version=_next(by),
        code=code,
        value=None,
        reason=book.need_reason(reason),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="went back to a published number", to=row, code=code, version=row.version)
    return row


@transaction.atomic
def second(*, choice: ThresholdChoice, by: Staff, at: datetime) -> ThresholdChoice:
    """Sign as the second person; from here on the number holds."""
    require(by, Permission.SECOND_LIBRARY)
    clinic = book.lock(by.clinic_id)
    _refuse_what_does_not_wait(choice, by)
    _refuse_outside(_known(choice.code), choice.value)
    row = ThresholdChoice.objects.create(
        clinic=clinic,
        version=_next(by),
        code=choice.code,
        value=choice.value,
        reason=choice.reason,
        review_due_on=choice.review_due_on,
        seconds=choice,
        first_signer_id=choice.recorded_by_id,
        recorded_at=at,
        recorded_by=by,
    )
    did = "gave the second signature on a number of the clinic's own"
    audit.record(by=by, at=at, did=did, to=row, code=choice.code, value=plain(choice.value), version=row.version)
    return row


def _next(by: Staff) -> int:
    return book.next_version(ThresholdChoice.objects.filter(clinic_id=by.clinic_id))


def _known(code: str) -> Threshold:
    threshold = known.threshold(code)
    if threshold is None:
        raise Refused(f"Nothing was changed: no rule compares with a number called {code}. Choose one of the list.")
    return threshold


def _refuse_outside(threshold: Threshold, value: Decimal) -> None:
    why_not = threshold.why_not(value)
    if why_not:
        raise Refused(f"Nothing was changed: {why_not}")


def _refuse_what_does_not_wait(choice: ThresholdChoice, by: Staff) -> None:
    if choice.clinic_id != by.clinic_id or not choice.needs_second:
        raise Refused("Nothing was signed: this number waits for no second person.")
    if ThresholdChoice.objects.filter(seconds=choice).exists():
        raise Refused("Nothing was changed: this number carries two signatures already.")
    newest = limits.newest(by.clinic, choice.code)
    if newest is not None and newest.pk != choice.pk:
        raise Refused("Nothing was signed: a newer choice has been made for this number. Read the newer one.")
    if choice.recorded_by_id == by.pk:
        raise Refused("Nothing was signed: you proposed it. A prescriber or another clinical lead signs second.")
