"""What the chart holds about a patient, some of each kind at a time: a long life costs no more than a short one."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber

from holdspace.board import observations, what_was_said
from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    Encounter,
    FamilyMemberHistory,
    MedicationStatement,
    Observation,
    Patient,
    Procedure,
)

A_FEW = 12
A_PAGE = 25
WHEN = ("onset", "since", "performed")
PAST = ("resolved", "inactive", "remission")
STOPPED = ("stopped", "completed", "not-taken", "entered-in-error")


@dataclass(frozen=True)
class Shown:
    """Some rows and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class ShownEntry:
    """One entry of the history as a line: what, a remark, and when as it was written."""

    name: str
    remark: str
    when: Any


def _entry(row: Any) -> ShownEntry:
    if isinstance(row, Observation):
        return ShownEntry(str(row), f"{observations.value_of(row)} · {row.get_source_display()}", row.effective_at)
    said = {name: getattr(row, name, "") for name in ("dosage", "relationship", "reaction", *WHEN)}
    when = next((said[name] for name in WHEN if said[name]), "")
    return ShownEntry(str(row), said["dosage"] or said["relationship"] or said["reaction"], when[:10])


def _some(query: Any) -> Shown:
    # One row past the page tells whether there are more; the count is asked only then.
    rows = list(query[: A_FEW + 1])
    return Shown([_entry(row) for row in rows[:A_FEW]], query.count() if len(rows) > A_FEW else len(rows))


def sections(patient: Patient, *, everything: bool = False) -> dict[str, Any]:
    """Conditions, medicines, allergies, family, procedures and newest measurements."""
    show = _all if everything else _some
    conditions = Condition.objects.current().filter(patient=patient)
    medicines = MedicationStatement.objects.current().filter(patient=patient)
    taken = show(medicines.exclude(status__in=STOPPED).order_by("-since", "-id"))
    return {
        "conditions": show(conditions.exclude(clinical_status__in=PAST).order_by("-onset", "-id")),
        "past_conditions": show(conditions.filter(clinical_status__in=PAST).order_by("-onset", "-id")),
        "medicines": taken,
        **what_was_said.of_medicines(patient, taken),
        "past_medicines": show(medicines.filter(status__in=STOPPED).order_by("-since", "-id")),
        "allergies": show(AllergyIntolerance.objects.current().filter(patient=patient).order_by("-id")),
        "family": show(FamilyMemberHistory.objects.current().filter(patient=patient).order_by("-id")),
        "family_said": what_was_said.of_family(patient),
        "procedures": show(Procedure.objects.current().filter(patient=patient).order_by("-performed", "-id")),
        "observations": show(_measured(patient) if everything else _newest(_measured(patient))),
        "measurements_title": "Measurements and answers" if everything else "Newest measurements and answers",
        "everything": everything,
    }


def _measured(patient: Patient) -> Any:
    rows = Observation.objects.current().filter(patient=patient).exclude(effective_at=None)
    return rows.exclude(status="entered-in-error").order_by("-effective_at", "-id")


def _newest(rows: Any) -> Any:
    """Of each thing that was measured the newest; what has no code is told apart by its words."""
    same = (F("system"), F("code"), Case(When(code="", then=F("text")), default=Value("")))
    by_time = (F("effective_at").desc(), F("id").desc())
    return rows.annotate(place=Window(RowNumber(), partition_by=same, order_by=by_time)).filter(place=1)


def _all(query: Any) -> Shown:
    rows = [_entry(row) for row in query]
    return Shown(rows, len(rows))


def encounters(patient: Patient, page: str | None) -> Any:
    """One page of contacts, newest first."""
    rows = Encounter.objects.filter(patient=patient).select_related("room", "with_staff", "dosing_session")
    return Paginator(rows.order_by("-starts_at", "-pk"), A_PAGE).get_page(page)
