"""The look, as a Django application."""

from django.apps import AppConfig
from django.forms import Field


class UiConfig(AppConfig):
    """Base pages, parts, tokens and template tags; knows no patient."""

    name = "holdspace.ui"
    label = "ui"

    def ready(self) -> None:
        """Let an empty field say so in the house's words."""
        Field.default_error_messages["required"] = "Not answered yet."
