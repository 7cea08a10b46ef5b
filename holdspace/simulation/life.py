"""One person on their way through the clinic: who cares for them, and what has become of their record so far."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from holdspace.chart.models import CarePlan, Consent, DoseOrder, DosingSession, EpisodeOfCare, Patient, Screening
from holdspace.clinic.models import Staff
from holdspace.simulation.house import House
from holdspace.simulation.people import Person
from holdspace.simulation.staff import MONITORS, PRESCRIBERS, THERAPISTS
from holdspace.simulation.telling import Calendar


@dataclass(frozen=True)
class Way:
    """How the drug is to be given: protocol, route, dose by dose, and how often."""

    protocol: str
    route: str
    milligrams: tuple[int, ...]
    days_between: int = 14
    preparation_sessions: int = 3
    planned: int = 0
    vial: int | None = 50
    minutes: int | None = None
    parts: tuple[int, ...] = ()
    because: str = ""
    target: str = "phq-9"

    @property
    def sessions_planned(self) -> int:
        """How many doses the plan holds."""
        return self.planned or len(self.milligrams)

    def dose(self, number: int) -> int:
        """The milligrams of one dose of the course; past the last step it stays there."""
        return self.milligrams[min(number, len(self.milligrams)) - 1]

    def parts_of(self, number: int) -> tuple[int, ...]:
        """The parts of a split dose; only the last step of the plan is split."""
        return self.parts if number == len(self.milligrams) else ()


@dataclass
class Life:
    """One person, their place in the clinic, and the rows they have come to so far."""

    house: House
    person: Person
    place: int
    calendar: Calendar
    chance: Random
    first: int
    way: Way
    patient: Patient = field(init=False)
    episode: EpisodeOfCare = field(init=False)
    screening: Screening = field(init=False)
    consent: Consent = field(init=False)
    plan: CarePlan = field(init=False)
    looked_at: datetime = field(init=False)
    order: DoseOrder = field(init=False)
    session: DosingSession = field(init=False)
    weighed_on: int | None = None
    tablet: Counter[UUID] = field(default_factory=Counter)

    def staff(self, key: str) -> Staff:
        """Somebody of the clinic, by key."""
        return self.house.people[key]

    @property
    def prescriber(self) -> Staff:
        """The prescriber who answers for this course."""
        return self.staff(PRESCRIBERS[self.place % 3 // 2])

    @property
    def second_prescriber(self) -> Staff:
        """The other prescriber, for second signatures."""
        return next(self.staff(key) for key in PRESCRIBERS if self.staff(key).pk != self.prescriber.pk)

    @property
    def therapist(self) -> Staff:
        """The therapist of this course."""
        return self.staff(THERAPISTS[self.place % len(THERAPISTS)])

    @property
    def monitor(self) -> Staff:
        """The nurse who mostly sees this person."""
        return self.staff(MONITORS[self.place % len(MONITORS)])

    @property
    def dosed_at(self) -> datetime:
        """When dosing was started in the session in hand."""
        if self.session.started_at is None:
            raise ValueError(f"No dose has been started for {self.person.full_name}.")
        return self.session.started_at

    @property
    def phone(self) -> str:
        """A number of the range that is kept for inventions."""
        return f"555 01{self.place + 10:02}"

    @property
    def contact_phone(self) -> str:
        """The same for the person to call."""
        return f"555 01{99 - self.place:02}"

    def on_the_clock(self, minutes: int) -> datetime:
        """So many minutes from now, on a five-minute mark, as a booking is made."""
        moment = (self.calendar.now + timedelta(minutes=minutes)).astimezone(self.calendar.zone)
        return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
