"""When is it time to stop? Each rule looks at what is known and says stop, ask, or that it cannot tell."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.findings import Finding, Level, worst_first
from holdspace.clinical.outcomes.numbers import NO_RESPONSE_PERCENT, NO_RESPONSE_SESSIONS, REQUESTS, STOPPING
from holdspace.clinical.sources import PHILLIPS_2019, Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold
from holdspace.clinical.units import plain

STOP_RULE = Source.judgement(
    "Holdspace: what stops a course, put together from trials and from what excludes somebody at screening"
)


@dataclass(frozen=True)
class StopFacts:
    """What is known of a course that has begun; None is not known or not asked.

    `fall_percent` is the fall of the plan's measure since the baseline; liver, bladder and cognition come judged from
    the long-term checks: True is above the action limit. `unscheduled_requests` are those of the last month.
    """

    doses_given: int
    fall_percent: Decimal | None = None
    fall_is_defined: bool = True
    adequate_dose: bool | None = None
    serious_event: str = ""
    psychosis_or_mania: bool | None = None
    pregnant: bool | None = None
    misuse: bool | None = None
    uropathy: bool | None = None
    liver_above_limit: bool | None = None
    cognition_fell: bool | None = None
    consent_withdrawn: bool = False
    unscheduled_requests: int | None = None
    limits: Limits = PUBLISHED


@dataclass(frozen=True)
class StopRule:
    """One reason to stop: its word for the pathway, its title, why, and who says so."""

    id: str
    word: str
    title: str
    because: str
    source: Source
    asks: Callable[[StopFacts], tuple[Level, str] | None]
    compares_with: tuple[Threshold, ...] = ()
    other_sources: tuple[Source, ...] = ()

    def __call__(self, facts: StopFacts) -> Finding | None:
        """What this rule finds in a course; None where it has nothing to say."""
        answer = self.asks(facts)
        if answer is None:
            return None
        level, says = answer
        used = facts.limits.used(self.compares_with)
        return Finding(
            self.id, level, says, self.because, self.source, other_sources=self.other_sources,
            limits_version=facts.limits.version, measured_against=used,
        )  # fmt: skip


def _no_response(facts: StopFacts) -> tuple[Level, str] | None:
    least, sessions = facts.limits.of(NO_RESPONSE_PERCENT), facts.limits.of(NO_RESPONSE_SESSIONS)
    if facts.doses_given < sessions or not facts.fall_is_defined:
        return None
    if facts.fall_percent is None:
        return (
            Level.CANNOT_TELL,
            f"After {facts.doses_given} doses nobody can tell whether it helps: no score to compare.",
        )
    if facts.fall_percent >= least:
        return None
    after = f"After {facts.doses_given} doses the score has fallen by less than {plain(least)} %."
    if facts.adequate_dose is False:
        return Level.CAUTION, f"{after} The dose was below that of the protocol."
    return Level.RELATIVE, after


def _serious_event(facts: StopFacts) -> tuple[Level, str] | None:
    if not facts.serious_event:
        return None
    return Level.RELATIVE, f"A serious adverse event is recorded: {facts.serious_event}."


def _known(
    answer: Callable[[StopFacts], bool | None], level: Level, yes: str, unknown: str = ""
) -> Callable[[StopFacts], tuple[Level, str] | None]:
    """A rule that rests on one answer; where `unknown` is said, silence is told as such once a dose was given."""

    def asks(facts: StopFacts) -> tuple[Level, str] | None:
        told = answer(facts)
        if told is None and unknown and facts.doses_given > 0:
            return Level.CANNOT_TELL, unknown
        return (level, yes) if told else None

    return asks


def _requests(facts: StopFacts) -> tuple[Level, str] | None:
    most, asked = facts.limits.of(REQUESTS), facts.unscheduled_requests
    if asked is None:
        # One visit may pass; from the second on somebody has to have asked.
        unknown = "Nobody has asked in the last month whether more was requested between visits."
        return (Level.CANNOT_TELL, unknown) if facts.doses_given > 1 else None
    if asked <= most:
        return None
    return Level.RELATIVE, f"{asked} unscheduled requests in a month, more than {plain(most)}: ask about craving."


STOP_RULES = (
    StopRule(
        "STOP-01", "no_response", "No response", "A treatment that does not help only harms.", STOPPING, _no_response,
        (NO_RESPONSE_PERCENT, NO_RESPONSE_SESSIONS), (PHILLIPS_2019.at("The median was 3 infusions to a response"),),
    ),
    StopRule(
        "STOP-02", "serious_event", "Serious or intolerable event", "What happened once can happen again.", STOP_RULE,
        _serious_event,
    ),
    StopRule(
        "STOP-03", "psychosis_or_mania", "New psychosis or mania", "The drug can bring on both.", STOP_RULE,
        _known(
            lambda facts: facts.psychosis_or_mania, Level.ABSOLUTE, "Psychosis or mania is recorded since the start.",
        ),
    ),
    StopRule(
        "STOP-04", "pregnancy", "Pregnancy", "The drug may harm an unborn child.", STOP_RULE,
        _known(
            lambda facts: facts.pregnant, Level.ABSOLUTE, "A pregnancy is recorded.",
            "Whether there is a pregnancy is not known: no test is recorded.",
        ),
    ),
    StopRule(
        "STOP-05", "misuse", "Misuse of ketamine", "A drug that is misused is no treatment.", STOP_RULE,
        _known(lambda facts: facts.misuse, Level.ABSOLUTE, "Misuse of ketamine is recorded."),
    ),
    StopRule(
        "STOP-06", "uropathy", "Harm to the bladder", "Harm to the bladder grows with every dose.", STOP_RULE,
        _known(lambda facts: facts.uropathy, Level.ABSOLUTE, "The bladder check is above its action limit."),
    ),
    StopRule(
        "STOP-07", "liver", "Harm to the liver", "Repeated doses can harm the liver and its ducts.",
        Source.recalled("ALT or AST above three times the upper limit stops the drug"),
        _known(lambda facts: facts.liver_above_limit, Level.ABSOLUTE, "A liver value is above its action limit."),
    ),
    StopRule(
        "STOP-08", "cognition", "Fall in cognition", "Frequent use can harm memory and thinking.", STOP_RULE,
        _known(lambda facts: facts.cognition_fell, Level.RELATIVE, "Cognition has fallen since the baseline."),
    ),
    StopRule(
        "STOP-09", "consent_withdrawn", "Consent withdrawn", "Nobody is treated against their will.", STOP_RULE,
        _known(lambda facts: facts.consent_withdrawn, Level.ABSOLUTE, "The patient has withdrawn consent."),
    ),
    StopRule(
        "STOP-10", "unscheduled_requests", "Unscheduled requests", "Asking for more between visits can be craving.",
        STOPPING, _requests, (REQUESTS,),
    ),
)  # fmt: skip


def stop_rules(facts: StopFacts) -> tuple[Finding, ...]:
    """Every reason to stop, worst first."""
    return worst_first(finding for rule in STOP_RULES if (finding := rule(facts)))


def word_of(rule: str) -> str:
    """The word by which pathway and protocol name a stop rule."""
    return next(each.word for each in STOP_RULES if each.id == rule)
