"""Which rules look at a patient: at screening, on the day, over the years, and those that end a course?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from holdspace.clinical import eligibility
from holdspace.clinical.catalogue.known import Kind, Known, said
from holdspace.clinical.catalogue.levels import levels_of
from holdspace.clinical.catalogue.numbers import thresholds_of
from holdspace.clinical.eligibility.rules import SILENCES
from holdspace.clinical.eligibility.rules.interaction_rows import NO_FINDING, ROWS, TOLD_BY
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.monitoring import same_day
from holdspace.clinical.monitoring.long_term import DOMAINS
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.monitoring.same_day import SameDayFacts
from holdspace.clinical.outcomes import STOP_RULES
from holdspace.clinical.protocols import Route
from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import BloodPressure, plain

INTERACTION = "DDI-"
TOLD_TITLES = {
    "DDI-16": "Lithium",
    "DDI-17": "Antidepressants",
    "DDI-18": "Medicines against high blood pressure",
    "DDI-23": "Gases and muscle relaxants of anaesthesia",
}


@cache
def rules() -> tuple[Known, ...]:
    """Every rule but the interactions: screening, the day of a dose, the years after, and when to stop."""
    screening = (_of_screening(rule, Kind.RULE) for rule in eligibility.RULES if not rule.id.startswith(INTERACTION))
    return (*screening, *_of_the_day(), *_of_the_years(), *_that_stop())


@cache
def interactions() -> tuple[Known, ...]:
    """Every row of the interaction table, also those that are only told."""
    asked = [_of_screening(rule, Kind.INTERACTION) for rule in eligibility.RULES if rule.id.startswith(INTERACTION)]
    known = {each.code for each in asked}
    told = [each for each in _only_told() if each.code not in known]
    by_day = [each for each in _of_the_day(interactions_too=True) if each.code not in known]
    return tuple(sorted([*asked, *told, *by_day], key=lambda each: each.code))


def _of_screening(rule: eligibility.Rule, kind: Kind) -> Known:
    row = next((row for row in ROWS if row.id == rule.id), None)
    return Known(
        kind,
        rule.id,
        rule.title,
        says=f"{row.then[:1].upper()}{row.then[1:]}." if row else "",
        because=rule.because,
        sources=(rule.source, *rule.other_sources),
        details=said(
            ("answers", ", ".join(level.value for level in levels_of(rule))),
            ("compares with", in_words(rule.compares_with)),
            ("medicines", ", ".join(row.ingredients) if row else ""),
            ("silences", ", ".join(SILENCES.get(rule.id, ()))),
            ("told without a finding", _told_of(rule.id)),
        ),
    )


def in_words(compared: Iterable[Threshold]) -> str:
    """The numbers compared with, as published."""
    return "; ".join(f"{each.title}: {plain(each.published)} {each.unit}".strip() for each in compared)


def _told_of(rule: str) -> str:
    return "; ".join(f"{', '.join(names)}: {words}" for code, names, words in NO_FINDING if code == rule)


def _only_told() -> Iterator[Known]:
    for code in dict.fromkeys(row[0] for row in NO_FINDING):
        names = ", ".join(name for each, names, _ in NO_FINDING if each == code for name in names)
        words = "; ".join(dict.fromkeys(words for each, _, words in NO_FINDING if each == code))
        yield Known(
            Kind.INTERACTION,
            code,
            TOLD_TITLES.get(code, code),
            says=f"{words[:1].upper()}{words[1:]}.",
            because="Told beside the findings; it changes no decision.",
            sources=TOLD_BY.get(code, ()),
            details=said(("answers", "told only"), ("medicines", names)),
        )


def _of_the_years() -> Iterator[Known]:
    """The long-term checks: what is looked for, how often, and what is done above the limit."""
    for domain in DOMAINS:
        yield Known(
            Kind.LONG_TERM,
            domain.id,
            domain.title,
            says=f"{domain.action}.",
            because=domain.because,
            sources=(domain.source, *domain.other_sources),
            details=said(
                ("looked for with", domain.tools),
                ("how often", domain.how_often),
                ("compares with", in_words(filter(None, (domain.months, domain.sessions, *domain.compares_with)))),
            ),
        )


def _that_stop() -> Iterator[Known]:
    """The rules that end a course, or ask whether it should end."""
    for rule in STOP_RULES:
        numbers = said(("compares with", in_words(rule.compares_with)))
        cited = (rule.source, *rule.other_sources)
        yield Known(Kind.STOP_RULE, rule.id, rule.title, because=rule.because, sources=cited, details=numbers)


def _days() -> Iterator[SameDayFacts]:
    """Days on which between them every rule has something to say."""
    unasked = SameDayFacts(datetime(2026, 1, 15, 9, tzinfo=UTC), date(2026, 1, 15), Route.INTRAVENOUS.value)
    yield unasked
    for pressure in (BloodPressure(165, 95), BloodPressure(185, 95)):
        readings = tuple(Measured(pressure, unasked.at - timedelta(minutes=ago)) for ago in (20, 10, 0))
        yield replace(unasked, age_years=40, blood_pressures=readings)


def _of_the_day(*, interactions_too: bool = False) -> Iterator[Known]:
    """The rules of the day, described by what they say when nothing was asked, or a pressure is far too high."""
    asked = {rule.id for rule in eligibility.RULES}
    findings: dict[str, Finding] = {}
    for facts in _days():
        for question in same_day.RULES:
            if finding := question(facts):
                findings.setdefault(finding.rule, finding)
    for code, title in same_day.RULE_TITLES.items():
        if code in asked or code.startswith(INTERACTION) is not interactions_too:
            continue
        finding = findings.get(code)
        numbers = thresholds_of(code)
        cited = (finding.source, *finding.other_sources) if finding else ()
        yield Known(
            Kind.INTERACTION if interactions_too else Kind.SAME_DAY,
            code,
            title,
            because=finding.because if finding else "",
            sources=tuple(dict.fromkeys((*cited, *(each.source for each in numbers)))),
            details=said(
                ("answers", "hold, cannot_tell" if finding and finding.level is Level.CANNOT_TELL else "hold"),
                ("compares with", in_words(numbers)),
            ),
        )
