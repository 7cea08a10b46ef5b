"""Does `holdspace import` keep what is good, say what is not, and exit 2 on a file nobody can read?"""

import gzip
import json
import shutil
import sqlite3

import pytest

from tests.serving import holdspace

ANNA = {
    "resourceType": "Patient",
    "id": "anna",
    "name": [{"use": "official", "family": "Weber", "given": ["Anna"]}],
    "gender": "female",
    "birthDate": "1987-03-14",
}


def bundle(*resources):
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


@pytest.fixture
def clinic(begun, tmp_path):
    """A clinic of its own, copied from one that has begun."""
    return shutil.copytree(begun, tmp_path / "clinic")


@pytest.fixture
def bring(clinic):
    return lambda *words: holdspace("import", *map(str, words), environment={"HOLDSPACE_DATA": str(clinic)})


def patients(clinic):
    with sqlite3.connect(clinic / "holdspace.sqlite3") as connection:
        return connection.execute("SELECT count(*) FROM chart_patient").fetchone()[0]


class TestAGoodFile:
    def test_is_brought_in_once_however_often_it_comes(self, clinic, bring, tmp_path):
        file = tmp_path / "anna.json"
        file.write_text(json.dumps(bundle(ANNA)))
        assert [bring(file).returncode, bring(file).returncode] == [0, 0]
        assert patients(clinic) == 1

    def test_is_reported_in_json_when_asked(self, bring, tmp_path):
        file = tmp_path / "anna.json.gz"
        file.write_bytes(gzip.compress(json.dumps(bundle(ANNA)).encode()))
        (told,) = json.loads(bring("--json", file).stdout)
        assert told["file"] == "anna.json.gz"
        assert told["refused"] is False


class TestAFileNobodyCanRead:
    @pytest.mark.parametrize("content", [b"", b'{"a":', b"\xff\xfe", b"[" * 5000, b'{"resourceType": "Spaceship"}'])
    def test_is_a_sentence_and_exit_2_and_writes_nothing(self, clinic, bring, tmp_path, content):
        file = tmp_path / "bad.json"
        file.write_bytes(content)
        answer = bring(file)
        assert answer.returncode == 2
        assert "Traceback" not in answer.stdout + answer.stderr
        assert patients(clinic) == 0

    def test_keeps_a_good_one_beside_it_out_too(self, clinic, bring, tmp_path):
        good, bad = tmp_path / "good.json", tmp_path / "bad.json"
        good.write_text(json.dumps(bundle(ANNA)))
        bad.write_text("{")
        assert bring(good, bad).returncode == 2
        assert patients(clinic) == 0


class TestAFolderWithoutAClinic:
    def test_takes_nothing_in_and_says_how_to_begin(self, tmp_path):
        file = tmp_path / "anna.json"
        file.write_text(json.dumps(bundle(ANNA)))
        answer = holdspace("import", str(file), environment={"HOLDSPACE_DATA": str(tmp_path / "data")})
        assert answer.returncode == 2
        assert "holdspace begin" in answer.stderr
