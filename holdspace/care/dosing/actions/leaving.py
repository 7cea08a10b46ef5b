"""Judges readiness to leave, criterion by criterion, and lets the patient go."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.care.dosing.actions.writing import keep_state, locked, write_event
from holdspace.care.dosing.events.picture import Newest, SessionPicture
from holdspace.care.dosing.record import picture_for
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, ReadinessAssessment
from holdspace.chart.refusals import refuse_if
from holdspace.chart.suicide_screener import keep_screener
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Denied, Refused, require
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, score
from holdspace.clinical.monitoring import Criterion, DischargeFacts, Measured, Signal, is_ready, readiness
from holdspace.clinical.monitoring.numbers import FRESH_MINUTES
from holdspace.clinical.pathway import Step, what_blocks
from holdspace.clinical.roles import Role

FROM_STATES = ("recovery", "dosing", "stopped", "on_hold", "ready_to_leave")
SIGNED_BY_THE_THERAPIST = ("settled", "settled_signed_by", "settled_at")
# How the patient is: true of the half hour in which it was seen, and of no time before the last dose.
GROWS_OLD = (
    "on_air", "aldrete", "mpadss", "oriented", "cadss_6", "walks_unaided", "nausea_controlled", "signed_by",
)  # fmt: skip


def newest_answers(dosing_session: DosingSession) -> dict[str, Any]:
    """What was answered last, so that a therapist's word is not lost when the monitor judges again."""
    newest = dosing_session.readiness_assessments.order_by("assessed_at", "id").last()
    return dict(newest.answers) if newest else {}


def discharge_facts(
    dosing_session: DosingSession, picture: SessionPicture, answers: Mapping[str, Any], *, at: datetime
) -> DischargeFacts:
    """What is measured comes from the session's entries, what is asked from the form; nothing is assumed."""
    answers = _of_now(answers, picture, at)
    pressures = [one for one in picture.sets if one.blood_pressure is not None]
    spo2 = picture.newest.get(Signal.SPO2)
    alertness, agitation = picture.level("moaas"), picture.level("rass")
    return DischargeFacts(
        limits=picture.limits,
        watched_minutes=_by_protocol(dosing_session),
        at=at,
        route=picture.route,
        last_dose_at=picture.last_dose_ends_at,
        blood_pressure=Measured(pressures[-1].blood_pressure, pressures[-1].at) if pressures else None,
        baseline_blood_pressure=picture.baseline,
        spo2=Measured(spo2.value, spo2.at) if spo2 else None,
        on_air=_on_air(answers, spo2),
        alertness=Measured(alertness.value, alertness.at) if alertness else None,
        agitation=Measured(agitation.value, agitation.at) if agitation else None,
        aldrete=answers.get("aldrete"),
        mpadss=answers.get("mpadss"),
        oriented=answers.get("oriented"),
        cadss_6=answers.get("cadss_6"),
        cadss_6_baseline=answers.get("cadss_6_baseline"),
        walks_unaided=answers.get("walks_unaided"),
        nausea_controlled=answers.get("nausea_controlled"),
        c_ssrs=_c_ssrs(answers),
        settled=answers.get("settled"),
        therapist_signed=True if answers.get("settled_signed_by") else None,
        escort_identified=answers.get("escort_identified"),
        instructions_given=answers.get("instructions_given"),
        clinician_signed=True if answers.get("signed_by") else None,
        antagonist_given=picture.antagonist_given_at is not None,
        antagonist_last_at=picture.antagonist_given_at,
    )


def _by_protocol(dosing_session: DosingSession) -> int:
    """How long the protocol of the order watches; a clinic may have lengthened it."""
    order = dosing_session.order
    protocol = facts.protocol_of(order.plan) if order is not None else None
    return protocol.observation_minutes if protocol is not None else 0


def _of_now(answers: Mapping[str, Any], picture: SessionPicture, at: datetime) -> dict[str, Any]:
    """The answers that still tell how the patient is: each has a moment of its own, however often the form is kept."""
    fresh_for = picture.limits.minutes(FRESH_MINUTES)
    moments, last_dose = answers.get("answered_at", {}), picture.last_dose_ends_at

    def stands(name: str) -> bool:
        if name in GROWS_OLD:
            told = moments.get(name)
            return bool(told) and _is_since(told, last_dose) and at - datetime.fromisoformat(told) <= fresh_for
        return name not in SIGNED_BY_THE_THERAPIST or _is_since(answers.get("settled_at"), last_dose)

    return {name: value for name, value in answers.items() if stands(name)}


def _on_air(answers: Mapping[str, Any], spo2: Newest | None) -> bool | None:
    """How the saturation at hand was measured; an answer fills a gap, and only a later no speaks against it."""
    answer = answers.get("on_air")
    if spo2 is None or spo2.on_air is None:
        return answer
    is_later = answer is not None and datetime.fromisoformat(answers["answered_at"]["on_air"]) >= spo2.at
    return spo2.on_air and not (is_later and answer is False)


def _is_since(told: str | None, last_dose: datetime | None) -> bool:
    return told is not None and (last_dose is None or datetime.fromisoformat(told) >= last_dose)


def _c_ssrs(answers: Mapping[str, Any]) -> Measured | None:
    if not answers.get("c_ssrs") or not answers.get("c_ssrs_at"):
        return None
    result = score(C_SSRS_SINCE_LAST_VISIT, dict(answers["c_ssrs"]))
    return Measured(result, datetime.fromisoformat(answers["c_ssrs_at"]))


