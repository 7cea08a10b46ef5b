"""Closes a session: everything asked, every milligram accounted for; or ends one in which nothing was given."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from holdspace.care.dosing.actions.writing import keep_state, locked, write_event
from holdspace.care.dosing.record import picture_for
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, Encounter, SessionClosing, SessionReview
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.pathway import ClosingFacts, Step, what_blocks
from holdspace.clinical.units import plain

WENT_HOME, TRANSFERRED, NOT_DOSED = "went_home", "transferred", "not_dosed"


@dataclass(frozen=True)
class Asked:
    """What is asked before a session closes; "none" is an answer, an empty one is not."""

    dissociation: str
    side_effects: str
    adverse_events: str
    left_with: str = ""


@transaction.atomic
def close_session(
    *,
    dosing_session: DosingSession,
    asked: Asked,
    wasted_mg: Decimal,
    by: Staff,
    at: datetime,
    waste_witness: Staff | None = None,
) -> SessionClosing:
    """Close the session: the patient has left ready or was transferred, and the drug is accounted for."""
    require(by, Permission.CLOSE_SESSION)
    held = locked(dosing_session)
    if hasattr(held, "closing"):
        raise Refused("The session was not closed again: it is closed already.")
    if held.started_at is None:
        raise Refused("The session was not closed: no dose was started. End it as not dosed on the time-out page.")
    if held.state not in ("ready_to_leave", "transferred"):
        raise Refused("The session was not closed: the patient has not been let go or transferred yet.")
    _refuse_blocks(held, asked, at=at)
    how = TRANSFERRED if held.state == "transferred" else WENT_HOME
    if how == WENT_HOME and not asked.left_with.strip():
        raise Refused("The session was not closed: say with whom the patient left.")
    given = picture_for(held).given_mg
    return _close(held, how, asked, given, wasted_mg, waste_witness, by=by, at=at, to="completed")


def _refuse_blocks(held: DosingSession, asked: Asked, *, at: datetime) -> None:
    """What the pathway asks of a closing, with the answers at hand instead of those already kept."""
    course = facts.for_episode(held.episode, at=at)
    answers = ClosingFacts(
        dissociation_answered=bool(asked.dissociation.strip()),
        side_effects_answered=bool(asked.side_effects.strip()),
        adverse_events_answered=bool(asked.adverse_events.strip()),
        dose_reconciled=True,
        transferred=held.state == "transferred",
    )
    course = replace(course, session=replace(course.session, closing=answers))
    refuse_if(what_blocks(Step.CLOSE_SESSION, course), episode=held.episode)


def _close(
    held: DosingSession, how: str, asked: Asked, given: Decimal, wasted: Decimal, witness: Staff | None, *,
    by: Staff, at: datetime, to: str, because: str = "",
) -> SessionClosing:  # fmt: skip
    drawn = drawn_mg(held)
    _refuse_unbalanced(drawn, given, wasted, witness, by)
    # Everything is written before the row that closes, so that it does not count as come after it.
    write_event(held, "phase", {"to": to, "because": because}, by=by, at=at)
    keep_state(held)
    row = SessionClosing.objects.create(
        patient_id=held.patient_id,
        recorded_at=at,
        recorded_by=by,
        dosing_session=held,
        how=how,
        dissociation=asked.dissociation.strip(),
        side_effects=asked.side_effects.strip(),
        adverse_events=asked.adverse_events.strip(),
        drawn_mg=drawn,
        given_mg=given,
        wasted_mg=wasted,
        waste_witness=witness,
        left_with=asked.left_with.strip(),
        closed_at=at,
    )
    _end_encounter(held, Encounter.Status.FINISHED, at)
    audit.record(
        by=by, at=at, did="closed a dosing session", to=row, how=how, given_mg=str(given), wasted_mg=str(wasted)
    )
    return row


def drawn_mg(dosing_session: DosingSession) -> Decimal:
    """Everything drawn for this session."""
    return dosing_session.draws.aggregate(sum=Sum("amount_mg"))["sum"] or Decimal(0)


def _refuse_unbalanced(drawn: Decimal, given: Decimal, wasted: Decimal, witness: Staff | None, by: Staff) -> None:
    if given > drawn:
        raise Refused(
            f"The session was not closed: {plain(given)} mg is recorded as given, but only {plain(drawn)} mg as drawn."
            " Record the missing draw with its witness, or correct the dose."
        )
    if wasted < 0 or drawn != given + wasted:
        raise Refused(
            f"The session was not closed: {plain(drawn)} mg drawn is not {plain(given)} mg given and"
            f" {plain(wasted)} mg wasted. Measure what is left in the syringe."
        )
    if wasted > 0 and not _may_see_waste(witness, by):
        raise Refused("The session was not closed: waste is seen by a second person here who may witness a draw.")


def _may_see_waste(witness: Staff | None, by: Staff) -> bool:
    """Somebody else, of this clinic, working here now, who may witness a draw."""
    if witness is None or witness.pk == by.pk or witness.clinic_id != by.clinic_id:
        return False
    return witness.ended_at is None and witness.may(Permission.DRAW_DRUG)


def _end_encounter(held: DosingSession, status: str, at: datetime) -> None:
    starts_at = held.encounter.starts_at
    Encounter.objects.filter(pk=held.encounter_id).update(status=status, ends_at=max(at, starts_at))


@transaction.atomic
def abandon(
    *,
    dosing_session: DosingSession,
    because: str,
    by: Staff,
    at: datetime,
    wasted_mg: Decimal = Decimal(0),
    waste_witness: Staff | None = None,
) -> DosingSession:
    """End a session in which nothing was given; a drug already drawn is wasted before a witness."""
    require(by, Permission.TIME_OUT)
    held = locked(dosing_session)
    if held.started_at is not None or held.state not in ("scheduled", "time_out", "on_hold"):
        raise Refused("The session was not ended as not dosed: dosing was started. Close it instead.")
    if not because.strip():
        raise Refused("The session was not ended. Say why nothing was given.")
    if picture_for(held).given_mg > 0:
        raise Refused("The session was not ended as not dosed: a dose is recorded. Correct it or start dosing.")
    if held.draws.exists():
        asked = Asked("Not dosed.", "Not dosed.", "Not dosed.")
        _close(
            held, NOT_DOSED, asked, Decimal(0), wasted_mg, waste_witness, by=by, at=at, to="abandoned", because=because
        )
    else:
        write_event(held, "phase", {"to": "abandoned", "because": because.strip()}, by=by, at=at)
        keep_state(held)
        _end_encounter(held, Encounter.Status.CANCELLED, at)
    audit.record(by=by, at=at, did="ended a session without a dose", to=held, because=because.strip())
    return held


@transaction.atomic
def review_session(*, dosing_session: DosingSession, by: Staff, at: datetime, note: str = "") -> SessionReview:
    """A prescriber has read the closed session."""
    require(by, Permission.REVIEW_SESSION)
    held = locked(dosing_session)
    if held.state != "completed" or not hasattr(held, "closing"):
        raise Refused(f"The session was not reviewed: it is {held.get_state_display().lower()}.")
    row = SessionReview.objects.create(
        patient_id=held.patient_id, recorded_at=at, recorded_by=by, dosing_session=held, note=note, reviewed_at=at
    )
    write_event(held, "phase", {"to": "reviewed"}, by=by, at=at)
    keep_state(held)
    audit.record(by=by, at=at, did="reviewed a dosing session", to=row)
    return row
