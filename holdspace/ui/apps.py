"""The look, as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, parts, tokens and template tags; knows no patient."""

    name = "holdspace.ui"
    label = "ui"
