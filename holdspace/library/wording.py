"""Which words does an instrument show here: ours, or those the clinic holds a licence for?"""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from holdspace.clinic.models import Clinic
from holdspace.clinical.instruments import Instrument, Wording, with_wording
from holdspace.library.models import InstalledWording


def of(instrument: Instrument, clinic: Clinic, *, at: datetime, language: str = "en") -> Instrument:
    """The instrument with the clinic's licensed wording where one is installed and the licence runs; else as it is."""
    return all_of((instrument,), clinic, at=at, language=language)[0]


def all_of(
    instruments: tuple[Instrument, ...], clinic: Clinic, *, at: datetime, language: str = "en"
) -> tuple[Instrument, ...]:
    """Several instruments, each with the clinic's wording where it may be shown; in one query."""
    rows = _rows(clinic, language).filter(recorded_at__lte=at, instrument__in=[each.code for each in instruments])
    newest = {row.instrument: row for row in rows.order_by("version")}
    # The day as the page's clocks show it: a licence ends with the day of the clinic.
    today = timezone.localtime(at).date()
    return tuple(_worded(each, newest.get(each.code), today) for each in instruments)


def onto(form: Any, instrument: Instrument, clinic: Clinic, *, at: datetime, prefix: str = "") -> None:
    """Let a form that has a field for each item ask it in the clinic's licensed words, where there are any."""
    shown = of(instrument, clinic, at=at)
    for item in shown.items if shown is not instrument else ():
        form.fields[f"{prefix}{item.code}"].label = item.text


def _worded(instrument: Instrument, row: InstalledWording | None, today: date) -> Instrument:
    if row is None or not is_shown(row, today):
        return instrument
    try:
        return with_wording(instrument, Wording.from_dict(row.texts))
    except ValueError:
        # The scale has changed since: words that no longer fit it are not shown.
        return instrument


def is_shown(row: InstalledWording, today: date) -> bool:
    """Whether this wording may be shown: not removed, and its licence runs through this day."""
    return not row.removed and (row.licensed_until is None or today <= row.licensed_until)


def newest(clinic: Clinic, code: str, language: str = "en") -> InstalledWording | None:
    """The wording that was installed or removed last."""
    return _rows(clinic, language).filter(instrument=code).order_by("version").last()


def history(clinic: Clinic, code: str) -> QuerySet[InstalledWording]:
    """Every wording that was installed or removed for an instrument, newest first."""
    rows = InstalledWording.objects.filter(clinic_id=clinic.pk, instrument=code)
    return rows.select_related("recorded_by").order_by("-recorded_at", "-version")


def _rows(clinic: Clinic, language: str) -> QuerySet[InstalledWording]:
    rows = InstalledWording.objects.filter(clinic_id=clinic.pk, language=language)
    return rows.select_related("recorded_by")
