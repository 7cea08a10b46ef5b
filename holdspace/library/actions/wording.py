"""Licensed wording: installed with the document that allows it, and removed again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument, Wording, with_wording
from holdspace.library import book, wording
from holdspace.library.models import InstalledWording


@transaction.atomic
def install(
    *,
    code: str,
    texts: Mapping[str, Any],
    licence: str,
    licensed_until: date | None,
    reason: str,
    by: Staff,
    at: datetime,
) -> InstalledWording:
    """Install the words of an instrument; refused where they would change what is asked or how it is scored."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    instrument = _known(code)
    taken = _taken(instrument, texts)
    if not licence.strip():
        raise Refused("The wording was not installed: no licence is named. Write down the document that allows it.")
    if licensed_until is not None and licensed_until < book.today_of(by, at):
        raise Refused("The wording was not installed: the licence has run out. Renew it first.")
    row = InstalledWording.objects.create(
        clinic_id=by.clinic_id,
        instrument=instrument.code,
        language=taken.language,
        version=_next(instrument.code, taken.language, by),
        texts=taken.as_dict(),
        licence=licence.strip(),
        licensed_until=licensed_until,
        reason=book.need_reason(reason),
        recorded_at=at,
        recorded_by=by,
    )
    did = "installed the wording of an instrument"
    audit.record(by=by, at=at, did=did, to=row, instrument=instrument.code, version=row.version, licence=row.licence)
    return row


@transaction.atomic
def remove(*, code: str, reason: str, by: Staff, at: datetime, language: str = "en") -> InstalledWording:
    """Stop showing the clinic's wording; scores are entered by item number again."""
    require(by, Permission.KEEP_LIBRARY)
    book.lock(by.clinic_id)
    stands = wording.newest(by.clinic, code, language)
    if stands is None or stands.removed:
        raise Refused("Nothing was changed: no wording of the clinic's own is installed.")
    row = InstalledWording.objects.create(
        clinic_id=by.clinic_id,
        instrument=code,
        language=language,
        version=_next(code, language, by),
        texts={},
        removed=True,
        reason=book.need_reason(reason),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="removed the wording of an instrument", to=row, instrument=code)
    return row


def _known(code: str) -> Instrument:
    try:
        instrument = instruments.by_code(code)
    except ValueError as unknown:
        raise Refused(f"The wording was not installed: {unknown}") from unknown
    return instrument


def _taken(instrument: Instrument, texts: Mapping[str, Any]) -> Wording:
    """The wording as it was read; refused where the scale would be another."""
    try:
        taken = Wording.from_dict(texts)
        with_wording(instrument, taken)
    except ValueError as fault:
        raise Refused(str(fault)) from fault
    return taken


def _next(code: str, language: str, by: Staff) -> int:
    rows = InstalledWording.objects.filter(clinic_id=by.clinic_id, instrument=code, language=language)
    return book.next_version(rows)
