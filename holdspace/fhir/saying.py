"""What does one resource say? The mapper for each resource that speaks of a patient."""

from collections.abc import Callable

from holdspace.fhir.bundles import Incoming
from holdspace.fhir.elements import Resource
from holdspace.fhir.mappers import (
    allergy_intolerance,
    condition,
    encounter,
    family_member_history,
    medication_list,
    medication_request,
    medication_statement,
    observation,
    procedure,
    questionnaire_response,
    rows,
)
from holdspace.fhir.mappers.context import Context

Said = (
    rows.AllergyIntolerance
    | rows.Condition
    | rows.Encounter
    | rows.FamilyMemberHistory
    | rows.MedicationReview
    | rows.MedicationStatement
    | rows.Observation
    | rows.Procedure
    | rows.QuestionnaireResponse
)
MAPPERS: dict[str, Callable[[Resource, Context], tuple[Said, ...]]] = {
    "Encounter": encounter.from_fhir,
    "Condition": condition.from_fhir,
    "AllergyIntolerance": allergy_intolerance.from_fhir,
    "MedicationStatement": medication_statement.from_fhir,
    "MedicationRequest": medication_request.from_fhir,
    "Observation": observation.from_fhir,
    "Procedure": procedure.from_fhir,
    "FamilyMemberHistory": family_member_history.from_fhir,
    "List": medication_list.from_fhir,
    "QuestionnaireResponse": questionnaire_response.from_fhir,
}


def said_by(incoming: Incoming, context: Context) -> tuple[Said, ...]:
    """All that one resource says; refused where it cannot be read."""
    return MAPPERS[incoming.type](incoming.resource, context)
