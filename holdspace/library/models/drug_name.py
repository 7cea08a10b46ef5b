"""Which names of drugs did the clinic add, so that a chart that uses them is read right?"""

from django.db import models
from django.db.models import Q

from holdspace.library.models.decision import Decision


class DrugName(Decision):
    """A brand or generic name and the RxNorm ingredient it stands for; retired, it is no longer read."""

    name = models.CharField(max_length=200, help_text="In small letters, as charts write it.")
    ingredient = models.CharField(max_length=20, help_text="RxNorm ingredient code.")
    ingredient_name = models.CharField(max_length=200, blank=True)
    retired = models.BooleanField(default=False)

    class Meta(Decision.Meta):
        constraints = [
            *Decision.Meta.constraints,
            models.UniqueConstraint(fields=["clinic", "version"], name="drug_name_version_is_used_once"),
            models.CheckConstraint(name="drug_name_is_said", condition=~Q(name="") & ~Q(ingredient="")),
        ]
