"""Which wording is somebody still typing?"""

from django.db import models
from uuid6 import uuid7

from holdspace.clinic.models import Clinic, Staff


class WordingDraft(models.Model):
    """An instrument's wording that was begun and is not installed: one for each language, shown to no patient."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)
    language = models.CharField(max_length=20, default="en")
    content = models.JSONField(help_text="What was typed, field by field.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "instrument", "language"], name="one_wording_draft_for_each_language"
            )
        ]
