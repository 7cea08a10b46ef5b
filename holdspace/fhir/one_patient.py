"""What does a file say of the one patient in it? Read without a database, by the mappers that importing uses, so that a
bundle screened from its file gets the answer it would get once it stands in a chart."""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from holdspace.clinical.eligibility import CodedRecord, written
from holdspace.clinical.eligibility.record import ICD_10_CM
from holdspace.clinical.protocols import EarlierDose
from holdspace.clinical.units import MgPerKg
from holdspace.fhir import reading_files
from holdspace.fhir.bundles import Incoming, Opened, opened, references_of
from holdspace.fhir.dates import read_written
from holdspace.fhir.elements import Grouping, NotReadable, Withdrawn
from holdspace.fhir.mappers import medication_administration, patient, planned_dose, rows
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.medication import TAKEN_NOW
from holdspace.fhir.mappers.planned_dose import Plan
from holdspace.fhir.pool import NOT_HERE, Pool, Subject
from holdspace.fhir.reading_files import UnreadableFile
from holdspace.fhir.resource_types import BECOME_ROWS
from holdspace.fhir.saying import Said, said_by

GIVEN_EARLIER = "MedicationAdministration"
# Contacts elsewhere and procedures are kept in a chart; no rule of eligibility reads them.
READ_BY_NO_RULE = frozenset({"Encounter", "Procedure", "Patient", "Medication"})
IN_ERROR = "Its source says it was entered in error."
OF_SOMEBODY_ELSE = "It is about another patient than the one in the file."
NO_PATIENT = "It holds no patient. A screening reads one patient's bundle."
SEVERAL = "It holds {} patients. A screening reads one patient's bundle; make a file for each."
NO_BUNDLE = "It holds no FHIR bundle. A screening reads one patient's bundle."


@dataclass(frozen=True)
class NotRead:
    """A resource of the file that told the rules nothing, and why."""

    name: str
    because: str


@dataclass
class OnePatient:
    """All that a file says of its patient, as far as rules and guards read it."""

    record: CodedRecord
    written_on: date | None
    plans: tuple[Plan, ...]
    earlier: tuple[EarlierDose, ...]
    not_read: tuple[NotRead, ...]
    remarks: tuple[str, ...]


@dataclass
class _Reading:
    """One patient's resources on their way to a coded record."""

    pool: Pool
    person: Incoming
    at: datetime
    zone: tzinfo
    said: list[Said] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    earlier: list[EarlierDose] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    known: dict[str, UUID] = field(default_factory=dict)
    diagnoses: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, one: Incoming) -> None:
        """Read one resource, or note why it says nothing here."""
        try:
            self._refuse_somebody_elses(self.pool.subject_of(one, 0))
            self._read(one, self._context(one))
        except (Grouping, Withdrawn):
            return
        except NotReadable as reason:
            self.not_read.append(NotRead(one.name, str(reason)))

    def _refuse_somebody_elses(self, subject: Subject) -> None:
        if subject.patient is None and subject.identifier is not None:
            numbers = patient.identifiers_of(self.person.resource, at=self.at)
            if subject.identifier in numbers:
                return
        if subject.patient is None:
            raise NotReadable(NOT_HERE)
        if subject.patient.key != self.person.key:
            raise NotReadable(OF_SOMEBODY_ELSE)

    def _read(self, one: Incoming, context: Context) -> None:
        if one.type == GIVEN_EARLIER:
            self.earlier.append(medication_administration.from_fhir(one.resource, context))
        elif one.type == "MedicationRequest" and planned_dose.is_plan(one.resource):
            self.plans.append(self._with_diagnoses(planned_dose.from_fhir(one.resource, context), one))
        else:
            self._keep(one, said_by(one, context))
        self.remarks += [f"{one.name}: {says}" for says in context.remarks]

    def _keep(self, one: Incoming, said: tuple[Said, ...]) -> None:
        if all(map(_is_in_error, said)):
            raise Withdrawn(IN_ERROR)
        self.said += said
        self.known |= dict.fromkeys(one.aliases, uuid4())
        for each in said:
            if isinstance(each, rows.Condition):
                codes = tuple(c["code"] for c in each.codings if c["system"] == ICD_10_CM)
                self.diagnoses |= dict.fromkeys(one.aliases, codes)

    def _with_diagnoses(self, plan: Plan, one: Incoming) -> Plan:
        keys = [key for target in plan.reasons for key in references_of(target, one)]
        named = dict.fromkeys(code for key in keys for code in self.diagnoses.get(key, ()))
        return Plan(**(vars(plan) | {"indications": (*plan.indications, *named)}))

    def _context(self, one: Incoming) -> Context:
        return Context(
            at=self.at,
            zone=self.zone,
            row_of=lambda target: next((self.known[k] for k in references_of(target, one) if k in self.known), None),
            resource_of=lambda target: self.pool.medication(target, one, 0),
            takes_medicines=lambda: any(each.status in TAKEN_NOW for each in self._of(rows.MedicationStatement)),
        )

    def _of(self, noun: type[Any]) -> list[Any]:
        return [each for each in self.said if isinstance(each, noun)]

    def record(self) -> CodedRecord:
        """What the rules read."""
        review = max(self._of(rows.MedicationReview), key=lambda each: each.reviewed_at, default=None)
        return CodedRecord(
            birth_on=patient.birth_on(self.person.resource, at=self.at),
            sex=patient.sex_of(self.person.resource) or None,
            conditions=tuple(map(written.condition, self._of(rows.Condition))),
            allergies=tuple(map(written.allergy, self._of(rows.AllergyIntolerance))),
            medications=tuple(map(written.medication, self._of(rows.MedicationStatement))),
            # A moment keeps the clock it was written with: that of the place where the patient was.
            observations=tuple(written.observation(each, each.effective_at) for each in self._of(rows.Observation)),
            family_history=tuple(map(written.relative, self._of(rows.FamilyMemberHistory))),
            medication_list_complete=review is not None,
            no_medicines_stated=review is not None and review.takes_nothing,
            planned_dose_by_weight=any(isinstance(plan.amount, MgPerKg) for plan in self.plans) if self.plans else None,
        )


