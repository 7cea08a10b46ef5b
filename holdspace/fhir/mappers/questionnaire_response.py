"""QuestionnaireResponse: one filled form of an instrument we know, with what the screening reads of it.

We differ from R4:
- Only finished forms of our own instruments become rows; they are scored anew, a total they state is only compared.
- What the screening reads by itself (the total, item 9 of the PHQ-9, the C-SSRS) is kept as observations beside it, an
  open question as one without a value; an imported answer alarms nobody, it shows as a finding.
- Author, source, text and the answers of questions we do not ask are not kept.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from holdspace.clinical.instruments import Answer, Incomplete, Instrument, Item, Score, by_code, score
from holdspace.fhir.answers import Filled, read_response
from holdspace.fhir.dates import when
from holdspace.fhir.elements import NotReadable, Resource, Withdrawn, word
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.questionnaire import LOINC, Json, answer_coding, canonical, is_coded
from holdspace.fhir.mappers.rows import Observation, QuestionnaireResponse

SCORE_UNIT = "{score}"

Rows = tuple[QuestionnaireResponse | Observation, ...]


def from_fhir(resource: Resource, context: Context) -> Rows:
    """The form as a row, and what the screening reads of it."""
    if word(resource, "status") == "entered-in-error":
        raise Withdrawn("Its source says it was entered in error.")
    filled = read_response(resource)
    answered_at = when(resource, "authored", at=context.at).at(context.zone)
    if answered_at is None:
        raise NotReadable("It does not say on which day it was answered.")
    context.remarks.extend(filled.remarks)
    result = score(filled.instrument, filled.answers)
    return (_row(filled, result, answered_at), *_read_by_screening(filled, result, answered_at))


class Kept(Protocol):
    """A response as our record keeps it."""

    pk: Any
    patient_id: Any
    instrument: str
    answers: dict[str, Any]
    answered_at: datetime


def to_fhir(row: Kept) -> Json:
    """The row as a FHIR R4 QuestionnaireResponse."""
    return response(
        by_code(row.instrument),
        row.answers,
        identity=str(row.pk),
        patient=f"Patient/{row.patient_id}",
        authored=row.answered_at,
    )


def response(
    instrument: Instrument,
    answers: Mapping[str, Answer | None],
    *,
    identity: str = "",
    patient: str = "",
    authored: datetime | None = None,
) -> Json:
    """Answers as a QuestionnaireResponse; items are told in the order of the form."""
    told: Json = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(instrument),
        "status": "completed",
        "item": [
            {"linkId": item.code, "text": item.text, "answer": [_answer(instrument, item, value)]}
            for item in instrument.items_and_about
            if (value := answers.get(item.code)) is not None
        ],
    }
    told |= {"id": identity} if identity else {}
    told |= {"subject": {"reference": patient}} if patient else {}
    return told | ({"authored": authored.isoformat()} if authored else {})


def _answer(instrument: Instrument, item: Item, value: Answer) -> Json:
    if is_coded(instrument, item):
        choice = next(one for one in instrument.choices_of(item) if one.value == value)
        return {"valueCoding": answer_coding(instrument, choice)}
    if isinstance(value, int):
        return {"valueInteger": value}
    return {"valueDecimal": float(value)}


def _row(filled: Filled, result: Score | Incomplete, answered_at: datetime) -> QuestionnaireResponse:
    instrument = filled.instrument
    score_kept = result if isinstance(result, Score) else Score(instrument.code, None, "")
    return QuestionnaireResponse(
        instrument=instrument.code,
        answers={code: _plain(value) for code, value in filled.answers.items()},
        total=score_kept.total,
        band=score_kept.band,
        raw=None if score_kept.raw is None else Decimal(score_kept.raw),
        index=score_kept.index,
        subscales={code: _plain(value) for code, value in score_kept.subscales.items()},
        alerts=[{"item": one.item, "tier": one.tier, "says": one.says} for one in result.alerts],
        answered_at=answered_at,
        language=filled.language[:20],
        recall_window=instrument.recall_window[:120],
        scoring_version=instrument.scoring_version,
    )


def _plain(value: Answer) -> int | float:
    return int(value) if value == int(value) else float(value)


def _read_by_screening(filled: Filled, result: Score | Incomplete, answered_at: datetime) -> Iterator[Observation]:
    """Always the same rows for one instrument, so that a newer version finds each of its older ones."""
    instrument = filled.instrument
    if instrument.total_coding:
        total = result.total if isinstance(result, Score) else None
        value = None if total is None else Decimal(total)
        yield _observation(*instrument.total_coding, f"{instrument.short} total", answered_at, value=value)
    for item in instrument.items_read_alone:
        answer = _chosen(instrument, item, filled.answers)
        yield _observation(LOINC, item.loinc, item.text[:500], answered_at, answer=answer)
    for item in instrument.items:
        said_yes = _chosen(instrument, item, filled.answers) if filled.answers.get(item.code) else None
        for code in item.implies:
            yield _observation(LOINC, code, item.text[:500], answered_at, answer=said_yes)


def _chosen(instrument: Instrument, item: Item, answers: Mapping[str, Answer]) -> dict[str, str] | None:
    choice = next((one for one in instrument.choices_of(item) if one.value == answers.get(item.code)), None)
    return {"system": LOINC, "code": choice.loinc, "display": choice.text} if choice else None


def _observation(
    system: str,
    code: str,
    text: str,
    effective_at: datetime,
    *,
    value: Decimal | None = None,
    answer: dict[str, str] | None = None,
) -> Observation:
    return Observation(
        codings=[{"system": system, "code": code, "display": text}],
        text=text,
        system=system,
        code=code,
        category="survey",
        status="final",
        effective_at=effective_at,
        value_number=value,
        unit="" if value is None else SCORE_UNIT,
        value_boolean=None,
        value_at="",
        value_text="",
        value_codings=[answer] if answer else [],
        components=[],
        reference_high=None,
        is_absent=value is None and answer is None,
        body_position="",
        encounter_id=None,
    )
