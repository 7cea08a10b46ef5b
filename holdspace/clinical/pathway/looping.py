"""What must follow one dose before there may be another?"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from holdspace.clinical.findings import Level
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.monitoring.long_term.domains import CRAVING, EXPOSURE, POLARITY, Domain
from holdspace.clinical.pathway.blocks import Block, Step
from holdspace.clinical.pathway.facts import CourseFacts, PlanFacts, StopRule
from holdspace.clinical.pathway.thresholds import INTEGRATION_SESSIONS
from holdspace.clinical.protocols.thresholds import SHORTEST_GAP
from holdspace.clinical.roles import Role
from holdspace.clinical.sources import Source
from holdspace.clinical.units import plain

CALL = Source.judgement("Call at 24 hours, range 12 to 36; clinical rules reference, section 6")
INTEGRATION = Source.judgement(
    "At least one integration session for a dose, best within 72 hours (a hypothesis); "
    "clinical rules reference, section 7"
)
SPACING = Source.judgement("The days between doses that the plan asks for; clinical rules reference, section 4")
MEASURES = Source.judgement("The plan's measure answered after the last dose; clinical rules reference, section 8")
STOP_RULES = Source.judgement("Stop rules; clinical rules reference, section 8")
# Where that is recorded which nobody knows; whatever is known to be so is decided where a course is ended.
ASKED_AT = {"pregnancy": "measurements", "unscheduled_requests": "misuse"}
CHECKED_AT = {CRAVING.id: "misuse", POLARITY.id: "entry:asrm"}
# Harm to bladder, liver and cognition is a stop rule; these ask for a review or hold.
ASKED_HERE = (CRAVING, POLARITY, EXPOSURE)
PRESCRIBER = (Role.PRESCRIBER,)
CLINICIANS = (Role.MONITOR, Role.THERAPIST, Role.PRESCRIBER)
COURSE_LENGTH = Source.judgement("More doses than the plan holds need a new plan; design of the pathway")


def next_dose(facts: CourseFacts) -> Iterator[Block]:
    """The last dose is followed up: closed, called, integrated, measured, far enough away, and nothing says stop."""
    after = facts.after_dose
    if after is None:
        # A first dose of this course can follow closely on the last one of another.
        yield from _spacing(facts)
        return
    dose = f"dose {after.dose_number}"
    block = partial(Block, Step.NEXT_DOSE)

    if after.closed_at is None:
        says, because = f"The session of {dose} is not closed.", "One dose is finished before the next is ordered."
        yield block("open_session", says, because, "Close it.", (Role.MONITOR,), "closing", SPACING)
    if after.call_reached_at is None:
        says = f"The 24 h call after {dose} has not been made."
        because = "Safety, sleep and thoughts of suicide are asked once the drug has worn off."
        yield block("call", says, because, "Call the patient.", CLINICIANS, "call", CALL)
    held, asked = after.integration_sessions, facts.limits.of(INTEGRATION_SESSIONS)
    if held < asked and "next_dose:integration" not in facts.waived:
        says = f"{held} of {plain(asked)} integration sessions" if held else "No integration session"
        says, because = f"{says} since {dose}.", "Insight fades where it is not put to use."
        remedy = "Hold an integration session."
        yield block("integration", says, because, remedy, (Role.THERAPIST,), "integration", INTEGRATION, waivable=True)
    yield from _spacing(facts)
    if facts.plan is not None:
        yield from _course_done(facts, facts.plan)
    if facts.plan is not None and (after.measured_at is None or after.measured_at < after.given_at):
        says = f"{facts.plan.target_instrument.upper()} has not been answered since {dose}."
        because, remedy = "Whether it helps is asked, not guessed.", "Ask the patient to answer it."
        where = f"questionnaire:{facts.plan.target_instrument}"
        yield block("measure", says, because, remedy, CLINICIANS, where, MEASURES)
    yield from (found for rule in after.stop_rules if (found := _stop(rule, facts)))
    yield from _slow_harm(facts)
    if after.therapist_says in ("no", "hold"):
        said = "no further dose" if after.therapist_says == "no" else "wait and see"
        says, because = f"The last integration session says: {said}.", "Therapist and patient spoke about it."
        yield block("therapist", says, because, "Speak again.", (Role.THERAPIST,), "integration", INTEGRATION)


def _stop(rule: StopRule, facts: CourseFacts) -> Block | None:
    """A reason to stop; going on without an answer is another decision than going on despite one."""
    code, where = f"stop:{rule.code}", "close_episode"
    because, remedy = "A stop rule is met.", "Decide with the patient: stop, or go on with a reason."
    if rule.is_unknown:
        code, where = f"{code}:unknown", ASKED_AT.get(rule.code, where)
        because, remedy = "What nobody asked is not a no.", "Ask, and record the answer."
    if f"next_dose:{code}" in facts.waived:
        return None
    return Block(Step.NEXT_DOSE, code, rule.says, because, remedy, PRESCRIBER, where, STOP_RULES, waivable=True)


def _slow_harm(facts: CourseFacts) -> Iterator[Block]:
    """A long-term check that is late, and what the checks say of craving, mood and total exposure."""
    if facts.long_term is None:
        return
    late = [check for check in long_term.checks(facts.long_term) if check.holds_next_dose]
    said = [
        (_late_code(each.domain), each.domain, f"{each.domain.title}: {each.standing.label.casefold()}.")
        for each in late
    ]
    said += [
        (f"long_term:{domain.id}", domain, found.says)
        for found in long_term.findings(facts.long_term)
        for domain in ASKED_HERE
        if found.rule == domain.id and found.level is not Level.CANNOT_TELL
    ]
    for code, domain, says in said:
        if f"next_dose:{code}" not in facts.waived:
            yield Block(
                Step.NEXT_DOSE, code, says, domain.because, f"{domain.action}.", PRESCRIBER,
                CHECKED_AT.get(domain.id, "measurements"), domain.source, waivable=True,
            )  # fmt: skip


def _late_code(domain: Domain) -> str:
    """Going on without a check is another decision than going on despite what it says, where both are asked here."""
    return f"long_term:{domain.id}{':late' if domain in ASKED_HERE else ''}"


def _spacing(facts: CourseFacts) -> Iterator[Block]:
    """The days since the last dose, whichever course it was given in."""
    moments = [facts.last_given_at, facts.after_dose.given_at if facts.after_dose else None]
    given_at = max((moment for moment in moments if moment is not None), default=None)
    if given_at is None or facts.plan is None:
        return
    days = facts.plan.days_between
    open_on = (given_at + timedelta(days=days)).date()
    if facts.now - given_at < facts.limits.hours(SHORTEST_GAP):
        yield Block(
            Step.NEXT_DOSE,
            "spacing",
            f"The last dose is less than {plain(facts.limits.of(SHORTEST_GAP))} hours ago.",
            "No protocol gives two doses closer together.",
            "Wait until then.",
            (Role.PRESCRIBER,),
            "plan",
            SPACING,
        )
    elif facts.today < open_on:
        says = f"The plan keeps {days} days between doses: the next may be given from {open_on.day} {open_on:%B %Y}."
        because = "Spacing follows the protocol."
        remedy = "Wait until then."
        yield Block(Step.NEXT_DOSE, "spacing", says, because, remedy, (Role.PRESCRIBER,), "plan", SPACING)


def _course_done(facts: CourseFacts, plan: PlanFacts) -> Iterator[Block]:
    planned = plan.sessions_planned
    if facts.doses_given >= planned:
        says = f"All {planned} planned doses have been given."
        because = "A longer course is a new decision."
        remedy = "Write a new plan, or close the episode."
        who = (Role.PRESCRIBER, Role.THERAPIST)
        yield Block(Step.NEXT_DOSE, "course_done", says, because, remedy, who, "plan", COURSE_LENGTH)
