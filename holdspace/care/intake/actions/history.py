"""Diagnoses, medicines, allergies and family: what is known of a person's health, and its corrections.

A correction is a new row that names the one it replaces and why; nothing written is ever changed.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from holdspace.care.intake import indications
from holdspace.chart.locks import hold_course_of
from holdspace.chart.models import (
    AllergyIntolerance,
    CodedEntry,
    Condition,
    FamilyMemberHistory,
    MedicationReview,
    MedicationStatement,
    Patient,
)
from holdspace.clinic import audit
from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require
from holdspace.clinical.eligibility.medicines import NOT_TAKEN
from holdspace.clinical.eligibility.record import SNOMED

NO_KNOWN_ALLERGY = "716186003"
LEFT_ASIDE = ("refuted", "entered-in-error")
SEVERE = "24484000"


def keep(
    noun: type[CodedEntry], *, patient: Patient, by: Staff, at: datetime, amends: Any, because: str, **facts: Any
) -> Any:
    """Write one row of the history; what it corrects must be this patient's and not yet corrected."""
    require(by, Permission.RECORD_HISTORY)
    hold_course_of(patient.pk)
    Patient.objects.select_for_update().get(pk=patient.pk)
    if amends is not None:
        if not because.strip():
            raise Refused("Nothing was corrected: the reason is missing. Say why it is corrected.")
        if amends.patient_id != patient.pk:
            raise Refused("Nothing was corrected: that entry belongs to another patient.")
        if noun.objects.filter(amends=amends).exists():
            raise Refused("Nothing was corrected: somebody else corrected this entry meanwhile. Open the page again.")
    row = noun.objects.create(
        patient=patient,
        recorded_at=at,
        recorded_by=by,
        amends=amends,
        amended_because=because.strip() if amends is not None else "",
        **facts,
    )
    did = f"{'corrected' if amends is not None else 'recorded'} {noun._meta.verbose_name}"
    audit.record(by=by, at=at, did=did, to=row)
    return row


@transaction.atomic
def record_condition(
    *,
    patient: Patient,
    text: str,
    by: Staff,
    at: datetime,
    code: str = "",
    clinical_status: str = "active",
    verification_status: str = "confirmed",
    onset: str = "",
    abatement: str = "",
    severe: bool = False,
    amends: Condition | None = None,
    because: str = "",
) -> Condition:
    """Keep a diagnosis, present or past."""
    return keep(
        Condition,
        patient=patient,
        by=by,
        at=at,
        amends=amends,
        because=because,
        text=text,
        codings=_codings(code, text, amends),
        clinical_status=clinical_status,
        verification_status=_still_checked(amends, verification_status),
        onset=onset,
        abatement=abatement,
        severity_code=_severity(severe, amends),
    )


def _still_checked(amends: Condition | AllergyIntolerance | None, otherwise: str) -> str:
    """A correction of words does not confirm what another system called provisional."""
    was = amends.verification_status if amends is not None else ""
    return was if was and was not in LEFT_ASIDE else otherwise


def _severity(severe: bool, amends: Condition | None) -> str:
    """Severe, or whatever other grade was on record; the form only asks whether it is severe."""
    if severe:
        return SEVERE
    was = amends.severity_code if amends is not None else ""
    return was if was != SEVERE else ""


def _codings(code: str, text: str, amends: Condition | None) -> list[dict[str, str]]:
    """Codes other systems gave stay, as long as the ICD-10-CM code they stand beside does."""
    was = [each for each in amends.codings if each.get("system") == indications.ICD_10_CM] if amends else []
    if amends and was and was[0].get("code") == code:
        return list(amends.codings)
    if amends and not was and not code and amends.text == text:
        return list(amends.codings)
    return [indications.coding(code, text)] if code else []


@transaction.atomic
def record_medicine(
    *,
    patient: Patient,
    text: str,
    by: Staff,
    at: datetime,
    status: str = "active",
    dosage: str = "",
    since: str = "",
    until: str = "",
    amends: MedicationStatement | None = None,
    because: str = "",
) -> MedicationStatement:
    """Keep a medicine the patient says they take, took, or will take."""
    kept_codes = list(amends.codings) if amends is not None and amends.text == text else []
    return keep(
        MedicationStatement,
        patient=patient,
        by=by,
        at=at,
        amends=amends,
        because=because,
        text=text,
        codings=kept_codes,
        status=status,
        dosage=dosage,
        since=since,
        until=until,
        is_request=amends.is_request if amends is not None else False,
    )


