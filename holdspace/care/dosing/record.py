"""From the rows of one dosing session to the picture of it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from holdspace.care.dosing.events.fold import picture_of
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.told import Frame, Person, Told
from holdspace.care.dosing.events.versions import as_of_today
from holdspace.chart.models import DosingSession, Observation, SessionEvent, TouchAgreement
from holdspace.clinic.models import Staff
from holdspace.clinical.monitoring import Signal
from holdspace.library import limits

WEIGHT = "29463-7"
ONE_PAGE = 100
# Until the start the newest numbers hold; from then on those of the start, so that no mark changes afterwards.
THE_NEWEST = datetime.max.replace(tzinfo=UTC)


def picture_for(dosing_session: DosingSession) -> SessionPicture:
    """The session as its events tell it."""
    events = dosing_session.events.select_related("author", "witness").order_by("sequence")
    return picture_of([told_of(row) for row in events], frame_of(dosing_session))


def page_after(dosing_session: DosingSession, cursor: int) -> tuple[list[SessionEvent], bool]:
    """The next entries after this one, and whether there are more; the server's own order is the only cursor.

    Never a time: many entries can have the same, and a page that ends among them would come back for ever.
    """
    rows = dosing_session.events.filter(sequence__gt=cursor).select_related("author").order_by("sequence")
    found = list(rows[: ONE_PAGE + 1])
    return found[:ONE_PAGE], len(found) > ONE_PAGE


def told_of(row: SessionEvent) -> Told:
    """One row as the fold reads it."""
    return Told(
        id=row.id,
        sequence=row.sequence,
        kind=row.kind,
        payload=as_of_today(row.kind, row.payload, row.schema_version),
        happened_at=row.happened_at,
        received_at=row.received_at,
        author=row.author.short_name,
        witness=row.witness.short_name if row.witness else "",
        device=row.device,
        after_closing=row.after_closing,
        device_sequence=row.device_sequence,
        schema_version=row.schema_version,
    )


def frame_of(dosing_session: DosingSession) -> Frame:
    """What stood before the first event."""
    order = dosing_session.order
    draws = list(dosing_session.draws.all())
    touch = TouchAgreement.objects.current().filter(episode=dosing_session.episode_id).order_by("agreed_at", "id")
    agreed = touch.last()
    concentrations = {draw.concentration_mg_per_ml for draw in draws if draw.concentration_mg_per_ml}
    return Frame(
        route=order.route if order else "",
        ordered_mg=order.dose_mg if order else None,
        concentration_mg_per_ml=next(iter(concentrations), order.concentration_mg_per_ml if order else None),
        weight_kg=order.weight_kg if order else _newest_weight(dosing_session),
        drawn_mg=sum((draw.amount_mg for draw in draws), Decimal(0)),
        touch_areas=tuple(agreed.areas) if agreed else None,
        people=tuple(people_of(dosing_session)),
        names=_names(dosing_session),
        drug=order.drug if order else "",
        limits=limits.in_force(dosing_session.patient.clinic, at=dosing_session.started_at or THE_NEWEST),
    )


def _newest_weight(dosing_session: DosingSession) -> Decimal | None:
    weights = Observation.objects.current().filter(patient=dosing_session.patient_id, code=WEIGHT)
    newest = weights.exclude(effective_at=None).exclude(value_number=None).order_by("effective_at", "id").last()
    return newest.value_number if newest else None


def people_of(dosing_session: DosingSession) -> Iterable[Person]:
    """The three who are named for this session, each with the part they play."""
    for role in ("monitor", "therapist", "prescriber"):
        staff: Staff = getattr(dosing_session, role)
        yield Person(str(staff.pk), staff.short_name, role)


def _names(dosing_session: DosingSession) -> dict[str, str]:
    """Everybody an entry can name: those who work here."""
    here = Staff.objects.filter(clinic_id=dosing_session.patient.clinic_id).values_list("pk", "short_name")
    return {str(key): name for key, name in here}


def baseline_for_the_screen(picture: SessionPicture) -> dict[Signal, Any]:
    """The patient's own values before the dose, for the limits that count from them."""
    before: dict[Signal, Any] = {}
    for one in picture.sets:
        if picture.started_at is None or one.at <= picture.started_at:
            before |= one.values
    return before


def newest_rows(rows: Sequence[Any], key: str) -> dict[str, Any]:
    """The newest of several rows for each value of one field."""
    ordered = sorted(rows, key=lambda row: (row.happened_at, row.recorded_at, row.pk))
    return {getattr(row, key): row for row in ordered}
