"""Which number did the clinic choose where one may be chosen?"""

from django.db import models
from django.db.models import Q

from holdspace.library.models.decision import SecondedDecision


class ThresholdChoice(SecondedDecision):
    """The clinic's own number for one threshold; without a value it is the published one again."""

    code = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)

    class Meta(SecondedDecision.Meta):
        constraints = [
            *SecondedDecision.Meta.constraints,
            models.UniqueConstraint(fields=["clinic", "version"], name="threshold_choice_version_is_used_once"),
            models.CheckConstraint(
                name="threshold_choice_of_our_own_is_reviewed", condition=Q(value=None) | Q(review_due_on__isnull=False)
            ),
        ]
