"""A patient's agreement to one version of one form, line by line. Withdrawn, never deleted."""

from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from holdspace.chart.models.base import Entry
from holdspace.chart.models.episode import EpisodeOfCare
from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models import Clinic, Staff


class ConsentForm(AppendOnly):
    """One version of the clinic's consent text; a changed word is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="consent_forms")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=20, default="en")
    lines = models.JSONField(help_text="[{number, heading, text, choices}]")
    in_force_from = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "language", "version"], name="consent_form_version_is_used_once"),
        ]


class Consent(Entry):
    """One patient going through one form with one member of staff."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="consents")
    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, related_name="consents")
    explained_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    also_present = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()


class ConsentLine(Entry):
    """What the patient did with one line; the newest for a line counts."""

    class Did(models.TextChoices):
        """Initialled, or asked and was answered."""

        INITIALLED = "initialled", "Initialled"
        QUESTION = "question", "Question open"
        ANSWERED = "answered", "Question answered"
        DECLINED = "declined", "Declined"

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="line_entries")
    number = models.PositiveSmallIntegerField()
    did = models.CharField(max_length=20, choices=Did.choices)
    initials = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True, help_text="The question, or what was answered.")
    choice = models.CharField(max_length=60, blank=True)
    happened_at = models.DateTimeField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(did="initialled") | ~Q(initials=""), name="consent_line_initialled_with_initials"
            ),
        ]


class ConsentSignature(Entry):
    """The signature under a whole form."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="signature")
    signed_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    valid_until_on = models.DateField()


class ConsentWithdrawal(Entry):
    """The patient has taken consent back; needs no reason."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    in_their_words = models.TextField(blank=True)
