"""A questionnaire: each answer kept as it is given, then the whole form with its score."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.care.follow_up.asking import HELD_FOR, kept_answers
from holdspace.chart.actions import drop_draft, keep_draft, record_observation
from holdspace.chart.models import Draft, EpisodeOfCare, Observation, QuestionnaireResponse
from holdspace.chart.suicide_screener import as_kept
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.record import LOINC
from holdspace.clinical.instruments import Instrument, Score, score

MODES = ("page", "interview")
SCORE_UNIT = "{score}"


def purpose_of(instrument: Instrument) -> str:
    """The name of the draft of one questionnaire."""
    return f"questionnaire-{instrument.code}"


def draft_of(episode: EpisodeOfCare, instrument: Instrument, by: Staff, at: datetime) -> Draft | None:
    """What has been answered on this person's tablet so far; a form left open for longer than a day is not gone on."""
    drafts = Draft.objects.filter(episode=episode, author=by, purpose=purpose_of(instrument))
    draft = drafts.first()
    return draft if draft is not None and at - _begun(draft) <= HELD_FOR else None


def _begun(draft: Draft) -> datetime:
    return datetime.fromisoformat(draft.content["begun_at"])


@transaction.atomic
def keep_answer(
    *, episode: EpisodeOfCare, instrument: Instrument, item: str, value: int | None, by: Staff, at: datetime
) -> Draft:
    """Keep one answer as it is given, so that a form can be left and gone on; None leaves the question open."""
    require(by, Permission.RECORD_OBSERVATION)
    _refuse_closed(episode, "The answer was not kept")
    draft = draft_of(episode, instrument, by, at)
    content: dict[str, Any] = draft.content if draft is not None else {"begun_at": at.isoformat(), "answers": {}}
    answers = {**content["answers"], item: value}
    answers = {code: answer for code, answer in answers.items() if answer is not None}
    score(instrument, answers)  # Refuses an item or a value that the instrument does not have.
    kept = {**content, "answers": answers}
    return keep_draft(episode=episode, purpose=purpose_of(instrument), content=kept, by=by, at=at)


@transaction.atomic
def drop_answers(*, episode: EpisodeOfCare, instrument: Instrument, by: Staff) -> None:
    """Begin a questionnaire anew: what was answered and not finished is forgotten."""
    require(by, Permission.RECORD_OBSERVATION)
    drop_draft(episode=episode, purpose=purpose_of(instrument), by=by)


@transaction.atomic
def hand_in(*, episode: EpisodeOfCare, instrument: Instrument, by: Staff, at: datetime) -> QuestionnaireResponse:
    """Make the answers kept on the tablet into a response; a second tap finds nothing left to hand in."""
    require(by, Permission.RECORD_OBSERVATION)
    _refuse_closed(episode, f"The {instrument.short} was not handed in")
    draft = draft_of(episode, instrument, by, at)
    answers = kept_answers(instrument, draft.content["answers"]) if draft is not None else {}
    if not answers:
        raise Refused(f"The {instrument.short} was not handed in: no answer is kept. Begin it again.")
    return record_response(episode=episode, instrument=instrument, answers=answers, mode="page", by=by, at=at)


@transaction.atomic
def record_response(
    *,
    episode: EpisodeOfCare,
    instrument: Instrument,
    answers: Mapping[str, int],
    mode: str,
    by: Staff,
    at: datetime,
    answered_at: datetime | None = None,
) -> QuestionnaireResponse:
    """Keep a filled form with its score, and what the screening reads of it.

    A form with gaps is kept without a total; an alarming answer in it still raises its alert.
    """
    require(by, Permission.RECORD_OBSERVATION)
    _refuse_closed(episode, f"The {instrument.short} was not recorded")
    if mode not in MODES:
        raise ValueError(f"There is no mode {mode}.")
    if not answers:
        raise Refused(f"The {instrument.short} was not recorded: no question is answered. Answer at least one.")
    moment = answered_at or at
    if moment > at:
        raise Refused(f"The {instrument.short} was not recorded: its time lies ahead. Correct the time.")
    response = _write(episode, instrument, dict(answers), mode, moment, by=by, at=at)
    drop_draft(episode=episode, purpose=purpose_of(instrument), by=by)
    did = f"recorded a {instrument.short}"
    audit.record(by=by, at=at, did=did, to=response, total=response.total, alerts=len(response.alerts))
    return response


def _refuse_closed(episode: EpisodeOfCare, what: str) -> None:
    if not EpisodeOfCare.objects.select_for_update().get(pk=episode.pk).is_open:
        raise Refused(f"{what}: this episode of care is closed. Open a new one.")


def _write(
    episode: EpisodeOfCare, instrument: Instrument, answers: dict[str, int], mode: str, moment: datetime, **who: Any
) -> QuestionnaireResponse:
    result = score(instrument, answers)
    response = QuestionnaireResponse.objects.create(
        patient=episode.patient,
        episode=episode,
        instrument=instrument.code,
        answers=answers,
        total=result.total if isinstance(result, Score) else None,
        band=result.band if isinstance(result, Score) else "",
        alerts=as_kept(result.alerts),
        answered_at=moment,
        mode=mode,
        recorded_at=who["at"],
        recorded_by=who["by"],
    )
    common = {"patient": episode.patient, "effective_at": moment, "system": LOINC, "category": "survey", **who}
    common["source"] = Observation.Source.QUESTIONNAIRE
    if response.total is not None and instrument.loinc_total:
        words = f"{instrument.short} total"
        record_observation(
            code=instrument.loinc_total, text=words, number=Decimal(response.total), unit=SCORE_UNIT, **common
        )
    _keep_alarming_items(instrument, answers, common)
    return response


def _keep_alarming_items(instrument: Instrument, answers: Mapping[str, int], common: dict[str, Any]) -> None:
    """The items a rule reads by themselves, such as item 9 of the PHQ-9: also when they were answered with nothing."""
    for alert in instrument.alerts:
        if alert.item not in answers:
            continue
        item = instrument.item(alert.item)
        choice = next(each for each in instrument.choices_of(item) if each.value == answers[item.code])
        coding = {"system": LOINC, "code": choice.loinc, "display": choice.text}
        record_observation(code=item.loinc, text=item.text[:500], value_codings=(coding,), **common)
