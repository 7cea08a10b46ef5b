"""What do the long-term checks say? Above a limit, due and missing, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from holdspace.clinical.findings import Finding, Level, worst_first
from holdspace.clinical.monitoring.long_term import domains, numbers
from holdspace.clinical.monitoring.long_term.checks import DAYS_IN_A_MONTH, Check, Standing, checks
from holdspace.clinical.monitoring.long_term.domains import Domain
from holdspace.clinical.monitoring.long_term.facts import LongTermFacts, Value
from holdspace.clinical.thresholds import PUBLISHED, Threshold
from holdspace.clinical.units import about, plain

YEAR = timedelta(days=365)
WINDOW = PUBLISHED.days(numbers.FREQUENCY_WINDOW)
CHOLESTATIC = ("ALP", "GGT")


def findings(facts: LongTermFacts) -> tuple[Finding, ...]:
    """Everything the long-term checks find, worst first; nothing before the first dose."""
    if not facts.sessions_on:
        return ()
    return worst_first(found for rule in RULES for found in rule(facts))


def _found(facts: LongTermFacts, domain: Domain, level: Level, says: str, against: Iterable[Threshold] = ()) -> Finding:
    return Finding(
        domain.id,
        level,
        says,
        domain.because,
        domain.source,
        other_sources=domain.other_sources,
        limits_version=facts.limits.version,
        measured_against=facts.limits.used(against),
    )


def missing(facts: LongTermFacts) -> Iterator[Finding]:
    """A check that is due and was not made: nobody can tell."""
    for check in checks(facts):
        if check.standing.is_missing:
            against = tuple(each for each in (check.domain.months, check.domain.sessions) if each is not None)
            yield _found(facts, check.domain, Level.CANNOT_TELL, _in_words(check), against)


def _in_words(check: Check) -> str:
    if check.standing is Standing.NEVER:
        return f"{check.domain.title}: no check is recorded."
    return f"{check.domain.title}: the check is overdue since {check.due_on:%-d %B %Y}."


def prescription_register(facts: LongTermFacts) -> Iterator[Finding]:
    """The register of what others prescribe, where there is one, was not asked in time."""
    register = facts.prescription_register_on
    if register is not None and not _asked_in_time(register, facts):
        says = "The prescription register was not asked in time."
        yield _found(facts, domains.CRAVING, Level.CANNOT_TELL, says, (numbers.PDMP_MONTHS,))


def _asked_in_time(register: tuple[date, ...], facts: LongTermFacts) -> bool:
    days = round(facts.limits.of(numbers.PDMP_MONTHS) * DAYS_IN_A_MONTH)
    return any(on >= facts.today - timedelta(days=days) for on in register)


def bladder(facts: LongTermFacts) -> Iterator[Finding]:
    """A score that rose since the baseline, or blood or pain at the newest check."""
    limit = facts.limits.of(numbers.URINARY_RISE)
    for tool, values in facts.bladder.items():
        start, newest = _baseline(values, facts), values[-1]
        if start is None:
            says = f"{tool}: there is no score from before the first dose, so a rise cannot be told."
            yield _found(facts, domains.URINARY, Level.CANNOT_TELL, says)
        elif newest.value - start.value >= limit:
            says = f"{tool} has risen from {plain(start.value)} to {plain(newest.value)}: hold, and urology."
            yield _found(facts, domains.URINARY, Level.ABSOLUTE, says, (numbers.URINARY_RISE,))
    if facts.blood_or_pain and facts.blood_or_pain[-1].there:
        says = "Blood in the urine or bladder pain: hold, and urology."
        yield _found(facts, domains.URINARY, Level.ABSOLUTE, says)


def _baseline(values: tuple[Value, ...], facts: LongTermFacts) -> Value | None:
    """The last value from before the first dose; its own day counts, as it is asked before the dose."""
    first = facts.first_on
    before = [value for value in values if first is not None and value.on <= first]
    return before[-1] if before else None


def liver(facts: LongTermFacts) -> Iterator[Finding]:
    """A newest value above its limit stops; raised ALP or GGT alone may be the ducts."""
    if not facts.liver:
        return
    newest, limit = facts.liver[-1].times_upper_limit, facts.limits.of(numbers.LIVER_TIMES)
    for name, times in newest.items():
        if times > limit:
            says = f"{name} is {about(times)} times its upper limit, above {plain(limit)}: stop."
            yield _found(facts, domains.LIVER, Level.ABSOLUTE, says, (numbers.LIVER_TIMES,))
    yield from _ducts(facts, newest, limit)


def _ducts(facts: LongTermFacts, newest: Mapping[str, Decimal], limit: Decimal) -> Iterator[Finding]:
    raised = [name for name in CHOLESTATIC if 1 < newest.get(name, Decimal(0)) <= limit]
    if raised:
        says = f"{' and '.join(raised)} above the upper limit: think of the bile ducts."
        yield _found(facts, domains.LIVER, Level.CAUTION, says)
    absent = [name for name in CHOLESTATIC if name not in newest]
    if absent:
        says = f"{' and '.join(absent)} not among the newest liver values."
        yield _found(facts, domains.LIVER, Level.CAUTION, says)


def cognition(facts: LongTermFacts) -> Iterator[Finding]:
    """A score that fell since the baseline."""
    limit = facts.limits.of(numbers.COGNITION_FALL)
    for tool, values in facts.cognition.items():
        start, newest = _baseline(values, facts), values[-1]
        if start is None:
            says = f"{tool}: there is no score from before the first dose, so a fall cannot be told."
            yield _found(facts, domains.COGNITION, Level.CANNOT_TELL, says)
        elif start.value - newest.value >= limit:
            says = f"{tool} has fallen from {plain(start.value)} to {plain(newest.value)}."
            yield _found(facts, domains.COGNITION, Level.RELATIVE, says, (numbers.COGNITION_FALL,))


def craving(facts: LongTermFacts) -> Iterator[Finding]:
    """High craving at two visits in a row, or any sign of drug seeking."""
    limit, times = facts.limits.of(numbers.CRAVING), int(facts.limits.of(numbers.CRAVING_TIMES))
    newest = facts.craving[-times:]
    if len(newest) == times and all(value.value >= limit for value in newest):
        told = ", ".join(plain(value.value) for value in newest)
        says = f"Craving was {plain(limit)} or more at {times} visits in a row ({told}): review."
        yield _found(facts, domains.CRAVING, Level.RELATIVE, says, (numbers.CRAVING, numbers.CRAVING_TIMES))
    for sign in facts.drug_seeking:
        yield _found(facts, domains.CRAVING, Level.RELATIVE, f"A sign of drug seeking is recorded: {sign}. Review.")


def polarity(facts: LongTermFacts) -> Iterator[Finding]:
    """Signs of mania in the newest score, or mania or psychosis since the first dose."""
    limit = facts.limits.of(numbers.MANIA)
    if facts.mania and facts.mania[-1].value >= limit:
        says = f"ASRM is {plain(facts.mania[-1].value)}, {plain(limit)} or more: hold, and look for mania."
        yield _found(facts, domains.POLARITY, Level.HOLD, says, (numbers.MANIA,))
    if facts.psychosis_or_mania:
        says = "Psychosis or mania is recorded since the first dose: hold."
        yield _found(facts, domains.POLARITY, Level.ABSOLUTE, says)


def side_effect_tool(facts: LongTermFacts) -> Iterator[Finding]:
    """Points of the newest form of the side-effect tool that concern."""
    if facts.side_effect_tool and facts.side_effect_tool[-1].value > 0:
        count = plain(facts.side_effect_tool[-1].value)
        says = (
            f"The newest KSET has {count} point{'' if count == '1' else 's'} that concern{'s' if count == '1' else ''}."
        )
        yield _found(facts, domains.SIDE_EFFECT_TOOL, Level.CAUTION, says)


def exposure(facts: LongTermFacts) -> Iterator[Finding]:
    """More sessions in a year than anybody has shown to be safe, or ever more frequent ones."""
    most = facts.limits.of(numbers.YEARLY_SESSIONS)
    in_a_year = len([on for on in facts.sessions_on if on > facts.today - YEAR])
    if in_a_year > most:
        says = f"{in_a_year} sessions in 12 months, more than {plain(most)}: review."
        yield _found(facts, domains.EXPOSURE, Level.RELATIVE, says, (numbers.YEARLY_SESSIONS,))
    counted = _in_windows(facts)
    if counted is not None and counted[0] < counted[1] < counted[2]:
        told = ", ".join(map(str, counted))
        says = f"Sessions have twice grown more frequent ({told} in 28 days each): review."
        yield _found(facts, domains.EXPOSURE, Level.RELATIVE, says)


def _in_windows(facts: LongTermFacts) -> tuple[int, int, int] | None:
    """How many sessions the last three windows hold, oldest first; None until all three lie after the first dose."""
    first = facts.first_on
    if first is None or first > facts.today - 3 * WINDOW:
        return None
    ages = [(facts.today - on) // WINDOW for on in facts.sessions_on if on <= facts.today]
    return ages.count(2), ages.count(1), ages.count(0)


RULES: tuple[Callable[[LongTermFacts], Iterator[Finding]], ...] = (
    missing,
    prescription_register,
    bladder,
    liver,
    cognition,
    craving,
    polarity,
    side_effect_tool,
    exposure,
)
