"""The dose order: signed by a prescriber, past a guard by two, never past a hard stop; cancelled before the dose."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from holdspace.care.planning import gates
from holdspace.care.planning.reckoning import Reckoned, reckon
from holdspace.chart import facts
from holdspace.chart.models import DoseOrder, DosingSession, EpisodeOfCare, OrderCancellation, OrderCountersignature
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.units import Milligrams, plain

# A session held in its time-out waits for its order too; one held after the dose was started has been given its own.
BEFORE_THE_DOSE = Q(state__in=("scheduled", "time_out")) | Q(state="on_hold", started_at=None)


def standing_order(episode: EpisodeOfCare) -> DoseOrder | None:
    """The order that waits to be given: not cancelled, and no session has started on it."""
    orders = DoseOrder.objects.filter(episode=episode, cancellation=None)
    used = DosingSession.objects.filter(Q(started_at__isnull=False) | Q(closing__isnull=False), episode=episode)
    orders = orders.exclude(pk__in=used.exclude(order=None).values("order_id"))
    return orders.select_related("recorded_by", "plan", "countersignature").order_by("signed_at", "id").last()


@transaction.atomic
def sign_order(
    *,
    episode: EpisodeOfCare,
    amount: Decimal,
    unit: str,
    by: Staff,
    at: datetime,
    concentration: Decimal | None = None,
    minutes: int | None = None,
    parts_mg: tuple[Decimal, ...] = (),
    override_reason: str = "",
) -> DoseOrder:
    """Order one dose by the plan's route; past a guard it takes a reason and then a second prescriber."""
    require(by, Permission.ORDER_DOSE)
    episode = gates.lock(episode)
    course = facts.for_episode(episode, at=at)
    refuse_if(gates.before_order(course), episode=episode)
    standing = standing_order(episode)
    if standing is not None:
        dose = Milligrams(standing.dose_mg)
        raise Refused(f"No second order was signed: the order of {dose} still stands. Cancel it first.")
    typed = {"amount": amount, "unit": unit, "concentration": concentration, "minutes": minutes, "parts_mg": parts_mg}
    reckoned = reckon(episode=episode, at=at, **typed)
    _refuse_past_a_guard(reckoned, override_reason)
    order = _write(episode, reckoned, course.doses_given + 1, minutes, override_reason, by, at)
    # A session booked ahead waits for its order, or held one that was cancelled.
    DosingSession.objects.filter(BEFORE_THE_DOSE, episode=episode).update(order=order)
    guards = [guard["id"] for guard in order.guards]
    audit.record(by=by, at=at, did="ordered a dose", to=order, dose_mg=plain(order.dose_mg), guards=guards)
    return order


def _refuse_past_a_guard(reckoned: Reckoned, reason: str) -> None:
    hard = [guard for guard in reckoned.guards if guard.hard_stop]
    if hard:
        raise Refused(f"The order was not signed: {hard[0].says} This is a hard stop. Correct the dose.")
    if reckoned.guards and not reason.strip():
        says = " ".join(guard.says for guard in reckoned.guards)
        raise Refused(f"The order was not signed: {says} Change the order, or give the reason to go on.")


def _write(
    episode: EpisodeOfCare,
    reckoned: Reckoned,
    number: int,
    minutes: int | None,
    override_reason: str,
    by: Staff,
    at: datetime,
) -> DoseOrder:
    total = reckoned.total
    kept = ("id", "says", "because", "hard_stop")
    return DoseOrder.objects.create(
        patient=episode.patient,
        episode=episode,
        plan=reckoned.plan,
        dose_number=number,
        route=reckoned.plan.route,
        drug=reckoned.protocol.drug.value,
        ordered_value=reckoned.amount.value,
        ordered_unit=reckoned.amount.ucum,
        weight_kg=reckoned.weight.kilograms.value,
        weight_observation=reckoned.weight.observation,
        dose_mg=total.dose.value,
        concentration_mg_per_ml=reckoned.strength.value if reckoned.strength else None,
        volume_ml=total.volume.value if total.volume else None,
        duration_minutes=minutes,
        parts_mg=[plain(part.value) for part in reckoned.parts],
        guards=[{key: guard.as_dict()[key] for key in kept} for guard in reckoned.guards],
        override_reason=override_reason.strip() if reckoned.guards else "",
        signed_at=at,
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def countersign_order(*, order: DoseOrder, by: Staff, at: datetime) -> OrderCountersignature:
    """Give the second signature on an order past a guard; never by the prescriber who ordered."""
    require(by, Permission.COUNTERSIGN_ORDER)
    gates.refuse_once_ended(gates.lock(order.episode), at)
    if OrderCancellation.objects.filter(order=order).exists():
        raise Refused("The order was not signed: it has been cancelled.")
    if not order.guards:
        raise Refused("Nothing was signed: this order passes no guard and needs one signature only.")
    if any(guard.get("hard_stop") for guard in order.guards):
        raise Refused("The order was not signed: it is past a hard stop. Cancel it and order again.")
    if order.recorded_by_id == by.pk:
        raise Refused("The order was not signed: you signed it first. Another prescriber gives the second signature.")
    if OrderCountersignature.objects.filter(order=order).exists():
        raise Refused("Nothing was changed: this order already carries two signatures.")
    signature = OrderCountersignature.objects.create(
        patient=order.patient,
        order=order,
        first_signer_id=order.recorded_by_id,
        signed_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="countersigned an order", to=signature)
    return signature


@transaction.atomic
def cancel_order(*, order: DoseOrder, reason: str, by: Staff, at: datetime) -> OrderCancellation:
    """Take an order back before it is given; the booked session then waits for a new one."""
    require(by, Permission.ORDER_DOSE)
    gates.lock(order.episode)
    if not reason.strip():
        raise Refused("The order stands: no reason was given. Say why it is cancelled.")
    if OrderCancellation.objects.filter(order=order).exists():
        raise Refused("Nothing was changed: this order was cancelled before.")
    sessions = DosingSession.objects.filter(order=order)
    if sessions.exclude(BEFORE_THE_DOSE | Q(state="abandoned")).exists():
        raise Refused("The order stands: dosing has started on it. Record in the session what is given.")
    if sessions.filter(BEFORE_THE_DOSE, draws__isnull=False).exists():
        raise Refused(
            "The order stands: the drug is drawn. Abandon the session first: the drug is accounted for there."
        )
    sessions.filter(BEFORE_THE_DOSE).update(order=None)
    cancellation = OrderCancellation.objects.create(
        patient=order.patient,
        order=order,
        reason=reason.strip(),
        cancelled_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="cancelled an order", to=cancellation)
    return cancellation
