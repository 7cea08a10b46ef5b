"""A person moves the phase; never the clock. Which moves are free is in `events.phases`; others have a page each."""

from datetime import datetime

from django.db import transaction

from holdspace.care.dosing.actions.writing import keep_state, locked, write_event
from holdspace.care.dosing.events.lines import NEED_A_REASON, PHASE_WORDS
from holdspace.care.dosing.events.phases import moves_from, why_not
from holdspace.chart.models import DosingSession
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

__all__ = ["NEED_A_REASON", "move_phase", "moves_from", "why_not"]


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
