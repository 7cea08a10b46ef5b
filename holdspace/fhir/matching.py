"""Whom does a Patient resource mean: somebody who has a chart here, or somebody new?

Numbers decide, and the person must agree with them: a shared insurance number joins no father and son. A patient is
never matched by name alone; a chart too many can be joined later, two people in one chart cannot be taken apart.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from holdspace.chart.models import Patient, PatientIdentifier
from holdspace.clinic.models import AuditEntry, Clinic
from holdspace.fhir.bundles import Incoming
from holdspace.fhir.elements import NotReadable
from holdspace.fhir.mappers.patient import Described

SOURCE_ID = "https://holdspace.org/fhir/source-id"
NUMBER_PREFIX = "HS-"
Pair = tuple[str, str]

OF_TWO_PEOPLE = "Its numbers belong to two different patients here. Look which of them is meant, then import again."
OF_ANOTHER = (
    "One of its numbers belongs to a patient here with another name or birth date. "
    "Correct whichever is wrong, then import again."
)


def pairs_of(described: Described, incoming: Incoming) -> tuple[Pair, ...]:
    """The numbers a person is recognised by: their own, and the one of their resource at its source."""
    return (*described.identifiers, (SOURCE_ID, source_value(described, incoming)))


def source_value(described: Described, incoming: Incoming) -> str:
    """The resource's key; where two systems can use the same one, with a mark of the person."""
    if incoming.is_known_worldwide:
        return incoming.key
    face = [str(described.columns[name]) for name in ("given_name", "family_name", "birth_on", "birth_written", "sex")]
    mark = hashlib.sha256("\n".join(face).casefold().encode()).hexdigest()[:16]
    return f"{incoming.key}#{mark}"


def find(pairs: Iterable[Pair], *, clinic: Clinic) -> Patient | None:
    """The one patient of this clinic who bears any of these numbers."""
    wanted = set(pairs)
    known = PatientIdentifier.objects.filter(clinic=clinic, value__in=[value for _, value in wanted])
    borne = known.select_related("patient")
    patients = {one.patient_id: one.patient for one in borne if (one.system, one.value) in wanted}
    if len(patients) > 1:
        raise NotReadable(OF_TWO_PEOPLE)
    return next(iter(patients.values()), None)


def require_same_person(patient: Patient, described: Described) -> None:
    """Refuse a match by number where the person is plainly another."""
    columns = described.columns
    same_given = _agree(_first(patient.given_name), _first(columns["given_name"])) or _agree(
        _first(patient.called), _first(columns["given_name"])
    )
    same_family = patient.family_name.casefold() == columns["family_name"].casefold()
    same_birth = patient.birth_on is not None and patient.birth_on == columns["birth_on"]
    if not (same_given and (same_family or same_birth)):
        raise NotReadable(OF_ANOTHER)


def _first(name: str) -> str:
    return name.casefold().partition(" ")[0]


def _agree(here: str, there: str) -> bool:
    return here == there


def create(described: Described, *, clinic: Clinic, at: datetime) -> Patient:
    """Open a chart, under the clinic's next number."""
    return Patient.objects.create(clinic=clinic, number=next_number(clinic), created_at=at, **described.columns)


def next_number(clinic: Clinic) -> str:
    """The clinic's next patient number; the caller holds the clinic's lock."""
    numbers = Patient.objects.filter(clinic=clinic, number__startswith=NUMBER_PREFIX).values_list("number", flat=True)
    used = [int(number[len(NUMBER_PREFIX) :]) for number in numbers if number[len(NUMBER_PREFIX) :].isdecimal()]
    return f"{NUMBER_PREFIX}{max(used, default=0) + 1:04d}"


def remember(pairs: Iterable[Pair], *, patient: Patient) -> None:
    """Keep the numbers a patient is known by that are not kept yet."""
    known = set(PatientIdentifier.objects.filter(patient=patient).values_list("system", "value"))
    PatientIdentifier.objects.bulk_create(
        PatientIdentifier(patient=patient, clinic_id=patient.clinic_id, system=system, value=value)
        for system, value in dict.fromkeys(pairs)
        if (system, value) not in known
    )


def namesakes(patient: Patient) -> list[str]:
    """The numbers of other charts with the same name and birth date: perhaps the same person."""
    if patient.birth_on is None:
        return []
    same = Patient.objects.filter(
        clinic_id=patient.clinic_id,
        birth_on=patient.birth_on,
        family_name__iexact=patient.family_name,
        given_name__iexact=patient.given_name,
    )
    return sorted(same.exclude(pk=patient.pk).values_list("number", flat=True)[:3])


def update(patient: Patient, described: Described) -> tuple[list[str], bool]:
    """Take over what changed at the source; what a person entered here stands. Says what changed, and whether not all.

    A death is always taken over: a mistake there is seen at once, a dead patient called by the clinic is not undone.
    """
    differing = {
        name: value
        for name, value in described.columns.items()
        if value not in ("", None) and value != getattr(patient, name) and name not in ("is_deceased", "birth_written")
    }
    entered_here = _entered_here(patient)
    taken = {name: value for name, value in differing.items() if not entered_here or not getattr(patient, name)}
    if described.says_deceased is not None and (described.says_deceased or not entered_here):
        taken |= _death_if_new(patient, described)
    for name, value in taken.items():
        setattr(patient, name, value)
    if taken:
        patient.save(update_fields=list(taken))
    return sorted(taken), set(differing) > set(taken)


def _death_if_new(patient: Patient, described: Described) -> dict[str, Any]:
    if patient.is_deceased == described.says_deceased:
        return {}
    return {"is_deceased": described.says_deceased, "deceased_on": described.columns["deceased_on"]}


def _entered_here(patient: Patient) -> bool:
    """Whether somebody at this clinic has registered or corrected this person."""
    return AuditEntry.objects.filter(patient_id=patient.pk, subject_type="patient", is_read=False).exists()
