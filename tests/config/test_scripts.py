"""Do the scripts count rightly, and leave nothing behind?"""

import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
BESIDE = [sys.executable, SCRIPTS / "with_postgresql.py"]


@pytest.fixture(scope="module")
def runner():
    specification = importlib.util.spec_from_file_location("runner", SCRIPTS / "test.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def folder():
    """A folder that the server's user can walk into; pytest keeps its own closed."""
    with tempfile.TemporaryDirectory(prefix="holdspace-scripts-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


class TestTheClosingLine:
    def test_counts_as_pytest_does(self, runner):
        line = runner.closing_line(Counter(passed=102, skipped=2, failed=1), took_s=88.376)
        assert line.strip("= ") == "1 failed, 102 passed, 2 skipped in 88.38s"
        assert len(line) == 80

    def test_leaves_out_what_did_not_happen(self, runner):
        assert "failed" not in runner.closing_line(Counter(passed=1, failed=0), took_s=1)

    def test_says_so_when_nothing_ran(self, runner):
        assert "no tests ran" in runner.closing_line(Counter(), took_s=1)


class TestARunWithABrokenRule:
    @pytest.mark.parametrize(
        ("answers", "line", "status"), [((True, True), "2 passed", 0), ((True, False), "2 passed, 1 error", 1)]
    )
    def test_never_ends_on_a_line_that_reads_well(self, runner, monkeypatch, capsys, answers, line, status):
        told = dict(zip(("style", "types"), answers, strict=True))
        monkeypatch.setattr(runner, "RULES", tuple((name, []) for name in told))
        monkeypatch.setattr(runner, "keeps", lambda name, command: told[name])
        monkeypatch.setattr(runner, "tested", lambda engine, command, folder: (True, Counter(passed=1)))
        assert runner.main() == status
        last = capsys.readouterr().out.splitlines()[-1]
        assert last.strip("= ").startswith(f"{line} in ")


class TestCounting:
    def test_reads_every_way_a_test_can_end(self, runner, tmp_path):
        report = tmp_path / "report.xml"
        report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')
        assert runner.counted(report) == Counter(failed=1, error=2, skipped=3, passed=4)

    def test_takes_a_run_that_left_no_report_for_a_failure(self, runner, tmp_path):
        assert runner.counted(tmp_path / "none.xml") == Counter(error=1)


class TestADatabaseServerForOneCommand:
    def test_answers_while_the_command_runs_and_is_gone_afterwards(self, folder):
        words = "import os, psycopg; url = os.environ['HOLDSPACE_DATABASE_URL'].replace('/holdspace?', '/postgres?')\n"
        words += "print(psycopg.connect(url).info.server_version)\nraise SystemExit(3)"
        done = run_beside(folder, sys.executable, "-c", words)
        assert int(done.stdout) >= 150_000
        assert left_behind(folder) == []
        assert done.returncode == 3

    def test_is_gone_when_the_command_is_stopped_from_outside(self, folder):
        waiting = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
        with subprocess.Popen(
            [*BESIDE, *waiting], env=os.environ | {"TMPDIR": str(folder)}, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout.readline() == "here\n"
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 143
        deadline = time.monotonic() + 10
        while left_behind(folder) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert left_behind(folder) == []


def run_beside(folder, *command):
    environment = os.environ | {"TMPDIR": str(folder)}
    return subprocess.run(
        [*BESIDE, *command], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def left_behind(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith("holdspace-pg-")]
