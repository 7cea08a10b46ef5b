"""May the dose that a file plans stand as it is? Every guard, with what the file says of patient and earlier doses."""

from datetime import datetime

from holdspace.clinical.eligibility import ScreeningFacts
from holdspace.clinical.eligibility.dosing import takes_strong_cyp3a4_inhibitor
from holdspace.clinical.protocols import NOT_SHIPPED, PROTOCOLS, Guard, OrderFacts, PlannedDose, Protocol, check_order
from holdspace.clinical.protocols import by_id as protocol_by_id
from holdspace.clinical.sources import Source
from holdspace.fhir.mappers.planned_dose import Plan
from holdspace.fhir.one_patient import OnePatient

# A protocol nobody here knows has no start, steps or indications to compare with; amount and time are guarded anyway.
NEED_NO_PROTOCOL = ("G-01", "G-02", "G-03", "G-05")
# Our own, beside the guards of the clinical rules: it is said, and takes two people where the clinic orders.
OF_OURS_ALONE = ("G-08",)
NO_TIME = "The planned dose names no time, so the days since the last dose are counted to the day of screening."


def guards_of(found: OnePatient, facts: ScreeningFacts, *, at: datetime) -> tuple[tuple[Guard, ...], tuple[str, ...]]:
    """The guards that every planned dose closes, each once, and what is worth saying beside them."""
    closed: dict[str, Guard] = {}
    remarks: list[str] = []
    for plan in found.plans:
        protocol = protocol_by_id(plan.protocol)
        remarks += [] if protocol else [_without_protocol(plan)]
        remarks += [] if plan.at else [NO_TIME]
        for guard in _closed(plan, protocol, found, facts, at):
            if guard.id in OF_OURS_ALONE:
                remarks.append(f"{guard.says} An order of it would take a reason and two people ({guard.id}).")
            elif guard.id not in closed or guard.hard_stop:
                closed[guard.id] = guard
    return tuple(sorted(closed.values(), key=lambda each: (not each.hard_stop, each.id))), tuple(remarks)


def _closed(
    plan: Plan, protocol: Protocol | None, found: OnePatient, facts: ScreeningFacts, at: datetime
) -> tuple[Guard, ...]:
    planned = PlannedDose(
        route=plan.route,
        amount=plan.amount,
        at=plan.at or at,
        weight=facts.weight,
        minutes=plan.minutes,
        calculated=plan.calculated,
        drug=plan.drug,
    )
    order = OrderFacts(
        age=facts.age,
        child_pugh=facts.child_pugh,
        strong_cyp3a4_inhibitor=takes_strong_cyp3a4_inhibitor(facts),
        indications=plan.indications,
        earlier=found.earlier,
        prior_sessions=facts.prior_sessions,
        last_session_tolerated=facts.last_session_tolerated,
    )
    guards = check_order(planned, protocol or _any_protocol(plan), order, facts.limits)
    return guards if protocol else tuple(guard for guard in guards if guard.id in NEED_NO_PROTOCOL)


def _any_protocol(plan: Plan) -> Protocol:
    nobody = Source.judgement("No protocol is named; amount and time of the dose are guarded all the same.")
    return Protocol("", "No protocol named", (), (plan.route,), (plan.amount,), PROTOCOLS[0].phases, nobody)


def _without_protocol(plan: Plan) -> str:
    known = next((each for each in NOT_SHIPPED if each.id == plan.protocol), None)
    if known:
        return f"The planned dose is under {known.id} ({known.title}), which is not offered. {known.why}"
    named = f"the protocol {plan.protocol}, which is not known here" if plan.protocol else "no protocol"
    return f"The planned dose names {named}: guards G-04, G-06, G-07 and G-08 were not asked."
