"""MedicationStatement. We differ from R4: category, reason, source, notes and derivation are not kept; `since` and
`until` are the effective period as written; dosage is one line of words."""

from holdspace.fhir.dates import period, when
from holdspace.fhir.elements import Resource, choice, fit, one_of, wrong_form
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.medication import dosage_words, medicine_of
from holdspace.fhir.mappers.rows import MedicationStatement

STATUSES = frozenset(
    {"active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown", "not-taken"}
)


def from_fhir(resource: Resource, context: Context) -> tuple[MedicationStatement, ...]:
    """What the patient says they take, as a row."""
    medicine = medicine_of(resource, context)
    since, until = _effective(resource)
    return (
        MedicationStatement(
            codings=medicine.codings,
            text=fit(medicine.words, 500),
            status=one_of(STATUSES, resource, "status"),
            since=since,
            until=until,
            dosage=fit(dosage_words(resource, "dosage"), 300),
        ),
    )


def _effective(resource: Resource) -> tuple[str, str]:
    kind, _ = choice(resource, "effective")
    if kind == "Period":
        start, end = period(resource, "effectivePeriod")
        return start.written, end.written
    if kind == "DateTime":
        return when(resource, "effectiveDateTime").written, ""
    if kind:
        raise wrong_form("effective")
    return "", ""
