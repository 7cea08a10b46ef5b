"""A filled form goes into the record: its answers, its score, what the rules read of it, and the risk it tells of.

One way for a form filled in on the clinic's tablet, at home through a link, by interview, or on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.chart.escalation import raise_risk
from holdspace.chart.models import EpisodeOfCare, Observation, QuestionnaireResponse
from holdspace.chart.suicide_screener import as_kept
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinical.eligibility.record import LOINC
from holdspace.clinical.instruments import Incomplete, Instrument, Score, from_total, score
from holdspace.clinical.instruments.coding import TotalCode
from holdspace.clinical.instruments.scoring import SEX

PAGE, LINK, INTERVIEW, PAPER, SCORE = "page", "link", "interview", "paper", "score"
MODES = (PAGE, LINK, INTERVIEW, PAPER)
SCORE_UNIT = "{score}"


@dataclass(frozen=True)
class Filled:
    """How a form was filled in: by whom, in which language, when each answer was given, what was not answered."""

    mode: str
    answered_at: datetime
    respondent: str = "patient"
    language: str = "en"
    answer_times: Mapping[str, str] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    form: str = ""


@transaction.atomic
def keep_response(
    *,
    episode: EpisodeOfCare,
    instrument: Instrument,
    answers: Mapping[str, Any],
    filled: Filled,
    by: Staff | None,
    at: datetime,
) -> QuestionnaireResponse:
    """Keep a filled form, what the screening reads of it, and its risk; `by` is None where the patient filled it in."""
    if filled.mode not in MODES:
        raise ValueError(f"There is no mode {filled.mode}.")
    # Who the person is belongs to the reading of some forms: a cut-off that differs for women and men.
    about = _about(instrument, episode)
    result = score(instrument, {**about, **answers})
    return _keep(episode, instrument, answers, result, filled, by=by, at=at)


@transaction.atomic
def keep_total(
    *,
    episode: EpisodeOfCare,
    instrument: Instrument,
    total: int,
    answered_at: datetime,
    by: Staff,
    at: datetime,
) -> QuestionnaireResponse:
    """Keep a form of which only the sum is known, as it stands on paper; its single answers stay unknown."""
    result = from_total(instrument, total, sex=episode.patient.sex)
    respondent = "clinician" if instrument.rated_by == "clinician" else "patient"
    return _keep(episode, instrument, {}, result, Filled(SCORE, answered_at, respondent), by=by, at=at)


def _about(instrument: Instrument, episode: EpisodeOfCare) -> dict[str, int]:
    asks_for_sex = any(item.code == "sex" for item in instrument.about)
    return {"sex": SEX[episode.patient.sex]} if asks_for_sex and episode.patient.sex in SEX else {}


def _keep(
    episode: EpisodeOfCare,
    instrument: Instrument,
    answers: Mapping[str, Any],
    result: Score | Incomplete,
    filled: Filled,
    *,
    by: Staff | None,
    at: datetime,
) -> QuestionnaireResponse:
    whole = result if isinstance(result, Score) else None
    response = QuestionnaireResponse.objects.create(
        patient=episode.patient,
        episode=episode,
        instrument=instrument.code,
        answers={code: _plain(value) for code, value in answers.items()},
        total=whole.total if whole else None,
        band=whole.band if whole else "",
        subscales={code: _plain(value) for code, value in whole.subscales.items()} if whole else {},
        raw=whole.raw if whole else None,
        index=whole.index if whole else None,
        alerts=as_kept(result.alerts),
        answered_at=filled.answered_at,
        mode=filled.mode,
        respondent=filled.respondent,
        language=filled.language,
        recall_window=instrument.recall_window[:120],
        scoring_version=instrument.scoring_version,
        answer_times=dict(filled.answer_times),
        declined=list(filled.declined),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        by=by,
        at=at,
        did=f"recorded a {instrument.short}",
        to=response,
        clinic=episode.patient.clinic,
        total=response.total,
        alerts=len(response.alerts),
    )
    _tell_the_screening(instrument, response, by=by, at=at)
    raise_risk(
        patient=episode.patient,
        episode=episode,
        instrument=instrument,
        answers=answers,
        alerts=result.alerts,
        answered_at=filled.answered_at,
        by=by,
        at=at,
        response=response,
        form=filled.form,
    )
    return response


def _plain(value: Any) -> int | float:
    return value if isinstance(value, int) else float(value)


def _tell_the_screening(
    instrument: Instrument, response: QuestionnaireResponse, *, by: Staff | None, at: datetime
) -> None:
    if response.total is not None and instrument.total_coding:
        words = f"{instrument.short} total"
        total = {"value_number": Decimal(response.total), "unit": SCORE_UNIT}
        _observe(response, instrument.total_coding, words, by=by, at=at, **total)
    # The items a rule reads by themselves, such as item 9 of the PHQ-9: also when they were answered with nothing.
    for item in instrument.items_read_alone:
        chosen = [each for each in instrument.choices_of(item) if each.value == response.answers.get(item.code)]
        if chosen:
            coding = {"system": LOINC, "code": chosen[0].loinc, "display": chosen[0].text}
            _observe(response, (LOINC, item.loinc), item.text[:500], by=by, at=at, value_codings=[coding])


def _observe(
    response: QuestionnaireResponse, coding: TotalCode, text: str, *, by: Staff | None, at: datetime, **value: Any
) -> None:
    system, code = coding
    observation = Observation.objects.create(
        patient_id=response.patient_id,
        recorded_at=at,
        recorded_by=by,
        codings=[{"system": system, "code": code, "display": text}],
        text=text,
        system=system,
        code=code,
        category="survey",
        status="final",
        effective_at=response.answered_at,
        source=Observation.Source.QUESTIONNAIRE,
        **value,
    )
    clinic = response.patient.clinic
    audit.record(by=by, at=at, did="recorded an observation", to=observation, clinic=clinic, code=code)
