"""What the list of events amounts to: everything the session screen shows, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from holdspace.care.dosing.events.told import Person, Told
from holdspace.clinical.monitoring import Check, Reading, Signal, Tier
from holdspace.clinical.protocols import Drug, Route, RunningTotal, running_total
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import BloodPressure, Kilograms, Milligrams


def total_of(
    given_mg: Decimal, route: str, drug: str, weight_kg: Decimal | None, limits: Limits
) -> RunningTotal | None:
    """What was given in one session against the most that its route and drug may carry."""
    if not route:
        return None
    which = Drug.ESKETAMINE if drug == Drug.ESKETAMINE else Drug.KETAMINE
    weight = Kilograms(weight_kg) if weight_kg else None
    return running_total((Milligrams(given_mg),), weight, Route(route), which, limits=limits)


@dataclass(frozen=True)
class GivenDose:
    """One dose that was given, with the running total after it and what a rule says about it."""

    event: UUID
    at: datetime
    mg: Decimal
    ml: Decimal | None
    route: str
    running_mg: Decimal
    over_minutes: int | None = None
    findings: tuple[str, ...] = ()
    counts_from: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is in: at once, or at the end of the minutes over which it runs."""
        return (self.counts_from or self.at) + timedelta(minutes=self.over_minutes or 0)


@dataclass(frozen=True)
class VitalSigns:
    """One set as it was measured, with what each value means."""

    event: UUID
    at: datetime
    values: Mapping[Signal, Decimal] = field(hash=False)
    readings: tuple[Reading, ...] = ()
    source: str = "typed"
    on_air: bool | None = None
    warning_symptoms: bool | None = None
    refused: bool = False
    confirmed: bool = False

    @property
    def blood_pressure(self) -> BloodPressure | None:
        """Both numbers, or nothing."""
        upper, lower = self.values.get(Signal.SYSTOLIC), self.values.get(Signal.DIASTOLIC)
        return BloodPressure(upper, lower) if upper is not None and lower is not None else None

    @property
    def worst(self) -> Reading | None:
        """The reading that asks for most."""
        return max(self.readings, key=lambda one: one.tier.rank, default=None)


@dataclass(frozen=True)
class Newest:
    """The newest value of one signal: never without its moment and its source."""

    value: Decimal
    at: datetime
    source: str
    tier: Tier
    on_air: bool | None = None


@dataclass(frozen=True)
class LevelPoint:
    """One rating on one scale."""

    event: UUID
    at: datetime
    scale: str
    value: int


@dataclass(frozen=True)
class SideEffect:
    """One side effect as it was first named and how bad it became."""

    term: str
    at: datetime
    severity: str = ""


@dataclass(frozen=True)
class Alarm:
    """Values that ask for somebody and that nobody has acknowledged yet."""

    event: UUID
    at: datetime
    tier: str
    says: str
    do: str


@dataclass(frozen=True)
class Question:
    """Something about an entry that only a person can settle; `between` are the entries or corrections it lies between.

    The entry counts meanwhile: nothing waits for an answer.
    """

    event: UUID
    about: str
    says: str
    since: datetime
    between: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of the timeline."""

    event: UUID
    kind: str
    at: datetime
    text: str
    by: str
    is_voice: bool = False
    struck: bool = False
    remarks: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    after_closing: bool = False
    icon: str = ""
    can_be_amended: bool = True
    was: str = ""


@dataclass(frozen=True)
class SessionPicture:
    """The session as it stands; the same events always give the same picture."""

    state: str = "scheduled"
    state_since: datetime | None = None
    held_from: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    doses: tuple[GivenDose, ...] = ()
    ordered_mg: Decimal | None = None
    drawn_mg: Decimal = Decimal(0)
    weight_kg: Decimal | None = None
    concentration_mg_per_ml: Decimal | None = None
    route: str = ""
    infusion_ml_per_hour: Decimal | None = None
    infusion_ended_at: datetime | None = None
    sets: tuple[VitalSigns, ...] = ()
    newest: Mapping[Signal, Newest] = field(default_factory=dict, hash=False)
    baseline: BloodPressure | None = None
    levels: tuple[LevelPoint, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    adverse_events: tuple[str, ...] = ()
    antagonist_given_at: datetime | None = None
    touch_areas: tuple[str, ...] | None = None
    limits: Limits = PUBLISHED
    drug: str = ""
    in_the_room: tuple[Person, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    check: Check | None = None
    timeline: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    events: tuple[Told, ...] = field(default=(), repr=False)

    @property
    def given_mg(self) -> Decimal:
        """Everything that was given, in milligrams."""
        return sum((dose.mg for dose in self.doses), Decimal(0))

    @property
    def running(self) -> RunningTotal | None:
        """The total of this session against the most it may carry; None where nothing is ordered to compare with."""
        return total_of(self.given_mg, self.route, self.drug, self.weight_kg, self.limits)

    @property
    def given_ml(self) -> Decimal | None:
        """The volume of it, where the drug is a liquid of known concentration."""
        if not self.concentration_mg_per_ml:
            return None
        return self.given_mg / self.concentration_mg_per_ml

    @property
    def given_mg_per_kg(self) -> Decimal | None:
        """The dose for each kilogram."""
        return (self.given_mg / self.weight_kg).quantize(Decimal("0.01")) if self.weight_kg else None

    @property
    def remaining_mg(self) -> Decimal | None:
        """What is ordered and not yet given; never below nothing."""
        return None if self.ordered_mg is None else max(self.ordered_mg - self.given_mg, Decimal(0))

    @property
    def zero(self) -> datetime | None:
        """The moment from which T+ counts: the first dose, else the start."""
        return self.doses[0].at if self.doses else self.started_at

    @property
    def last_dose_ends_at(self) -> datetime | None:
        """The end of the last administration; for an infusion its end."""
        ends = [dose.ends_at for dose in self.doses]
        if self.infusion_ended_at and self.doses and self.infusion_ended_at >= self.doses[-1].at:
            return max(self.infusion_ended_at, *(dose.at for dose in self.doses))
        return max(ends, default=None)

    @property
    def newest_set(self) -> VitalSigns | None:
        """The set that was measured last."""
        return self.sets[-1] if self.sets else None

    def level(self, scale: str) -> LevelPoint | None:
        """The newest rating on one scale."""
        return next((point for point in reversed(self.levels) if point.scale == scale), None)

    def minutes(self, at: datetime) -> int | None:
        """Whole minutes since the first dose; negative before it."""
        if self.zero is None:
            return None
        return int((at - self.zero).total_seconds() // 60)
