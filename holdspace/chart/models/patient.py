"""The person in care."""

from datetime import date
from typing import Self

from django.db import models
from uuid6 import uuid7

from holdspace.clinic.models import Clinic, Staff


class PatientQuerySet(models.QuerySet["Patient"]):
    """Questions about patients."""

    def visible_to(self, staff: Staff) -> Self:
        """Patients of this person's clinic."""
        return self.filter(clinic_id=staff.clinic_id)


class Patient(models.Model):
    """The person in care. Name and contact may change (each change is audited); the record below never does."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    number = models.CharField(max_length=20, help_text="As on paper: HS-0147.")
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    called = models.CharField(max_length=120, blank=True, help_text="What the person wants to be called.")
    birth_on = models.DateField(null=True, blank=True)
    birth_written = models.CharField(max_length=10, blank=True, help_text="As received, where only a year is known.")
    sex = models.CharField(max_length=10, blank=True, help_text="FHIR administrative gender; empty is unknown.")
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True, help_text="Whom to call in an emergency.")
    contact_phone = models.CharField(max_length=60, blank=True)
    is_deceased = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "number"], name="patient_number_is_used_once"),
            models.CheckConstraint(
                condition=models.Q(sex__in=["", "male", "female", "other", "unknown"]),
                name="patient_sex_is_a_fhir_word",
            ),
        ]
        indexes = [models.Index(fields=["clinic", "family_name", "given_name"], name="patient_by_name")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        """For wall displays and chips."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    @property
    def is_bookable(self) -> bool:
        """Nobody is booked for a person who has died."""
        return not self.is_deceased

    def age_on(self, day: date) -> int | None:
        """Whole years of age, or None where the birth date is not known."""
        if self.birth_on is None:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))


class PatientIdentifier(models.Model):
    """A number another system knows the patient by; how an import recognises somebody it has met."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identifiers")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=300)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "system", "value"], name="identifier_names_one_patient"),
        ]
