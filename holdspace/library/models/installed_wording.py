"""Which licensed wording did the clinic install for an instrument that ships without?"""

from django.db import models
from django.db.models import Q

from holdspace.library.models.decision import Decision


class InstalledWording(Decision):
    """One version of an instrument's wording in one language, with the licence it was installed under."""

    instrument = models.CharField(max_length=60)
    language = models.CharField(max_length=20, default="en")
    removed = models.BooleanField(default=False, help_text="From here on the clinic's wording is not shown.")
    texts = models.JSONField(help_text="{intro, items: {code: text}, choices: {value: text}}")
    licence = models.CharField(max_length=300, blank=True, help_text="Name and number of the licence document.")
    held_by = models.CharField(max_length=200, blank=True, help_text="Who holds the licence.")
    licensed_until = models.DateField(null=True)

    class Meta(Decision.Meta):
        constraints = [
            *Decision.Meta.constraints,
            models.UniqueConstraint(
                fields=["clinic", "instrument", "language", "version"], name="installed_wording_version_is_used_once"
            ),
            models.CheckConstraint(
                name="installed_wording_names_its_licence", condition=Q(removed=True) | ~Q(licence="")
            ),
        ]
