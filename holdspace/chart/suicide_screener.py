"""The C-SSRS since the last visit, wherever it is asked: kept whole, and told to the screening.

Before a dose, before leaving and on the day after the same six questions are asked. What they settle has to reach the
rules, or a plan made known today would be forgotten with the session that was not held.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.chart.actions import record_observation
from holdspace.chart.escalation import raise_risk
from holdspace.chart.models import DosingSession, QuestionnaireResponse
from holdspace.clinic.models import Staff
from holdspace.clinical.eligibility.record import LOINC
from holdspace.clinical.instruments import C_SSRS, C_SSRS_SINCE_LAST_VISIT, Alert, Incomplete, score

YES = {"system": LOINC, "code": "LA33-6", "display": "Yes"}
BY_LOINC = {item.loinc: item for item in C_SSRS.items}


@transaction.atomic
def keep_screener(
    *, dosing_session: DosingSession, answers: Mapping[str, int | None], asked_at: datetime, by: Staff, at: datetime
) -> QuestionnaireResponse | None:
    """Keep the answers as a response, and every yes where the screening reads it; nothing when nothing was answered."""
    given = {code: answer for code, answer in answers.items() if answer is not None}
    if not given:
        return None
    # What was asked cannot have been asked later than now; a clock that runs ahead loses no answer.
    asked_at = min(asked_at, at)
    result = score(C_SSRS_SINCE_LAST_VISIT, given)
    response = QuestionnaireResponse.objects.create(
        patient_id=dosing_session.patient_id,
        recorded_at=at,
        recorded_by=by,
        episode_id=dosing_session.episode_id,
        dosing_session=dosing_session,
        instrument=C_SSRS_SINCE_LAST_VISIT.code,
        answers=given,
        band="" if isinstance(result, Incomplete) else result.band,
        alerts=as_kept(result.alerts),
        answered_at=asked_at,
        mode="interview",
    )
    _tell_the_screening(dosing_session, given, asked_at=asked_at, by=by, at=at)
    raise_risk(
        patient=dosing_session.patient,
        episode=dosing_session.episode,
        instrument=C_SSRS_SINCE_LAST_VISIT,
        answers=given,
        alerts=result.alerts,
        answered_at=asked_at,
        by=by,
        at=at,
        response=response,
    )
    return response


def as_kept(alerts: Iterable[Alert]) -> list[dict[str, Any]]:
    """Alerts as they are kept with a response."""
    return [{"item": alert.item, "tier": alert.tier, "says": alert.says} for alert in alerts]


def _tell_the_screening(
    dosing_session: DosingSession, given: Mapping[str, int], *, asked_at: datetime, by: Staff, at: datetime
) -> None:
    yes = [code for code, answer in given.items() if answer]
    for item in (BY_LOINC[code] for each in yes for code in C_SSRS_SINCE_LAST_VISIT.item(each).implies):
        record_observation(
            patient=dosing_session.patient,
            by=by,
            at=at,
            effective_at=asked_at,
            system=LOINC,
            code=item.loinc,
            text=f"C-SSRS: {item.text}",
            value_codings=(YES,),
            category="survey",
            source="questionnaire",
        )
