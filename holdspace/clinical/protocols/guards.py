"""May this order stand as it is? Each guard that closes says what is wrong, why, and whether anybody may open it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from holdspace.clinical.protocols import limits
from holdspace.clinical.protocols.limits import Maximum, by_weight, in_milligrams, maximum
from holdspace.clinical.protocols.protocol import Dose, Drug, Protocol
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams, plain

OLDER_AGE = 65


@dataclass(frozen=True)
class PlannedDose:
    """A dose as it is ordered: what was typed, and the milligrams it was reckoned to when it went by weight."""

    route: Route
    amount: Dose
    at: datetime
    weight: Kilograms | None = None
    minutes: Decimal | int | None = None
    calculated: Milligrams | None = None
    drug: Drug = Drug.KETAMINE


@dataclass(frozen=True)
class EarlierDose:
    """What was given in an earlier session, in all."""

    at: datetime
    route: Route
    amount: Dose


@dataclass(frozen=True)
class OrderFacts:
    """What the guards read about the patient; `None` means that nobody has said."""

    age: int | None = None
    child_pugh: str | None = None
    strong_cyp3a4_inhibitor: bool = False
    indications: tuple[str, ...] = ()
    earlier: tuple[EarlierDose, ...] = ()
    prior_sessions: int | None = None
    last_session_tolerated: bool | None = None


@dataclass(frozen=True)
class Guard:
    """A guard that has closed. A hard stop cannot be overridden; the others need a reason and two people."""

    id: str
    says: str
    because: str
    source: Source
    hard_stop: bool = False

    @property
    def needs_override(self) -> bool:
        """Whether a prescriber's reason and a second person can open it."""
        return not self.hard_stop

    def as_dict(self) -> dict[str, object]:
        """The guard as plain data for JSON."""
        return {
            "id": self.id,
            "says": self.says,
            "because": self.because,
            "hard_stop": self.hard_stop,
            "needs_override": self.needs_override,
            "source": self.source.as_dict(),
        }


def check_order(planned: PlannedDose, protocol: Protocol, facts: OrderFacts) -> tuple[Guard, ...]:
    """Every guard this order closes, hard stops first."""
    closed = (
        dose_above_maximum(planned),
        infusion_too_short(planned),
        too_soon(planned, facts),
        first_dose_not_reduced(planned, protocol, facts),
        weight_not_capped(planned),
        rise_too_large(planned, protocol, facts),
        indication_not_in_protocol(protocol, facts),
    )
    return tuple(sorted((guard for guard in closed if guard), key=lambda guard: (not guard.hard_stop, guard.id)))


def total_dose(planned: PlannedDose) -> Milligrams | None:
    """The milligrams that will be given: as reckoned on the order, else from the weight."""
    return planned.calculated or in_milligrams(planned.amount, planned.weight)


def dose_above_maximum(planned: PlannedDose) -> Guard | None:
    """G-01: the dose is above the most this route may carry; far above, nobody can let it pass."""
    most = maximum(planned.route, planned.drug)
    because = "A slip of the keyboard multiplies a dose by ten; this stands between the slip and the patient."
    if _above(planned, most):
        hard = _above(planned, most.times(limits.HARD_STOP_FACTOR))
        ending = f", more than {plain(limits.HARD_STOP_FACTOR)} times" if hard else ""
        says = f"{_in_words(planned)} {planned.route.label.lower()} is above the most of {most}{ending}."
        return Guard("G-01", says, because, limits.DEFAULTS, hard_stop=hard)
    if _cannot_be_compared(planned, most):
        return Guard(
            "G-01", f"{planned.amount} cannot be checked: the weight is not recorded.", because, limits.DEFAULTS
        )
    return None


def _above(planned: PlannedDose, most: Maximum) -> bool:
    # The order as typed and the milligrams reckoned from it are both checked: either can hold the slip.
    typed = isinstance(planned.amount, MgPerKg) and most.by_weight is not None and planned.amount > most.by_weight
    totals = (in_milligrams(planned.amount, planned.weight), planned.calculated)
    return typed or any(total > limit for total in totals if total for limit in _limits_in_milligrams(planned, most))


