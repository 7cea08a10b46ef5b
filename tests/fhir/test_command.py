"""`holdspace import FILE...`: reports, exit 2 on bad input, and nothing half-written."""

import json
from pathlib import Path

import pytest

from holdspace.chart.models import Patient
from holdspace.clinic.models import Clinic
from tests.databases import OwnDatabase
from tests.fhir.build import as_bytes, bundle, depression, everything, patient
from tests.serving import holdspace


@pytest.fixture
def at_work(own_database: OwnDatabase) -> OwnDatabase:
    """A database with one clinic in it."""
    Clinic.objects.create(name="Harbour Clinic", crisis_line="112")
    return own_database


def bring_in(database: OwnDatabase, *arguments: object):
    return holdspace("import", *map(str, arguments), environment=database.environment)


def a_file(folder: Path, value, name: str) -> Path:
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else as_bytes(value))
    return path


class TestTheImportCommand:
    def test_brings_files_in_and_tells_in_words_and_in_json(self, at_work: OwnDatabase, tmp_path: Path) -> None:
        path = a_file(tmp_path, everything(), "maya.json")
        done = bring_in(at_work, path)
        assert (done.returncode, done.stderr) == (0, "")
        assert "HS-0001  new chart" in done.stdout
        (report,) = json.loads(bring_in(at_work, path, "--json").stdout)
        assert report["says"] == "Nothing changed: all of it was here already."
        assert Patient.objects.count() == 1

    def test_says_what_it_skipped_and_still_ends_well(self, at_work: OwnDatabase, tmp_path: Path) -> None:
        spoiled = bundle(patient(), depression(onsetDateTime="2019-02-30"))
        done = bring_in(at_work, a_file(tmp_path, spoiled, "maya.json"))
        assert done.returncode == 0
        assert "a date that does not exist" in done.stdout

    def test_refuses_what_cannot_be_read_with_exit_2_and_writes_nothing(
        self, at_work: OwnDatabase, tmp_path: Path
    ) -> None:
        good = a_file(tmp_path, everything(), "good.json")
        for raw, because in (
            (b'{"resourceType"', "not well-formed"),
            (b'{"resourceType": "Pateint"}', "none that FHIR"),
        ):
            done = bring_in(at_work, good, a_file(tmp_path, raw, "bad.json"))
            assert done.returncode == 2
            assert because in done.stdout + done.stderr
            assert "Traceback" not in done.stderr
        assert not Patient.objects.exists()

    def test_refuses_a_file_nothing_of_which_can_be_used(self, at_work: OwnDatabase, tmp_path: Path) -> None:
        done = bring_in(at_work, a_file(tmp_path, patient(birthDate="2019-02-30"), "bad.json"))
        assert done.returncode == 2
        assert "a date that does not exist" in done.stdout
