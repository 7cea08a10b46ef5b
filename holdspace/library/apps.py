"""The library app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The library app."""

    name = "holdspace.library"