def _limits_in_milligrams(planned: PlannedDose, most: Maximum) -> tuple[Milligrams, ...]:
    dense = in_milligrams(most.by_weight, planned.weight) if most.by_weight is not None else None
    rounded_up = dense + limits.ROUNDING if dense is not None else None
    return tuple(limit for limit in (most.in_all, rounded_up) if limit is not None)


def _cannot_be_compared(planned: PlannedDose, most: Maximum) -> bool:
    if planned.weight is not None:
        return False
    total_unknown = most.in_all is not None and total_dose(planned) is None
    by_weight_unknown = most.by_weight is not None and by_weight(planned.amount, None) is None
    return total_unknown or by_weight_unknown


def _in_words(planned: PlannedDose) -> str:
    total = total_dose(planned)
    reckoned = f" ({total})" if total is not None and not isinstance(planned.amount, Milligrams) else ""
    return f"{planned.amount}{reckoned}"


def infusion_too_short(planned: PlannedDose) -> Guard | None:
    """G-02: a planned infusion is shorter than 40 minutes; faster than the label's push nobody can let pass."""
    if planned.route is not Route.INTRAVENOUS:
        return None
    because = "Faster infusion brings higher peaks, deeper sedation and a larger rise of blood pressure."
    if planned.minutes is None:
        return Guard("G-02", "The duration of the infusion is not stated.", because, limits.DEFAULTS)
    dose = by_weight(planned.amount, planned.weight)
    if dose is not None and dose.value > limits.FASTEST_PUSH.value * planned.minutes:
        says = f"{dose} in {plain(planned.minutes)} min is faster than {limits.FASTEST_PUSH} in a minute."
        return Guard("G-02", says, because, limits.PUSH_CEILING, hard_stop=True)
    if planned.minutes >= limits.SHORTEST_INFUSION_MINUTES:
        return None
    says = f"The infusion of {plain(planned.minutes)} min is shorter than {limits.SHORTEST_INFUSION_MINUTES} min."
    return Guard("G-02", says, because, limits.DEFAULTS)


def too_soon(planned: PlannedDose, facts: OrderFacts) -> Guard | None:
    """G-03: less than 48 hours lie between this dose and the one before."""
    last = _last_dose(planned, facts)
    if last is None or planned.at - last.at >= timedelta(hours=limits.SHORTEST_GAP_HOURS):
        return None
    hours = (planned.at - last.at).total_seconds() / 3600
    says = f"The last dose is {hours:.0f} hours before this one, less than {limits.SHORTEST_GAP_HOURS} hours."
    return Guard("G-03", says, "Body and mind need time between doses.", limits.DEFAULTS)


def first_dose_not_reduced(planned: PlannedDose, protocol: Protocol, facts: OrderFacts) -> Guard | None:
    """G-04: somebody who clears the drug slowly starts at least a quarter below the protocol's start."""
    reasons = _reasons_to_reduce(planned, facts)
    if not reasons or facts.earlier or facts.prior_sessions:
        return None
    most = protocol.start.times(limits.REDUCED_SHARE)
    if _at_most(planned, most):
        return None
    says = f"The first dose of {planned.amount} is not at least 25 % below the start of {protocol.start}: {reasons[0]}."
    return Guard("G-04", says, "More of the drug reaches the brain, or it stays longer.", limits.DEFAULTS)


def _reasons_to_reduce(planned: PlannedDose, facts: OrderFacts) -> tuple[str, ...]:
    swallowed = planned.route in (Route.ORAL, Route.SUBLINGUAL)
    reasons = (
        ("the age is not recorded", facts.age is None),
        (f"age {facts.age}", facts.age is not None and facts.age >= OLDER_AGE),
        ("Child-Pugh class B", facts.child_pugh == "B"),
        ("a strong CYP3A4 inhibitor", facts.strong_cyp3a4_inhibitor and swallowed),
    )
    return tuple(words for words, applies in reasons if applies)


