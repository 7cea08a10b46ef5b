"""What does the patient's page say of slow harm? Each check with its last day, its next, and what was found."""

from dataclasses import dataclass
from datetime import date, timedelta

from holdspace.clinical.findings import Finding
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.monitoring.long_term import Check, LongTermFacts, Standing
from holdspace.clinical.pathway import CourseFacts
from holdspace.clinical.units import plain

SHAPES = {
    Standing.NOT_YET: "step_later",
    Standing.UP_TO_DATE: "no_finding",
    Standing.DUE_SOON: "late",
    Standing.OVERDUE: "overdue",
    Standing.NEVER: "not_recorded",
}
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One check as the card shows it: a word and its shape, the last day and the next."""

    title: str
    tools: str
    word: str
    shape: str
    last_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class SlowHarm:
    """The card: every check, what the checks found, and the total exposure."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    exposure: str


def card(course: CourseFacts) -> SlowHarm | None:
    """The long-term checks of a patient who has been dosed; None before the first dose."""
    facts = course.long_term
    if facts is None or not facts.sessions_on:
        return None
    # A missing check has its own line below; whatever else cannot be told is said.
    missing = set(long_term.missing(facts))
    found = (one for one in long_term.findings(facts) if one not in missing)
    return SlowHarm(tuple(map(_line, long_term.checks(facts))), tuple(found), _exposure(facts))


def _line(check: Check) -> Line:
    return Line(
        check.domain.title,
        check.domain.tools,
        check.standing.label,
        SHAPES[check.standing],
        check.last_on,
        check.due_on if check.last_on and check.due_on and check.due_on > check.last_on else None,
    )


def _exposure(facts: LongTermFacts) -> str:
    year = len([on for on in facts.sessions_on if on > facts.today - YEAR])
    sessions = f"{year} session{'' if year == 1 else 's'} in 12 months"
    return f"{sessions}, {plain(facts.total_mg)} mg in all" if facts.total_mg is not None else sessions
