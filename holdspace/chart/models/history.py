"""What is known of a patient's health: conditions, allergies, medicines, procedures, family."""

from django.db import models

from holdspace.chart.models.base import CodedEntry, Entry


class Condition(CodedEntry):
    """A diagnosis or problem, past or present."""

    clinical_status = models.CharField(max_length=20, blank=True)
    verification_status = models.CharField(max_length=20, blank=True)
    onset = models.CharField(max_length=40, blank=True, help_text="As written: 2019, 2019-04 or a moment.")
    abatement = models.CharField(max_length=40, blank=True)
    severity_code = models.CharField(max_length=20, blank=True)

    class Meta(CodedEntry.Meta):
        indexes = [models.Index(fields=["patient"], name="condition_by_patient")]


class AllergyIntolerance(CodedEntry):
    """What the patient must not be given; SNOMED 716186003 says that none is known."""

    clinical_status = models.CharField(max_length=20, blank=True)
    verification_status = models.CharField(max_length=20, blank=True)
    criticality = models.CharField(max_length=20, blank=True)
    reaction = models.CharField(max_length=300, blank=True)


class MedicationStatement(CodedEntry):
    """What the patient says they take, or was told to take elsewhere."""

    status = models.CharField(max_length=20)
    since = models.CharField(max_length=40, blank=True)
    until = models.CharField(max_length=40, blank=True)
    dosage = models.CharField(max_length=300, blank=True)
    is_request = models.BooleanField(default=False, help_text="Came as a MedicationRequest from another system.")


class MedicationReview(Entry):
    """Somebody asked for every medicine, also over the counter and herbal, and says the list is whole."""

    takes_nothing = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField()


class Procedure(CodedEntry):
    """An operation or other procedure elsewhere."""

    status = models.CharField(max_length=20, blank=True)
    performed = models.CharField(max_length=40, blank=True)


class FamilyMemberHistory(CodedEntry):
    """A relative's condition; `codings` and `text` are the condition's."""

    relationship_code = models.CharField(max_length=20, blank=True, help_text="v3 RoleCode: MTH, FTH, BRO, ...")
    relationship = models.CharField(max_length=120, blank=True)
