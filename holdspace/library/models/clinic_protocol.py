"""Which protocols does the clinic use, and how did it change them?"""

from django.db import models
from django.db.models import Q

from holdspace.library.models.decision import SecondedDecision


class ClinicProtocol(SecondedDecision):
    """One version of one protocol in this clinic: the whole definition, and what it was made from."""

    class Change(models.TextChoices):
        """Taken up as it is, changed, or given up."""

        ADOPTED = "adopted", "Adopted"
        EDITED = "edited", "Edited"
        RETIRED = "retired", "Retired"

    code = models.CharField(max_length=20)
    change = models.CharField(max_length=10, choices=Change.choices)
    based_on = models.CharField(max_length=20, help_text="The published protocol it comes from.")
    body = models.JSONField(help_text="The full definition, so that an edit never loses its origin.")

    class Meta(SecondedDecision.Meta):
        constraints = [
            *SecondedDecision.Meta.constraints,
            models.UniqueConstraint(fields=["clinic", "code", "version"], name="clinic_protocol_version_is_used_once"),
            models.CheckConstraint(
                name="clinic_protocol_change_is_known", condition=Q(change__in=["adopted", "edited", "retired"])
            ),
            models.CheckConstraint(
                name="clinic_protocol_in_use_is_reviewed",
                condition=Q(change="retired") | Q(review_due_on__isnull=False),
            ),
        ]
