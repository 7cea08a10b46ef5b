"""What stands on each finding now? A decision holds as long as the rule says the very same thing about the patient."""

from dataclasses import dataclass

from holdspace.chart.models import EpisodeOfCare, FindingCountersignature, FindingDecision, Screening, ScreeningFinding
from holdspace.clinical.findings import Level


@dataclass(frozen=True)
class Standing:
    """One finding of a screening with the newest decision on it, which may stem from an earlier screening."""

    finding: ScreeningFinding
    decision: FindingDecision | None

    @property
    def countersignature(self) -> FindingCountersignature | None:
        """The second signature, where there is one."""
        return getattr(self.decision, "countersignature", None) if self.decision else None

    @property
    def waits_for_second(self) -> bool:
        """Whether an accepted finding still lacks its second signature."""
        accepted = self.decision is not None and self.decision.choice == FindingDecision.Choice.ACCEPT
        return accepted and self.finding.level == Level.RELATIVE and self.countersignature is None

    @property
    def is_carried_over(self) -> bool:
        """Whether the decision was made on an earlier screening that said the same."""
        return self.decision is not None and self.decision.finding_id != self.finding.pk


def newest_screening(episode: EpisodeOfCare) -> Screening | None:
    """The screening that counts."""
    return episode.screenings.select_related("recorded_by").order_by("-screened_at", "-id").first()


def what_stands(screening: Screening) -> list[Standing]:
    """Every finding of a screening, worst first, with what is decided about it."""
    decisions = FindingDecision.objects.filter(
        finding__screening__episode=screening.episode, finding__screening__screened_at__lte=screening.screened_at
    ).select_related("finding", "recorded_by", "countersignature__recorded_by")
    decided = {_said(each.finding): each for each in decisions.order_by("decided_at", "id")}
    ranks = {level.value: level.rank for level in Level}
    findings = sorted(screening.findings.all(), key=lambda each: (ranks[each.level], not each.urgent, each.rule))
    return [Standing(finding, decided.get(_said(finding))) for finding in findings]


def standing_decision(episode: EpisodeOfCare, decision: FindingDecision) -> Standing | None:
    """The finding of the newest screening on which exactly this decision stands; None when it is overtaken."""
    screening = newest_screening(episode)
    stands = what_stands(screening) if screening else []
    return next((each for each in stands if each.decision == decision), None)


def _said(finding: ScreeningFinding) -> tuple[str, str, str]:
    return finding.rule, finding.level, finding.says
