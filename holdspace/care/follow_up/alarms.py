"""Which answers has nobody followed up yet? An alarming one stays on the page until it was asked about."""

from dataclasses import dataclass
from datetime import datetime

from holdspace.chart.models import EpisodeOfCare, QuestionnaireResponse
from holdspace.clinical.instruments import PHQ_9

ASKED_BY = ("c-ssrs", "c-ssrs-since-last-visit")
SUICIDE_ITEM = "self_harm"


@dataclass(frozen=True)
class OpenAlarm:
    """An alarming answer: which form, when, and what to do now."""

    response: QuestionnaireResponse
    answered_at: datetime
    says: str


def is_about_suicide(response: QuestionnaireResponse) -> bool:
    """Whether this response says that there are thoughts of death or of self-harm."""
    return response.instrument == PHQ_9.code and response.answers.get(SUICIDE_ITEM, 0) >= 1


def open_alarms(episode: EpisodeOfCare) -> tuple[OpenAlarm, ...]:
    """The newest PHQ-9 with an answer about death or self-harm, until a whole C-SSRS was asked after it."""
    responses = QuestionnaireResponse.objects.current().filter(patient=episode.patient)
    raised = [row for row in responses.filter(instrument=PHQ_9.code).order_by("answered_at") if is_about_suicide(row)]
    if not raised:
        return ()
    newest = raised[-1]
    # A time that somebody types has no seconds: asked in the same minute is asked after.
    minute = newest.answered_at.replace(second=0, microsecond=0)
    screened = responses.filter(instrument__in=ASKED_BY, answered_at__gte=minute).exclude(band="")
    if screened.exists():
        return ()
    return (OpenAlarm(newest, newest.answered_at, PHQ_9.alerts[0].says),)


def newest_screener(episode: EpisodeOfCare) -> QuestionnaireResponse | None:
    """The last C-SSRS of this patient, of either kind."""
    responses = QuestionnaireResponse.objects.current().filter(patient=episode.patient, instrument__in=ASKED_BY)
    return responses.order_by("answered_at", "id").last()
