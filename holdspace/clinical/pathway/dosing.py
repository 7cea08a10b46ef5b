"""What blocks the way from an agreed plan to a closed dosing session?"""

from collections.abc import Iterator

from holdspace.clinical.instruments.escalation import Tier
from holdspace.clinical.pathway.blocks import Block, Step
from holdspace.clinical.pathway.facts import CourseFacts, SessionFacts
from holdspace.clinical.pathway.thresholds import WEIGHT_DAYS
from holdspace.clinical.pathway.time_out import CHECKLIST, TIME_OUT_ITEMS, TimeOutItem
from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain

PLAN_APPROVAL = Source.judgement("A plan holds once a prescriber has signed it; design of the pathway")
SAFETY_PLAN = Source.judgement(
    "A safety plan is written with every patient before the first dose; "
    "instruments reference, section B, escalation ladder"
)
PREPARATION_SESSIONS = Source.judgement(
    "As many preparation sessions as the protocol asks for; clinical rules reference, section 7 (one programme: three)"
)
RECENT_WEIGHT = Source.judgement("A weight at most 30 days old for a dose by weight; design of the pathway")
CHANGED_WEIGHT = Source.judgement(
    "An order is made again when the weight it rests on was corrected or has changed by more than 5 %; "
    "design of the pathway"
)
ORDER_GUARDS = Source.judgement("Guards of an order and the two-person override; clinical rules reference, section 4")
TWO_PERSON_DRAW = Source.judgement("Drawn by one, seen by another; clinical rules reference, sections 3 and 10")
OPEN_RISK = Source.judgement(
    "No dose while a high suicide risk is open, until a clinician has closed it after asking again; "
    "escalation ladder, instruments reference, section B"
)
LEAVING = Source.judgement("All criteria of the discharge gate; clinical rules reference, section 6")
CLOSING = Source.judgement("Nothing is left unsaid when a session closes; design of the pathway")


def preparation(facts: CourseFacts) -> Iterator[Block]:
    """The patient is prepared: an approved plan, a safety plan, the sessions the protocol asks for, choices made."""
    step = Step.PREPARATION
    therapist = (Role.THERAPIST,)
    if facts.plan is None or facts.plan.approved_at is None:
        says = "No care plan is written." if facts.plan is None else "The care plan is not approved."
        who = (Role.PRESCRIBER, Role.THERAPIST) if facts.plan is None else (Role.PRESCRIBER,)
        because = "A prescriber answers for the protocol."
        remedy = "Write the plan." if facts.plan is None else "Ask a prescriber to approve it."
        yield Block(step, "plan", says, because, remedy, who, "plan", PLAN_APPROVAL)
        return
    done = facts.preparation
    if done.safety_plan_at is None:
        because = "It is ready before it is needed."
        remedy = "Write it with the patient."
        says = "No safety plan is written."
        yield Block(step, "safety_plan", says, because, remedy, therapist, "safety_plan", SAFETY_PLAN)
    asked = facts.plan.preparation_sessions
    if done.sessions_held < asked:
        yield Block(
            step,
            "preparation_sessions",
            f"{done.sessions_held} of {asked} preparation sessions are held.",
            "Trust, intention and a way to be calmed are made before the dose, not under it.",
            "Hold the next preparation session.",
            therapist,
            "preparation",
            PREPARATION_SESSIONS,
        )
    if done.setting_chosen_at is None or done.touch_agreed_at is None:
        left = "The room has not been chosen." if done.setting_chosen_at is None else "Touch has not been agreed."
        because = "What is welcome is decided with a clear head."
        remedy = "Go through set, setting and touch with the patient."
        yield Block(step, "setting", left, because, remedy, therapist, "setting", PREPARATION_SESSIONS)


def dose_order(facts: CourseFacts) -> Iterator[Block]:
    """A dose is ordered within the guards, or overridden with reason by two people, on a recent weight."""
    step = Step.DOSE_ORDER
    prescriber = (Role.PRESCRIBER,)
    if facts.weight_on is None or facts.today - facts.weight_on > facts.limits.days(WEIGHT_DAYS):
        day = f" from {facts.weight_on.day} {facts.weight_on:%B %Y}" if facts.weight_on else ""
        days = plain(facts.limits.of(WEIGHT_DAYS))
        says = f"The newest weight is{day} and older than {days} days." if day else "No weight is recorded."
        because = "The dose is reckoned from the weight."
        who = (Role.MONITOR, Role.PRESCRIBER, Role.THERAPIST)
        yield Block(step, "weight", says, because, "Weigh the patient.", who, "measurements", RECENT_WEIGHT)
    order = facts.order
    if order is None:
        because = "Only what is ordered may be given."
        yield Block(step, "order", "No dose is ordered.", because, "Order it.", prescriber, "order", ORDER_GUARDS)
        return
    if not order.plan_is_current:
        because = "The order was made under an earlier plan."
        says = "The care plan has changed since the order."
        yield Block(step, "order_overtaken", says, because, "Order again.", prescriber, "order", ORDER_GUARDS)
    if order.weight_changed:
        because = "The dose was reckoned from another weight."
        yield Block(
            step, "order_weight", order.weight_changed, because, "Order again.", prescriber, "order", CHANGED_WEIGHT
        )
    if order.overtaken_by:
        says = f"Recorded since the order: {', '.join(order.overtaken_by)}."
        because = "The guards were asked without knowing it."
        yield Block(step, "order_unaware", says, because, "Order again.", prescriber, "order", ORDER_GUARDS)
    if order.hard_stop:
        says = f"The order of {order.dose_mg} is past the hard stop."
        because = "A tenfold slip must not reach the patient."
        yield Block(step, "hard_stop", says, because, "Order again.", prescriber, "order", ORDER_GUARDS)
    elif order.guards and not order.countersigned:
        says = f"The order passes {_in_words(order.guards)} with one signature only."
        because = "Past a guard, two people answer."
        remedy = "Ask another prescriber for the second signature."
        yield Block(step, "countersignature", says, because, remedy, prescriber, "order", ORDER_GUARDS)


