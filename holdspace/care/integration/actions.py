"""Acts of integration: keep a session with its insights and actions, and keep how an action went."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from holdspace.care.integration.escalation import BY_CODE
from holdspace.chart import facts
from holdspace.chart.actions import drop_draft, report_adverse_event
from holdspace.chart.models import (
    ActionProgress,
    DosingSession,
    EpisodeOfCare,
    Insight,
    IntegrationAction,
    IntegrationSession,
)
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step

# A hypothesis from rodent work, kept as a clinic's habit: clinical rules reference, section 7.
BEST_WITHIN = timedelta(hours=72)
NOT_KEPT = "The integration session was not recorded"
NEEDS_WORDS = (ActionProgress.Status.CHANGED, ActionProgress.Status.DROPPED)


@dataclass(frozen=True)
class SmallThing:
    """One small thing to do, as the patient said it."""

    what: str
    when: str
    due_on: date | None = None
    barrier: str = ""
    support: str = ""


@dataclass(frozen=True)
class Taken:
    """One thing the patient takes from the experience, and what they will do about it."""

    words: str
    things: tuple[SmallThing, ...]


def purpose_of(dosing_session: DosingSession) -> str:
    """The name of the draft of the session after this dose."""
    return f"integration-{dosing_session.pk}"


def last_dose(episode: EpisodeOfCare) -> DosingSession | None:
    """The session of the last dose that was given."""
    return episode.dosing_sessions.exclude(started_at=None).order_by("started_at").last()


@transaction.atomic
def record_session(
    *,
    dosing_session: DosingSession,
    held_at: datetime,
    since_dose: str,
    in_their_words: str,
    safety: str,
    next_dose: str,
    by: Staff,
    at: datetime,
    difficult: str = "",
    body: str = "",
    meaning: str = "",
    themes: tuple[str, ...] = (),
    taken: tuple[Taken, ...] = (),
    escalations: tuple[str, ...] = (),
    told: str = "",
) -> IntegrationSession:
    """Keep an integration session after a dose, with each insight and the small things that follow from it.

    Each escalation becomes an adverse event of that dose, and needs the name of whoever was told.
    """
    require(by, Permission.INTEGRATE)
    episode = _open(dosing_session.episode_id, at)
    _refuse_wrong_time(dosing_session, held_at, at)
    asked = {"how it has been": since_dose, "the patient's words": in_their_words, "safety": safety}
    _refuse_gaps(asked, next_dose)
    _refuse_loose_ends(taken)
    if escalations and next_dose == IntegrationSession.NextDose.YES:
        raise Refused(
            f"{NOT_KEPT}: another dose as planned does not go with {BY_CODE[escalations[0]].term.lower()}. Choose."
        )
    if escalations and not told.strip():
        raise Refused(f"{NOT_KEPT}: nobody has been told yet. Tell a prescriber now, and write whom.")
    session = IntegrationSession.objects.create(
        patient=episode.patient,
        episode=episode,
        dosing_session=dosing_session,
        held_at=held_at,
        since_dose=since_dose.strip(),
        in_their_words=in_their_words.strip(),
        difficult=difficult.strip(),
        body=body.strip(),
        meaning=meaning.strip(),
        themes=list(themes),
        safety=safety.strip(),
        next_dose=next_dose,
        recorded_at=at,
        recorded_by=by,
    )
    for each in taken:
        _keep_insight(session, each, by=by, at=at)
    for code in escalations:
        _escalate(session, code, told, by=by, at=at)
    drop_draft(episode=episode, purpose=purpose_of(dosing_session), by=by)
    audit.record(by=by, at=at, did="recorded an integration session", to=session, next_dose=next_dose)
    return session


def _open(episode_id: UUID, at: datetime) -> EpisodeOfCare:
    """The course, locked, as long as it is open."""
    courses = EpisodeOfCare.objects.select_for_update(of=("self",)).select_related("patient", "site")
    episode = courses.get(pk=episode_id)
    blocks = pathway.what_blocks(Step.NEXT_DOSE, facts.of_its_end(episode, at=at))
    refuse_if([block for block in blocks if block.code == "closed"], episode=episode)
    return episode


def _refuse_wrong_time(dosing_session: DosingSession, held_at: datetime, at: datetime) -> None:
    if dosing_session.started_at is None:
        raise Refused(f"{NOT_KEPT}: dose {dosing_session.number} has not been given. Integration follows a dose.")
    if held_at > at:
        raise Refused(f"{NOT_KEPT}: its time lies ahead. Correct the time.")
    if held_at < dosing_session.started_at:
        raise Refused(f"{NOT_KEPT}: its time lies before dose {dosing_session.number}. Correct the time.")


def _refuse_gaps(asked: dict[str, str], next_dose: str) -> None:
    empty = [name for name, words in asked.items() if not words.strip()]
    if empty:
        raise Refused(f"{NOT_KEPT}: nothing is written about {', '.join(empty)}. Write it.")
    if next_dose not in IntegrationSession.NextDose.values:
        raise Refused(f"{NOT_KEPT}: what it means for a next dose was not chosen. Choose one.")


def _refuse_loose_ends(taken: tuple[Taken, ...]) -> None:
    for each in taken:
        if not each.words.strip():
            raise Refused(f"{NOT_KEPT}: a small thing has no insight above it. Write what the patient takes from it.")
        if not each.things:
            raise Refused(f"{NOT_KEPT}: no small thing follows from \u201c{each.words}\u201d. Agree on one.")
        if any(not thing.what.strip() or not thing.when.strip() for thing in each.things):
            raise Refused(f"{NOT_KEPT}: a small thing needs what and when. Write both.")


def _keep_insight(session: IntegrationSession, taken: Taken, *, by: Staff, at: datetime) -> None:
    common = {"patient": session.patient, "recorded_at": at, "recorded_by": by}
    insight = Insight.objects.create(integration_session=session, words=taken.words.strip(), **common)
    for thing in taken.things:
        IntegrationAction.objects.create(
            episode=session.episode,
            insight=insight,
            what=thing.what.strip(),
            when=thing.when.strip(),
            due_on=thing.due_on,
            barrier=thing.barrier.strip(),
            support=thing.support.strip(),
            **common,
        )


def _escalate(session: IntegrationSession, code: str, told: str, *, by: Staff, at: datetime) -> None:
    escalation = BY_CODE[code]
    report_adverse_event(
        patient=session.patient,
        dosing_session=session.dosing_session,
        term=escalation.term,
        severity=escalation.severity,
        serious=escalation.serious,
        action=f"Told: {told.strip()}",
        happened_at=session.held_at,
        by=by,
        at=at,
    )


@transaction.atomic
def record_progress(
    *, action: IntegrationAction, status: str, by: Staff, at: datetime, words: str = "", told_at: datetime | None = None
) -> ActionProgress:
    """Keep how an action went, as the patient tells it; to change it or let it go needs words."""
    require(by, Permission.INTEGRATE)
    _open(action.episode_id, at)
    if status not in ActionProgress.Status.values:
        raise Refused("Nothing was recorded: how it went was not chosen. Choose one.")
    if status in NEEDS_WORDS and not words.strip():
        raise Refused("Nothing was recorded: no words say what changed. Write them, in the patient's words.")
    if told_at is not None and told_at > at:
        raise Refused("Nothing was recorded: the time lies ahead. Correct the time.")
    progress = ActionProgress.objects.create(
        patient=action.patient,
        action=action,
        status=status,
        words=words.strip(),
        told_at=told_at or at,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="recorded how an action went", to=progress, status=status)
    return progress
