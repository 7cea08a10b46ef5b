"""Is ketamine safe for this person? What the rules said, what clinicians decided, and the two evaluations."""

from django.db import models
from django.db.models import Q

from holdspace.chart.models.base import Entry
from holdspace.chart.models.episode import EpisodeOfCare
from holdspace.clinic.models import Staff


class Screening(Entry):
    """One run of every rule over the facts of one moment; kept as it was said."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="screenings")
    screened_at = models.DateTimeField()
    decision = models.CharField(max_length=40)
    clear_rules = models.JSONField(default=list)
    not_recorded = models.JSONField(default=list)
    unrecognised_medicines = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    facts = models.JSONField(default=dict, help_text="The facts the rules saw.")
    limits_version = models.PositiveIntegerField(
        default=0, help_text="The version of the clinic's own numbers; 0 is what is published."
    )


class ScreeningFinding(Entry):
    """What one rule said about this patient, with its source, as it was at the time."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    says = models.TextField()
    because = models.TextField()
    source = models.JSONField(default=dict, help_text="{text, link, mark}")
    other_sources = models.JSONField(default=list, help_text="Sources that say it too, or say otherwise.")
    rests_on = models.JSONField(default=list)
    urgent = models.BooleanField(default=False)
    limits_version = models.PositiveIntegerField(
        default=0, help_text="The version of the clinic's own numbers; 0 is what is published."
    )
    measured_against = models.JSONField(
        default=list, help_text="[{threshold, title, unit, value, published}] of every number it compared with."
    )


class FindingDecision(Entry):
    """A clinician's decision on a finding; accepting a needs-clearance finding takes a second signature."""

    class Choice(models.TextChoices):
        """What the clinician decided."""

        WAIT = "wait", "Wait for clearance"
        ACCEPT = "accept", "Accept"
        NOT_SUITABLE = "not_suitable", "Not suitable now"

    finding = models.ForeignKey(ScreeningFinding, on_delete=models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=20, choices=Choice.choices)
    reason = models.TextField()
    document = models.CharField(max_length=300, blank=True, help_text="The letter or result the decision rests on.")
    decided_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="finding_decided_only_with_a_reason"),
        ]


class FindingCountersignature(Entry):
    """The second signature on a decision, by another person."""

    decision = models.OneToOneField(FindingDecision, on_delete=models.PROTECT, related_name="countersignature")
    first_signer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(recorded_by=models.F("first_signer")), name="finding_countersigned_by_somebody_else"
            ),
        ]


class Evaluation(Entry):
    """A signed medical or psychological evaluation; both must stand, by two different people, in date."""

    class Kind(models.TextChoices):
        """Which of the two."""

        MEDICAL = "medical", "Medical evaluation"
        PSYCHOLOGICAL = "psychological", "Psychological evaluation"

    class Conclusion(models.TextChoices):
        """What the evaluator concludes."""

        SUITABLE = "suitable", "Suitable"
        NOT_SUITABLE = "not_suitable", "Not suitable now"
        MORE_NEEDED = "more_needed", "More is needed first"

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="evaluations")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    conclusion = models.CharField(max_length=20, choices=Conclusion.choices)
    sections = models.JSONField(default=dict, help_text="What was found, by heading.")
    reason = models.TextField()
    signed_at = models.DateTimeField()
