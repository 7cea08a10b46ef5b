"""The facts of a course from its order on: the session at hand, and what followed the last dose."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from holdspace.chart.facts.before_dose import news_since
from holdspace.chart.facts.long_term import misuse
from holdspace.chart.facts.pregnancy import pregnant
from holdspace.chart.facts.rows import WEIGHT, Rows
from holdspace.chart.given import Given, given_by, moment_of
from holdspace.chart.models import (
    AdverseEvent,
    CarePlan,
    Consent,
    DoseOrder,
    DosingSession,
    EpisodeOfCare,
    IntegrationSession,
    Observation,
    QuestionnaireResponse,
    SessionEvent,
)
from holdspace.clinical.eligibility.measurements import WEIGHT_UNITS
from holdspace.clinical.findings import Level
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.monitoring.long_term import LongTermFacts
from holdspace.clinical.monitoring.long_term.domains import COGNITION, LIVER, URINARY
from holdspace.clinical.outcomes import ScoredAt, StopFacts, percent_fall, rule_for, stop_rules, word_of
from holdspace.clinical.outcomes import course as course_of
from holdspace.clinical.pathway import (
    AfterDoseFacts,
    ClosingFacts,
    OrderFacts,
    PlanFacts,
    ReadinessFacts,
    SessionFacts,
    StopRule,
    TimeOutAnswer,
)
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import about

# What stops a course or asks about it; a check that is missing is shown, and holds a dose by itself where it must.
ACTED_ON = (Level.ABSOLUTE, Level.RELATIVE)
# A dose by weight is off by as much as the weight: our judgement.
LARGEST_CHANGE_OF_WEIGHT = Decimal("0.05")
COUNTED = ("final", "amended", "corrected")


def session_at_hand(episode: EpisodeOfCare, rows: Rows) -> DosingSession | None:
    """The session under way, else the one booked next, else the last one."""
    sessions: list[DosingSession] = [row for row in rows.of(DosingSession, episode) if row.state != "abandoned"]
    under_way = [row for row in sessions if row.state in DosingSession.UNDER_WAY]
    booked = [row for row in sessions if row.state == "scheduled"]
    return next(iter(under_way or booked or sessions[-1:]), None)


def session(episode: EpisodeOfCare, rows: Rows, *, test_due: bool | None) -> SessionFacts | None:
    """The dosing session at hand."""
    row = session_at_hand(episode, rows)
    if row is None:
        return None
    checks = sorted(row.time_out_checks.all(), key=lambda check: (check.happened_at, check.recorded_at, check.pk))
    return SessionFacts(
        number=row.number,
        state=row.state,
        scheduled_at=row.scheduled_at,
        started_at=row.started_at,
        time_out={check.item: TimeOutAnswer(check.answer, check.says) for check in checks},
        drug_drawn=bool(row.draws.all()),
        pregnancy_test_due=test_due,
        another_session_open=any(
            _is_open(other) for other in rows.of_patient(DosingSession, episode) if other.pk != row.pk
        ),
        readiness=_readiness(row),
        closing=_closing(row),
        closed_at=row.closing.closed_at if hasattr(row, "closing") else None,
    )


def _is_open(row: DosingSession) -> bool:
    return row.started_at is not None and not hasattr(row, "closing")


def _readiness(row: DosingSession) -> ReadinessFacts | None:
    newest = max(row.readiness_assessments.all(), key=lambda each: (each.assessed_at, each.pk), default=None)
    if newest is None:
        return None
    return ReadinessFacts(
        assessed_at=newest.assessed_at,
        unmet=tuple(each["title"] for each in newest.criteria if each["met"] is not True),
        overridden=newest.overridden_by_id is not None,
    )


def _closing(row: DosingSession) -> ClosingFacts:
    closing = getattr(row, "closing", None)
    if closing is None:
        return ClosingFacts(transferred=row.state == "transferred")
    return ClosingFacts(
        dissociation_answered=bool(closing.dissociation),
        side_effects_answered=bool(closing.side_effects),
        adverse_events_answered=bool(closing.adverse_events),
        dose_reconciled=True,
        transferred=closing.how == "transferred",
    )


def order(episode: EpisodeOfCare, rows: Rows) -> OrderFacts | None:
    """The order for the dose at hand: that of the session under way, else the one not yet given."""
    at_hand = session_at_hand(episode, rows)
    orders: list[DoseOrder] = rows.of(DoseOrder, episode)
    if at_hand is not None and at_hand.state in DosingSession.UNDER_WAY and at_hand.order_id:
        orders = [row for row in orders if row.pk == at_hand.order_id]
    else:
        given = {row.order_id for row in rows.of(DosingSession, episode) if row.started_at or hasattr(row, "closing")}
        orders = [row for row in orders if row.pk not in given]
    if not orders:
        return None
    return _order(orders[-1], episode, rows)


def _order(row: DoseOrder, episode: EpisodeOfCare, rows: Rows) -> OrderFacts:
    plan: CarePlan | None = rows.newest(CarePlan, episode)
    return OrderFacts(
        dose_number=row.dose_number,
        signed_at=row.signed_at,
        dose_mg=f"{row.dose_mg.normalize():f} mg",
        guards=tuple(guard["id"] for guard in row.guards),
        hard_stop=any(guard.get("hard_stop") for guard in row.guards),
        override_reason=row.override_reason,
        countersigned=hasattr(row, "countersignature"),
        plan_is_current=plan is not None and row.plan_id == plan.pk,
        weight_changed=_weight_changed(row, episode, rows),
        overtaken_by=(*news_since(row.signed_at, episode, rows), *_doses_changed_since(row, episode, rows)),
    )


def given_before(episode: EpisodeOfCare, rows: Rows) -> list[tuple[DosingSession, Given]]:
    """The sessions of all of the patient's courses in which something was given, with what their entries say now."""
    told: dict[UUID, list[SessionEvent]] = {}
    for event in rows.of_patient(SessionEvent, episode):
        told.setdefault(event.dosing_session_id, []).append(event)
    return [(row, given_by(row, told.get(row.pk, ()))) for row in rows.of_patient(DosingSession, episode)]


