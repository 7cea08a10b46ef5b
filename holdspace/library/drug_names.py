"""Which names of medicines did the clinic add to the table that rules read?"""

from datetime import datetime

from django.db.models import QuerySet

from holdspace.clinic.models import Clinic
from holdspace.clinical.eligibility.medicines import DrugNames
from holdspace.library.models import DrugName


def of(clinic: Clinic, *, at: datetime) -> DrugNames:
    """The names that held at a moment, each with the RxNorm code of its ingredient; in one query."""
    return tuple((row.name, row.ingredient) for row in standing(clinic, at=at))


def standing(clinic: Clinic, *, at: datetime) -> list[DrugName]:
    """The names that held at a moment, by name; the newest row for a name counts."""
    rows = DrugName.objects.filter(clinic_id=clinic.pk, recorded_at__lte=at).select_related("recorded_by")
    newest = {row.name: row for row in rows.order_by("version")}
    return sorted((row for row in newest.values() if not row.retired), key=lambda row: row.name)


def history(clinic: Clinic) -> QuerySet[DrugName]:
    """Everything that was added and taken back, newest first."""
    return DrugName.objects.filter(clinic_id=clinic.pk).select_related("recorded_by").order_by("-version")
