"""The call after a dose: everything asked, or a try that did not reach the patient or broke off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.care.follow_up.window import OPENS_AFTER
from holdspace.chart.models import DosingSession, EpisodeOfCare, FollowUpCall
from holdspace.chart.suicide_screener import keep_screener
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, Incomplete, Score, score

RAISED = ("moderate", "high")
NOT_KEPT = "The call was not recorded"


@transaction.atomic
def record_call(
    *,
    dosing_session: DosingSession,
    called_at: datetime,
    c_ssrs: Mapping[str, int],
    safety: str,
    side_effects: str,
    sleep: str,
    mood: int | None,
    by: Staff,
    at: datetime,
    told_whom: str = "",
    questions: str = "",
    note: str = "",
) -> FollowUpCall:
    """Keep a call in which the patient was reached and everything was asked.

    `c_ssrs` holds 0 or 1 for each item of the screener since the last visit; a mood of None is: did not say.
    """
    dosing_session = _called(dosing_session, called_at, by, at)
    if dosing_session.calls.current().filter(reached=True).exists():
        raise Refused(f"{NOT_KEPT}: the call after dose {dosing_session.number} is on record. Write a new contact.")
    opens_at = dosing_session.started_at + OPENS_AFTER
    if called_at < opens_at:
        # The drug has hardly worn off: what is said now says little about tomorrow, and would hide that a call is due.
        raise Refused(
            f"{NOT_KEPT} as the call after the dose: that is made from 12 hours on. Record it as broken off: "
            "what was said is kept, and the call stays due."
        )
    result = score(C_SSRS_SINCE_LAST_VISIT, c_ssrs)
    if isinstance(result, Incomplete):
        missing = ", ".join(C_SSRS_SINCE_LAST_VISIT.item(code).text for code in result.missing)
        raise Refused(f"{NOT_KEPT}: {missing} is not answered. A gap is not a no. Ask it, or say that it broke off.")
    told = {"safety": safety, "side effects": side_effects, "sleep": sleep}
    empty = [name for name, words in told.items() if not words.strip()]
    if empty:
        raise Refused(f"{NOT_KEPT}: nothing is written about {', '.join(empty)}. Ask, and write what was said.")
    said = {"safety": safety, "side_effects": side_effects, "sleep": sleep, "mood": mood, "questions": questions}
    return _keep(dosing_session, True, called_at, c_ssrs, {**said, "told_whom": told_whom, "note": note}, by, at)


@transaction.atomic
def record_try(
    *,
    dosing_session: DosingSession,
    called_at: datetime,
    by: Staff,
    at: datetime,
    c_ssrs: Mapping[str, int] | None = None,
    told_whom: str = "",
    **said: Any,
) -> FollowUpCall:
    """Keep a try: nobody answered, or the call broke off. What was said until then is kept; the call stays due."""
    dosing_session = _called(dosing_session, called_at, by, at)
    return _keep(dosing_session, False, called_at, c_ssrs or {}, {**said, "told_whom": told_whom}, by, at)


def _called(dosing_session: DosingSession, called_at: datetime, by: Staff, at: datetime) -> DosingSession:
    require(by, Permission.CALL_PATIENT)
    # The course is held, so that two people cannot both record the call.
    EpisodeOfCare.objects.select_for_update().get(pk=dosing_session.episode_id)
    dosing_session = DosingSession.objects.select_related("episode", "patient").get(pk=dosing_session.pk)
    if dosing_session.started_at is None:
        raise Refused(f"{NOT_KEPT}: dose {dosing_session.number} has not been given. The call follows a dose.")
    if called_at > at:
        raise Refused(f"{NOT_KEPT}: its time lies ahead. Correct the time.")
    if called_at < dosing_session.started_at:
        raise Refused(f"{NOT_KEPT}: its time lies before the dose. Correct the time.")
    return dosing_session


def _keep(
    dosing_session: DosingSession,
    reached: bool,
    called_at: datetime,
    c_ssrs: Mapping[str, int],
    said: dict[str, Any],
    by: Staff,
    at: datetime,
) -> FollowUpCall:
    risk = risk_of(c_ssrs)
    mood = said.pop("mood", None)
    words = {name: value.strip() for name, value in said.items()}
    if risk in RAISED and not words["told_whom"]:
        raise Refused(
            f"{NOT_KEPT}: the risk is {risk} and nobody has been told yet. Tell a prescriber, and write whom."
        )
    if mood is not None and not 0 <= mood <= 10:
        raise Refused(f"{NOT_KEPT}: mood goes from 0 to 10. Correct the number.")
    common = {"patient": dosing_session.patient, "dosing_session": dosing_session, "recorded_at": at, "recorded_by": by}
    call = FollowUpCall.objects.create(
        called_at=called_at, reached=reached, c_ssrs=dict(c_ssrs), risk=risk, mood=mood, **words, **common
    )
    keep_screener(dosing_session=dosing_session, answers=c_ssrs, asked_at=called_at, by=by, at=at)
    did = "made the call after a dose" if reached else "tried to call after a dose"
    audit.record(by=by, at=at, did=did, to=call, risk=risk)
    return call


def risk_of(c_ssrs: Mapping[str, int]) -> str:
    """The tier these answers come to; with gaps only what an alarming answer already settles, else nothing."""
    if not c_ssrs:
        return ""
    result = score(C_SSRS_SINCE_LAST_VISIT, c_ssrs)
    if isinstance(result, Score):
        return result.band
    return next((alert.tier for alert in result.alerts), "")