def _at_most(planned: PlannedDose, most: Dose) -> bool:
    """Compares in the unit of the limit; without a weight that is needed the answer is no."""
    if isinstance(most, Milligrams):
        total = total_dose(planned)
        return total is not None and total <= most
    dose = by_weight(planned.amount, planned.weight)
    return dose is not None and dose <= most


def weight_not_capped(planned: PlannedDose) -> Guard | None:
    """G-05: a dose by weight was reckoned from more than 120 kg."""
    cap = limits.HEAVIEST_FOR_DOSING
    if isinstance(planned.amount, Milligrams) or planned.weight is None or planned.weight <= cap:
        return None
    reckoned, capped = planned.calculated or planned.amount * planned.weight, planned.amount * cap
    if reckoned <= capped + limits.ROUNDING:
        return None
    says = f"{planned.amount} was reckoned to {reckoned} from {planned.weight}; capped at {cap} it is {capped}."
    return Guard(
        "G-05",
        says,
        "The drug does not spread into fat as it does into the rest; full weight gives too much.",
        limits.DEFAULTS,
    )


def rise_too_large(planned: PlannedDose, protocol: Protocol, facts: OrderFacts) -> Guard | None:
    """G-06: the dose rises by more than one step, or rises before anybody recorded how the last one was borne."""
    last = _last_dose(planned, facts)
    if last is None or last.route is not planned.route or not _rises(planned, last):
        return None
    because = "A dose rises by one step, and only after the last one was tolerated."
    if facts.last_session_tolerated is not True:
        says = f"The dose rises from {last.amount} to {planned.amount}; nobody recorded that the last was tolerated."
        return Guard("G-06", says, because, limits.DEFAULTS)
    most = _highest_next(last, planned, protocol)
    if most is None:
        says = f"The rise from {last.amount} to {planned.amount} cannot be checked: the weight is not recorded."
        return Guard("G-06", says, because, limits.DEFAULTS)
    if _at_most(planned, most):
        return None
    says = f"The dose rises from {last.amount} to {planned.amount}; one step goes to {most}."
    return Guard("G-06", says, because, limits.DEFAULTS)


def _rises(planned: PlannedDose, last: EarlierDose) -> bool:
    if isinstance(planned.amount, MgPerKg) and isinstance(last.amount, MgPerKg):
        return planned.amount > last.amount
    before, now = in_milligrams(last.amount, planned.weight), total_dose(planned)
    return before is None or now is None or now > before


# None: the two doses are in different units, and the weight that joins them is not known.
def _highest_next(last: EarlierDose, planned: PlannedDose, protocol: Protocol) -> Dose | None:
    rise = limits.LARGEST_RISE.get(planned.route)
    if rise is None:
        return _next_step(last, planned, protocol)
    if isinstance(rise, Milligrams):
        before = in_milligrams(last.amount, planned.weight)
        return before + rise if before is not None else None
    dose = by_weight(last.amount, planned.weight)
    return dose + rise if dose is not None else None


def _next_step(last: EarlierDose, planned: PlannedDose, protocol: Protocol) -> Dose | None:
    in_unit = in_milligrams if isinstance(protocol.start, Milligrams) else by_weight
    before = in_unit(last.amount, planned.weight)
    if before is None:
        return None
    higher = [step for step in protocol.steps if step.value > before.value]
    return higher[0] if higher else protocol.steps[-1]


def indication_not_in_protocol(protocol: Protocol, facts: OrderFacts) -> Guard | None:
    """G-07: the protocol was not made for what this order is for."""
    if not protocol.indications or any(protocol.covers(code) for code in facts.indications):
        return None
    named = ", ".join(facts.indications) or "no indication named"
    says = f"The order is for {named}; {protocol.id} is for {', '.join(protocol.indications)}."
    return Guard("G-07", says, "What was shown for one condition was not shown for another.", protocol.source)


def _last_dose(planned: PlannedDose, facts: OrderFacts) -> EarlierDose | None:
    before = [dose for dose in facts.earlier if dose.at <= planned.at]
    return max(before, key=lambda dose: dose.at, default=None)
