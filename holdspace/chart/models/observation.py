"""One measured or rated thing at one time."""

from django.db import models

from holdspace.chart.models.base import CodedEntry


class Observation(CodedEntry):
    """A measurement, rating or answered question, with its time and its source; no value is ever assumed."""

    class Source(models.TextChoices):
        """Where a value came from; shown beside it."""

        TYPED = "typed", "typed in"
        DEVICE = "device", "device"
        IMPORTED = "imported", "imported"
        QUESTIONNAIRE = "questionnaire", "questionnaire"
        SESSION = "session", "dosing session"

    system = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, help_text="The first code, for finding; all stand in `codings`.")
    category = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20)
    effective_at = models.DateTimeField(null=True)
    value_number = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    unit = models.CharField(max_length=60, blank=True)
    value_boolean = models.BooleanField(null=True)
    value_at = models.CharField(max_length=40, blank=True, help_text="A date or moment as the value, as written.")
    value_text = models.TextField(blank=True)
    value_codings = models.JSONField(default=list)
    components = models.JSONField(default=list, help_text="[{codings, value_number, unit, value_codings}]")
    reference_high = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    is_absent = models.BooleanField(default=False, help_text="A dataAbsentReason stands in place of a value.")
    body_position = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    encounter = models.ForeignKey("chart.Encounter", on_delete=models.PROTECT, null=True, related_name="observations")

    class Meta(CodedEntry.Meta):
        indexes = [models.Index(fields=["patient", "code", "-effective_at"], name="observation_newest")]
