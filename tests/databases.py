"""A database for one test, on whichever engine the tests run: real commits, thrown away afterwards.

The record refuses DELETE and TRUNCATE, so a test cannot empty its tables after a real commit as Django's transactional
tests do. It gets a copy of the empty, migrated test database instead, and the copy is dropped whole.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

COPIED_WITHIN_S = 10


@dataclass(frozen=True)
class OwnDatabase:
    """Where the copy is, in the words of the environment of a `holdspace` process."""

    data: Path
    environment: dict[str, str]


@contextmanager
def connected_to(name: str | Path) -> Iterator[None]:
    """Point Django's connection at another database of the same engine."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def sqlite_copy(folder: Path) -> Iterator[OwnDatabase]:
    """Copy the test database as the database file of a data folder of its own."""
    connection.close()
    file = folder / "holdspace.sqlite3"
    shutil.copy(connection.settings_dict["NAME"], file)
    _same_keys(folder)
    with connected_to(file):
        yield OwnDatabase(folder, {"HOLDSPACE_DATA": str(folder), "HOLDSPACE_DATABASE_URL": ""})


@contextmanager
def postgresql_copy(folder: Path) -> Iterator[OwnDatabase]:
    """Copy the test database on its server; the copy goes when the test ends, whoever is still connected."""
    connection.close()
    template, name = connection.settings_dict["NAME"], f"holdspace_{uuid4().hex}"
    _copy_on_the_server(template, name)
    _same_keys(folder)
    try:
        with connected_to(name):
            yield OwnDatabase(folder, {"HOLDSPACE_DATA": str(folder), "HOLDSPACE_DATABASE_URL": url_of(name)})
    finally:
        with maintenance() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copy_on_the_server(template: str, name: str) -> None:
    """Copy a database; a connection that was just closed counts for a moment longer, and holds the copying up."""
    deadline = time.monotonic() + COPIED_WITHIN_S
    while True:
        try:
            with maintenance() as server:
                server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            return
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection to the server itself, for making and dropping databases."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        yield server


def url_of(name: str) -> str:
    """The address of a database on the server the tests were given."""
    return urlunsplit(urlsplit(os.environ["HOLDSPACE_DATABASE_URL"])._replace(path=f"/{quote(name)}"))


def _same_keys(folder: Path) -> None:
    for key in ("secret-key", "field-keys"):
        shutil.copy(settings.DATA / key, folder / key)
