"""A person moves the phase; never the clock. Which moves are free, and which have a page of their own?"""

from datetime import datetime

from django.db import transaction

from holdspace.care.dosing.actions.writing import keep_state, locked, write_event
from holdspace.care.dosing.events.lines import NEED_A_REASON, PHASE_WORDS
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.chart.models import DosingSession
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

# From a phase to those a person may move to at once; the others are gated acts.
FREE_MOVES = {
    "time_out": ("on_hold",),
    "dosing": ("recovery", "on_hold", "stopped", "transferred"),
    "recovery": ("dosing", "on_hold", "stopped", "transferred"),
    "stopped": ("recovery", "transferred"),
    "ready_to_leave": ("recovery", "transferred"),
}
FROM_HOLD_AFTER_A_DOSE = ("recovery", "stopped", "transferred")
GATED = {
    "time_out": "The time-out is begun on its page.",
    "dosing": "Dosing is started on the time-out page, once nothing blocks it.",
    "ready_to_leave": "Readiness is judged on its page.",
    "completed": "The session is closed on its page.",
    "reviewed": "The session is reviewed on its page.",
    "abandoned": "A session that was not dosed is ended on the time-out page.",
}


def moves_from(state: str, picture: SessionPicture) -> tuple[str, ...]:
    """The phases a person can move to now without another gate."""
    if state != "on_hold":
        return FREE_MOVES.get(state, ())
    back = (picture.held_from,) if picture.held_from else ()
    onward = FROM_HOLD_AFTER_A_DOSE if picture.started_at else ()
    return tuple(dict.fromkeys((*back, *onward)))


def why_not(state: str, to: str, picture: SessionPicture) -> str:
    """Why this move is not open; empty when it is."""
    if to in moves_from(state, picture):
        return ""
    now = PHASE_WORDS.get(state, "Scheduled").lower()
    return f"The phase was not moved from {now} to {PHASE_WORDS[to].lower()}. {GATED.get(to, '')}".strip()


@transaction.atomic
def move_phase(*, dosing_session: DosingSession, to: str, by: Staff, at: datetime, because: str = "") -> DosingSession:
    """Move the session to another phase, as a person says it is."""
    require(by, Permission.RECORD_SESSION)
    held = locked(dosing_session)
    says = why_not(held.state, to, keep_state(held))
    if says:
        raise Refused(says)
    if to in NEED_A_REASON and not because.strip():
        raise Refused(f"The phase was not moved to {PHASE_WORDS[to].lower()}. Say why.")
    write_event(held, "phase", {"to": to, "because": because.strip()}, by=by, at=at)
    keep_state(held)
    audit.record(by=by, at=at, did=f"moved a dosing session to {PHASE_WORDS[to].lower()}", to=held, because=because)
    return held
