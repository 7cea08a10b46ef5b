"""When is the time-out of a booked session at hand? Today's list and what waits on people say the same."""

from dataclasses import replace
from datetime import datetime, timedelta

from holdspace.clinical.pathway import CourseFacts, NextStep, Step, StepState
from holdspace.clinical.pathway.facts import SessionFacts

AT_HAND_FROM = timedelta(hours=2)
TIME_OUT = ("time_out", "drug")


def is_at_hand(session: SessionFacts, now: datetime) -> bool:
    """Whether the time-out has begun, or the dose is booked for within two hours or earlier."""
    return session.state != "scheduled" or session.scheduled_at - AT_HAND_FROM <= now


def is_of_the_time_out(code: str) -> bool:
    """Whether the block of this code is cleared by going through the time-out, the draw before a witness with it."""
    return code.partition(":")[0] in TIME_OUT


def in_its_hours(step: NextStep, course: CourseFacts) -> NextStep:
    """The step without what nobody can do yet: a time-out is gone through on the day, not ten days before it."""
    if step.step is not Step.START_DOSING or course.session is None or is_at_hand(course.session, course.now):
        return step
    left = tuple(block for block in step.blocks if not is_of_the_time_out(block.code))
    state = step.state if left or step.state is not StepState.BLOCKED else StepState.OPEN
    return replace(step, blocks=left, state=state)


def waits_for_its_day(step: NextStep, course: CourseFacts) -> datetime | None:
    """When the time-out of the step in hand comes, where nothing but its day is missing."""
    session = course.session
    ahead = session is not None and not is_at_hand(session, course.now)
    return session.scheduled_at if step.step is Step.START_DOSING and ahead and not step.blocks else None