@transaction.atomic
def record_allergy(
    *,
    patient: Patient,
    text: str,
    by: Staff,
    at: datetime,
    reaction: str = "",
    criticality: str = "",
    clinical_status: str = "active",
    verification_status: str = "confirmed",
    amends: AllergyIntolerance | None = None,
    because: str = "",
) -> AllergyIntolerance:
    """Keep an allergy; a standing "no known allergy" is corrected by it."""
    denied = next((row for row in standing_allergies(patient) if is_none_known(row)), None)
    if amends is None and denied is not None:
        amends, because = denied, f"An allergy is known now: {text}"[:500]
    elif amends is not None and not is_none_known(amends):
        clinical_status = amends.clinical_status or clinical_status
    kept_codes = list(amends.codings) if amends is not None and amends.text == text else []
    return keep(
        AllergyIntolerance,
        patient=patient,
        by=by,
        at=at,
        amends=amends,
        because=because,
        text=text,
        codings=kept_codes,
        reaction=reaction,
        criticality=criticality,
        clinical_status=clinical_status,
        verification_status=_still_checked(amends, verification_status),
    )


@transaction.atomic
def record_no_known_allergy(*, patient: Patient, by: Staff, at: datetime) -> AllergyIntolerance:
    """Keep that the patient was asked and knows of no allergy; refused while one stands on the list."""
    standing = standing_allergies(patient)
    named = [row for row in standing if not is_none_known(row)]
    if named:
        raise Refused(f"Not recorded: an allergy to {named[0]} is on the list. Correct that entry first.")
    if standing:
        raise Refused("Not recorded again: “no known allergy” is on the list already.")
    return keep(
        AllergyIntolerance,
        patient=patient,
        by=by,
        at=at,
        amends=None,
        because="",
        text="No known allergy",
        codings=[{"system": SNOMED, "code": NO_KNOWN_ALLERGY, "display": "No known allergy"}],
        clinical_status="active",
        verification_status="confirmed",
    )


def standing_allergies(patient: Patient) -> list[AllergyIntolerance]:
    """What is said about allergies now, refuted and mistaken entries left aside."""
    rows = AllergyIntolerance.objects.current().filter(patient=patient)
    return [row for row in rows if row.verification_status not in LEFT_ASIDE and row.clinical_status != "resolved"]


def is_none_known(row: AllergyIntolerance) -> bool:
    """Whether the row says that no allergy is known."""
    return any(each.get("code") == NO_KNOWN_ALLERGY for each in row.codings)


@transaction.atomic
def record_relative(
    *,
    patient: Patient,
    relationship_code: str,
    relationship: str,
    text: str,
    by: Staff,
    at: datetime,
    code: str = "",
    amends: FamilyMemberHistory | None = None,
    because: str = "",
) -> FamilyMemberHistory:
    """Keep a relative's diagnosis."""
    return keep(
        FamilyMemberHistory,
        patient=patient,
        by=by,
        at=at,
        amends=amends,
        because=because,
        text=text,
        codings=[indications.coding(code, text)] if code else [],
        relationship_code=relationship_code,
        relationship=relationship,
    )


@transaction.atomic
def review_medicines(*, patient: Patient, takes_nothing: bool, by: Staff, at: datetime) -> MedicationReview:
    """Keep that somebody asked for every medicine and the list is whole, or that the patient takes nothing."""
    require(by, Permission.RECORD_HISTORY)
    hold_course_of(patient.pk)
    Patient.objects.select_for_update().get(pk=patient.pk)
    rows = MedicationStatement.objects.current().filter(patient=patient)
    taken = [row for row in rows if row.status not in NOT_TAKEN]
    if takes_nothing and taken:
        raise Refused(f"Not recorded: {taken[0]} is on the list as taken. Correct the list first.")
    if not takes_nothing and not taken:
        raise Refused("Not recorded: nothing is on the list as taken. Add what is taken, or say that nothing is.")
    review = MedicationReview.objects.create(
        patient=patient, recorded_at=at, recorded_by=by, takes_nothing=takes_nothing, reviewed_at=at
    )
    audit.record(by=by, at=at, did="went through the medicines", to=review, takes_nothing=takes_nothing)
    return review
