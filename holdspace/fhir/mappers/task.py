"""Task: a risk answer that somebody must see in time. It goes out only; a task of another system raises nothing here.

We differ from R4:
- `restriction.period` ends at the deadline that runs now; once somebody has taken it, at the one it was raised with.
- Nobody requests it: it is raised by the answer itself, so `requester` is absent.
- The alarming answers stand in the form under `focus`; they are not told a second time.
"""

from datetime import datetime, timedelta
from typing import Any

from holdspace.chart.models import RiskTaskEvent
from holdspace.chart.risks import RiskAtHand
from holdspace.clinic.models import Staff
from holdspace.clinical.instruments import by_code
from holdspace.clinical.instruments.escalation import Did, State, Tier
from holdspace.fhir.mappers.questionnaire import Json

SYSTEM = "https://holdspace.org/fhir/CodeSystem/risk-answer"
STATUS = {State.WAITING: "requested", State.TAKEN: "accepted", State.CLOSED: "completed"}
PRIORITY = {Tier.HIGH: "stat", Tier.MODERATE: "urgent", Tier.LOW: "routine"}
ACTED_ON = (Did.NOTE.value, Did.EVALUATED.value)


def to_fhir(risk: RiskAtHand) -> Json:
    """The risk answer as a FHIR R4 Task, as it stands at the moment for which it was read."""
    task, short = risk.task, by_code(risk.task.instrument).short
    events = task.events_in_order
    told: Json = {
        "resourceType": "Task",
        "id": str(task.pk),
        "status": _status(risk, events),
        "intent": "order",
        "priority": PRIORITY[risk.tier],
        "code": {"coding": [{"system": SYSTEM, "code": task.tier, "display": f"Risk answer, {task.tier}"}]},
        "description": f"Risk answer in {short}: {task.tier}. {' '.join(task.says)}".strip(),
        "for": {"reference": f"Patient/{task.patient_id}"},
        "authoredOn": _moment(task.raised_at),
        "lastModified": _moment(max([task.raised_at, *(event.happened_at for event in events)])),
        "restriction": {"period": {"start": _moment(task.raised_at), "end": _moment(_deadline(risk))}},
        "note": [_note(event) for event in events if event.says],
    }
    told |= {"focus": {"reference": f"QuestionnaireResponse/{task.response_id}"}} if task.response_id else {}
    told |= {"owner": _person(risk.owner)} if risk.owner is not None else {}
    told |= {"businessStatus": {"text": "Nobody has taken it in time"}} if risk.standing.overdue else {}
    closed = next((event for event in events if event.did == Did.CLOSED.value), None)
    told |= {"statusReason": {"text": closed.get_reason_display()}} if closed else {}
    return {name: value for name, value in told.items() if value != []}


def _status(risk: RiskAtHand, events: list[RiskTaskEvent]) -> str:
    """Taken and worked on is one step further than taken."""
    state = risk.standing.state
    is_worked_on = state is State.TAKEN and any(event.did in ACTED_ON for event in events)
    return "in-progress" if is_worked_on else STATUS[state]


def _deadline(risk: RiskAtHand) -> datetime:
    return risk.standing.due_at or risk.task.raised_at + timedelta(minutes=risk.task.within_minutes)


def _note(event: RiskTaskEvent) -> Json:
    author: dict[str, Any] = {}
    if event.recorded_by is not None:
        author = {"authorReference": _person(event.recorded_by)}
    return author | {"time": _moment(event.happened_at), "text": event.says}


def _person(staff: Staff) -> Json:
    return {"reference": f"Practitioner/{staff.pk}", "display": staff.name}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