def last_given_at(episode: EpisodeOfCare, rows: Rows) -> datetime | None:
    """When the patient was last given something, in whichever course, by the clocks of the site."""
    moments = [moment for row, given in given_before(episode, rows) if (moment := moment_of(row, given))]
    return max(moments).astimezone(ZoneInfo(episode.site.time_zone)) if moments else None


def _doses_changed_since(order: DoseOrder, episode: EpisodeOfCare, rows: Rows) -> list[str]:
    """Earlier doses of which something was written after the order was signed: its guards read another sum."""
    return [
        f"dose {row.number} is now {given.mg.normalize():f} mg"
        for row, given in given_before(episode, rows)
        if row.order_id != order.pk and given.heard_at is not None and given.heard_at > order.signed_at
    ]


def _weight_changed(row: DoseOrder, episode: EpisodeOfCare, rows: Rows) -> str:
    """Why the weight of the order no longer holds; empty when it does. A weight nobody can read is a changed one."""
    weights = weights_of(episode, rows)
    stands = row.weight_observation_id is None or row.weight_observation_id in {each.pk for each in weights}
    if not stands:
        return f"The weight the order rests on, {about(row.weight_kg)} kg, has been corrected since."
    newest = weights[-1] if weights else None
    if newest is None or newest.pk == row.weight_observation_id:
        return ""
    if newest.unit not in WEIGHT_UNITS:
        return f"The newest weight, {about(newest.value_number)} {newest.unit}, cannot be read as kilograms."
    now = newest.value_number * WEIGHT_UNITS[newest.unit]
    if abs(now - row.weight_kg) <= row.weight_kg * LARGEST_CHANGE_OF_WEIGHT:
        return ""
    return f"The order was reckoned from {about(row.weight_kg)} kg; the patient now weighs {about(now)} kg."


def weights_of(episode: EpisodeOfCare, rows: Rows) -> list[Observation]:
    """The patient's weights that count, oldest first."""
    return [
        each
        for each in rows.of_patient(Observation, episode)
        if each.code == WEIGHT and each.status in COUNTED and each.effective_at and each.value_number is not None
    ]


