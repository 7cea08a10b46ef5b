"""What do we tell other systems of one patient? Filled forms, and the risk answers they raised, as one bundle."""

from collections.abc import Iterable
from datetime import datetime

from holdspace.chart.models import Patient, QuestionnaireResponse, RiskTask
from holdspace.chart.risks import at_hand
from holdspace.fhir.mappers import questionnaire_response, task
from holdspace.fhir.mappers.questionnaire import Json


def bundle_of(patient: Patient, *, at: datetime) -> Json:
    """Everything told of a patient at a moment, as a FHIR R4 collection; what was corrected is told as it stands."""
    forms = QuestionnaireResponse.objects.current().filter(patient=patient).exclude(answers={})
    risks = RiskTask.objects.filter(patient=patient).prefetch_related("events__recorded_by")
    resources = [
        *(questionnaire_response.to_fhir(row) for row in forms.order_by("answered_at", "id")),
        *(task.to_fhir(risk) for risk in at_hand(risks.order_by("raised_at"), at=at)),
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(timespec="seconds"),
        "entry": list(_entries(resources)),
    }


def _entries(resources: Iterable[Json]) -> Iterable[Json]:
    for resource in resources:
        yield {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
