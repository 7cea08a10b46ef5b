"""Registering a person by hand, without making a second chart for somebody who has one."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from holdspace.chart.locks import hold_course_of
from holdspace.chart.models import Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Clinic, Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.refusals import Refused, require

DETAILS = (
    "given_name",
    "family_name",
    "called",
    "birth_on",
    "sex",
    "pronouns",
    "language",
    "phone",
    "email",
    "contact_name",
    "contact_phone",
    "is_deceased",
    "deceased_on",
)
PREFIX = "HS-"
# Of two whole names written one after the other; Okafor/Okafour and Jon/John lie above it, brothers mostly below.
SIMILAR_NAMES = 0.85


class LooksAlike(Refused):
    """Somebody very like this person has a chart already; the form shows them and asks."""

    def __init__(self, patients: tuple[Patient, ...]) -> None:
        self.patients = patients
        super().__init__("No chart was made: somebody very like this person has one. Open it, or say that they differ.")


def look_alikes(clinic: Clinic, *, given_name: str, family_name: str, birth_on: date | None) -> tuple[Patient, ...]:
    """Patients who may be the same person: born the same day with a similar name, or of the same name."""
    same_day = Q(birth_on=birth_on) if birth_on else Q(pk=None)
    same_name = Q(given_name__iexact=given_name, family_name__iexact=family_name)
    swapped = Q(given_name__iexact=family_name, family_name__iexact=given_name)
    found = Patient.objects.filter(clinic=clinic).filter(same_day | same_name | swapped).order_by("number")
    name = _plain(f"{given_name} {family_name}")
    return tuple(each for each in found if _similar(each, name))


def _similar(patient: Patient, name: str) -> bool:
    written = _plain(f"{patient.given_name} {patient.family_name}")
    if sorted(written.split()) == sorted(name.split()):
        return True
    return SequenceMatcher(None, written, name).ratio() >= SIMILAR_NAMES


def _plain(name: str) -> str:
    """Lower case without accents: Zoë and Zoe are one name at a desk."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


@transaction.atomic
def register_patient(
    *,
    by: Staff,
    at: datetime,
    given_name: str,
    family_name: str,
    birth_on: date | None = None,
    somebody_else: Iterable[UUID] = (),
    **details: Any,
) -> Patient:
    """Make a chart for a person; `somebody_else` names the look-alikes whom staff have looked at and told apart."""
    require(by, Permission.REGISTER_PATIENT)
    _refuse_impossible(birth_on=birth_on, deceased_on=None, at=at)
    # One registration at a time, so that two desks cannot both find nobody.
    clinic = Clinic.objects.select_for_update(no_key=True).get(pk=by.clinic_id)
    alike = look_alikes(clinic, given_name=given_name, family_name=family_name, birth_on=birth_on)
    told_apart = set(somebody_else)
    if not {each.pk for each in alike} <= told_apart:
        raise LooksAlike(alike)
    patient = Patient.objects.create(
        clinic=clinic,
        number=_next_number(clinic),
        given_name=given_name,
        family_name=family_name,
        birth_on=birth_on,
        created_at=at,
        **details,
    )
    differs_from = [each.number for each in alike]
    audit.record(by=by, at=at, did="registered a patient", to=patient, told_apart_from=differs_from)
    return patient


def _next_number(clinic: Clinic) -> str:
    taken = Patient.objects.filter(clinic=clinic, number__startswith=PREFIX).values_list("number", flat=True)
    digits = [number.removeprefix(PREFIX) for number in taken]
    highest = max((int(each) for each in digits if each.isdecimal()), default=0)
    return f"{PREFIX}{highest + 1:04}"


@transaction.atomic
def change_details(*, patient: Patient, by: Staff, at: datetime, seen: dict[str, Any], **details: Any) -> Patient:
    """Change name, contact and the like; the audit trail keeps old and new. `seen` is what the form had shown."""
    require(by, Permission.REGISTER_PATIENT)
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise ValueError(f"Not details of a patient: {sorted(unknown)}")
    hold_course_of(patient.pk)
    patient = Patient.objects.select_for_update().get(pk=patient.pk)
    changes = {name: value for name, value in details.items() if getattr(patient, name) != value}
    overtaken = [name for name in changes if name in seen and str(getattr(patient, name)) != str(seen[name])]
    if overtaken:
        raise Refused("Nothing was changed: somebody else changed these details meanwhile. Open the page again.")
    _refuse_impossible(
        birth_on=changes.get("birth_on", patient.birth_on),
        deceased_on=changes.get("deceased_on", patient.deceased_on),
        at=at,
    )
    if not changes:
        return patient
    told = {name: {"old": _said(getattr(patient, name)), "new": _said(value)} for name, value in changes.items()}
    for name, value in changes.items():
        setattr(patient, name, value)
    patient.save(update_fields=list(changes))
    audit.record(by=by, at=at, did="changed patient details", to=patient, changes=told)
    return patient


@transaction.atomic
def record_birth_date(*, patient: Patient, birth_on: date, by: Staff, at: datetime) -> Patient:
    """Add the birth date where none is on record; one that is there is changed with the other details, not here."""
    require(by, Permission.RECORD_HISTORY)
    hold_course_of(patient.pk)
    patient = Patient.objects.select_for_update().get(pk=patient.pk, clinic_id=by.clinic_id)
    if patient.birth_on is not None:
        on_record = f"{patient.birth_on.day} {patient.birth_on:%B %Y}"
        raise Refused(
            f"Nothing was changed: the birth date on record is {on_record}. "
            "If it is wrong, a coordinator corrects it with the patient's details."
        )
    _refuse_impossible(birth_on=birth_on, deceased_on=patient.deceased_on, at=at)
    patient.birth_on = birth_on
    patient.save(update_fields=["birth_on"])
    told = {"birth_on": {"old": None, "new": birth_on.isoformat()}}
    audit.record(by=by, at=at, did="recorded the birth date", to=patient, changes=told)
    return patient


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _refuse_impossible(*, birth_on: date | None, deceased_on: date | None, at: datetime) -> None:
    # A day of grace: the clinic's own calendar may be ahead of UTC.
    latest = at.date().toordinal() + 1
    if birth_on and birth_on.toordinal() > latest:
        raise Refused("Nothing was recorded: the birth date lies ahead. Correct the date.")
    if deceased_on and deceased_on.toordinal() > latest:
        raise Refused("Nothing was recorded: the day of death lies ahead. Correct the date.")
    if birth_on and deceased_on and deceased_on < birth_on:
        raise Refused("Nothing was recorded: the day of death is before the birth date. Correct one of them.")
