"""The care plan: written by a clinician, approved by a prescriber; a new version needs approval again."""

from datetime import datetime, timedelta

from django.db import transaction

from holdspace.care.planning import gates
from holdspace.chart import facts
from holdspace.chart.models import CarePlan, EpisodeOfCare, PlanApproval
from holdspace.chart.refusals import refuse_if
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical import instruments, pathway
from holdspace.clinical.pathway import Step
from holdspace.clinical.protocols import Protocol
from holdspace.clinical.protocols.thresholds import SHORTEST_GAP
from holdspace.library import limits


@transaction.atomic
def write_plan(
    *,
    episode: EpisodeOfCare,
    protocol_id: str,
    route: str,
    sessions_planned: int,
    preparation_sessions: int,
    days_between: int,
    target_instrument: str,
    by: Staff,
    at: datetime,
    beside: str = "",
    why_this_protocol: str = "",
    amended_because: str = "",
) -> CarePlan:
    """Write the care plan, or a new version of it with the reason; it holds once a prescriber approves it."""
    require(by, Permission.PLAN)
    episode = gates.lock(episode)
    gates.refuse_once_ended(episode, at)
    held = gates.in_use(episode.patient.clinic, protocol_id, at=at)
    protocol = held.protocol
    _refuse_what_does_not_fit(protocol, route, sessions_planned, preparation_sessions)
    _refuse_too_close(episode, sessions_planned, days_between, at)
    _refuse_unknown_measure(target_instrument)
    _ask_why(protocol, episode, why_this_protocol)
    earlier = gates.newest_plan(episode)
    if earlier is not None and not amended_because.strip():
        raise Refused("The plan was not kept: it changes an earlier version. Say why it changes.")
    plan = CarePlan.objects.create(
        patient=episode.patient,
        episode=episode,
        protocol_id=protocol_id,
        protocol_version=held.row.version,
        protocol_body=held.row.body,
        route=route,
        sessions_planned=sessions_planned,
        preparation_sessions=preparation_sessions,
        days_between=days_between,
        target_instrument=target_instrument,
        beside=beside.strip(),
        why_this_protocol=why_this_protocol.strip(),
        amends=earlier,
        amended_because=amended_because.strip() if earlier else "",
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(by=by, at=at, did="wrote a care plan", to=plan, protocol=protocol_id, version=held.row.version)
    return plan


def _refuse_what_does_not_fit(protocol: Protocol, route: str, sessions: int, preparation: int) -> None:
    if route not in protocol.routes:
        ways = " or ".join(each.label.lower() for each in protocol.routes)
        raise Refused(f"The plan was not kept: {protocol.id} is given {ways}. Choose that route, or another protocol.")
    if sessions < 1:
        raise Refused("The plan was not kept: it holds no dosing session. Plan at least one.")
    if preparation < protocol.preparation_sessions:
        asked = protocol.preparation_sessions
        raise Refused(
            f"The plan was not kept: {protocol.id} asks for {asked} preparation session{'s' if asked > 1 else ''}. "
            "Plan as many, or more."
        )


def _refuse_too_close(episode: EpisodeOfCare, sessions: int, days: int, at: datetime) -> None:
    gap = limits.in_force(episode.patient.clinic, at=at).hours(SHORTEST_GAP)
    if sessions > 1 and timedelta(days=days) < gap:
        least, hours = -(-gap // timedelta(days=1)), gap // timedelta(hours=1)
        raise Refused(
            f"The plan was not kept: at least {least} days ({hours} hours) lie between two doses. Plan more days."
        )


def _refuse_unknown_measure(code: str) -> None:
    try:
        instruments.by_code(code)
    except ValueError as unknown:
        raise Refused(f"The plan was not kept: {unknown} Choose one of these.") from unknown


def _ask_why(protocol: Protocol, episode: EpisodeOfCare, why: str) -> None:
    code = gates.indication_of(episode)
    if not protocol.covers(code) and not why.strip():
        named = code or "no indication named"
        raise Refused(
            f"The plan was not kept: {protocol.id} is for {', '.join(protocol.indications)}, the course for {named}. "
            "Say why this protocol."
        )


@transaction.atomic
def approve_plan(*, plan: CarePlan, by: Staff, at: datetime) -> PlanApproval:
    """Answer for a plan as prescriber; asks that consent is in force and a goal is written down."""
    require(by, Permission.APPROVE_PLAN)
    episode = gates.lock(plan.episode)
    newest = gates.newest_plan(episode)
    if newest is None or newest.pk != plan.pk:
        raise Refused("The plan was not approved: a newer version has been written. Read the newer one.")
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refused("Nothing was changed: this plan is already approved.")
    gates.refuse_retired(plan, at=at)
    refuse_if(pathway.what_blocks(Step.PLAN, facts.for_episode(episode, at=at)), episode=episode)
    approval = PlanApproval.objects.create(
        patient=plan.patient, plan=plan, approved_at=at, recorded_at=at, recorded_by=by
    )
    audit.record(by=by, at=at, did="approved the care plan", to=approval, protocol=plan.protocol_id)
    return approval
