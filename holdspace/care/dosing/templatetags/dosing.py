"""Tags of the session pages."""

from django import template
from uuid6 import uuid7

from holdspace.chart.identity import allergies_of
from holdspace.chart.models import Patient

register = template.Library()


@register.simple_tag
def new_event_id() -> str:
    """The id of the entry a form will make, so that sending it twice is harmless."""
    return str(uuid7())


@register.simple_tag
def patient_allergies(patient: Patient) -> tuple[tuple[str, ...], bool]:
    """The allergies to show, and whether anybody has asked."""
    return allergies_of(patient)
