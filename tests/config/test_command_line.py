"""What does the command line answer? Plain sentences, exit 2 on bad input, and nothing half-written."""

import json
import os
import shutil
import sqlite3
import stat

import pytest

from holdspace.config import cli
from tests.serving import begin, holdspace, served


@pytest.fixture
def run(tmp_path):
    return lambda *words, data=tmp_path / "data", typed="": holdspace(
        *words, environment={"HOLDSPACE_DATA": str(data)}, typed=typed
    )


@pytest.fixture
def answer_to(monkeypatch, capsys):
    """The command line without a process of its own."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(os, "umask", lambda mask: mask)

    def answer_to(*words):
        try:
            status = cli.main(words)
        except SystemExit as ended:
            status = ended.code
        return status, *capsys.readouterr()

    return answer_to


def rows(data, table):
    with sqlite3.connect(data / "holdspace.sqlite3") as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


class TestBadInput:
    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("frobnicate",),
            ("serve", "--port", "eighty"),
            ("serve", "--port", "0"),
            ("serve", "--port", "70000"),
            ("serve", "extra"),
            ("demo", "--seed", "x"),
            ("import",),
            ("import", "/no/such/file.json"),
            ("check", "--yaml"),
            ("begin",),
        ],
    )
    def test_is_one_plain_sentence_and_exit_2(self, answer_to, words):
        status, out, err = answer_to(*words)
        assert (status, out) == (2, "")
        assert len(err.strip().splitlines()) == 1

    def test_writes_nothing(self, run, tmp_path):
        run("import", "/no/such/file.json")
        assert not (tmp_path / "data" / "holdspace.sqlite3").exists()

    @pytest.mark.parametrize("words", [("--help",), ("serve", "--help")])
    def test_is_not_a_cry_for_help(self, answer_to, words):
        status, out, err = answer_to(*words)
        assert (status, err) == (0, "")
        assert "usage" in out


class TestRefusingToStart:
    def test_names_a_key_file_that_others_may_read(self, run, tmp_path):
        run("check")
        (tmp_path / "data" / "field-keys").chmod(0o644)
        answer = run("serve")
        assert answer.returncode == 2
        assert "Others on this machine may read the key file" in answer.stderr

    def test_names_a_setting_that_makes_no_sense(self, tmp_path):
        answer = holdspace("check", environment={"HOLDSPACE_DATA": str(tmp_path), "HOLDSPACE_WORKERS": "many"})
        assert answer.returncode == 2
        assert answer.stderr.startswith("Holdspace did not start. HOLDSPACE_WORKERS is 'many'")

    def test_names_a_database_server_that_does_not_answer(self, tmp_path):
        environment = {"HOLDSPACE_DATA": str(tmp_path), "HOLDSPACE_DATABASE_URL": "postgresql://localhost:1/clinic"}
        answer = holdspace("serve", environment=environment)
        assert answer.returncode == 2
        assert answer.stderr.startswith("Nothing was done: the database could not be used")

    def test_names_a_refusal_of_the_record_that_is_gone(self, begun, tmp_path):
        data = copy_of(begun, tmp_path)
        with sqlite3.connect(data / "holdspace.sqlite3") as connection:
            connection.execute("DROP TRIGGER clinic_auditentry_refuses_delete")
        answer = holdspace("serve", environment={"HOLDSPACE_DATA": str(data)})
        assert answer.returncode == 2
        assert "clinic_auditentry_refuses_delete" in answer.stderr

    def test_says_how_to_begin_where_nobody_could_sign_in(self, run):
        answer = run("serve")
        assert answer.returncode == 2
        assert "holdspace begin" in answer.stderr

    def test_names_a_port_that_is_taken(self, begun):
        with served(begun) as clinic:
            answer = clinic.command("serve", "--port", str(clinic.port))
            assert answer.returncode == 2
            assert f"Port {clinic.port} on 127.0.0.1 cannot be used: Address already in use" in answer.stderr


class TestCheck:
    def test_calls_a_sound_installation_fit(self, run, begun):
        answer = run("check", "--json", data=begun)
        told = json.loads(answer.stdout)
        assert answer.returncode == 0
        assert told["fit"] is True
        names = {line["name"] for line in told["lines"]}
        assert names >= {"synchronous", "foreign_keys", "recursive_triggers", "append-only refusals", "secret-key"}

    def test_says_in_words_what_it_looked_at(self, run, begun):
        answer = run("check", data=begun)
        assert "ok  synchronous            2" in answer.stdout
        assert "NOT" not in answer.stdout

    @pytest.mark.parametrize(("mode", "fit"), [(0o700, True), (0o750, False), (0o701, False)])
    def test_wants_the_data_folder_closed_to_others(self, run, begun, tmp_path, mode, fit):
        data = copy_of(begun, tmp_path)
        data.chmod(mode)
        assert (run("check", data=data).returncode == 0) is fit

    def test_tells_of_migrations_that_were_not_made_and_makes_none(self, run, tmp_path):
        answer = run("check")
        assert answer.returncode == 1
        assert "NOT migrations" in answer.stdout
        assert rows_of_schema(tmp_path / "data") == 0

    def test_tells_of_a_clear_address_beyond_this_machine(self, begun):
        environment = {"HOLDSPACE_DATA": str(begun), "HOLDSPACE_ADDRESS": "http://clinic.example"}
        assert "NOT address" in holdspace("check", environment=environment).stdout


class TestBegin:
    def test_sets_up_a_clinic_with_one_manager(self, begun):
        counted = {table: rows(begun, f"clinic_{table}") for table in ("clinic", "site", "staff", "heldrole")}
        assert counted == {"clinic": 1, "site": 1, "staff": 1, "heldrole": 1}

    def test_leaves_everything_it_wrote_to_its_owner_alone(self, begun):
        assert not [file for file in begun.iterdir() if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077]

    def test_is_written_into_the_audit_trail(self, begun):
        assert rows(begun, "clinic_auditentry") == 1

    def test_is_refused_a_second_time(self, begun):
        answer = begin(begun, **{"--clinic": "Another"})
        assert answer.returncode == 2
        assert "already holds one" in answer.stderr
        assert rows(begun, "clinic_clinic") == 1

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"typed": "short\n"}, "too short"),
            ({"typed": "\n"}, "too short"),
            ({"--email": "ada"}, "valid email"),
            ({"--time-zone": "Berlin"}, "no time zone 'Berlin'"),
        ],
    )
    def test_sets_up_nothing_from_words_that_make_no_sense(self, tmp_path, changed, says):
        answer = begin(tmp_path, **changed)
        assert answer.returncode == 2
        assert says in answer.stderr
        assert not (tmp_path / "holdspace.sqlite3").exists()


class TestTheDemo:
    @pytest.mark.parametrize("words", [("demo", "--no-serve"), ("demo", "--no-serve", "--afresh")])
    def test_never_mixes_with_a_real_clinic_nor_takes_it_away(self, run, begun, words):
        answer = run(*words, data=begun)
        assert answer.returncode == 2
        assert "holds a real clinic" in answer.stderr
        assert rows(begun, "chart_patient") == 0
        assert rows(begun, "clinic_clinic") == 1


def copy_of(begun, folder):
    return shutil.copytree(begun, folder / "copy")


def rows_of_schema(data):
    with sqlite3.connect(data / "holdspace.sqlite3") as connection:
        return connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
