"""What has every decision about knowledge in common? A clinic, a rising version, a reason, a person, a moment."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models import Clinic, Staff


class Decision(AppendOnly):
    """One thing a clinic decided about knowledge. It is never changed: the next decision is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    reason = models.CharField(max_length=2000)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="%(class)s_versions_begin_at_one", condition=Q(version__gte=1)),
        ]


class SecondedQuerySet(models.QuerySet["SecondedDecision"]):
    """Which decisions hold, and which wait for a second person?"""

    def holding(self) -> Self:
        """Decisions that hold: those that needed no second person, and the second signatures themselves."""
        return self.filter(needs_second=False)


class SecondedDecision(Decision):
    """A decision that may need a second person: their signature is a row of its own that repeats the decision."""

    needs_second = models.BooleanField(default=False)
    seconds = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="seconded_by")
    first_signer = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    review_due_on = models.DateField(null=True)

    objects = SecondedQuerySet.as_manager()

    class Meta(Decision.Meta):
        abstract = True
        constraints = [
            *Decision.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_seconded_by_somebody_else",
                condition=Q(seconds=None) | (Q(first_signer__isnull=False) & ~Q(recorded_by=F("first_signer"))),
            ),
            models.CheckConstraint(
                name="%(class)s_second_signature_waits_for_nobody", condition=Q(seconds=None) | Q(needs_second=False)
            ),
        ]
