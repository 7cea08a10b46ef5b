"""Who looked at and changed what? The audit trail, with people and patients named for whoever may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from holdspace.board.finding_people import people
from holdspace.chart.models import Patient
from holdspace.clinic.models import AuditEntry, Staff

KINDS = {"": "Everything", "changes": "Changes", "looks": "Looks"}
MOST_PATIENTS = 50


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see: one patient's entries, one person's, looks or changes."""

    patient: str = ""
    staff: str = ""
    kind: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as the parameters of an address."""
        return {name: value for name, value in vars(self).items() if value}


def entries(reader: Staff, asked: Asked) -> QuerySet[AuditEntry]:
    """The entries of this clinic that were asked for, newest first."""
    found = AuditEntry.objects.filter(clinic=reader.clinic_id).select_related("by")
    if asked.kind:
        found = found.filter(is_read=asked.kind == "looks")
    if (who := _identity(asked.staff)) is not None:
        found = found.filter(by=who)
    if asked.patient.strip():
        found = found.filter(_of_patients(reader, asked.patient))
    return found.order_by("-sequence")


def _of_patients(reader: Staff, words: str) -> Q:
    one = _identity(words.strip())
    if one is not None:
        return Q(patient_id=one)
    matching = people(reader, words=words, which="all").values_list("pk", flat=True)
    return Q(patient_id__in=list(matching[:MOST_PATIENTS]))


def _identity(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def named(reader: Staff, shown: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    """The lines of one page, each patient by number and name; one query however many."""
    shown = list(shown)
    wanted = {entry.patient_id for entry in shown} - {None}
    known = {patient.pk: patient for patient in Patient.objects.visible_to(reader).filter(pk__in=wanted)}
    return [{"entry": entry, "patient": known.get(entry.patient_id)} for entry in shown]
