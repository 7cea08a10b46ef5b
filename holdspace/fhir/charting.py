"""What is here of one patient, and what is in line to be written, while their resources are taken in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from holdspace.chart.models import Encounter, ImportedResource, ImportRun, MedicationStatement, Patient
from holdspace.chart.models.base import Entry
from holdspace.fhir.bundles import Incoming, is_worldwide, references_of
from holdspace.fhir.elements import fit
from holdspace.fhir.mappers.medication import TAKEN_NOW
from holdspace.fhir.reports import Tally

ROWS_AT_ONCE = 500
SAYS_NO_FACT = {"id", "patient", "recorded_at", "recorded_by", "amends", "amended_because"}


@dataclass
class Chart:
    """One patient's chart in hand."""

    patient: Patient
    run: ImportRun
    at: datetime
    tally: Tally
    by_key: dict[tuple[str, str], list[ImportedResource]] = field(default_factory=dict)
    by_content: dict[tuple[str, str], ImportedResource] = field(default_factory=dict)
    superseded: set[UUID] = field(default_factory=set)
    rows_here: dict[str, UUID] = field(default_factory=dict)
    new_rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    new_imports: list[ImportedResource] = field(default_factory=list)

    def read_what_is_here(self) -> None:
        """Load what earlier imports have brought for this patient."""
        earlier = list(ImportedResource.objects.filter(patient=self.patient))
        self.superseded = {one.amends_id for one in earlier if one.amends_id}
        for one in earlier:
            self.by_content.setdefault((one.resource_type, one.content_sha256), one)
            if one.pk not in self.superseded:
                self.by_key.setdefault((one.resource_type, one.resource_id), []).append(one)
                self._lend_name(one)

    def _lend_name(self, one: ImportedResource) -> None:
        # A key like Encounter/1 may have been another system's; only the file at hand may use such names.
        if is_worldwide(one.resource_id):
            self.rows_here[one.resource_id] = one.row_id

    def row_of(self, target: str, incoming: Incoming) -> UUID | None:
        """The row that a reference inside a resource means, if it is this patient's."""
        return next((self.rows_here[key] for key in references_of(target, incoming) if key in self.rows_here), None)

    def answers_to(self, incoming: Incoming, row_id: UUID) -> None:
        """Let other resources find the row under every name its resource goes by."""
        self.rows_here |= dict.fromkeys(incoming.aliases, row_id)

    def note_import(self, incoming: Incoming, key: str, row_id: UUID, earlier: ImportedResource | None) -> None:
        """Remember that this content of this resource has become this row."""
        self.new_imports.append(
            ImportedResource(
                patient=self.patient,
                run=self.run,
                recorded_at=self.at,
                resource_type=incoming.type,
                resource_id=key,
                content_sha256=incoming.digest,
                row_id=row_id,
                amends=earlier,
                amended_because=self.because if earlier else "",
            )
        )
        self.answers_to(incoming, row_id)

    @property
    def because(self) -> str:
        """Why a row is amended."""
        return fit(f"Received again, changed, from {self.run.file_name}", 500)

    def add(self, row: Any) -> UUID:
        """Put a new row in line."""
        row.patient = self.patient
        if isinstance(row, Entry):
            row.recorded_at = self.at
        self.new_rows.setdefault(type(row), []).append(row)
        return row.pk

    def replace(self, head: Any, row: Any) -> tuple[UUID, bool]:
        """Let a row take the place of the one that stands; one that says the same changes nothing."""
        if facts_of(head) == facts_of(row):
            return head.pk, False
        if not isinstance(row, Entry):
            type(row)._default_manager.filter(pk=head.pk).update(**facts_of(row))
            return head.pk, True
        row.amends, row.amended_because = head, self.because
        return self.add(row), True

    def write(self) -> None:
        """Write everything in line: contacts first, because observations point at them."""
        if not self.new_imports:
            return
        self.run.save(force_insert=True)
        for model in sorted(self.new_rows, key=lambda one: one is not Encounter):
            model._default_manager.bulk_create(self.new_rows[model], batch_size=ROWS_AT_ONCE)
        ImportedResource.objects.bulk_create(self.new_imports, batch_size=ROWS_AT_ONCE)
        self.tally.has_written = True

    def takes_medicines(self) -> bool:
        """Whether a medicine in use stands in the chart or in line for it."""
        if any(row.status in TAKEN_NOW for row in self.new_rows.get(MedicationStatement, ())):
            return True
        here = MedicationStatement.objects.current().filter(patient=self.patient, status__in=TAKEN_NOW)
        return here.exists()


def facts_of(row: models.Model) -> dict[str, Any]:
    """What a row says, without who wrote it down and when."""
    fields = [one for one in row._meta.concrete_fields if one.name not in SAYS_NO_FACT]
    return {one.attname: getattr(row, one.attname) for one in fields}


def newest(model: type[models.Model], row_id: UUID) -> Any:
    """The row that stands now for one that was written once."""
    row: Any = model._default_manager.get(pk=row_id)
    while issubclass(model, Entry) and (later := model._default_manager.filter(amends=row).first()):
        row = later
    return row
