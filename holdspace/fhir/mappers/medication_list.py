"""List of medicines (LOINC 10160-0): somebody says that the list is whole. Becomes a medication review.

We differ from R4: lists of anything else are no rows; title, source, order and notes are not kept. A list counts as
whole only if every medicine on it is here; otherwise saying "complete" would hide the one that is missing."""

from holdspace.fhir.dates import when
from holdspace.fhir.elements import NotReadable, Resource, Withdrawn, concept, elements, flag, one_of
from holdspace.fhir.mappers.context import Context, reference
from holdspace.fhir.mappers.rows import MedicationReview

LOINC = "http://loinc.org"
MEDICATION_USE = "10160-0"
STATUSES = frozenset({"current", "retired", "entered-in-error"})
MODES = frozenset({"working", "snapshot", "changes"})


def from_fhir(resource: Resource, context: Context) -> tuple[MedicationReview, ...]:
    """The statement that the list of medicines is whole, as a row."""
    if not any(c["system"] == LOINC and c["code"] == MEDICATION_USE for c in concept(resource, "code").codings):
        raise NotReadable("It is a list of something else than medicines.")
    if one_of(STATUSES, resource, "status") != "current":
        raise Withdrawn("It is no longer the current list.")
    if one_of(MODES, resource, "mode") == "changes":
        raise NotReadable("It lists changes only, so it does not say what is taken.")
    reviewed_at = when(resource, "date", at=context.at).at(context.zone)
    if reviewed_at is None:
        raise NotReadable("It does not say on which day it was made.")
    return (MedicationReview(takes_nothing=_takes_nothing(resource, context), reviewed_at=reviewed_at),)


def _takes_nothing(resource: Resource, context: Context) -> bool:
    listed = [one for one in elements(resource, "entry") if not flag(one, "deleted")]
    if not listed:
        return _said_to_be_none(resource, context)
    if any(context.row_of(reference(one, "item")) is None for one in listed):
        raise NotReadable("Not every medicine on the list came with it, so the list is not whole here.")
    return False


def _said_to_be_none(resource: Resource, context: Context) -> bool:
    if concept(resource, "emptyReason").code != "nilknown":
        raise NotReadable("It is empty and does not say that nothing is taken.")
    if context.takes_medicines():
        raise NotReadable("It says that nothing is taken, yet a medicine in use stands in the chart. Ask the patient.")
    return True
