"""What every test may ask for: a database of its own, a running clinic, a browser that forgives nothing."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page

from tests import serving
from tests.browsing import Visits, chromium
from tests.databases import OwnDatabase, postgresql_copy, sqlite_copy
from tests.serving import ServedClinic, holdspace, served

MANAGER = (serving.MANAGER, serving.EMAIL, serving.PASSWORD)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever touches the database says so, and so runs on PostgreSQL too; the long tier runs only when asked for."""
    asked_for = config.getoption("markexpr")
    if "soak" not in asked_for:
        long_tier = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long_tier)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if "transactional_db" in fixtures or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(f"{item.nodeid}: the record cannot be emptied; use the fixture own_database.")
        if item.get_closest_marker("database") and not fixtures & {"db", "own_database"}:
            item.add_marker("django_db")
        if marker or fixtures & {"db", "own_database"}:
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Slow password hashing protects patients, not tests; sign-in limits are tested where they are switched on."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers, ACCOUNT_RATE_LIMITS=False):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker):
    """The migrated test database. pytest-django makes it only for tests it wraps in a transaction itself."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[OwnDatabase]:
    """A migrated database that only this test has: commits are real, and other processes can join in."""
    folder = tmp_path / "clinic"
    folder.mkdir(mode=0o700)
    copy = sqlite_copy if connection.vendor == "sqlite" else postgresql_copy
    with django_db_blocker.unblock(), copy(folder) as database:
        yield database


@pytest.fixture
def sqlite_only() -> None:
    """For what only the embedded database does."""
    if connection.vendor != "sqlite":
        pytest.skip("About SQLite; this run is on PostgreSQL.")


@pytest.fixture
def postgresql_only() -> None:
    """For what only a server does."""
    if connection.vendor != "postgresql":
        pytest.skip("About PostgreSQL; this run is on SQLite.")


def made_once(factory: pytest.TempPathFactory, name: str, *command: str, typed: str = "") -> Path:
    """A copy of a data folder that one command made; made once for all workers of this run, as making it takes long."""
    mine = factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    made = shared / f"{name}-made-once"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = shared / f"{name}-draft"
            answer = holdspace(*command, environment={"HOLDSPACE_DATA": str(draft)}, typed=typed)
            assert answer.returncode == 0, answer.stderr
            draft.rename(made)
    return shutil.copytree(made, factory.mktemp(name) / "data")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a clinic that has begun and is not being served; copied by whoever changes it."""
    return made_once(tmp_path_factory, "begun", "begin", *serving.BEGIN, typed=f"{serving.PASSWORD}\n")


@pytest.fixture(scope="session")
def running_clinic(begun: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[ServedClinic]:
    """A new clinic with one manager and nobody else yet, served for the whole run on the embedded database."""
    data = shutil.copytree(begun, tmp_path_factory.mktemp("running-clinic") / "data")
    with served(data, blocker=django_db_blocker) as clinic:
        yield clinic


@pytest.fixture(scope="session")
def demo_clinic(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[ServedClinic]:
    """The demo clinic with all its invented patients, served for the whole run."""
    data = made_once(tmp_path_factory, "demo", "demo", "--no-serve")
    with served(data, "demo", blocker=django_db_blocker) as clinic:
        yield clinic


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run.

    Playwright keeps an event loop in this thread. Django takes what runs beside one for asynchronous code, and gives it
    connections of its own: those from before and from within are closed, or they would hold their database for ever.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    close_idle_connections()
    with chromium() as started:
        yield started
        close_idle_connections()


def close_idle_connections() -> None:
    """Close every connection of this thread that no test is in the middle of using."""
    for opened in connections.all(initialized_only=True):
        if not opened.in_atomic_block:
            opened.close()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Pages of as many people as the test needs; any complaint of the browser fails the test."""
    visits = Visits(browser)
    yield visits
    faults = visits.end()
    assert not faults, "The browser complained:\n" + "\n".join(faults)


@pytest.fixture
def page(visits: Visits) -> Page:
    """One page of one visitor."""
    return visits.open()
