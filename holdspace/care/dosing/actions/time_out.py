"""Answers the time-out. What is recorded is what was found; whether it holds the day is the rules' answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.care.dosing.actions.writing import locked
from holdspace.care.dosing.record import newest_rows, picture_for
from holdspace.care.dosing.same_day import Judged, judge_item
from holdspace.chart import facts
from holdspace.chart.actions import record_observation
from holdspace.chart.models import DosingSession, TimeOutCheck
from holdspace.chart.suicide_screener import keep_screener
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Denied, Refused, require
from holdspace.clinical.pathway import TIME_OUT_ITEMS

ITEMS = {item.code: item for item in TIME_OUT_ITEMS}
LOINC = "http://loinc.org"
PREGNANCY_TEST = "2106-3"


def values_of(dosing_session: DosingSession) -> dict[str, dict[str, Any]]:
    """The newest answer to each item, as it was given."""
    return {item: row.value for item, row in newest_rows(list(dosing_session.time_out_checks.all()), "item").items()}


def judged_now(dosing_session: DosingSession, *, at: datetime) -> dict[str, Judged]:
    """What every answered item amounts to at this moment; a measurement that has grown old no longer stands."""
    values, picture = values_of(dosing_session), picture_for(dosing_session)
    test_due = facts.pregnancy_test_due(dosing_session.episode)
    return {
        item: judge_item(item, values, dosing_session, picture, at=at, test_due=test_due)
        for item in ITEMS
        if item in values
    }


@transaction.atomic
def answer_time_out(
    *, dosing_session: DosingSession, item: str, value: Mapping[str, Any], by: Staff, at: datetime
) -> TimeOutCheck:
    """Keep the answer to one item; the rules say whether it is ok, holds the day, or is not due."""
    require(by, Permission.TIME_OUT)
    held = locked(dosing_session)
    if item not in ITEMS:
        raise Refused(f"Nothing was recorded: the time-out has no item called {item}.")
    if held.state != "time_out":
        raise Refused(f"Nothing was recorded: the session is {held.get_state_display().lower()}, not in its time-out.")
    kept = _signed(item, dict(value), held, by)
    values = {**values_of(held), item: kept}
    judged = judge_item(item, values, held, picture_for(held), at=at, test_due=facts.pregnancy_test_due(held.episode))
    row = TimeOutCheck.objects.create(
        patient_id=held.patient_id,
        recorded_at=at,
        recorded_by=by,
        dosing_session=held,
        item=item,
        answer=judged.answer,
        value=kept,
        says=judged.says,
        happened_at=at,
    )
    _keep_in_the_chart(item, kept, held, by=by, at=at)
    audit.record(by=by, at=at, did="answered the time-out", to=row, item=item, answer=judged.answer)
    return row


@transaction.atomic
def decide_on_pressure(
    *, dosing_session: DosingSession, reason: str, by: Staff, at: datetime, seen: str = ""
) -> TimeOutCheck:
    """A prescriber goes on with a pressure that stayed raised; judged on what is on record while it is held still.

    `seen` is the set of vital signs that the page had shown: a decision is about a number somebody has looked at.
    """
    require(by, Permission.TIME_OUT)
    if not by.may(Permission.DECIDE_FINDING):
        raise Denied(Permission.DECIDE_FINDING)
    held = locked(dosing_session)
    newest = picture_for(held).newest_set
    if seen and (newest is None or str(newest.event) != seen):
        raise Refused("Nothing was decided: vital signs were measured again meanwhile. Look at them, then decide.")
    judged = judged_now(held, at=at).get("vital_signs")
    if judged is None or not judged.may_be_decided:
        raise Refused("Nothing was decided: what holds the day is not a pressure that a prescriber may decide on.")
    value = {"decision_reason": reason}
    return answer_time_out(dosing_session=held, item="vital_signs", value=value, by=by, at=at)


def _signed(item: str, value: dict[str, Any], dosing_session: DosingSession, by: Staff) -> dict[str, Any]:
    """A prescriber's word counts only when a prescriber gives it; whoever gives it is kept by name."""
    if item == "changes" and value.pop("signed_off", None):
        value["signed_off_by"] = _prescriber(by)
    if item == "fasting" and value.get("agreed"):
        value["agreed_by"] = _prescriber(by)
    if item == "vital_signs" and value.get("decision_reason"):
        newest = picture_for(dosing_session).newest_set
        event = str(newest.event) if newest else ""
        value["decision"] = {"by": _prescriber(by), "reason": value.pop("decision_reason"), "event": event}
    return value


def _prescriber(by: Staff) -> str:
    if not by.may(Permission.DECIDE_FINDING):
        raise Denied(Permission.DECIDE_FINDING)
    return str(by.pk)


def _keep_in_the_chart(
    item: str, value: dict[str, Any], dosing_session: DosingSession, *, by: Staff, at: datetime
) -> None:
    """The suicide screener and a positive test are news for everybody, not only for today."""
    if item == "suicide_risk" and value.get("answers"):
        asked_at = datetime.fromisoformat(value["asked_at"])
        keep_screener(dosing_session=dosing_session, answers=value["answers"], asked_at=asked_at, by=by, at=at)
    if item == "pregnancy" and value.get("positive"):
        record_observation(
            patient=dosing_session.patient, by=by, at=at, effective_at=at, system=LOINC, code=PREGNANCY_TEST,
            text="Pregnancy test", value_text="positive",
            value_codings=({"system": "http://snomed.info/sct", "code": "10828004", "display": "Positive"},),
        )  # fmt: skip
