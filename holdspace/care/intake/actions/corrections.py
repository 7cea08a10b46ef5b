"""Taking back what was entered in error: the row stays readable, and counts no more."""

from datetime import datetime

from django.db import transaction

from holdspace.care.intake.actions.history import keep
from holdspace.chart.locks import hold_course_of
from holdspace.chart.models import (
    AllergyIntolerance,
    Condition,
    FamilyMemberHistory,
    MedicationStatement,
    Observation,
)
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

MISTAKE = "entered-in-error"
History = Condition | AllergyIntolerance | MedicationStatement | FamilyMemberHistory


@transaction.atomic
def take_back_history(*, row: History, because: str, by: Staff, at: datetime) -> History:
    """Say that an entry of the history was made in error: no rule reads it from here on."""
    facts = {"text": row.text, "codings": row.codings}
    if isinstance(row, FamilyMemberHistory):
        # A relative's diagnosis has no status of its own: without relative and code no rule reads it.
        facts = {"text": row.text, "codings": [], "relationship": row.relationship, "relationship_code": ""}
    elif isinstance(row, MedicationStatement):
        facts |= {"status": MISTAKE, "is_request": row.is_request}
    else:
        facts |= {"verification_status": MISTAKE}
    return keep(type(row), patient=row.patient, by=by, at=at, amends=row, because=because, **facts)


@transaction.atomic
def take_back_observation(*, observation: Observation, because: str, by: Staff, at: datetime) -> Observation:
    """Say that a measurement or answer was entered in error; the right one is then recorded anew."""
    require(by, Permission.RECORD_OBSERVATION)
    hold_course_of(observation.patient_id)
    if not because.strip():
        raise Refused("Nothing was taken back: the reason is missing. Say why it was wrong.")
    if Observation.objects.filter(amends=observation).exists():
        raise Refused("Nothing was taken back: somebody else did so meanwhile. Open the page again.")
    # No value is carried over, so that nothing downstream can mistake the withdrawn row for an answer.
    row = Observation.objects.create(
        patient=observation.patient,
        recorded_at=at,
        recorded_by=by,
        amends=observation,
        amended_because=because.strip(),
        codings=observation.codings,
        text=observation.text,
        system=observation.system,
        code=observation.code,
        category=observation.category,
        status=MISTAKE,
        effective_at=observation.effective_at,
        unit=observation.unit,
        source=Observation.Source.TYPED,
    )
    audit.record(by=by, at=at, did="took back an observation", to=row, code=row.code)
    return row