def doses(episode: EpisodeOfCare, rows: Rows) -> list[DosingSession]:
    """The sessions of this course in which dosing was started, oldest first."""
    return [row for row in rows.of(DosingSession, episode) if row.started_at is not None]


def after_dose(
    episode: EpisodeOfCare, rows: Rows, plan: PlanFacts | None, slow_harm: LongTermFacts
) -> AfterDoseFacts | None:
    """What followed the last dose; None before the first."""
    given = doses(episode, rows)
    if not given:
        return None
    last = given[-1]
    integration = [row for row in rows.of(IntegrationSession, episode) if row.dosing_session_id == last.pk]
    scores = _scores(episode, rows, plan)
    reached = [call.called_at for call in last.calls.all() if call.reached]
    return AfterDoseFacts(
        dose_number=last.number,
        # On the clinic's own clock, so that days between doses are its days.
        given_at=last.started_at.astimezone(ZoneInfo(episode.site.time_zone)),
        closed_at=last.closing.closed_at if hasattr(last, "closing") else None,
        call_reached_at=min(reached, default=None),
        integration_sessions=len(integration),
        therapist_says=integration[-1].next_dose if integration else "",
        measured_at=scores[-1].at if scores else None,
        stop_rules=tuple(_stop_rules(episode, rows, plan, scores, slow_harm)),
    )


def _scores(episode: EpisodeOfCare, rows: Rows, plan: PlanFacts | None) -> list[ScoredAt]:
    wanted = plan.target_instrument if plan else ""
    answered = [row for row in rows.of(QuestionnaireResponse, episode) if row.instrument == wanted]
    return [ScoredAt(row.answered_at, row.total) for row in answered if row.total is not None]


def _stop_rules(
    episode: EpisodeOfCare, rows: Rows, plan: PlanFacts | None, scores: list[ScoredAt], slow_harm: LongTermFacts
) -> list[StopRule]:
    given = doses(episode, rows)
    sessions = {row.pk for row in given}
    harm: list[AdverseEvent] = rows.of_patient(AdverseEvent, episode)
    serious = [row.term for row in harm if row.serious and row.dosing_session_id in sessions]
    above = {found.rule for found in long_term.findings(slow_harm) if found.level in ACTED_ON}
    fall, is_defined = _fall(plan, scores, given, slow_harm.limits)
    facts = StopFacts(
        doses_given=len(given),
        fall_percent=fall,
        fall_is_defined=is_defined,
        serious_event=next(reversed(serious), ""),
        psychosis_or_mania=slow_harm.psychosis_or_mania,
        pregnant=pregnant(episode, rows, slow_harm),
        misuse=misuse(episode, rows),
        uropathy=URINARY.id in above,
        liver_above_limit=LIVER.id in above,
        cognition_fell=COGNITION.id in above,
        consent_withdrawn=_consent_withdrawn(episode, rows),
        unscheduled_requests=long_term.requests_in_a_month(slow_harm),
        limits=slow_harm.limits,
    )
    return [StopRule(word_of(found.rule), found.says, found.level is Level.CANNOT_TELL) for found in stop_rules(facts)]


def _consent_withdrawn(episode: EpisodeOfCare, rows: Rows) -> bool:
    """Whether consent was taken back and not given again since."""
    consents: list[Consent] = rows.of(Consent, episode)
    taken_back = [row.withdrawal.withdrawn_at for row in consents if hasattr(row, "withdrawal")]
    signed = [row.signature.signed_at for row in consents if hasattr(row, "signature")]
    return bool(taken_back) and max(taken_back) >= max(signed, default=max(taken_back))


def _fall(
    plan: PlanFacts | None, scores: list[ScoredAt], given: list[DosingSession], own: Limits
) -> tuple[Decimal | None, bool]:
    """How far the plan's measure has fallen since the baseline, and whether a fall is defined for it at all."""
    rule = rule_for(plan.target_instrument, own) if plan else None
    if rule is None or rule.response_percent is None:
        return None, False
    course = course_of(tuple(scores), given[0].started_at, rule)
    start, latest = course.baseline, course.latest
    return (percent_fall(start.total, latest.total) if start and latest else None), True
