"""What is a rule? A question with a name and a source, asked of the facts, answered by a finding or by silence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Threshold


@dataclass(frozen=True)
class Answer:
    """What a rule found: how much it weighs, one sentence about this patient, and the values it rests on.

    `against` names the numbers that decided it.
    """

    level: Level
    says: str
    rests_on: tuple[str, ...] = ()
    urgent: bool = False
    against: tuple[Threshold, ...] = ()

    def measured_against(self, *thresholds: Threshold) -> "Answer":
        """The same answer, naming the numbers that decided it."""
        return replace(self, against=(*self.against, *thresholds))


Question = Callable[[ScreeningFacts], Answer | None]


@dataclass(frozen=True)
class Rule:
    """One rule of eligibility; `reads` names the facts without which its silence means nothing.

    `compares_with` names every number it may be decided by.
    """

    id: str
    title: str
    because: str
    source: Source
    asks: Question
    other_sources: tuple[Source, ...] = ()
    reads: tuple[str, ...] = ()
    compares_with: tuple[Threshold, ...] = ()

    def __call__(self, facts: ScreeningFacts) -> Finding | None:
        answer = self.asks(facts)
        if answer is None:
            return None
        return Finding(
            self.id,
            answer.level,
            answer.says,
            self.because,
            self.source,
            urgent=answer.urgent,
            rests_on=answer.rests_on,
            other_sources=self.other_sources,
            limits_version=facts.limits.version,
            measured_against=facts.limits.used(answer.against),
        )

    def not_asked(self, facts: ScreeningFacts) -> tuple[str, ...]:
        """The facts this rule reads that nobody has recorded."""
        return tuple([name for name in self.reads if getattr(facts, name) is None])

    def as_dict(self) -> dict[str, Any]:
        """The rule as plain data for the list of rules."""
        return {
            "id": self.id,
            "title": self.title,
            "because": self.because,
            "source": self.source.as_dict(),
            "other_sources": [source.as_dict() for source in self.other_sources],
            "compares_with": [threshold.code for threshold in self.compares_with],
        }


def absolute(says: str, rests_on: tuple[str, ...] = ()) -> Answer:
    """Do not treat while this is so."""
    return Answer(Level.ABSOLUTE, says, rests_on)


def relative(says: str, rests_on: tuple[str, ...] = (), urgent: bool = False) -> Answer:
    """Needs a documented clearance and a second signature."""
    return Answer(Level.RELATIVE, says, rests_on, urgent)


def caution(says: str, rests_on: tuple[str, ...] = ()) -> Answer:
    """May proceed with care."""
    return Answer(Level.CAUTION, says, rests_on)


def cannot_tell(says: str, rests_on: tuple[str, ...] = (), against: tuple[Threshold, ...] = ()) -> Answer:
    """A fact is missing without which nobody can say."""
    return Answer(Level.CANNOT_TELL, says, rests_on, against=against)
