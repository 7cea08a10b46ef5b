"""A risk answer is raised with the answer itself, and knows from then on whom it goes to."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from holdspace.chart.models import (
    DosingSession,
    EpisodeOfCare,
    Evaluation,
    Patient,
    QuestionnaireResponse,
    RiskTask,
    RiskTaskEvent,
)
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.instruments import TOTAL, Alert, Instrument
from holdspace.clinical.instruments.escalation import (
    Did,
    Tier,
    minutes_for,
    tier_of,
    worst_tier,
)
from holdspace.clinical.roles import Role
from holdspace.library import limits

# Somebody who signed in within one long shift counts as here; the length of a sign-in: settings, SESSION_COOKIE_AGE.
SIGNED_ON_FOR = timedelta(hours=12)
# A form sent twice by a nervous hand or a slow line is one answer: clinic's judgement.
SENT_TWICE_WITHIN = timedelta(minutes=10)


@transaction.atomic
def raise_risk(
    *,
    patient: Patient,
    episode: EpisodeOfCare | None,
    instrument: Instrument,
    answers: Mapping[str, int | None],
    alerts: Iterable[Alert],
    answered_at: datetime,
    by: Staff | None,
    at: datetime,
    response: QuestionnaireResponse | None = None,
    form: str = "",
) -> RiskTask | None:
    """Make the task of an alarming answer, in the transaction that keeps the answer; nothing where nothing alarms.

    `form` names a form that is still being filled in: handing it in afterwards raises nothing a second time. What is
    worse than before is raised anew; what is less never changes what was raised.
    """
    alerts = tuple(alert for alert in alerts if tier_of(alert) is not None)
    tier = worst_tier(alerts)
    if tier is None:
        return None
    # Two requests with the same answer come one after the other.
    patient = Patient.objects.select_for_update(of=("self",)).select_related("clinic").get(pk=patient.pk)
    words = _in_words(instrument, answers, alerts)
    known = _already_raised(patient, instrument, tier, words, form, at)
    if known is not None:
        _say_it_came_again(known, response, words, at)
        return known
    in_force = limits.in_force(patient.clinic, at=at)
    task = RiskTask.objects.create(
        patient=patient,
        clinic=patient.clinic,
        episode=episode,
        response=response,
        key=f"{form or _name_of(patient, instrument, response, at)}:{tier}",
        instrument=instrument.code,
        tier=tier.value,
        says=list(dict.fromkeys(alert.says for alert in alerts)),
        answered=words,
        answered_at=answered_at,
        raised_at=at,
        within_minutes=minutes_for(tier, in_force),
        limits_version=in_force.version,
        ladder=[str(person.pk) for person in whom_to_tell(patient, episode, asked_by=by, at=at)],
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did=f"raised a {tier.value} risk", to=task, clinic=patient.clinic)
    return task


def _name_of(patient: Patient, instrument: Instrument, response: QuestionnaireResponse | None, at: datetime) -> str:
    return f"response:{response.pk}" if response else f"answers:{patient.pk}:{instrument.code}:{at.isoformat()}"


def _in_words(
    instrument: Instrument, answers: Mapping[str, int | None], alerts: tuple[Alert, ...]
) -> list[dict[str, str]]:
    """The answers that alarm, as they read: those an alert names, and with a tier everything that was said yes to."""
    given = {code: value for code, value in answers.items() if value is not None}
    named = {alert.item for alert in alerts if not alert.tier and alert.item != TOTAL}
    if any(alert.tier for alert in alerts) or not named:
        named |= {code for code, value in given.items() if value >= 1}
    items = [item for item in instrument.items if item.code in named and item.code in given]
    return [{"item": item.text or item.code, "answer": _choice(instrument, item, given[item.code])} for item in items]


def _choice(instrument: Instrument, item: Any, value: int) -> str:
    words = (choice.text for choice in instrument.choices_of(item) if choice.value == value)
    return next(words, "") or str(value)


def _already_raised(
    patient: Patient, instrument: Instrument, tier: Tier, words: list[dict[str, str]], form: str, at: datetime
) -> RiskTask | None:
    raised = RiskTask.objects.filter(patient=patient, instrument=instrument.code).order_by("-raised_at")
    if form:
        as_bad = [f"{form}:{each}" for each in Tier if each.rank <= tier.rank]
        return raised.filter(key__in=as_bad).first()
    lately = raised.open().filter(tier=tier.value, raised_at__gte=at - SENT_TWICE_WITHIN, raised_at__lte=at)
    return next((task for task in lately if task.answered == words), None)


def _say_it_came_again(
    task: RiskTask, response: QuestionnaireResponse | None, words: list[dict[str, str]], at: datetime
) -> None:
    """What came after the first answer stands with it: the form was handed in, or the same was sent twice."""
    if response is None:
        return
    answers = "; ".join(f"{each['item']}: {each['answer']}" for each in words)
    RiskTaskEvent.objects.create(
        patient_id=task.patient_id,
        task=task,
        did=Did.ANSWERED.value,
        happened_at=at,
        says=f"Handed in: {answers}",
        recorded_at=at,
    )


def whom_to_tell(
    patient: Patient, episode: EpisodeOfCare | None, *, asked_by: Staff | None, at: datetime
) -> list[Staff]:
    """The ladder: who asked, the course's own prescriber and therapist, prescribers here, lead, manager, the rest."""
    people = Staff.objects.filter(clinic_id=patient.clinic_id, ended_at=None)
    staff = {each.pk: each for each in people.select_related("account").prefetch_related("held_roles")}
    own = [staff[pk] for pk in _own_people(episode, asked_by) if pk in staff and staff[pk].may(Permission.ANSWER_RISK)]
    own = [each for each in own if each.roles & {Role.PRESCRIBER, Role.THERAPIST}]
    site = episode.site_id if episode else None
    prescribers = sorted(_holding(staff, Role.PRESCRIBER), key=lambda each: (each.site_id != site, each.name))
    here = [each for each in prescribers if _is_signed_on(each, at)]
    rest = [*here, *_holding(staff, Role.CLINICAL_LEAD), *_holding(staff, Role.MANAGER), *prescribers]
    return list(dict.fromkeys([*own, *rest]))


def _own_people(episode: EpisodeOfCare | None, asked_by: Staff | None) -> list[Any]:
    found: list[Any] = [asked_by.pk] if asked_by is not None else []
    if episode is not None:
        session = DosingSession.objects.filter(episode=episode).exclude(state="abandoned").order_by("number").last()
        found += [session.prescriber_id, session.therapist_id] if session else []
        signed = Evaluation.objects.current().filter(episode=episode).order_by("-signed_at", "-id")
        found += list(signed.values_list("recorded_by_id", flat=True))
    return list(dict.fromkeys(found))


def _holding(staff: Mapping[Any, Staff], role: Role) -> list[Staff]:
    return sorted((each for each in staff.values() if role in each.roles), key=lambda each: each.name)


def _is_signed_on(staff: Staff, at: datetime) -> bool:
    last = staff.account.last_login
    return last is not None and at - SIGNED_ON_FOR <= last <= at
