"""What holds along the course of care: steps, checks, leaving, follow-up, consent?"""

from datetime import UTC, datetime
from functools import cache

from holdspace.clinical.catalogue.known import Kind, Known, said
from holdspace.clinical.consenting import LINES
from holdspace.clinical.monitoring import DischargeFacts
from holdspace.clinical.monitoring.discharge import CRITERIA
from holdspace.clinical.monitoring.schedules import AFTER_DOSE, AFTER_INFUSION, Schedule
from holdspace.clinical.outcomes import OCCASIONS
from holdspace.clinical.pathway import Step
from holdspace.clinical.pathway.chain import OWN
from holdspace.clinical.protocols import Route


@cache
def steps() -> tuple[Known, ...]:
    """The steps of the pathway in their order, each with the question its gate asks."""
    return tuple(Known(Kind.STEP, step.value, step.label, says=_first_line(OWN[step].__doc__)) for step in Step)


def _first_line(told: str | None) -> str:
    return (told or "").strip().partition("\n")[0]


@cache
def discharge() -> tuple[Known, ...]:
    """Every criterion of the gate for leaving, in the order in which staff go through them."""
    nothing_known = DischargeFacts(datetime(2026, 1, 15, 12, tzinfo=UTC), Route.INTRAVENOUS.value, None)
    criteria = (criterion(nothing_known) for criterion in CRITERIA)
    return tuple(
        Known(Kind.CRITERION, each.code, each.title, because=each.because, sources=(each.source,)) for each in criteria
    )


@cache
def schedules() -> tuple[Known, ...]:
    """When vital signs are due after a dose, for each route."""
    by_route = [(Route(route).label, schedule) for route, schedule in AFTER_DOSE.items()]
    infusion = [("Intravenous, after the infusion", AFTER_INFUSION)]
    return tuple(_schedule(title, schedule) for title, schedule in (*by_route, *infusion))


def _schedule(title: str, schedule: Schedule) -> Known:
    grid = f"At {', '.join(map(str, schedule.minutes))} minutes, then every" if schedule.minutes else "Every"
    code = title.casefold().replace(", ", "-").replace(" ", "-")
    says = f"{grid} {schedule.then_every} minutes."
    return Known(Kind.SCHEDULE, f"checks-{code}", title, says=says, sources=(schedule.source,))


@cache
def follow_up() -> tuple[Known, ...]:
    """What is measured when, after treatment has begun."""
    return tuple(
        Known(
            Kind.FOLLOW_UP,
            each.code,
            each.title,
            says=f"{each.when[:1].upper()}{each.when[1:]}: {', '.join(measure.title for measure in each.measures)}.",
            sources=(each.source, *each.other_sources),
        )
        for each in OCCASIONS
    )


@cache
def consent_lines() -> tuple[Known, ...]:
    """What a patient is told and agrees to, line by line."""
    return tuple(
        Known(
            Kind.CONSENT_LINE,
            each.code,
            each.title,
            says=each.text,
            because=f"Must be said: {each.must_be_said}.",
            sources=(each.source,),
            details=said(("heading", each.heading), ("applies to", each.applies)),
        )
        for each in LINES
    )
