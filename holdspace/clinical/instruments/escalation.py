"""Who must see a risk answer, and by when? What is due now follows from what was written down, whoever was watching."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from holdspace.clinical.instruments.shape import Alert
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold, adjustable

TIMERS = Source.judgement(
    "Minutes until somebody must have acknowledged a risk answer: high 5, moderate 60, low 24 hours; a clinic may only"
    " be quicker. Instruments reference, section B"
)
STEPS = Source.judgement("What is done at each tier of risk: escalation ladder, instruments reference, section B")
BY_ITS_TIME = Source.judgement(
    "A risk answer to which its form gives a time but no tier, such as item 9 of the PHQ-9, has the tier with that"
    " time; an alert with neither is advice and starts no clock"
)


class Tier(StrEnum):
    """How near the danger may be; written worst first."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"

    @property
    def rank(self) -> int:
        """The place in a list: 0 comes first."""
        return tuple(Tier).index(self)


ACKNOWLEDGE_WITHIN: dict[Tier, Threshold] = {
    Tier.HIGH: adjustable("RISK.high.minutes", "Time to acknowledge a high risk", 5, "min", TIMERS, between=(1, 5)),
    Tier.MODERATE: adjustable(
        "RISK.moderate.minutes", "Time to acknowledge a moderate risk", 60, "min", TIMERS, between=(5, 60)
    ),
    Tier.LOW: adjustable(
        "RISK.low.minutes", "Time to acknowledge a low risk", 24 * 60, "min", TIMERS, between=(60, 24 * 60)
    ),
}
THRESHOLDS = tuple(ACKNOWLEDGE_WITHIN.values())

WHAT_TO_DO: dict[Tier, tuple[str, ...]] = {
    Tier.HIGH: (
        "Do not leave the person alone. Somebody stays, or stays on the line.",
        "Psychiatric evaluation now; call the emergency service when nobody can be there at once.",
        "No dose unless a psychiatrist writes down why not.",
    ),
    Tier.MODERATE: (
        "A clinician sees the person or speaks with them today.",
        "Go through the safety plan together, or write one.",
        "Speak about what could be used for harm, and how to put distance to it.",
    ),
    Tier.LOW: (
        "Give the crisis contacts.",
        "Go through the safety plan.",
    ),
}


def tier_of(alert: Alert) -> Tier | None:
    """The tier an alert names, else the one its time allows; None for advice that starts no clock."""
    if alert.tier:
        return Tier(alert.tier)
    if alert.within_minutes is None:
        return None
    quickest_first = sorted(Tier, key=lambda tier: tier.rank)
    fits = (tier for tier in quickest_first if alert.within_minutes <= ACKNOWLEDGE_WITHIN[tier].published)
    return next(fits, Tier.LOW)


def worst_tier(alerts: Iterable[Alert]) -> Tier | None:
    """The worst tier of several alerts; None where nothing alarms."""
    tiers = (tier for alert in alerts if (tier := tier_of(alert)) is not None)
    return min(tiers, key=lambda tier: tier.rank, default=None)


def minutes_for(tier: Tier, limits: Limits = PUBLISHED) -> int:
    """By when, in minutes, an answer of this tier must have been acknowledged in this clinic."""
    return int(limits.of(ACKNOWLEDGE_WITHIN[tier]))


class Did(StrEnum):
    """What can happen to a risk answer once it is raised."""

    ACKNOWLEDGED = "acknowledged"
    HANDED_ON = "handed_on"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    NOTE = "note"
    EVALUATED = "evaluated"
    CLOSED = "closed"


@dataclass(frozen=True)
class Act:
    """One thing that was done about a risk answer: by whom, and to whom it was handed on."""

    did: Did
    at: datetime
    by: str = ""
    to: str = ""


@dataclass(frozen=True)
class TaskFacts:
    """A risk answer as it was raised, and what has been written about it since; people are named by a key."""

    tier: Tier
    raised_at: datetime
    within: timedelta
    ladder: tuple[str, ...]
    acts: tuple[Act, ...] = ()


class State(StrEnum):
    """Whether a risk answer waits for somebody, is with somebody, or is closed."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


@dataclass(frozen=True)
class Missed:
    """A deadline nobody met, and whom the answer went to."""

    at: datetime
    to: str


@dataclass(frozen=True)
class Standing:
    """Where a risk answer stands at one moment.

    `told` is everybody it has been with. `missed` are deadlines that passed and that no row tells of yet.
    `for_everybody` is: nobody is left to hand it on to, so every clinician is told.
    """

    state: State
    owner: str
    since: datetime
    due_at: datetime | None
    overdue: bool
    told: tuple[str, ...]
    next_person: str = ""
    missed: tuple[Missed, ...] = ()
    for_everybody: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do; only a person closes."""
        return self.state is not State.CLOSED


@dataclass
class _Walk:
    facts: TaskFacts
    since: datetime
    first_due: datetime
    owner: str = ""
    state: State = State.WAITING
    told: list[str] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)

    def give(self, to: str, at: datetime) -> None:
        self.owner, self.since = to, at
        if to and to not in self.told:
            self.told.append(to)

    def begin(self, to: str, at: datetime) -> None:
        """A person gives it to a person, or it is raised: a first deadline runs."""
        self.state, self.first_due = State.WAITING, at + self.facts.within
        self.give(to, at)

    @property
    def next_person(self) -> str:
        return next((each for each in self.facts.ladder if each not in self.told), "")

    def pass_time(self, until: datetime) -> None:
        """Every deadline up to this moment hands on to the next person, as long as there is one."""
        while self.state is State.WAITING and self.since + self.facts.within <= until and self.next_person:
            missed = Missed(self.since + self.facts.within, self.next_person)
            self.missed.append(missed)
            self.give(missed.to, missed.at)

    def take(self, act: Act) -> None:
        if act.did is Did.ESCALATED:
            # The row tells of the deadline itself, which therefore is not missed a second time.
            self.pass_time(act.at - timedelta(microseconds=1))
            if self.state is State.WAITING:
                self.give(act.to, act.at)
            return
        self.pass_time(act.at)
        if act.did is Did.ACKNOWLEDGED:
            self.state = State.TAKEN
            self.give(act.by, act.at)
        elif act.did is Did.HANDED_ON:
            self.begin(act.to, act.at)
        elif act.did is Did.CLOSED:
            self.state = State.CLOSED


def what_is_due(facts: TaskFacts, at: datetime) -> Standing:
    """Whose a risk answer is at this moment, by when, whether that is over, and who comes next.

    A deadline is missed at the very moment it is reached. Nothing but an act of a person ends the waiting.
    """
    walk = _Walk(facts, since=facts.raised_at, first_due=facts.raised_at)
    walk.begin(next(iter(facts.ladder), ""), facts.raised_at)
    for act in sorted(facts.acts, key=lambda each: each.at):
        if walk.state is not State.CLOSED:
            walk.take(act)
    walk.pass_time(at)
    waiting = walk.state is State.WAITING
    due_at = walk.since + facts.within if waiting else None
    nobody_left = due_at is not None and due_at <= at and not walk.next_person
    return Standing(
        state=walk.state,
        owner=walk.owner,
        since=walk.since,
        due_at=due_at,
        overdue=waiting and walk.first_due <= at,
        told=tuple(walk.told),
        next_person=walk.next_person if waiting else "",
        missed=tuple(walk.missed),
        for_everybody=waiting and (nobody_left or not walk.owner),
    )
