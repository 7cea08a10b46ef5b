"""Who did what to whose record, and who looked."""

from django.db import models
from uuid6 import uuid7

from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models.organisation import Clinic
from holdspace.clinic.models.staff import Staff


class AuditEntry(AppendOnly):
    """One act on the record, written in the same transaction; also the feed that live pages follow.

    `patient_id` and `dosing_session_id` are plain identifiers: the clinic floor lies below the chart and cannot
    point into it.
    """

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    did = models.CharField(max_length=120)
    is_read = models.BooleanField(default=False)
    patient_id = models.UUIDField(null=True)
    dosing_session_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["patient_id", "sequence"], name="audit_by_patient"),
            models.Index(fields=["clinic", "sequence"], name="audit_by_clinic"),
        ]
