"""Where does a session stand? A person moves the phase; never the clock. Pure, and the same in whatever order it came.

An act that the server gated is always honoured. What a tablet says is read in the order in which it happened: a move
that was possible then is made; any other is kept, moves nothing, and is shown to a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from holdspace.care.dosing.events.lines import PHASE_WORDS
from holdspace.care.dosing.events.picture import SessionPicture
from holdspace.care.dosing.events.told import Told

SERVER = "server"
ENDED = ("completed", "reviewed", "abandoned", "transferred")
# From a phase to those a person may move to at once; the others are gated acts.
FREE_MOVES = {
    "time_out": ("on_hold",),
    "dosing": ("recovery", "on_hold", "stopped", "transferred"),
    "recovery": ("dosing", "on_hold", "stopped", "transferred"),
    "stopped": ("recovery", "transferred"),
    "ready_to_leave": ("recovery", "transferred"),
}
FROM_HOLD_AFTER_A_DOSE = ("recovery", "stopped", "transferred")
ONLY_AFTER_THE_START = ("dosing", "recovery", "stopped", "transferred")
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


def walked(told: Sequence[Told]) -> tuple[SessionPicture, dict[UUID, str]]:
    """Where the session stands, and which moves did not fit, each with why."""
    picture, unfit = SessionPicture(), dict[UUID, str]()
    moves = [one for one in told if one.kind == "phase"]
    started_at = min((one.at for one in moves if one.device == SERVER and one.payload["to"] == "dosing"), default=None)
    for one in sorted(moves, key=lambda one: _order(one, started_at)):
        to = one.payload["to"]
        # What comes after closing moves nothing, the review of the closed session aside.
        if one.after_closing and to != "reviewed":
            continue
        if one.device != SERVER and to not in moves_from(picture.state, picture):
            # Two tablets that say the same say nothing that a person has to settle.
            if to != picture.state:
                unfit[one.id] = f"Kept; it moved nothing. {why_not(picture.state, to, picture)}"
            continue
        picture = _moved(picture, to, _moved_at(one, started_at))
    return picture, unfit


def _order(one: Told, started_at: datetime | None) -> tuple[datetime, bool, str, int, str]:
    """At the same instant the server's own act comes first; never by which of two was heard of first."""
    return _moved_at(one, started_at), one.device != SERVER, one.device, one.device_sequence, str(one.id)


def _moved_at(one: Told, started_at: datetime | None) -> datetime:
    """When it was moved; a time before the start that can only be after it is a slip, and counts from its arrival."""
    slipped = started_at is not None and one.at < started_at and one.payload["to"] in ONLY_AFTER_THE_START
    return one.received_at if slipped and one.device != SERVER else one.at


def _moved(picture: SessionPicture, to: str, at: datetime) -> SessionPicture:
    return replace(
        picture,
        state=to,
        state_since=at,
        held_from=picture.state if to == "on_hold" else picture.held_from,
        started_at=picture.started_at or (at if to == "dosing" else None),
        ended_at=picture.ended_at or (at if to in ENDED else None),
    )