def judged(
    dosing_session: DosingSession, picture: SessionPicture, answers: Mapping[str, Any], *, at: datetime
) -> tuple[Criterion, ...]:
    """Every criterion of the gate, judged now."""
    return readiness(discharge_facts(dosing_session, picture, answers, at=at))


@transaction.atomic
def assess_readiness(
    *, dosing_session: DosingSession, answers: Mapping[str, Any], by: Staff, at: datetime, override_reason: str = ""
) -> ReadinessAssessment:
    """Judge every criterion for leaving; going against one takes a prescriber and a reason."""
    require(by, Permission.LET_LEAVE)
    held = _held(dosing_session)
    kept = newest_answers(held)
    signed = {name: kept[name] for name in SIGNED_BY_THE_THERAPIST if name in kept}
    not_given = (*SIGNED_BY_THE_THERAPIST, "signed_by", "answered_at")
    given = {k: v for k, v in answers.items() if v is not None and k not in not_given}
    if answers.get("signed"):
        given["signed_by"] = str(by.pk)
    earlier = _still_true(kept, picture_for(held), at)
    moments = {name: kept["answered_at"][name] for name in earlier} | dict.fromkeys(given, at.isoformat())
    answered = {**earlier, **given, **signed, "answered_at": moments}
    row = _keep(held, answered, by=by, at=at, override_reason=override_reason)
    if given.get("c_ssrs") and given.get("c_ssrs_at"):
        asked_at = datetime.fromisoformat(given["c_ssrs_at"])
        keep_screener(dosing_session=held, answers=given["c_ssrs"], asked_at=asked_at, by=by, at=at)
    return row


def _still_true(kept: Mapping[str, Any], picture: SessionPicture, at: datetime) -> dict[str, Any]:
    """What was answered a short while ago stands for a question left open now; a signature is always given anew."""
    moments = kept.get("answered_at", {})
    fresh_for = picture.limits.minutes(FRESH_MINUTES)
    fresh = {name for name, told in moments.items() if at - datetime.fromisoformat(told) <= fresh_for}
    return {name: kept[name] for name in fresh if name in kept and name not in ("signed_by", "signed")}


@transaction.atomic
def sign_settled(*, dosing_session: DosingSession, settled: bool, by: Staff, at: datetime) -> ReadinessAssessment:
    """The therapist who was there says whether the patient is settled."""
    if Role.THERAPIST not in by.roles:
        raise Denied(Permission.INTEGRATE)
    held = _held(dosing_session)
    answers = newest_answers(held) | {"settled": settled, "settled_signed_by": str(by.pk), "settled_at": at.isoformat()}
    return _keep(held, answers, by=by, at=at, override_reason="")


def _held(dosing_session: DosingSession) -> DosingSession:
    held = locked(dosing_session)
    if held.state not in FROM_STATES or held.started_at is None:
        raise Refused(f"Readiness was not judged: the session is {held.get_state_display().lower()}.")
    return held


def _keep(
    held: DosingSession, answers: dict[str, Any], *, by: Staff, at: datetime, override_reason: str
) -> ReadinessAssessment:
    criteria = judged(held, picture_for(held), answers, at=at)
    ready = is_ready(criteria)
    override = override_reason.strip() if not ready else ""
    if override:
        require(by, Permission.OVERRIDE_READINESS)
    row = ReadinessAssessment.objects.create(
        patient_id=held.patient_id,
        recorded_at=at,
        recorded_by=by,
        dosing_session=held,
        answers=answers,
        criteria=[{"code": one.code, "title": one.title, "met": one.met, "says": one.says} for one in criteria],
        is_ready=ready,
        override_reason=override,
        overridden_by=by if override else None,
        assessed_at=at,
    )
    did = "overrode readiness to leave" if override else "judged readiness to leave"
    audit.record(by=by, at=at, did=did, to=row, is_ready=ready)
    return row


@transaction.atomic
def let_leave(*, dosing_session: DosingSession, by: Staff, at: datetime) -> DosingSession:
    """Say that the patient is ready to leave: every criterion met, now, or a prescriber has answered for it."""
    require(by, Permission.LET_LEAVE)
    held = _held(dosing_session)
    if held.state == "ready_to_leave":
        return held
    refuse_if(what_blocks(Step.READY_TO_LEAVE, facts.for_episode(held.episode, at=at)), episode=held.episode)
    newest = held.readiness_assessments.order_by("assessed_at", "id").last()
    picture = picture_for(held)
    open_now = not_answered_for(newest, judged(held, picture, newest.answers, at=at), picture)
    if open_now:
        unmet = " ".join(one.says for one in open_now)
        raise Refused(f"The patient was not let go: judged again now, {unmet} Go through the criteria again.")
    write_event(held, "phase", {"to": "ready_to_leave"}, by=by, at=at)
    keep_state(held)
    audit.record(by=by, at=at, did="said the patient is ready to leave", to=held)
    return held


def not_answered_for(
    newest: ReadinessAssessment, criteria: Iterable[Criterion], picture: SessionPicture
) -> tuple[Criterion, ...]:
    """What keeps the patient here: a prescriber answered for what was unmet then, not for what has come since."""
    dosed_since = any(dose.at > newest.assessed_at for dose in picture.doses)
    is_answered = newest.overridden_by_id is not None and not dosed_since
    known = {one["code"] for one in newest.criteria if one["met"] is not True} if is_answered else set()
    return tuple(one for one in criteria if one.met is not True and one.code not in known)
