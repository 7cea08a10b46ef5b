"""What is a protocol? A published way to give ketamine for a condition, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from holdspace.clinical.protocols import written
from holdspace.clinical.protocols.dose import Dose, Drug, InfusionPart, Status
from holdspace.clinical.protocols.phase import Phase
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.sources import Source

# The shortest watch after the last dose; the gate for leaving counts it, and never less.
OBSERVATION_MINUTES = {
    Route.INTRAVENOUS: 60,
    Route.INTRAMUSCULAR: 120,
    Route.SUBCUTANEOUS: 120,
    Route.SUBLINGUAL: 120,
    Route.ORAL: 120,
    Route.INTRANASAL: 120,
}
STOP_RULES = (
    "no_response",
    "serious_event",
    "psychosis_or_mania",
    "pregnancy",
    "misuse",
    "uropathy",
    "liver",
    "cognition",
    "consent_withdrawn",
    "unscheduled_requests",
)


@dataclass(frozen=True)
class Protocol:
    """One protocol: for what, which way, how much, how often, and who says so."""

    id: str
    title: str
    indications: tuple[str, ...]
    routes: tuple[Route, ...]
    steps: tuple[Dose, ...]
    phases: tuple[Phase, ...]
    source: Source
    drug: Drug = Drug.KETAMINE
    status: Status = Status.OFF_LABEL
    first_dose: Dose | None = None
    minutes: int | None = None
    infusion: tuple[InfusionPart, ...] = ()
    delivery: str = ""
    hold_minutes: tuple[int, int] | None = None
    other_ways: tuple[tuple[Route, tuple[Dose, ...]], ...] = ()
    group_at_most: int | None = None
    preparation_sessions: int = 1
    integration_sessions: int = 1
    integration_after_first: int = 1
    maintenance_phases: tuple[Phase, ...] = ()
    maintenance_note: str = ""
    evidence: str = ""
    stop_rules: tuple[str, ...] = STOP_RULES
    watched_minutes: int | None = None
    other_sources: tuple[Source, ...] = ()
    based_on: str = ""

    def __post_init__(self) -> None:
        _refuse_unless_rising(self.id, self.steps)
        for _, steps in self.other_ways:
            _refuse_unless_rising(self.id, steps)
        if not self.routes or not self.phases:
            raise ValueError(f"{self.id}: a protocol has a route and a course.")
        if {route for route, _ in self.other_ways} - set(self.routes[1:]):
            raise ValueError(f"{self.id}: doses are named for a route that the protocol does not have.")
        self._refuse_parts_that_do_not_add_up()

    def _refuse_parts_that_do_not_add_up(self) -> None:
        if self.infusion:
            whole = sum((part.dose.value for part in self.infusion), Decimal(0))
            minutes = sum(part.minutes for part in self.infusion)
            if whole != self.steps[-1].value or minutes != self.minutes:
                raise ValueError(f"{self.id}: the parts of the infusion do not add up to dose and duration.")

    @property
    def start(self) -> Dose:
        """The dose of the first session."""
        return self.first_dose or self.steps[0]

    @property
    def route(self) -> Route:
        """The route the protocol names first."""
        return self.routes[0]

    def steps_for(self, route: Route) -> tuple[Dose, ...]:
        """The doses by this route, from lowest to highest."""
        return dict(self.other_ways).get(route, self.steps)

    def start_for(self, route: Route) -> Dose:
        """The dose of the first session by this route."""
        return self.steps_for(route)[0] if route in dict(self.other_ways) else self.start

    @property
    def dose_in_words(self) -> str:
        """The dose, or the doses from lowest to highest, as written on the page; other routes after it."""
        others = (f"{_range(steps)} {route.label.lower()}" for route, steps in self.other_ways)
        return "; ".join((_range(self.steps), *others))

    @property
    def sessions(self) -> str:
        """How many sessions the course holds, as written on the page."""
        named = len(self.phases) > 1
        return ", then ".join(
            f"{phase.count_in_words}{f' in {phase.name}' if named else ''}{f' ({phase.note})' if phase.note else ''}"
            for phase in self.phases
        )

    @property
    def spacing(self) -> str:
        """How far apart the sessions of the course lie, as written on the page."""
        return ", then ".join(phase.spacing_in_words for phase in self.phases)

    @property
    def maintenance(self) -> str:
        """What may follow the course, as written on the page; empty when nothing is published."""
        phases = (
            f"{phase.count_in_words}, {phase.spacing_in_words}"
            + (f", for {phase.lasting_days} days" if phase.lasting_days else "")
            + (f" ({phase.note})" if phase.note else "")
            for phase in self.maintenance_phases
        )
        return "; ".join(part for part in (*phases, self.maintenance_note) if part)

    @property
    def off_label(self) -> bool:
        """Whether the drug is not approved for this use."""
        return self.status is not Status.LABEL

    @property
    def monitoring_schedule(self) -> str:
        """The key of the schedule of vital signs: that of the route."""
        return self.route.value

    @property
    def observation_minutes(self) -> int:
        """How long somebody is watched after the last dose, at least."""
        return max(self.watched_minutes or 0, OBSERVATION_MINUTES[self.route])

    @property
    def guards(self) -> tuple[str, ...]:
        """The guards that every order under this protocol meets."""
        infused = ("G-02",) if Route.INTRAVENOUS in self.routes else ()
        return ("G-01", *infused, "G-03", "G-04", "G-05", "G-06", *(("G-07",) if self.indications else ()), "G-08")

    def as_dict(self) -> dict[str, Any]:
        """The protocol as plain data, from which `from_dict` makes the same protocol again."""
        return written.as_dict(self)

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> "Protocol":
        """The protocol that was written down; what cannot be read is refused with one sentence."""
        return cls(**written.read(body))

    def covers(self, icd_10_cm: str) -> bool:
        """Whether a diagnosis is among the protocol's indications; a protocol without any is for every diagnosis."""
        return not self.indications or icd_10_cm.startswith(self.indications)


def _refuse_unless_rising(protocol: str, steps: tuple[Dose, ...]) -> None:
    values = [step.value for step in steps]
    if not steps or len({type(step) for step in steps}) > 1 or values != sorted(set(values)) or values[0] == 0:
        raise ValueError(f"{protocol}: the steps of a protocol rise in one unit.")


def _range(steps: tuple[Dose, ...]) -> str:
    first, last = steps[0], steps[-1]
    return str(first) if first == last else f"{first} to {last}"
