"""One whole course of care, and the contacts in it."""

from typing import Self

from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from holdspace.chart.models.base import Entry
from holdspace.chart.models.patient import Patient
from holdspace.clinic.models import Room, Site, Staff


class EpisodeQuerySet(models.QuerySet["EpisodeOfCare"]):
    """Questions about courses of care."""

    def visible_to(self, staff: Staff) -> Self:
        """Courses of patients of this person's clinic."""
        return self.filter(patient__clinic_id=staff.clinic_id)

    def open(self) -> Self:
        """Courses that have not been closed."""
        return self.filter(closed_at=None)


class EpisodeOfCare(models.Model):
    """One course, from referral to closing; at most one is open for a patient."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    referred_by = models.CharField(max_length=200, blank=True)
    referral_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    closed_because = models.CharField(max_length=500, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(closed_at=None), name="patient_has_one_open_episode"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="episode_closed_only_with_a_reason",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether care goes on."""
        return self.closed_at is None


class Intake(Entry):
    """What brought the person here, in their words and ours; a new version amends the last."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="intakes")
    in_their_words = models.TextField(help_text="What the person hopes will change.")
    problem = models.TextField(help_text="The problem ketamine is considered for.")
    indication_code = models.CharField(max_length=20, help_text="ICD-10-CM code of the indication.")
    indication = models.CharField(max_length=200)
    earlier_treatment = models.TextField(blank=True)
    adequate_prior_trials = models.PositiveSmallIntegerField(null=True, help_text="Empty is: not asked.")
    substance_use = models.TextField(blank=True)
    ketamine_before = models.TextField(blank=True)
    living_situation = models.TextField(blank=True)


class EncounterQuerySet(models.QuerySet["Encounter"]):
    """Questions about contacts."""

    def visible_to(self, staff: Staff) -> Self:
        """Contacts of patients of this person's clinic."""
        return self.filter(patient__clinic_id=staff.clinic_id)


class Encounter(models.Model):
    """Any contact: visit, call, dosing session. Booked, then held or cancelled; what was found stands in entries."""

    class Kind(models.TextChoices):
        """What the contact is for."""

        MEDICAL_EVALUATION = "medical_evaluation", "Medical evaluation"
        PSYCHOLOGICAL_EVALUATION = "psychological_evaluation", "Psychological evaluation"
        PREPARATION = "preparation", "Preparation"
        DOSING = "dosing", "Dosing session"
        INTEGRATION = "integration", "Integration"
        FOLLOW_UP = "follow_up", "Follow-up"
        ELSEWHERE = "elsewhere", "Elsewhere"

    class Status(models.TextChoices):
        """FHIR EncounterStatus, the part a clinic uses."""

        PLANNED = "planned", "Planned"
        IN_PROGRESS = "in-progress", "In progress"
        FINISHED = "finished", "Finished"
        CANCELLED = "cancelled", "Cancelled"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="encounters", db_index=False)
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, null=True, related_name="encounters")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=Status.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="encounters")
    with_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="encounters")
    text = models.CharField(max_length=300, blank=True)

    objects = EncounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("starts_at")), name="encounter_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-starts_at"], name="encounter_newest"),
            models.Index(fields=["starts_at"], name="encounter_by_time"),
        ]


class Draft(models.Model):
    """Unsigned work of one author, kept while they write; gone into the record once signed."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="drafts")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60, help_text="Which form: medical-evaluation, phq-9, ...")
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "author", "purpose"], name="one_draft_for_each_form_and_author"),
        ]


class StepWaiver(Entry):
    """A prescriber's recorded decision to go on although one block of a step stands."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="waivers")
    step = models.CharField(max_length=30)
    block = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True, help_text="The dosing session or order it is for.")
    reason = models.TextField()
    waived_at = models.DateTimeField()


class EpisodeClosing(Entry):
    """How the course ended and what it brought."""

    episode = models.OneToOneField(EpisodeOfCare, on_delete=models.PROTECT, related_name="closing")
    reason = models.CharField(max_length=60)
    summary = models.TextField()
    staying_well = models.TextField(help_text="What helps, early signs, whom to call.")
    outcome = models.JSONField(default=dict, help_text="Measures at the start and at the end.")
    closed_at = models.DateTimeField()
