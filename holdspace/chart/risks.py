"""Where does each risk answer stand now, and for whom does it wait?

Whose it is at a moment is computed from the rows. `write_missed` only writes down what time has already done, so that
open pages hear of it; it may run late, twice or never, and no page shows anything else because of that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from holdspace.chart.models import RiskTask, RiskTaskEvent
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinical.instruments.escalation import (
    WHAT_TO_DO,
    Act,
    Did,
    Standing,
    State,
    TaskFacts,
    Tier,
    what_is_due,
)


@dataclass(frozen=True)
class MissedBy:
    """A deadline that has passed and that no row tells of yet, and whom the answer went to."""

    at: datetime
    to: Staff


@dataclass(frozen=True)
class RiskAtHand:
    """A risk answer with where it stands now, for a page."""

    task: RiskTask
    standing: Standing
    owner: Staff | None
    next_person: Staff | None
    told: tuple[Staff, ...]
    missed: tuple["MissedBy", ...] = ()

    @property
    def tier(self) -> Tier:
        """How near the danger may be."""
        return Tier(self.task.tier)

    @property
    def what_to_do(self) -> tuple[str, ...]:
        """The ladder of what is done at this tier."""
        return WHAT_TO_DO[self.tier]

    @property
    def status(self) -> str:
        """The status by which it is shown: word, shape and colour."""
        return f"risk_{self.tier}"

    @property
    def seconds(self) -> int:
        """The whole time somebody has to take it, for a countdown."""
        return self.task.within_minutes * 60

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it yet."""
        return self.standing.state is State.WAITING

    def waits_for(self, staff: Staff) -> bool:
        """Whether this person has been told and nobody has taken it, or they themselves have taken it."""
        if not self.waits:
            return self.standing.is_open and self.owner == staff
        everybody = self.standing.for_everybody and staff.may(Permission.ANSWER_RISK)
        return everybody or staff in self.told

    def order(self) -> tuple[bool, int, datetime]:
        """The worst tier first, then what has waited longest; what somebody has taken comes after what waits."""
        return (not self.waits, self.tier.rank, self.task.raised_at)


def facts_of(task: RiskTask, *, still_here: Iterable[str]) -> TaskFacts:
    """The rows of one task as frozen facts; whoever has left the clinic is passed over."""
    here = set(still_here)
    acts = (
        Act(Did(event.did), event.happened_at, str(event.recorded_by_id or ""), str(event.to_id or ""))
        for event in task.events_in_order
    )
    return TaskFacts(
        tier=Tier(task.tier),
        raised_at=task.raised_at,
        within=timedelta(minutes=task.within_minutes),
        ladder=tuple(key for key in task.ladder if key in here),
        acts=tuple(acts),
    )


def at_hand(tasks: Iterable[RiskTask], *, at: datetime) -> list[RiskAtHand]:
    """Where each of these stands, most urgent first; in a number of queries that does not grow with them."""
    tasks = list(tasks)
    if not tasks:
        return []
    clinics = {task.clinic_id for task in tasks}
    people = {str(each.pk): each for each in Staff.objects.filter(clinic__in=clinics).prefetch_related("held_roles")}
    here = [key for key, person in people.items() if person.ended_at is None]
    found = [_at_hand(task, what_is_due(facts_of(task, still_here=here), at), people) for task in tasks]
    return sorted(found, key=RiskAtHand.order)


def _at_hand(task: RiskTask, standing: Standing, people: Mapping[str, Staff]) -> RiskAtHand:
    return RiskAtHand(
        task=task,
        standing=standing,
        owner=people.get(standing.owner),
        next_person=people.get(standing.next_person),
        told=tuple(people[key] for key in standing.told if key in people),
        missed=tuple(MissedBy(each.at, people[each.to]) for each in standing.missed if each.to in people),
    )


def with_events(tasks: QuerySet[RiskTask]) -> QuerySet[RiskTask]:
    """Everything `at_hand` and a list need of these tasks, joined and prefetched."""
    return tasks.select_related("patient", "episode").prefetch_related("events")


def open_in(clinic_id: UUID, *, at: datetime) -> list[RiskAtHand]:
    """Every open risk answer of a clinic; one query where there is none."""
    return at_hand(with_events(RiskTask.objects.open().filter(clinic_id=clinic_id).order_by("raised_at")), at=at)


def waiting_for(staff: Staff, *, at: datetime) -> list[RiskAtHand]:
    """The open risk answers this person has to do something about."""
    return [each for each in open_in(staff.clinic_id, at=at) if each.waits_for(staff)]


def write_missed(*, at: datetime) -> int:
    """Write down each deadline that has passed and that no row tells of; how many were written."""
    found = at_hand(with_events(RiskTask.objects.open().order_by("raised_at")), at=at)
    return sum(_write(each.task, missed.at, missed.to, at) for each in found for missed in each.standing.missed)


def _write(task: RiskTask, missed_at: datetime, to: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            event = RiskTaskEvent.objects.create(
                patient_id=task.patient_id,
                task=task,
                did=Did.ESCALATED.value,
                happened_at=missed_at,
                to_id=to,
                recorded_at=at,
            )
            audit.record(by=None, at=at, did="handed on a risk answer nobody took", to=event, clinic=task.clinic)
    except IntegrityError:
        # Somebody else wrote this deadline down at the same moment.
        return False
    return True
