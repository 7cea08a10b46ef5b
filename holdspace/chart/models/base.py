"""What every row of the record has in common: identity, patient, two times, an author, and no way to change it."""

from typing import Any, Self

from django.db import models
from uuid6 import uuid7

from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models import Staff


class EntryQuerySet(models.QuerySet[Any]):
    """Questions every kind of entry can answer."""

    def current(self) -> Self:
        """Entries that no later entry has corrected."""
        return self.filter(amended_by=None)


class Entry(AppendOnly):
    """One row of a patient's record. It is never changed: a correction is a new row that `amends` it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey("chart.Patient", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, help_text="Empty for an import."
    )
    # One to one: a row can be corrected once, so two corrections at the same time collide instead of forking.
    amends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="amended_by")
    amended_because = models.CharField(max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_correction_has_a_reason",
                condition=models.Q(amends=None) | ~models.Q(amended_because=""),
            )
        ]


class CodedEntry(Entry):
    """An entry that says what it is about in codes and in words."""

    codings = models.JSONField(default=list, help_text="[{system, code, display}]")
    text = models.CharField(max_length=500, blank=True)

    class Meta(Entry.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text or next((coding.get("display") or coding.get("code") for coding in self.codings), "unnamed")
