"""A questionnaire: each answer kept as it is given, then the whole form with its score."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.care.follow_up.asking import HELD_FOR, kept_answers
from holdspace.chart.actions import drop_draft, keep_draft
from holdspace.chart.escalation import raise_risk
from holdspace.chart.models import Draft, EpisodeOfCare, QuestionnaireResponse
from holdspace.chart.responses import MODES, PAGE, Filled, keep_response, keep_total
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments import Instrument, score


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
    # Refuses an item or a value that the instrument does not have.
    result = score(instrument, answers)
    times = {**content.get("times", {}), item: at.isoformat()}
    kept = {**content, "answers": answers, "times": {code: times[code] for code in answers if code in times}}
    draft = keep_draft(episode=episode, purpose=purpose_of(instrument), content=kept, by=by, at=at)
    # An answer is told when it is given: a form may never be handed in.
    about: dict[str, Any] = {"patient": episode.patient, "episode": episode, "instrument": instrument}
    raise_risk(answers=answers, alerts=result.alerts, answered_at=at, form=_form_of(draft), by=by, at=at, **about)
    return draft


def _form_of(draft: Draft) -> str:
    """The name of one filling-in of a form, the same until it is handed in."""
    return f"draft:{draft.pk}:{draft.content['begun_at']}"


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
    times = draft.content.get("times", {}) if draft is not None else {}
    form = _form_of(draft) if draft is not None else ""
    filled = Filled(PAGE, at, answer_times={code: times[code] for code in answers if code in times}, form=form)
    return _keep(episode, instrument, answers, filled, by=by, at=at)


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
    respondent = "clinician" if instrument.rated_by == "clinician" else "patient"
    return _keep(episode, instrument, answers, Filled(mode, moment, respondent), by=by, at=at)


@transaction.atomic
def record_total(
    *, episode: EpisodeOfCare, instrument: Instrument, total: int, answered_at: datetime, by: Staff, at: datetime
) -> QuestionnaireResponse:
    """Keep the sum of a form that was added up on paper, where its authors let a sum stand alone."""
    require(by, Permission.RECORD_OBSERVATION)
    _refuse_closed(episode, f"The {instrument.short} was not recorded")
    if answered_at > at:
        raise Refused(f"The {instrument.short} was not recorded: its time lies ahead. Correct the time.")
    try:
        return keep_total(episode=episode, instrument=instrument, total=total, answered_at=answered_at, by=by, at=at)
    except ValueError as refusal:
        raise Refused(f"The {instrument.short} was not recorded. {refusal}") from refusal


def _keep(
    episode: EpisodeOfCare,
    instrument: Instrument,
    answers: Mapping[str, int],
    filled: Filled,
    *,
    by: Staff,
    at: datetime,
) -> QuestionnaireResponse:
    response = keep_response(episode=episode, instrument=instrument, answers=answers, filled=filled, by=by, at=at)
    drop_draft(episode=episode, purpose=purpose_of(instrument), by=by)
    return response


def _refuse_closed(episode: EpisodeOfCare, what: str) -> None:
    if not EpisodeOfCare.objects.select_for_update().get(pk=episode.pk).is_open:
        raise Refused(f"{what}: this episode of care is closed. Open a new one.")
