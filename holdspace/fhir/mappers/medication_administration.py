"""MedicationAdministration: ketamine that was given earlier. No row of ours yet: read where a file alone is asked
whether a planned dose may stand. We differ from R4: what was not given, or is about another drug, tells the guards
nothing."""

from holdspace.clinical.protocols import EarlierDose
from holdspace.fhir.dates import period, when
from holdspace.fhir.elements import NotReadable, Resource, element, one_of
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.planned_dose import dose_of, drug_of, route_of

GIVEN = frozenset({"in-progress", "on-hold", "completed", "stopped"})
STATUSES = GIVEN | {"not-done", "entered-in-error", "unknown"}


def from_fhir(resource: Resource, context: Context) -> EarlierDose:
    """The dose that was given."""
    if one_of(STATUSES, resource, "status") not in GIVEN:
        raise NotReadable("It was not given, or was entered in error.")
    drug_of(resource, context)
    dosage = element(resource, "dosage")
    name = "effectiveDateTime"
    written = period(resource, "effectivePeriod")[0] if "effectivePeriod" in resource else when(resource, name)
    at = written.at(context.zone)
    if at is None:
        raise NotReadable("It does not say on which day it was given.")
    return EarlierDose(at, route_of(dosage), dose_of(element(dosage, "dose")))
