"""How the steps hang together: what blocks a step is what blocks every step before it, then its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.pathway import assessing, dosing, looping
from holdspace.clinical.pathway.blocks import Block, Step
from holdspace.clinical.pathway.facts import CourseFacts
from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source

LIFE = Source.judgement("Nothing is planned for a person who has died; design of the pathway")
CLOSED = Source.judgement("A closed course is read, not continued; design of the pathway")

OWN: dict[Step, Callable[[CourseFacts], Iterator[Block]]] = {
    Step.EVALUATION: assessing.evaluation,
    Step.ELIGIBLE: assessing.eligible,
    Step.PLAN: assessing.plan,
    Step.PREPARATION: dosing.preparation,
    Step.DOSE_ORDER: dosing.dose_order,
    Step.START_DOSING: dosing.start_dosing,
    Step.READY_TO_LEAVE: dosing.ready_to_leave,
    Step.CLOSE_SESSION: dosing.close_session,
    Step.NEXT_DOSE: looping.next_dose,
}

# Before a first dose the way is straight. A later dose must also have been followed up.
TO_A_DOSE = (
    Step.EVALUATION,
    Step.ELIGIBLE,
    Step.PLAN,
    Step.PREPARATION,
    Step.NEXT_DOSE,
    Step.DOSE_ORDER,
    Step.START_DOSING,
)
# Leaving, closing and following up never wait for paperwork that came before the dose: the person is in the room.
AFTER_A_DOSE = (Step.READY_TO_LEAVE, Step.CLOSE_SESSION, Step.NEXT_DOSE)


def own_blocks(step: Step, facts: CourseFacts) -> tuple[Block, ...]:
    """What this step itself still lacks."""
    return tuple(OWN[step](facts))


def what_blocks(step: Step, facts: CourseFacts) -> tuple[Block, ...]:
    """Everything that stands between this patient and a step, first things first; empty is open."""
    ended = tuple(_ended(step, facts))
    if ended:
        return ended
    if step in AFTER_A_DOSE:
        return own_blocks(step, facts)
    way = TO_A_DOSE[: TO_A_DOSE.index(step) + 1]
    return tuple(block for each in way for block in own_blocks(each, facts))


def blocks_before(step: Step, facts: CourseFacts) -> tuple[Block, ...]:
    """What stands in the way of beginning the work of a step, leaving its own blocks aside.

    The days between doses do not keep an order from being written ahead; they are asked again when dosing starts.
    """
    own = own_blocks(step, facts)
    ahead_of_time = {"spacing"} if step is Step.DOSE_ORDER else set()
    return tuple(block for block in what_blocks(step, facts) if block not in own and block.code not in ahead_of_time)


def _ended(step: Step, facts: CourseFacts) -> Iterator[Block]:
    if facts.is_closed:
        says, because = "This episode of care is closed.", "A closed course is read, not continued."
        who = (Role.COORDINATOR, Role.PRESCRIBER, Role.THERAPIST)
        yield Block(step, "closed", says, because, "Open a new episode.", who, "patient", CLOSED)
    elif facts.is_deceased and step not in AFTER_A_DOSE:
        says, because = "This person has died.", "Nothing is planned or booked."
        remedy = "Correct the record if this is wrong."
        yield Block(step, "deceased", says, because, remedy, (Role.COORDINATOR,), "patient", LIFE)


class StepState(StrEnum):
    """How a step stands on the pathway line."""

    DONE = "done"
    OPEN = "open"
    BLOCKED = "blocked"
    AHEAD = "ahead"


@dataclass(frozen=True)
class NextStep:
    """One step on the pathway line with its own blocks."""

    step: Step
    state: StepState
    blocks: tuple[Block, ...]


def where_it_stands(facts: CourseFacts) -> tuple[NextStep, ...]:
    """The nine steps as the patient page shows them: done, then the one in hand, then those ahead."""
    ended = tuple(_ended(Step.EVALUATION, facts))
    happened = _happened(facts)
    line: list[NextStep] = []
    in_hand = False
    for step in Step:
        blocks = ended or (() if step in happened else own_blocks(step, facts))
        if in_hand:
            line.append(NextStep(step, StepState.AHEAD, ()))
        elif not blocks and (step in happened or step in _BECOMES_TRUE):
            line.append(NextStep(step, StepState.DONE, ()))
        else:
            in_hand = True
            line.append(NextStep(step, StepState.BLOCKED if blocks else StepState.OPEN, blocks))
    return tuple(line)


# These steps are states: they hold as soon as nothing blocks them. The others are acts, which must have happened.
_BECOMES_TRUE = frozenset({Step.EVALUATION, Step.ELIGIBLE, Step.PLAN, Step.PREPARATION, Step.DOSE_ORDER})


def _happened(facts: CourseFacts) -> frozenset[Step]:
    """Acts of the round in hand that lie behind us. With a person under the drug, nothing earlier is in hand."""
    session = facts.session
    if session is None or (session.started_at is None and session.closed_at is None):
        return frozenset()
    if session.closed_at is None:
        behind = {Step.READY_TO_LEAVE} if session.state in _LEFT else set()
        return frozenset({*TO_A_DOSE, *behind} - {Step.NEXT_DOSE})
    if facts.order is not None and facts.order.dose_number > session.number:
        return frozenset()
    return frozenset({Step.DOSE_ORDER, Step.START_DOSING, Step.READY_TO_LEAVE, Step.CLOSE_SESSION})


def next_step(facts: CourseFacts) -> NextStep | None:
    """The step in hand; None when there is nothing left on the line."""
    return next((each for each in where_it_stands(facts) if each.state in (StepState.OPEN, StepState.BLOCKED)), None)


_LEFT = ("ready_to_leave", "completed", "reviewed", "transferred")
