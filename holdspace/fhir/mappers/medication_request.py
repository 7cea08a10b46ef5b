"""MedicationRequest of another system: a medicine the patient was told to take, kept as a medication statement.

We differ from R4: only what is an order becomes a row. A plan or proposal (as the planned ketamine dose of a screening
bundle is) and a draft are not medicines of the patient, nor is an order not to give something. Dispensing, requester,
reason and notes are not kept; `since` is the day it was written."""

from holdspace.fhir.dates import when
from holdspace.fhir.elements import NotReadable, Resource, fit, flag, one_of
from holdspace.fhir.mappers.context import Context
from holdspace.fhir.mappers.medication import dosage_words, medicine_of
from holdspace.fhir.mappers.rows import MedicationStatement

STATUSES = frozenset({"active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown"})
ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
INTENTS = ORDERS | {"proposal", "plan", "option"}


def from_fhir(resource: Resource, context: Context) -> tuple[MedicationStatement, ...]:
    """The order as a medicine the patient was told to take."""
    status, intent = one_of(STATUSES, resource, "status"), one_of(INTENTS, resource, "intent")
    if intent not in ORDERS:
        raise NotReadable("It is a planned dose, not one of the patient's medicines.")
    if status == "draft":
        raise NotReadable("It is the draft of an order, not one of the patient's medicines.")
    if flag(resource, "doNotPerform"):
        raise NotReadable("It is an order not to give something, not one of the patient's medicines.")
    medicine = medicine_of(resource, context)
    return (
        MedicationStatement(
            codings=medicine.codings,
            text=fit(medicine.words, 500),
            status=status,
            since=when(resource, "authoredOn").written,
            dosage=fit(dosage_words(resource, "dosageInstruction"), 300),
            is_request=True,
        ),
    )
