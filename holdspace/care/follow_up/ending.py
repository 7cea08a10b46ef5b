"""May this course be closed, and what did it bring? What stands in the way, and the measures from start to end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from holdspace.care.follow_up.window import CLOSES_AFTER
from holdspace.chart.models import DosingSession, EpisodeOfCare, QuestionnaireResponse
from holdspace.chart.progress import course_of_instrument, doses_of
from holdspace.clinical.instruments import by_code
from holdspace.clinical.thresholds import Limits

REASONS = {
    "complete": "Course complete",
    "wish": "The patient wishes to end",
    "not_suitable": "Not suitable, or not now",
    "no_benefit": "No benefit",
    "harm": "Stopped because of harm",
    "moved": "Care goes on elsewhere",
    "lost_touch": "Lost touch",
    "died": "The patient has died",
}
# A patient who cannot be reached must not keep a course open for ever: clinic's judgement.
TRIES_ENOUGH = 3


@dataclass(frozen=True)
class InTheWay:
    """One thing to do before the course can be closed; `where` is a key of chart.places."""

    says: str
    remedy: str
    where: str
    dosing_session: DosingSession


def in_the_way(episode: EpisodeOfCare, *, at: datetime) -> tuple[InTheWay, ...]:
    """Sessions that are not closed or are booked, and a call that is due."""
    sessions = episode.dosing_sessions.select_related("closing").prefetch_related("calls").order_by("number")
    found = [each for session in sessions for each in (_session(session), _call(session, at)) if each]
    return tuple(found)


def _session(session: DosingSession) -> InTheWay | None:
    dose = f"dose {session.number}"
    if session.state == DosingSession.State.SCHEDULED:
        return InTheWay(
            f"A session for {dose} is booked.", "End it as not dosed on its time-out page.", "time_out", session
        )
    under_way = session.state in DosingSession.UNDER_WAY
    if under_way or (session.started_at is not None and not hasattr(session, "closing")):
        return InTheWay(f"The session of {dose} is not closed.", "Close it first.", "closing", session)
    return None


def _call(session: DosingSession, at: datetime) -> InTheWay | None:
    if session.started_at is None or session.patient.is_deceased:
        return None
    calls = [call for call in session.calls.all() if call.called_at >= session.started_at]
    tried_enough = len(calls) >= TRIES_ENOUGH and at > session.started_at + CLOSES_AFTER
    if any(call.reached for call in calls) or tried_enough:
        return None
    says = f"The 24 h call after dose {session.number} is due."
    return InTheWay(says, f"Call the patient; after {TRIES_ENOUGH} tries in vain it can be left.", "call", session)


def outcome_of(episode: EpisodeOfCare, *, own: Limits) -> dict[str, Any]:
    """Every instrument answered in full in this course: where it started, where it ended, and in a word how."""
    responses = QuestionnaireResponse.objects.current().filter(episode=episode).exclude(total=None)
    by_instrument: dict[str, list[QuestionnaireResponse]] = {}
    for row in responses.order_by("answered_at"):
        by_instrument.setdefault(row.instrument, []).append(row)
    return {code: _change(episode, code, rows, own) for code, rows in by_instrument.items()}


def _change(episode: EpisodeOfCare, code: str, rows: list[QuestionnaireResponse], own: Limits) -> dict[str, Any]:
    course = course_of_instrument(episode, code, doses_of(episode), own=own)
    start = next((row for row in rows if course and course.baseline and row.answered_at == course.baseline.at), rows[0])
    fall = course.fall_percent if course else None
    return {
        "short": by_code(code).short,
        "start": _score(start),
        "end": _score(rows[-1]),
        "fall_percent": str(fall) if fall is not None else None,
        "standing": course.standing.value if course else "",
        "limits_version": own.version,
    }


def _score(row: QuestionnaireResponse) -> dict[str, Any]:
    return {"total": row.total, "band": row.band, "answered_at": row.answered_at.isoformat()}
