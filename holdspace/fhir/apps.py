"""The FHIR edge's Django app."""

from django.apps import AppConfig


class FhirConfig(AppConfig):
    """The fhir app."""

    name = "holdspace.fhir"
