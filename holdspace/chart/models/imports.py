"""What came in from other systems, and from which bytes."""

from django.db import models
from uuid6 import uuid7

from holdspace.chart.models.base import Entry
from holdspace.clinic.append_only import AppendOnly
from holdspace.clinic.models import Clinic, Staff


class ImportRun(AppendOnly):
    """One file brought in: what was kept, what was skipped, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="import_runs")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    report = models.JSONField(default=dict)
    imported_at = models.DateTimeField()


class ImportedResource(Entry):
    """Ties one resource of another system to the row it became, so that a second import changes nothing."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="resources")
    resource_type = models.CharField(max_length=60)
    resource_id = models.CharField(max_length=200)
    content_sha256 = models.CharField(max_length=64)
    row_id = models.UUIDField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["patient", "resource_type", "resource_id", "content_sha256"],
                name="resource_is_imported_once_as_it_is",
            ),
        ]
