"""Whose is a resource, and how does all that came for one patient enter their chart?"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.chart.locks import hold_course_of
from holdspace.chart.models import ImportRun, Patient
from holdspace.clinic import audit
from holdspace.clinic.models import Clinic, Staff
from holdspace.fhir import matching
from holdspace.fhir.bundles import Incoming
from holdspace.fhir.charting import Chart
from holdspace.fhir.elements import NotReadable
from holdspace.fhir.mappers import patient as patient_mapper
from holdspace.fhir.mappers.patient import Described
from holdspace.fhir.pool import NOT_HERE, Pool
from holdspace.fhir.reports import PatientReport, Tally
from holdspace.fhir.taking_in import OLDER, context_for, take_in

PART_OF = "part_of"
NAMESAKES = "A chart with the same name and birth date is here already: {numbers}. Look whether they are one person."
NOT_ALL_TAKEN = "What it says of the person differs from what was entered here, which stands. Compare the two."


@dataclass(frozen=True)
class Whose:
    """The patient a group of resources is about: one who came along, or one who has a chart here."""

    mark: str
    incoming: Incoming | None = field(default=None, compare=False)
    patient_id: UUID | None = field(default=None, compare=False)

    @classmethod
    def came_along(cls, incoming: Incoming) -> "Whose":
        """A patient of one of the files."""
        return cls(f"{incoming.key} {incoming.digest}", incoming=incoming)

    @classmethod
    def is_here(cls, patient: Patient) -> "Whose":
        """A patient who has a chart."""
        return cls(str(patient.pk), patient_id=patient.pk)


@dataclass
class People:
    """The patients one import is about."""

    clinic: Clinic
    pool: Pool
    at: datetime
    zone: ZoneInfo
    brought_in: dict[Whose, UUID] = field(default_factory=dict)

    def whose(self, one: Incoming, place: int) -> Whose:
        """The patient a resource is about; refused where that is nobody known."""
        subject = self.pool.subject_of(one, place)
        if subject.patient is not None:
            return Whose.came_along(subject.patient)
        pairs = [(matching.SOURCE_ID, subject.key)] if subject.key else []
        pairs += [subject.identifier] if subject.identifier else []
        patient = matching.find(pairs, clinic=self.clinic) if pairs else None
        if patient is None:
            raise NotReadable(NOT_HERE)
        return Whose.is_here(patient)

    def remember(self, whose: Whose, patient: Patient) -> None:
        """Know a patient who was brought in, for later files of this import."""
        self.brought_in[whose] = patient.pk


@dataclass(frozen=True)
class Charting:
    """One file on its way into the charts."""

    people: People
    run: ImportRun
    place: int

    @property
    def by(self) -> Staff | None:
        """Who imports; None from the command line."""
        return self.run.by

    def is_in_this_file(self, patient: Incoming) -> bool:
        """Whether a patient came in the file at hand, not in another of the same import."""
        return (patient.key, patient.digest) in self.people.pool.shelves[self.place].own

    @transaction.atomic
    def bring_in(self, whose: Whose, resources: list[Incoming], tally: Tally) -> Patient:
        """Bring a patient and all that came for them into the record, or nothing of it."""
        # One patient at a time in a clinic: two imports of one file must not both find nobody. SQLite has one writer.
        Clinic.objects.select_for_update(no_key=True).get(pk=self.people.clinic.pk)
        chart, is_new = self._opened(whose, tally)
        for one in resources:
            context = context_for(
                one, chart, pool=self.people.pool, place=self.place, at=self.people.at, zone=self.people.zone
            )
            take_in(one, chart, context)
        chart.write()
        self._audit(chart)
        patient = chart.patient
        tally.patients.append(PatientReport(str(patient.pk), patient.number, is_new, patient.is_deceased))
        return patient

    def _audit(self, chart: Chart) -> None:
        if chart.new_imports:
            audit.record(
                by=self.by,
                at=self.people.at,
                clinic=self.people.clinic,
                did=f"imported {len(chart.new_imports)} resources",
                to=chart.run,
                patient_id=chart.patient.pk,
                file=self.run.file_name,
            )

    def _opened(self, whose: Whose, tally: Tally) -> tuple[Chart, bool]:
        patient_id = whose.patient_id or self.people.brought_in.get(whose)
        if patient_id is not None and (whose.incoming is None or not self.is_in_this_file(whose.incoming)):
            return self._chart(Patient.objects.get(pk=patient_id), tally), False
        assert whose.incoming is not None
        described = patient_mapper.from_fhir(whose.incoming.resource, at=self.people.at)
        pairs = matching.pairs_of(described, whose.incoming)
        patient = matching.find(pairs, clinic=self.people.clinic)
        if patient is None:
            return self._opened_new(whose.incoming, described, tally), True
        matching.require_same_person(patient, described)
        chart = self._chart(patient, tally)
        self._take_in_person(whose.incoming, described, chart)
        return chart, False

    def _part(self) -> ImportRun:
        """A run for one patient of the file: its rows must point at a run before the file's own report is known."""
        whole = self.run
        return ImportRun(
            clinic=whole.clinic,
            by=whole.by,
            file_name=whole.file_name,
            sha256=whole.sha256,
            report={PART_OF: str(whole.pk)},
            imported_at=whole.imported_at,
        )

    def _chart(self, patient: Patient, tally: Tally) -> Chart:
        hold_course_of(patient.pk)
        patient.refresh_from_db()
        chart = Chart(patient, self._part(), self.people.at, tally)
        chart.read_what_is_here()
        return chart

    def _opened_new(self, incoming: Incoming, described: Described, tally: Tally) -> Chart:
        patient = matching.create(described, clinic=self.people.clinic, at=self.people.at)
        matching.remember(matching.pairs_of(described, incoming), patient=patient)
        chart = Chart(patient, self._part(), self.people.at, tally)
        chart.note_import(incoming, incoming.key, patient.pk, None)
        tally.count("Patient", "kept")
        for says in described.remarks:
            tally.remark("Patient", says, incoming.name)
        if numbers := matching.namesakes(patient):
            tally.remark("Patient", NAMESAKES.format(numbers=", ".join(numbers)), incoming.name)
        return chart

    def _take_in_person(self, incoming: Incoming, described: Described, chart: Chart) -> None:
        known = chart.by_content.get(("Patient", incoming.digest))
        if known is not None:
            outcome = "older" if known.pk in chart.superseded else "already_here"
        else:
            outcome = self._updated(incoming, described, chart)
        if outcome == "older":
            chart.tally.skip("Patient", OLDER, incoming.name)
        else:
            chart.tally.count("Patient", outcome)

    def _updated(self, incoming: Incoming, described: Described, chart: Chart) -> str:
        changed, not_all = matching.update(chart.patient, described)
        matching.remember(matching.pairs_of(described, incoming), patient=chart.patient)
        earlier = next(iter(chart.by_key.get(("Patient", incoming.key), ())), None)
        chart.note_import(incoming, incoming.key, chart.patient.pk, earlier)
        if not_all:
            chart.tally.remark("Patient", NOT_ALL_TAKEN, incoming.name)
        if changed:
            audit.record(
                by=self.by,
                at=self.people.at,
                clinic=self.people.clinic,
                did="took over changed patient details from an import",
                patient_id=chart.patient.pk,
                changed=changed,
            )
        return "amended" if changed else "already_here"