def _in_words(guards: tuple[str, ...]) -> str:
    return f"guard {guards[0]}" if len(guards) == 1 else f"guards {', '.join(guards)}"


def start_dosing(facts: CourseFacts) -> Iterator[Block]:
    """Every item of today's time-out is answered, nothing holds, and the drug is drawn before a witness."""
    step = Step.START_DOSING
    session = facts.session
    yield from _open_risks(facts)
    if session is None or session.closed_at is not None:
        says, because = "No dosing session is booked.", "A session has a room, a monitor, a therapist and a prescriber."
        who = (Role.COORDINATOR, Role.MONITOR, Role.PRESCRIBER)
        yield Block(step, "session", says, because, "Book it.", who, "book_session", CHECKLIST)
        return
    if session.another_session_open:
        says = "An earlier dosing session of this patient is not closed."
        because = "One dose is finished before the next begins."
        yield Block(step, "previous_session", says, because, "Close it.", (Role.MONITOR,), "previous_session", CLOSING)
    for item in TIME_OUT_ITEMS:
        yield from _time_out_blocks(item, session)
    if not session.drug_drawn:
        says, because = "The drug has not been drawn before a witness.", "Two people read the vial."
        who = (Role.MONITOR, Role.PRESCRIBER, Role.CUSTODIAN)
        yield Block(step, "drug", says, because, "Draw it with a second person.", who, "time_out", TWO_PERSON_DRAW)


def _open_risks(facts: CourseFacts) -> Iterator[Block]:
    """A risk that somebody answered may be hidden behind a calm face; only a person says that it is over."""
    who = (Role.PRESCRIBER, Role.THERAPIST)
    because = "The drug loosens what holds somebody back; a high risk is judged by a person, not by the clock."
    for risk in facts.open_risks:
        if risk.tier == Tier.HIGH:
            says = f"A high suicide risk raised on {risk.raised_at.day} {risk.raised_at:%B %Y, %H:%M} is open."
            remedy = "See the patient, ask again, and close it with what was done."
            where = f"risk:{risk.task}"
            yield Block(Step.START_DOSING, where, says, because, remedy, who, where, OPEN_RISK)


def _time_out_blocks(item: TimeOutItem, session: SessionFacts) -> Iterator[Block]:
    answer = session.time_out.get(item.code)
    if answer is not None and answer.answer == "ok":
        return
    # Only a patient known not to need the test may go without; unknown is not no.
    no_test_needed = item.code == "pregnancy" and session.pregnancy_test_due is False
    if answer is not None and answer.answer == "not_due" and no_test_needed:
        return
    code = f"time_out:{item.code}"
    if answer is not None and answer.answer == "hold":
        says = f"{item.title}: hold today. {answer.says}".strip()
        remedy = "Answer it again once it is resolved, or take the session off today's list."
    else:
        says = f"{item.title} has not been answered."
        remedy = "Answer it in the time-out."
    yield Block(Step.START_DOSING, code, says, item.because, remedy, item.who, "time_out", item.source)


def ready_to_leave(facts: CourseFacts) -> Iterator[Block]:
    """Every criterion for leaving is met, or a prescriber has answered for going against one."""
    step = Step.READY_TO_LEAVE
    session = facts.session
    if session is None or session.started_at is None:
        says, because = "No dose has been started.", "Readiness is judged after a dose."
        yield Block(step, "not_started", says, because, "Start the session.", (Role.MONITOR,), "session", LEAVING)
        return
    who = (Role.MONITOR, Role.PRESCRIBER)
    if session.readiness is None:
        says, because = "Readiness to leave has not been judged.", "The drug is still at work when it feels over."
        yield Block(step, "readiness", says, because, "Go through the criteria.", who, "readiness", LEAVING)
        return
    if session.readiness.unmet and not session.readiness.overridden:
        for criterion in session.readiness.unmet:
            because = "All criteria together say that it is safe to go."
            remedy = "Wait and judge again, or ask the prescriber."
            yield Block(step, f"criterion:{criterion}", criterion, because, remedy, who, "readiness", LEAVING)


def close_session(facts: CourseFacts) -> Iterator[Block]:
    """The patient has left ready or was transferred, everything was asked, and every milligram is accounted for."""
    session = facts.session
    if session is None:
        return
    closing = session.closing
    if not closing.transferred and session.started_at is not None:
        yield from ready_to_leave(facts)
    unanswered = (
        (closing.dissociation_answered, "dissociation", "Dissociation has not been answered."),
        (closing.side_effects_answered, "side_effects", "Side effects have not been answered; none is an answer."),
        (
            closing.adverse_events_answered,
            "adverse_events",
            "Adverse events have not been answered; none is an answer.",
        ),
        (closing.dose_reconciled, "dose", "The drug drawn is not yet accounted for: given and wasted."),
    )
    for answered, code, says in unanswered:
        if not answered:
            because = "What is not asked on the day is lost."
            who = (Role.MONITOR, Role.PRESCRIBER)
            yield Block(Step.CLOSE_SESSION, code, says, because, "Answer it on closing.", who, "closing", CLOSING)
