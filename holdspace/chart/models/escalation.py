"""An answer that may mean danger: whose it is, by when, and everything that was done about it."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from holdspace.chart.models.afterwards import QuestionnaireResponse
from holdspace.chart.models.base import Entry, EntryQuerySet
from holdspace.chart.models.episode import EpisodeOfCare
from holdspace.clinic.models import Clinic, Staff
from holdspace.clinical.instruments.escalation import Did, Tier


class RiskTaskQuerySet(EntryQuerySet):
    """Questions about risk answers."""

    def visible_to(self, staff: Staff) -> Self:
        """Risk answers of patients of this person's clinic."""
        return self.filter(clinic_id=staff.clinic_id)

    def open(self) -> Self:
        """Risk answers that no person has closed."""
        closed = RiskTaskEvent.objects.filter(task=OuterRef("pk"), did=Did.CLOSED.value)
        return self.filter(~Exists(closed))


class RiskTask(Entry):
    """A risk answer that somebody must see in time. It is raised with the answer and closed by a person alone."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, null=True, related_name="risk_tasks")
    response = models.OneToOneField(
        QuestionnaireResponse,
        on_delete=models.PROTECT,
        null=True,
        related_name="risk_task",
        help_text="Empty while the form is not handed in: an answer is told when it is given.",
    )
    key = models.CharField(max_length=200, unique=True, help_text="What was answered, so that it is raised once.")
    instrument = models.CharField(max_length=40)
    tier = models.CharField(max_length=10, choices=[(tier.value, tier.value.capitalize()) for tier in Tier])
    says = models.JSONField(default=list, help_text="What the alerts ask for, in words.")
    answered = models.JSONField(default=list, help_text="[{item, answer}]: the answers that alarm, in words.")
    answered_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    within_minutes = models.PositiveSmallIntegerField(help_text="As the clinic had it when this was raised.")
    limits_version = models.PositiveIntegerField(default=0)
    ladder = models.JSONField(default=list, help_text="Whom it goes to, in order, by key of their staff row.")

    objects = RiskTaskQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(tier__in=[tier.value for tier in Tier]), name="risk_has_a_known_tier"),
            models.CheckConstraint(condition=Q(within_minutes__gte=1), name="risk_is_seen_within_minutes"),
        ]
        indexes = [models.Index(fields=["clinic", "raised_at"], name="risk_by_clinic")]

    @property
    def events_in_order(self) -> list[Any]:
        """What happened to it, oldest first; prefetch `events`."""
        return sorted(self.events.all(), key=lambda event: (event.happened_at, event.recorded_at, event.pk))


class RiskTaskEvent(Entry):
    """One thing done about a risk answer, or one deadline that passed."""

    class Reason(models.TextChoices):
        """Why a risk answer is closed."""

        SAFE = "safe", "Seen and judged: safe with the safety plan"
        HANDED_OVER = "handed_over", "Handed over: hospital, emergency service or crisis team"
        CLARIFIED = "clarified", "Clarified: the answer was a mistake or meant something else"
        NEWER = "newer", "A newer risk answer of this person is being dealt with"

    task = models.ForeignKey(RiskTask, on_delete=models.PROTECT, related_name="events")
    did = models.CharField(max_length=20, choices=[(did.value, did.value.replace("_", " ")) for did in Did])
    happened_at = models.DateTimeField()
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    says = models.TextField(blank=True, help_text="Why it was handed on, what was done, what was found.")
    reason = models.CharField(max_length=20, blank=True, choices=Reason.choices)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(did__in=[did.value for did in Did]), name="risk_event_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(did__in=("escalated", "answered")) | Q(recorded_by__isnull=False),
                name="risk_event_of_a_person_names_them",
            ),
            models.CheckConstraint(
                condition=~Q(did__in=("handed_on", "note", "evaluated", "closed")) | ~Q(says=""),
                name="risk_event_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(did__in=("handed_on", "escalated")) | Q(to__isnull=False),
                name="risk_is_handed_to_somebody",
            ),
            models.CheckConstraint(condition=~Q(did="closed") | ~Q(reason=""), name="risk_closed_only_with_a_reason"),
            models.UniqueConstraint(fields=["task"], condition=Q(did="closed"), name="risk_is_closed_once"),
            models.UniqueConstraint(
                fields=["task", "happened_at"], condition=Q(did="escalated"), name="risk_deadline_is_missed_once"
            ),
        ]
