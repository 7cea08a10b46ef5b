"""What does this order come to? The sum and every guard it closes, from what was typed and what the chart holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from holdspace.care.planning import gates
from holdspace.chart import facts
from holdspace.chart.given import Given, given_in_each, last_given_at, moment_of, was_given
from holdspace.chart.models import AdverseEvent, CarePlan, DosingSession, EpisodeOfCare, Observation
from holdspace.clinic.refusals import Refused
from holdspace.clinical import protocols
from holdspace.clinical.eligibility.dosing import takes_strong_cyp3a4_inhibitor
from holdspace.clinical.protocols import DoseSum, EarlierDose, Guard, OrderFacts, PlannedDose, Protocol, Route
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams
from holdspace.library import limits as library_limits

WEIGHT = "29463-7"
COUNTED = ("final", "amended", "corrected")
KILOGRAMS_PER = {"kg": Decimal(1), "g": Decimal("0.001"), "[lb_av]": Decimal("0.45359237")}
INJECTED = (Route.INTRAVENOUS, Route.INTRAMUSCULAR, Route.SUBCUTANEOUS)
UNITS = ("mg/kg", "mg")


@dataclass(frozen=True)
class Weight:
    """The newest weight on record, with its day and the row it stands in."""

    kilograms: Kilograms
    on: date
    observation: Observation

    def days_old(self, today: date) -> int:
        """How many days ago it was taken."""
        return (today - self.on).days


@dataclass(frozen=True)
class Reckoned:
    """An order reckoned through: what would be signed, and which guards it closes."""

    plan: CarePlan
    protocol: Protocol
    amount: MgPerKg | Milligrams
    weight: Weight
    total: DoseSum
    guards: tuple[Guard, ...]
    parts: tuple[Milligrams, ...]
    strength: MgPerMl | None = None

    @property
    def is_hard_stop(self) -> bool:
        """Whether nobody may sign this."""
        return any(guard.hard_stop for guard in self.guards)

    @property
    def lines(self) -> tuple[str, ...]:
        """The sum, line by line, as one writes it."""
        return sum_as_written(self.total)

    @property
    def for_each_kilogram(self) -> MgPerKg:
        """The dose in mg/kg of the actual weight, however it was typed."""
        return MgPerKg(self.total.dose.per(self.weight.kilograms).value.quantize(Decimal("0.01")))


def sum_as_written(total: DoseSum) -> tuple[str, ...]:
    """The lines of a sum with the signs one writes by hand: 0.5 mg/kg × 68 kg = 34 mg."""
    return tuple(line.replace(" x ", " × ").replace(" / ", " ÷ ") for line in total.lines)


def newest_weight(episode: EpisodeOfCare) -> Weight | None:
    """The newest weight that counts, in kilograms; None when there is none or its unit is not known."""
    rows = Observation.objects.current().filter(patient=episode.patient_id, code=WEIGHT, status__in=COUNTED)
    row = rows.exclude(value_number=None).exclude(effective_at=None).order_by("effective_at", "pk").last()
    if row is None or row.unit not in KILOGRAMS_PER or row.value_number <= 0:
        return None
    kilograms = (row.value_number * KILOGRAMS_PER[row.unit]).quantize(Decimal("0.01")).normalize() + 0
    here = ZoneInfo(episode.site.time_zone)
    return Weight(Kilograms(kilograms), row.effective_at.astimezone(here).date(), row)


def reckon(
    *,
    episode: EpisodeOfCare,
    amount: Decimal,
    unit: str,
    at: datetime,
    concentration: Decimal | None = None,
    minutes: int | None = None,
    parts_mg: tuple[Decimal, ...] = (),
) -> Reckoned:
    """Reckon an order under the plan that counts; refuses what cannot be reckoned at all."""
    plan = gates.newest_plan(episode)
    protocol = gates.protocol_of(plan) if plan else None
    if plan is None or protocol is None:
        raise Refused("The order cannot be reckoned: there is no care plan. Write the plan first.")
    weight = newest_weight(episode)
    if weight is None:
        raise Refused("The order cannot be reckoned: no weight is recorded. Weigh the patient first.")
    route = Route(plan.route)
    dose = _amount(amount, unit)
    strength = _strength(concentration, route)
    limits = library_limits.in_force(episode.patient.clinic, at=at)
    total = protocols.dose_sum(dose, route, weight.kilograms, strength, protocol.drug, limits)
    parts = _parts(parts_mg, total.dose)
    planned = PlannedDose(
        route=route,
        amount=dose,
        at=given_at_the_earliest(episode, plan, at),
        weight=weight.kilograms,
        minutes=minutes,
        calculated=total.dose,
        drug=protocol.drug,
    )
    guards = protocols.check_order(planned, protocol, order_facts(episode, at), limits)
    return Reckoned(plan, protocol, dose, weight, total, guards, parts, strength)


def _amount(amount: Decimal, unit: str) -> MgPerKg | Milligrams:
    if unit not in UNITS:
        raise Refused(f"The order cannot be reckoned: {unit or 'no unit'} is not a unit of dose. Choose mg/kg or mg.")
    if amount <= 0:
        raise Refused("The order cannot be reckoned: the dose is more than nothing. Type the dose.")
    return MgPerKg(amount) if unit == "mg/kg" else Milligrams(amount)


def _strength(concentration: Decimal | None, route: Route) -> MgPerMl | None:
    if concentration is None:
        if route in INJECTED:
            raise Refused("The order cannot be reckoned: the vial is not chosen. Choose its concentration.")
        return None
    if MgPerMl(concentration) not in protocols.VIALS:
        raise Refused("The order cannot be reckoned: vials hold 10, 50 or 100 mg/mL. Choose one of these.")
    return MgPerMl(concentration)


def _parts(parts_mg: tuple[Decimal, ...], whole: Milligrams) -> tuple[Milligrams, ...]:
    if not parts_mg:
        return ()
    if any(part <= 0 for part in parts_mg):
        raise Refused("The order cannot be reckoned: a part of the dose is nothing. Leave the part out.")
    total = sum(parts_mg, Decimal(0))
    if total != whole.value:
        raise Refused(f"The order cannot be reckoned: the parts add up to {Milligrams(total)}, the dose is {whole}.")
    return tuple(Milligrams(part) for part in parts_mg)


def given_at_the_earliest(episode: EpisodeOfCare, plan: CarePlan, at: datetime) -> datetime:
    """When this dose would be given: at the booked hour, else as soon as the plan's days allow."""
    booked = episode.dosing_sessions.filter(state="scheduled").order_by("scheduled_at").first()
    if booked is not None:
        return booked.scheduled_at
    last = last_given_at(episode.patient)
    return at if last is None else max(at, last + timedelta(days=plan.days_between))


