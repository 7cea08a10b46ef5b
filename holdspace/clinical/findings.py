"""What did a rule find in this patient? The one shape in which every rule answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import Used


class Level(StrEnum):
    """How much a finding weighs; written worst first, so that the order here is the order on the page."""

    ABSOLUTE = "absolute"
    CANNOT_TELL = "cannot_tell"
    RELATIVE = "relative"
    HOLD = "hold"
    CAUTION = "caution"

    @property
    def rank(self) -> int:
        """The place in the list of findings: 0 is shown first."""
        return tuple(Level).index(self)


@dataclass(frozen=True)
class Finding:
    """One answer of one rule: a sentence about this patient, why it matters, and who says so.

    `measured_against` names every number it compared with; `limits_version` is the clinic's book of numbers it used.
    """

    rule: str
    level: Level
    says: str
    because: str
    source: Source
    urgent: bool = False
    rests_on: tuple[str, ...] = ()
    other_sources: tuple[Source, ...] = ()
    limits_version: int = 0
    measured_against: tuple[Used, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The finding as plain data for JSON."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "says": self.says,
            "because": self.because,
            "source": self.source.as_dict(),
            "other_sources": [source.as_dict() for source in self.other_sources],
            "urgent": self.urgent,
            "rests_on": list(self.rests_on),
            "limits_version": self.limits_version,
            "measured_against": [used.as_dict() for used in self.measured_against],
        }


class Decision(StrEnum):
    """What all findings together come to; written worst first."""

    NOT_ELIGIBLE = "not_eligible"
    INCOMPLETE = "incomplete"
    NEEDS_CLEARANCE = "needs_clearance"
    ELIGIBLE_WITH_MITIGATION = "eligible_with_mitigation"
    ELIGIBLE = "eligible"

    @property
    def rank(self) -> int:
        """The place from least (0) to most eligible."""
        return tuple(Decision).index(self)


# A hold at screening is an instruction for the day (no alcohol in the 24 hours before): that is care to be taken,
# so it counts like a caution. The rules table names no place for it; this is our judgement.
DECISION_BY_LEVEL = {
    Level.ABSOLUTE: Decision.NOT_ELIGIBLE,
    Level.CANNOT_TELL: Decision.INCOMPLETE,
    Level.RELATIVE: Decision.NEEDS_CLEARANCE,
    Level.HOLD: Decision.ELIGIBLE_WITH_MITIGATION,
    Level.CAUTION: Decision.ELIGIBLE_WITH_MITIGATION,
}


def decide(findings: Iterable[Finding]) -> Decision:
    """The decision is that of the worst finding; without any, the patient is eligible."""
    decisions = (DECISION_BY_LEVEL[finding.level] for finding in findings)
    return min(decisions, key=lambda decision: decision.rank, default=Decision.ELIGIBLE)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by level, urgent ones first within a level, then by rule."""
    return tuple(sorted(findings, key=lambda finding: (finding.level.rank, not finding.urgent, finding.rule)))
