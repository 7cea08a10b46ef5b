"""The look, as a Django application."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base pages, parts, tokens and template tags; knows no patient."""

    name = "holdspace.ui"
    label = "ui"

    def ready(self) -> None:
        """Let an empty field say so in the house's words."""
        Field.default_error_messages["required"] = _("Not answered yet.")
