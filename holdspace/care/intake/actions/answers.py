"""Keeping what was asked and answered: the questions the rules read, and the suicide screener."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.care.intake import asked
from holdspace.chart.actions import record_observation
from holdspace.chart.escalation import raise_risk
from holdspace.chart.models import EpisodeOfCare, Observation, Patient, QuestionnaireResponse
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.record import LOINC, SCREENING_FACT
from holdspace.clinical.instruments import Incomplete, Score, score
from holdspace.clinical.instruments.c_ssrs import C_SSRS

YES, NO = ("LA33-6", "Yes"), ("LA32-8", "No")
PRIOR_SESSIONS = ("prior-sessions", "Earlier ketamine sessions for treatment")
LAST_SEIZURE = ("last-seizure", "Date of the last seizure")
CHILD_PUGH = ("child-pugh-class", "Child-Pugh class")


@transaction.atomic
def record_answers(
    *,
    patient: Patient,
    by: Staff,
    at: datetime,
    answers: dict[str, bool] | None = None,
    prior_sessions: int | None = None,
    last_seizure: str = "",
    child_pugh: str = "",
) -> list[Observation]:
    """Keep answers to screening questions, by code; what was not asked is left out and stays unknown."""
    common: dict[str, Any] = {"patient": patient, "by": by, "at": at, "effective_at": at}
    kept = [_answer(asked.BY_CODE[code], answer, common) for code, answer in (answers or {}).items()]
    local = common | {"system": SCREENING_FACT}
    if prior_sessions is not None:
        code, words = PRIOR_SESSIONS
        kept.append(record_observation(code=code, text=words, number=Decimal(prior_sessions), **local))
    if last_seizure:
        code, words = LAST_SEIZURE
        kept.append(record_observation(code=code, text=words, value_at=last_seizure, **local))
    if child_pugh:
        kept.append(_child_pugh(child_pugh, local))
    if not kept:
        raise Refused("Nothing was recorded: no question was answered. Answer at least one.")
    return kept


def _answer(question: asked.Question, answer: bool, common: dict[str, Any]) -> Observation:
    value: dict[str, Any] = {"boolean": answer}
    if question.yes:
        code = question.yes if answer else question.no
        value = {"value_codings": ({"system": LOINC, "code": code, "display": "Yes" if answer else "No"},)}
    return record_observation(system=question.system, code=question.code, text=question.asks, **value, **common)


def _child_pugh(child_pugh: str, local: dict[str, Any]) -> Observation:
    if child_pugh not in ("a", "b", "c"):
        raise ValueError(f"No Child-Pugh class: {child_pugh}")
    code, words = CHILD_PUGH
    coding = {"system": SCREENING_FACT, "code": f"child-pugh-{child_pugh}", "display": f"Class {child_pugh.upper()}"}
    return record_observation(code=code, text=words, value_codings=(coding,), **local)


@transaction.atomic
def record_suicide_screener(
    *,
    patient: Patient,
    answers: dict[str, bool],
    by: Staff,
    at: datetime,
    asked_at: datetime,
    episode: EpisodeOfCare | None = None,
) -> Score | Incomplete:
    """Keep the answers of a C-SSRS screener, entered by question, and say which tier they come to.

    Gaps are kept as gaps: the screening names them, and an alarming answer already given is never turned away.
    """
    require(by, Permission.RECORD_OBSERVATION)
    if not answers:
        raise Refused("The screener was not recorded: no question was answered. A gap is not a no.")
    found = score(C_SSRS, {code: int(answer) for code, answer in answers.items()})
    for code, answer in answers.items():
        _screener_item(C_SSRS.item(code), answer, patient=patient, by=by, at=at, effective_at=asked_at)
    response = None
    if isinstance(found, Score):
        response = _keep_response(found, answers, patient=patient, episode=episode, by=by, at=at, asked_at=asked_at)
    given = {code: int(answer) for code, answer in answers.items()}
    about: dict[str, Any] = {"patient": patient, "episode": episode, "instrument": C_SSRS, "answered_at": asked_at}
    raise_risk(answers=given, alerts=found.alerts, response=response, by=by, at=at, **about)
    return found


def _keep_response(
    found: Score, answers: dict[str, bool], *, by: Staff, at: datetime, asked_at: datetime, **of: Any
) -> QuestionnaireResponse:
    response = QuestionnaireResponse.objects.create(
        **of,
        recorded_at=at,
        recorded_by=by,
        instrument=C_SSRS.code,
        answers={code: int(answer) for code, answer in answers.items()},
        total=None,
        band=found.band,
        alerts=[alert.says for alert in found.alerts],
        answered_at=asked_at,
        mode="score",
    )
    audit.record(by=by, at=at, did="recorded a suicide screener", to=response)
    return response


def _screener_item(item: Any, answer: bool, **common: Any) -> Observation:
    code, said = YES if answer else NO
    coding = {"system": LOINC, "code": code, "display": said}
    text = f"C-SSRS: {item.text}"
    return record_observation(
        system=LOINC, code=item.loinc, text=text, value_codings=(coding,), category="survey", **common
    )
