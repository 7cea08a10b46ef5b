"""Licensed wording: installed with the document that allows it, and removed again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import instruments
from holdspace.clinical.instruments import Instrument, Wording, with_wording
from holdspace.library import book, wording
from holdspace.library.models import InstalledWording, WordingDraft
from holdspace.library.typing_words import LANGUAGE


@transaction.atomic
def install(
    *,
    code: str,
    texts: Mapping[str, Any],
    held_by: str,
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
    _refuse_without_a_right(held_by, licence)
    if licensed_until is not None and licensed_until < book.today_of(by, at):
        raise Refused("The wording was not installed: the licence has run out. Renew it first.")
    row = InstalledWording.objects.create(
        clinic_id=by.clinic_id,
        instrument=instrument.code,
        language=taken.language,
        version=_next(instrument.code, taken.language, by),
        texts=taken.as_dict(),
        held_by=held_by.strip(),
        licence=licence.strip(),
        licensed_until=licensed_until,
        reason=book.need_reason(reason),
        recorded_at=at,
        recorded_by=by,
    )
    # What was installed is no draft any more.
    _drafts(instrument.code, taken.language, by).delete()
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


@transaction.atomic
def keep_draft(*, code: str, typed: Mapping[str, str], by: Staff, at: datetime, language: str = "en") -> WordingDraft:
    """Keep a wording that is still being typed; it is shown to nobody but in its preview."""
    require(by, Permission.KEEP_LIBRARY)
    instrument = _known(code)
    if not LANGUAGE.fullmatch(language):
        raise Refused("The draft was not kept: the language cannot be read. Write its code, as in en or pt-BR.")
    draft, _ = WordingDraft.objects.update_or_create(
        clinic_id=by.clinic_id,
        instrument=instrument.code,
        language=language,
        defaults={"content": dict(typed), "saved_at": at, "saved_by": by},
    )
    audit.record(by=by, at=at, did="kept a draft of a wording", to=draft, instrument=code, language=language)
    return draft


@transaction.atomic
def drop_draft(*, code: str, by: Staff, at: datetime, language: str = "en") -> None:
    """Throw away a wording that was begun; what is installed stays."""
    require(by, Permission.KEEP_LIBRARY)
    draft = _drafts(code, language, by).first()
    if draft is None:
        raise Refused("Nothing was thrown away: there is no draft.")
    audit.record(by=by, at=at, did="threw a draft of a wording away", to=draft, instrument=code, language=language)
    draft.delete()


def _drafts(code: str, language: str, by: Staff) -> QuerySet[WordingDraft]:
    return WordingDraft.objects.filter(clinic_id=by.clinic_id, instrument=code, language=language)


def _refuse_without_a_right(held_by: str, licence: str) -> None:
    if not licence.strip():
        raise Refused("The wording was not installed: no licence is named. Write down the document that allows it.")
    if not held_by.strip():
        raise Refused("The wording was not installed: nobody is named who holds the licence. Write down who.")


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
