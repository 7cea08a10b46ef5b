"""From the rows of one chart to the coded record that the rules read."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    Entry,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
    Observation,
    Patient,
)
from holdspace.clinical.eligibility import written
from holdspace.clinical.eligibility.facts import ScreeningFacts
from holdspace.clinical.eligibility.reading import read
from holdspace.clinical.eligibility.record import CodedRecord
from holdspace.library import drug_names, limits


def screening_facts(patient: Patient, *, on: date, at: datetime | None = None) -> ScreeningFacts:
    """What is known of this patient on a day, in the form the rules read, beside the clinic's numbers of a moment.

    Without a moment, the numbers of the end of that day.
    """
    moment = at or datetime.combine(on, time.max, UTC)
    clinic = patient.clinic
    return read(
        coded_record(patient),
        on,
        limits=limits.in_force(clinic, at=moment),
        drug_names=drug_names.of(clinic, at=moment),
    )


def coded_record(patient: Patient) -> CodedRecord:
    """Every row of the chart that a rule can read, corrections applied, in the order in which it was written."""
    review = MedicationReview.objects.current().filter(patient=patient).order_by("-reviewed_at", "-id").first()
    return CodedRecord(
        birth_on=patient.birth_on,
        sex=patient.sex or None,
        conditions=tuple(map(written.condition, _in_order(Condition, patient))),
        allergies=tuple(map(written.allergy, _in_order(AllergyIntolerance, patient))),
        medications=tuple(map(written.medication, _in_order(MedicationStatement, patient))),
        observations=tuple(
            written.observation(row, _by_the_sites_clocks(row)) for row in _in_order(Observation, patient)
        ),
        family_history=tuple(map(written.relative, _in_order(FamilyMemberHistory, patient))),
        medication_list_complete=review is not None,
        no_medicines_stated=review is not None and review.takes_nothing,
    )


def _in_order(noun: type[Entry], patient: Patient) -> Iterable[Any]:
    # Two readings of one moment must be told in the same order by every database, every time.
    return noun.objects.current().filter(patient=patient).order_by("recorded_at", "id")


def _by_the_sites_clocks(row: Observation) -> datetime | None:
    # "The newest day" is a day where the patient was measured, not a day in Greenwich.
    return timezone.localtime(row.effective_at) if row.effective_at else None