def order_facts(episode: EpisodeOfCare, at: datetime) -> OrderFacts:
    """What the guards read of this patient."""
    today = at.astimezone(ZoneInfo(episode.site.time_zone)).date()
    screened = facts.screening_facts(episode.patient, on=today)
    given = given_before(episode)
    code = gates.indication_of(episode)
    return OrderFacts(
        age=episode.patient.age_on(today),
        child_pugh=screened.child_pugh,
        strong_cyp3a4_inhibitor=takes_strong_cyp3a4_inhibitor(screened),
        indications=(code,) if code else (),
        earlier=tuple(_earlier(row) for row in given),
        prior_sessions=len(given),
        last_session_tolerated=_was_tolerated(given[-1].session) if given else None,
    )


@dataclass(frozen=True)
class Before:
    """A session in which this patient was given something, as its entries tell it now."""

    session: DosingSession
    given: Given
    at: datetime
    route: str


def given_before(episode: EpisodeOfCare) -> list[Before]:
    """Every session in which this patient was given something here, in this course or an earlier one, oldest first."""
    rows = DosingSession.objects.filter(was_given(), patient=episode.patient_id)
    sessions = list(rows.select_related("closing", "order", "review"))
    given = given_in_each(sessions)
    found = [before for row in sessions if (before := _before(row, given[row.pk]))]
    return sorted(found, key=lambda each: (each.at, each.session.pk))


def _before(row: DosingSession, given: Given) -> Before | None:
    """None where nothing was given; where nobody knows by which route, no guard can read it."""
    route = given.doses[-1].route if given.doses else row.order.route if row.order else ""
    at = moment_of(row, given)
    if at is None or not route or _milligrams(row, given) <= 0:
        return None
    return Before(row, given, at, route)


def _earlier(before: Before) -> EarlierDose:
    return EarlierDose(before.at, Route(before.route), Milligrams(_milligrams(before.session, before.given)))


def _milligrams(row: DosingSession, given: Given) -> Decimal:
    """What was given in all; while nothing is written and the session is not closed, what was ordered stands for it."""
    if given.has_entries or given.closing is not None:
        return given.mg
    return row.order.dose_mg if row.order else Decimal(0)


def _was_tolerated(row: DosingSession) -> bool | None:
    """Whether the last dose was borne well: said only once a prescriber has read the closed session."""
    harm = AdverseEvent.objects.current().filter(dosing_session=row)
    if any(event.serious or event.severity == "severe" for event in harm):
        return False
    return True if hasattr(row, "closing") and hasattr(row, "review") else None
