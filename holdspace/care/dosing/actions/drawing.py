"""Draws the drug: the right vial, in date, the ordered sum, before the eyes of a second person."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum

from holdspace.care.dosing.actions.writing import locked
from holdspace.chart.models import DoseOrder, DosingSession, DrugDraw
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.units import MgPerMl, Millilitres, plain

MICROLITRE = Decimal("0.001")


@transaction.atomic
def draw_drug(
    *,
    dosing_session: DosingSession,
    lot: str,
    expires_on: date,
    witness: Staff,
    by: Staff,
    at: datetime,
    concentration_mg_per_ml: Decimal | None = None,
    volume_ml: Decimal | None = None,
    amount_mg: Decimal | None = None,
) -> DrugDraw:
    """Keep what was drawn from which vial, by whom, and who saw it; the witness has signed in for it."""
    require(by, Permission.DRAW_DRUG)
    require(witness, Permission.DRAW_DRUG)
    held = locked(dosing_session)
    order = _order_of(held)
    if witness.pk == by.pk or witness.clinic_id != by.clinic_id:
        raise Refused("The drug was not drawn: the witness has to be another person of this clinic.")
    today = at.astimezone(ZoneInfo(held.episode.site.time_zone)).date()
    if expires_on < today:
        raise Refused(
            f"The drug was not drawn: this vial expired on {expires_on.day} {expires_on:%B %Y}. Take another."
        )
    amount = _amount(order, concentration_mg_per_ml, volume_ml, amount_mg)
    _refuse_beyond(held, order, amount)
    row = DrugDraw.objects.create(
        patient_id=held.patient_id,
        recorded_at=at,
        recorded_by=by,
        dosing_session=held,
        drug=order.drug,
        lot=lot.strip(),
        expires_on=expires_on,
        concentration_mg_per_ml=concentration_mg_per_ml,
        volume_ml=volume_ml,
        amount_mg=amount,
        drawn_by=by,
        witnessed_by=witness,
        drawn_at=at,
    )
    audit.record(by=by, at=at, did="drew the drug", to=row, amount_mg=str(amount), witness=str(witness.pk))
    return row


def _order_of(dosing_session: DosingSession) -> DoseOrder:
    if dosing_session.order is None:
        raise Refused("The drug was not drawn: no dose is ordered for this session.")
    if hasattr(dosing_session, "closing") or dosing_session.state in (
        "scheduled",
        "completed",
        "reviewed",
        "abandoned",
    ):
        raise Refused("The drug was not drawn: the drug is drawn in the time-out or while the session runs.")
    return dosing_session.order


def _amount(order: DoseOrder, concentration: Decimal | None, volume: Decimal | None, amount: Decimal | None) -> Decimal:
    if order.concentration_mg_per_ml is None:
        if amount is None or amount <= 0:
            raise Refused("The drug was not drawn: say how many milligrams were taken.")
        return amount
    if concentration != order.concentration_mg_per_ml:
        ordered = plain(order.concentration_mg_per_ml)
        raise Refused(f"The drug was not drawn: the order is for {ordered} mg/mL and the vial is not. Take that vial.")
    if volume is None or volume <= 0:
        raise Refused("The drug was not drawn: say how many millilitres were drawn.")
    drawn = MgPerMl(concentration) * Millilitres(volume)
    return drawn.value.quantize(MICROLITRE, ROUND_HALF_UP)


def _refuse_beyond(dosing_session: DosingSession, order: DoseOrder, amount: Decimal) -> None:
    """Before the dose nothing beyond the order is drawn; later a draw is a fact and is kept."""
    if dosing_session.started_at is not None:
        return
    already = dosing_session.draws.aggregate(sum=Sum("amount_mg"))["sum"] or Decimal(0)
    tolerance = (order.concentration_mg_per_ml or Decimal(0)) * Decimal("0.01")
    if already + amount > order.dose_mg + tolerance:
        raise Refused(
            f"The drug was not drawn: {plain(already + amount)} mg is more than the {plain(order.dose_mg)} mg ordered."
            " Check the volume against the sum above."
        )
