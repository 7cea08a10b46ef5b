"""What people do about a risk answer: take it, hand it on, write down what was done, close it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.chart.models import QuestionnaireResponse, RiskTask, RiskTaskEvent
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments.escalation import Did, Tier

ASKED_AGAIN = ("c-ssrs", "c-ssrs-since-last-visit")
NOT_CLOSED = "The risk was not closed"


@transaction.atomic
def acknowledge(*, task: RiskTask, by: Staff, at: datetime) -> RiskTaskEvent:
    """Take a risk answer: from now on it is this person's, and no deadline runs."""
    require(by, Permission.ANSWER_RISK)
    held = _held(task, "It was not taken on")
    newest = next((each for each in reversed(held.events_in_order) if each.did in _MOVES), None)
    if newest is not None and newest.did == Did.ACKNOWLEDGED and newest.recorded_by_id == by.pk:
        # A second tap changes nothing.
        return newest
    return _write(held, Did.ACKNOWLEDGED, by=by, at=at)


_MOVES = (Did.ACKNOWLEDGED.value, Did.HANDED_ON.value)


@transaction.atomic
def hand_on(*, task: RiskTask, to: Staff, why: str, by: Staff, at: datetime) -> RiskTaskEvent:
    """Give a risk answer to somebody who can take it, and say why; their time to acknowledge it begins."""
    _require_told(by)
    held = _held(task, "It was not handed on")
    if to.clinic_id != held.clinic_id or not to.may(Permission.ANSWER_RISK):
        raise Refused(f"It was not handed on: {to} cannot take on a risk answer here. Choose a clinician.")
    if not why.strip():
        raise Refused("It was not handed on: no reason is written. Write why.")
    return _write(held, Did.HANDED_ON, by=by, at=at, to=to, says=why.strip())


@transaction.atomic
def note(*, task: RiskTask, says: str, by: Staff, at: datetime) -> RiskTaskEvent:
    """Write down what was done or tried; whoever has been told may."""
    _require_told(by)
    return _write(_held(task, "Nothing was written down"), Did.NOTE, by=by, at=at, says=_words(says))


@transaction.atomic
def record_evaluation(*, task: RiskTask, says: str, by: Staff, at: datetime) -> RiskTaskEvent:
    """Write down what a prescriber or psychotherapist found when they evaluated the person."""
    require(by, Permission.CLOSE_HIGH_RISK)
    return _write(_held(task, "The evaluation was not recorded"), Did.EVALUATED, by=by, at=at, says=_words(says))


@transaction.atomic
def close_risk(*, task: RiskTask, reason: str, says: str, by: Staff, at: datetime) -> RiskTaskEvent:
    """Close a risk answer with a reason and what was done.

    A high one is closed by a prescriber or psychotherapist alone, after the C-SSRS was asked again or an evaluation
    was written down. A newer, lower answer never closes anything.
    """
    held = _held(task, NOT_CLOSED)
    require(by, Permission.CLOSE_HIGH_RISK if held.tier == Tier.HIGH.value else Permission.ANSWER_RISK)
    if reason not in RiskTaskEvent.Reason.values:
        raise Refused(f"{NOT_CLOSED}: no reason was chosen. Choose one.")
    if not says.strip():
        raise Refused(f"{NOT_CLOSED}: what was done is not written. Write it.")
    missing = what_closing_needs(held)
    if missing:
        raise Refused(f"{NOT_CLOSED}: {missing}")
    if reason == RiskTaskEvent.Reason.NEWER and not _newer_as_bad(held):
        raise Refused(f"{NOT_CLOSED}: no newer risk of this person is open that is as high. Choose another reason.")
    return _write(held, Did.CLOSED, by=by, at=at, reason=reason, says=says.strip())


def what_closing_needs(task: RiskTask) -> str:
    """What still has to happen before this can be closed, as the end of a sentence; empty when nothing does."""
    if task.tier != Tier.HIGH.value:
        return ""
    evaluated = any(event.did == Did.EVALUATED for event in task.events_in_order)
    if evaluated or asked_again(task) is not None:
        return ""
    return "a high risk is closed after the C-SSRS was asked again, or an evaluation is written down. Do one of them."


def asked_again(task: RiskTask) -> QuestionnaireResponse | None:
    """The newest whole C-SSRS recorded after this was raised; a gap is not a no."""
    # A time that somebody types has no seconds: asked in the same minute is asked after.
    minute = task.raised_at.replace(second=0, microsecond=0)
    rows = QuestionnaireResponse.objects.current().filter(patient=task.patient_id, instrument__in=ASKED_AGAIN)
    rows = rows.filter(recorded_at__gt=task.recorded_at, answered_at__gte=minute).exclude(band="")
    return rows.exclude(recorded_by=None).order_by("answered_at", "id").last()


def _newer_as_bad(task: RiskTask) -> bool:
    as_bad = [tier.value for tier in Tier if tier.rank <= Tier(task.tier).rank]
    newer = RiskTask.objects.open().filter(patient=task.patient_id, tier__in=as_bad, raised_at__gt=task.raised_at)
    return newer.exclude(pk=task.pk).exists()


def _require_told(by: Staff) -> None:
    """A manager who was told last can hand on and write down, without opening the chart."""
    if not by.may(Permission.MANAGE_STAFF) and not by.may(Permission.KEEP_LIBRARY):
        require(by, Permission.ANSWER_RISK)


def _held(task: RiskTask, not_done: str) -> RiskTask:
    """The task, held until this is written; refused when somebody has closed it."""
    rows = RiskTask.objects.select_for_update(of=("self",)).select_related("patient", "clinic")
    held = rows.prefetch_related("events").get(pk=task.pk)
    if any(event.did == Did.CLOSED for event in held.events_in_order):
        raise Refused(f"{not_done}: this risk answer is closed.")
    return held


def _words(says: str) -> str:
    if not says.strip():
        raise Refused("Nothing was written down: the field is empty. Write what was done.")
    return says.strip()


def _write(task: RiskTask, did: Did, *, by: Staff, at: datetime, **said: Any) -> RiskTaskEvent:
    event = RiskTaskEvent.objects.create(
        patient_id=task.patient_id,
        task=task,
        did=did.value,
        happened_at=at,
        recorded_at=at,
        recorded_by=by,
        **said,
    )
    audit.record(by=by, at=at, did=f"risk answer: {SAYS[did]}", to=event, tier=task.tier)
    return event


SAYS = {
    Did.ACKNOWLEDGED: "took it on",
    Did.HANDED_ON: "handed it on",
    Did.ESCALATED: "nobody took it in time",
    Did.ANSWERED: "the form came again",
    Did.NOTE: "wrote down what was done",
    Did.EVALUATED: "evaluated the patient",
    Did.CLOSED: "closed it",
}
