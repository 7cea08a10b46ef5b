"""Asking a patient at home: a link to some questionnaires, and the answers while they are being given."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from holdspace.chart.models.afterwards import QuestionnaireResponse
from holdspace.chart.models.episode import EpisodeOfCare
from holdspace.chart.models.patient import Patient
from holdspace.clinic.models import Staff


class QuestionnaireRequestQuerySet(models.QuerySet["QuestionnaireRequest"]):
    """Questions about links."""

    def visible_to(self, staff: Staff) -> Self:
        """Links of patients of this person's clinic."""
        return self.filter(patient__clinic_id=staff.clinic_id)

    def live(self, *, at: datetime) -> Self:
        """Links that still open."""
        return self.filter(revoked_at=None, locked_at=None, finished_at=None, expires_at__gt=at)


class QuestionnaireRequest(models.Model):
    """A link by which a patient answers questionnaires at home. Only a hash of its secret part is kept."""

    MOST_TRIES = 3

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="questionnaire_requests")
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=20, default="en")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, help_text="By when the answers are wished for.")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)

    objects = QuestionnaireRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("asked_at")), name="link_expires_after_it_is_made"
            ),
            models.CheckConstraint(condition=Q(wrong_tries__lte=3), name="link_is_tried_three_times_at_most"),
            models.CheckConstraint(
                condition=Q(wrong_tries__lt=3) | Q(locked_at__isnull=False), name="link_is_locked_after_three_tries"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="link_is_revoked_by_somebody",
            ),
        ]

    def is_live(self, at: datetime) -> bool:
        """Whether it still opens."""
        ended = self.revoked_at or self.locked_at or self.finished_at
        return ended is None and self.expires_at > at


class RequestedForm(models.Model):
    """One questionnaire of a link and what has been answered of it so far; a response once it is handed in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(QuestionnaireRequest, on_delete=models.PROTECT, related_name="forms")
    place = models.PositiveSmallIntegerField()
    instrument = models.CharField(max_length=40)
    answers = models.JSONField(default=dict, help_text="{item: value}; null is: would rather not answer.")
    answer_times = models.JSONField(default=dict)
    begun_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    response = models.OneToOneField(QuestionnaireResponse, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "instrument"], name="link_asks_an_instrument_once"),
            models.UniqueConstraint(fields=["request", "place"], name="link_asks_in_one_order"),
        ]
