"""What was asked about craving and misuse at a visit goes into the record; what nobody asked stays unknown."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from holdspace.chart.actions import record_observation
from holdspace.chart.models import EpisodeOfCare, Observation
from holdspace.chart.responses import INTERVIEW, Filled, keep_response
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.instruments.craving import CRAVING
from holdspace.clinical.monitoring.long_term import misuse

NOT_KEPT = "Nothing was recorded"
MOST_REQUESTS = 200


@transaction.atomic
def record_visit(
    *,
    episode: EpisodeOfCare,
    by: Staff,
    at: datetime,
    asked_at: datetime | None = None,
    craving: int | None = None,
    requests: int | None = None,
    signs: Sequence[str] = (),
    which: str = "",
    register: str = "",
    register_note: str = "",
) -> None:
    """Keep what was asked at one visit about craving, requests, signs of drug seeking, and the prescription register.

    None or empty is: not asked. `signs` holds the codes that were seen, or the one that says none was.
    """
    require(by, Permission.RECORD_OBSERVATION)
    moment = asked_at or at
    _refuse(episode, moment, at, craving, requests, signs, which, register)
    who: dict[str, Any] = {"patient": episode.patient, "by": by, "at": at, "effective_at": moment}
    if craving is not None:
        filled = Filled(INTERVIEW, moment)
        keep_response(episode=episode, instrument=CRAVING, answers={"craving": craving}, filled=filled, by=by, at=at)
    if requests is not None:
        _keep(misuse.REQUESTS, number=Decimal(requests), **who)
    if signs:
        named = [(code, misuse.SIGN_BY_CODE[code].title) for code in signs]
        _keep(misuse.SIGNS, value_codings=_coded(named), value_text=which.strip(), **who)
    if register:
        named = [(register, misuse.REGISTER_ANSWERS[register])]
        _keep(misuse.REGISTER, value_codings=_coded(named), value_text=register_note.strip(), **who)


def _refuse(
    episode: EpisodeOfCare,
    moment: datetime,
    at: datetime,
    craving: int | None,
    requests: int | None,
    signs: Sequence[str],
    which: str,
    register: str,
) -> None:
    if not EpisodeOfCare.objects.select_for_update().get(pk=episode.pk).is_open:
        raise Refused(f"{NOT_KEPT}: this episode of care is closed. Open a new one.")
    if moment > at:
        raise Refused(f"{NOT_KEPT}: its time lies ahead. Correct the time.")
    if craving is None and requests is None and not signs and not register:
        raise Refused(f"{NOT_KEPT}: no question is answered. Answer at least one.")
    if craving is not None and not 0 <= craving <= 10:
        raise Refused(f"{NOT_KEPT}: craving goes from 0 to 10. Correct the number.")
    if requests is not None and not 0 <= requests <= MOST_REQUESTS:
        raise Refused(f"{NOT_KEPT}: {requests} requests is not possible. Correct the number.")
    if not set(signs) <= set(misuse.SIGN_BY_CODE) or register not in ("", *misuse.REGISTER_ANSWERS):
        raise Refused(f"{NOT_KEPT}: an answer is not one of those offered. Choose again.")
    if misuse.NONE.code in signs and len(signs) > 1:
        raise Refused(f"{NOT_KEPT}: none of these and one of these cannot both be so. Correct one.")
    if misuse.ANOTHER.code in signs and not which.strip():
        raise Refused(f"{NOT_KEPT}: another sign was seen, and it is not said which. Write it.")


def _keep(code: str, **given: Any) -> Observation:
    return record_observation(system=misuse.SYSTEM, code=code, text=misuse.WORDS[code], category="survey", **given)


def _coded(named: Sequence[tuple[str, str]]) -> tuple[dict[str, str], ...]:
    return tuple({"system": misuse.SYSTEM, "code": code, "display": words} for code, words in named)
