"""When is the time-out of a booked session at hand? Today's list and what waits on people say the same."""

from datetime import datetime, timedelta

from holdspace.clinical.pathway.facts import SessionFacts

AT_HAND_FROM = timedelta(hours=2)
TIME_OUT = ("time_out", "drug")


def is_at_hand(session: SessionFacts, now: datetime) -> bool:
    """Whether the time-out has begun, or the dose is booked for within two hours or earlier."""
    return session.state != "scheduled" or session.scheduled_at - AT_HAND_FROM <= now


def is_of_the_time_out(code: str) -> bool:
    """Whether the block of this code is cleared by going through the time-out, the draw before a witness with it."""
    return code.partition(":")[0] in TIME_OUT
