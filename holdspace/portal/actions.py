"""What a patient does with a link: say who they are, answer, hand in. Nobody of the staff is signed in here."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from holdspace.care.follow_up.asking import asked, kept_answers, own_wording
from holdspace.chart.escalation import raise_risk
from holdspace.chart.links import hash_of
from holdspace.chart.models import QuestionnaireRequest, QuestionnaireResponse, RequestedForm
from holdspace.chart.responses import LINK, Filled, keep_response
from holdspace.clinic import audit
from holdspace.clinic.refusals import Refused
from holdspace.clinical.instruments import Instrument, score

CLOSED = "This link does not open any more."


def find(token: str) -> QuestionnaireRequest | None:
    """The link with this secret part, whether it still opens or not."""
    rows = QuestionnaireRequest.objects.select_related("patient__clinic", "episode__site")
    return rows.filter(token_hash=hash_of(token)).first()


def opens(request: QuestionnaireRequest, at: datetime) -> bool:
    """Whether a link still opens; it ends with the course of care."""
    return request.is_live(at) and request.episode.is_open


@transaction.atomic
def confirm(*, request: QuestionnaireRequest, birth_on: date, at: datetime) -> bool:
    """Whether this is the patient's birth date. The third wrong one locks the link, and the clinic hears of it."""
    held = _held(request, at)
    if held.patient.birth_on == birth_on:
        first = held.opened_at is None
        if first:
            held.opened_at = at
            held.save(update_fields=["opened_at"])
        _note(held, "the patient opened a link to questionnaires", at)
        return True
    held.wrong_tries += 1
    if held.wrong_tries >= QuestionnaireRequest.MOST_TRIES:
        held.locked_at = at
    held.save(update_fields=["wrong_tries", "locked_at"])
    did = "a link was locked after three wrong birth dates" if held.locked_at else "a wrong birth date at a link"
    _note(held, did, at)
    return False


@transaction.atomic
def keep_answer(*, form: RequestedForm, instrument: Instrument, item: str, value: int | None, at: datetime) -> None:
    """Keep one answer as it is given; None is: would rather not answer. An answer that alarms is told at once."""
    request = _held(form.request, at)
    held = RequestedForm.objects.select_for_update().get(pk=form.pk)
    if held.response_id is not None:
        raise Refused("This form has been handed in.")
    answers = {**held.answers, item: value}
    # Refuses an item or a value that the instrument does not have.
    result = score(instrument, {code: answer for code, answer in answers.items() if answer is not None})
    held.answers = answers
    held.answer_times = {**held.answer_times, item: at.isoformat()}
    held.begun_at, held.saved_at = held.begun_at or at, at
    held.save(update_fields=["answers", "answer_times", "begun_at", "saved_at"])
    raise_risk(
        patient=request.patient,
        episode=request.episode,
        instrument=instrument,
        answers=answers,
        alerts=result.alerts,
        answered_at=at,
        by=None,
        at=at,
        form=_name_of(held),
    )


@transaction.atomic
def hand_in(*, form: RequestedForm, at: datetime) -> QuestionnaireResponse:
    """Make the answers into a response, once; a second tap gets the same one back."""
    held = RequestedForm.objects.select_for_update(of=("self",)).select_related("response").get(pk=form.pk)
    if held.response is not None:
        return held.response
    request = _held(form.request, at)
    instrument = own_wording(held.instrument, request.patient.clinic, at=at, language=request.language)
    given = {code: value for code, value in held.answers.items() if value is not None}
    answers = kept_answers(instrument, given)
    if not answers:
        raise Refused("Nothing was handed in: no question is answered yet.")
    declined = tuple(item.code for item in asked(instrument, given) if held.answers.get(item.code, "") is None)
    filled = Filled(
        LINK,
        at,
        language=request.language,
        answer_times=held.answer_times,
        declined=declined,
        form=_name_of(held),
    )
    response = keep_response(
        episode=request.episode, instrument=instrument, answers=answers, filled=filled, by=None, at=at
    )
    held.response = response
    held.save(update_fields=["response"])
    if not request.forms.filter(response=None).exists():
        request.finished_at = at
        request.save(update_fields=["finished_at"])
    _note(request, "the patient handed in a questionnaire", at, instrument=held.instrument)
    return response


def _name_of(form: RequestedForm) -> str:
    return f"request:{form.pk}"


def _held(request: QuestionnaireRequest, at: datetime) -> QuestionnaireRequest:
    rows = QuestionnaireRequest.objects.select_for_update(of=("self",)).select_related("patient__clinic", "episode")
    held = rows.get(pk=request.pk)
    if not opens(held, at):
        raise Refused(CLOSED)
    return held


def _note(request: QuestionnaireRequest, did: str, at: datetime, **detail: Any) -> None:
    audit.record(by=None, at=at, did=did, to=request, clinic=request.patient.clinic, **detail)