def read_one_patient(path: Path, *, now: datetime) -> OnePatient:
    """Read the bundle of one patient; raises `UnreadableFile` with a sentence where there is no such thing."""
    with reading_files.opened(path) as stream:
        return of_one_patient(opened(reading_files.read(stream, path.name), also=frozenset({GIVEN_EARLIER})), now=now)


def of_one_patient(file: Opened, *, now: datetime) -> OnePatient:
    """Read what an opened file says of its one patient."""
    person = _the_one_patient(file)
    moment = _written_at(file)
    pool = Pool()
    pool.add(0, file)
    zone = (moment or now).tzinfo or now.astimezone().tzinfo
    assert zone is not None
    reading = _Reading(pool, person, max(now, moment or now), zone)
    reading.not_read += [NotRead(fault.name or fault.type, fault.reason) for fault in file.faults]
    reading.remarks += file.notes
    for one in sorted(file.incoming, key=_order):
        if one.type not in READ_BY_NO_RULE:
            reading.take(one)
    return _told(reading, file, moment)


def _told(reading: _Reading, file: Opened, moment: datetime | None) -> OnePatient:
    try:
        if patient.has_died(reading.person.resource, at=reading.at):
            reading.remarks.insert(0, "The file says that this patient has died.")
        record = reading.record()
    except NotReadable as reason:
        raise UnreadableFile(file.file_name, f"Its patient could not be read. {reason}") from None
    return OnePatient(
        record=record,
        written_on=moment.date() if moment else None,
        plans=tuple(reading.plans),
        earlier=tuple(reading.earlier),
        not_read=tuple(reading.not_read),
        remarks=tuple(dict.fromkeys(reading.remarks)),
    )


def _the_one_patient(file: Opened) -> Incoming:
    if not file.written_at and not file.file_name.removesuffix(".gz").endswith((".ndjson", ".jsonl")):
        raise UnreadableFile(file.file_name, NO_BUNDLE)
    people = [one for one in file.incoming if one.type == "Patient"]
    if len(people) > 1:
        raise UnreadableFile(file.file_name, SEVERAL.format(len(people)))
    if not people or patient.is_animal(people[0].resource):
        faults = [fault.reason for fault in file.faults if fault.type == "Patient"]
        raise UnreadableFile(file.file_name, " ".join([NO_PATIENT, *faults[:1]]))
    return people[0]


def _written_at(file: Opened) -> datetime | None:
    """The moment the bundle was put together: the screening is of that day."""
    try:
        moments = [read_written(text, "timestamp").moment for text in file.written_at if text]
    except NotReadable as reason:
        raise UnreadableFile(file.file_name, str(reason)) from None
    return max((each for each in moments if each), default=None)


def _order(one: Incoming) -> int:
    # As importing reads them: diagnoses before the plan that names them, medicines before the list of them.
    return BECOME_ROWS.index(one.type) if one.type in BECOME_ROWS else len(BECOME_ROWS)


def _is_in_error(said: Said) -> bool:
    return "entered-in-error" in (getattr(said, "status", ""), getattr(said, "verification_status", ""))
