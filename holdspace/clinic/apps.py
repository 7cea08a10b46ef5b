"""Puts the database's own refusals in place after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClinicConfig(AppConfig):
    """The clinic app."""

    name = "holdspace.clinic"

    def ready(self) -> None:
        from holdspace.clinic.append_only import install_after_migrate

        # SQLite rebuilds a table to alter it and drops its triggers with the old one, so the refusals cannot live in
        # a migration: they are laid again, for every table, each time migrations have run.
        post_migrate.connect(install_after_migrate, dispatch_uid="append_only")
