"""Does a connection keep what it acknowledges?"""

import contextlib
import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.utils import load_backend

from holdspace.clinic.models import Clinic
from holdspace.config.databases import embedded, on_a_server
from holdspace.config.databases.promises import POSTGRESQL, SQLITE, Answer, assert_kept

WEAKER = [
    ("journal_mode", "delete"),
    ("synchronous", "1"),
    ("foreign_keys", "0"),
    ("recursive_triggers", "0"),
    ("busy_timeout", "0"),
    ("transaction_mode", "None"),
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
]


@pytest.fixture
def opened(django_db_blocker):
    def opened(database, weaken):
        settings = {**connection.settings_dict, **database, "OPTIONS": {**database["OPTIONS"], **weaken}}
        trial = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias="trial")
        with django_db_blocker.unblock(), contextlib.closing(trial):
            trial.connect()

    return opened


class TestAPromise:
    def test_is_made_for_every_weakness_we_know(self):
        assert {name for name, _ in WEAKER} == {promise.name for promise in SQLITE + POSTGRESQL}

    @pytest.mark.parametrize(("name", "value"), WEAKER)
    def test_that_is_broken_refuses_the_connection_and_says_why(self, name, value):
        (promise,) = [promise for promise in SQLITE + POSTGRESQL if promise.name == name]
        with pytest.raises(ImproperlyConfigured, match=f"{name} is '{value}'") as refusal:
            assert_kept([Answer(promise, value)])
        assert promise.because in str(refusal.value)

    @pytest.mark.parametrize(
        "answer", [Answer(promise, value) for promise in SQLITE + POSTGRESQL for value in promise.accepted]
    )
    def test_that_is_kept_lets_the_connection_open(self, answer):
        assert_kept([answer])


@pytest.mark.database
class TestTheOpenConnection:
    def test_keeps_every_promise(self):
        answers = connection.promises()
        assert {answer.promise for answer in answers} == set(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        assert all(answer.kept for answer in answers)


class TestOpeningAWeakenedDatabase:
    @pytest.mark.parametrize(
        ("name", "weaken"),
        [
            ("synchronous", {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"}),
            ("journal_mode", {"init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL"}),
            ("recursive_triggers", {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"}),
            ("transaction_mode", {"transaction_mode": "DEFERRED"}),
            ("busy_timeout", {"timeout": 1}),
        ],
    )
    def test_is_refused_on_sqlite(self, tmp_path, opened, name, weaken):
        with pytest.raises(ImproperlyConfigured, match=f"Its setting {name} "):
            opened(embedded(tmp_path / "weak.sqlite3"), weaken)

    def test_is_refused_on_postgresql(self, opened, own_database, postgresql_only):
        with pytest.raises(ImproperlyConfigured, match="Its setting synchronous_commit is 'off'"):
            opened(dict(connection.settings_dict), {"options": "-c synchronous_commit=off"})

    def test_is_not_refused_as_it_is_delivered(self, opened, tmp_path):
        opened(embedded(tmp_path / "sound.sqlite3"), {})


class TestACommitOnSqlite:
    def test_is_on_the_disk_when_it_is_acknowledged(self, own_database, sqlite_only):
        with transaction.atomic():
            Clinic.objects.create(name="Lindenhof")
        elsewhere = sqlite3.connect(f"file:{own_database.data / 'holdspace.sqlite3'}?mode=ro", uri=True)
        assert elsewhere.execute("SELECT name FROM clinic_clinic").fetchall() == [("Lindenhof",)]
        elsewhere.close()


class TestTheAddressOfAServer:
    def test_is_taken_apart(self):
        database = on_a_server("postgresql://us%40er:p%2Fw@db.example:5433/clinic?sslmode=require")
        assert (database["NAME"], database["USER"], database["PASSWORD"]) == ("clinic", "us@er", "p/w")
        assert (database["HOST"], database["PORT"]) == ("db.example", "5433")
        assert database["OPTIONS"] == {"sslmode": "require"}

    def test_may_be_a_socket(self):
        assert on_a_server("postgresql:///clinic?host=/run/postgresql")["HOST"] == "/run/postgresql"

    @pytest.mark.parametrize("url", ["mysql://host/clinic", "postgresql://host", "clinic", "postgresql:///"])
    def test_that_makes_no_sense_stops_the_start(self, url):
        with pytest.raises(ImproperlyConfigured, match="must read postgresql://"):
            on_a_server(url)
