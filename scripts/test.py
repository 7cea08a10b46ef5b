"""Runs everything that must hold: style, types, the floors of the house, all tests on SQLite, and those that touch the
database on PostgreSQL too. The last line counts both runs, in pytest's own words, and a broken rule as an error, so
that it never reads well when the exit status is not 0. Arguments go to pytest.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
RULES = (
    ("style", [BIN / "ruff", "check", "--quiet"]),
    ("layout", [BIN / "ruff", "format", "--quiet", "--check"]),
    ("types", [BIN / "mypy", "--no-error-summary", "holdspace/clinical"]),
    ("scripts", [Path("node_modules/.bin/tsc").absolute(), "--project", "tsconfig.json"]),
    ("floors", [BIN / "lint-imports", "--no-logo"]),
    ("reference", [sys.executable, Path(__file__).with_name("reference.py"), "--check"]),
)
PYTEST = [BIN / "pytest", "--quiet", "--numprocesses", "2", "--dist", "loadfile"]
BESIDE_POSTGRESQL = [sys.executable, Path(__file__).with_name("with_postgresql.py")]
ENDINGS = ("failed", "passed", "skipped", "error")


def keeps(name: str, command: list[str | Path]) -> bool:
    """Run one check; say how it went, and all it said when it went badly."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="holdspace-check-") as data:
        # The type checker reads the settings, which make their keys in the data folder.
        environment = {**os.environ, "HOLDSPACE_DATA": data}
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(f"{name}: {'kept' if found.returncode == 0 else 'broken'} ({time.monotonic() - began:.0f} s)", flush=True)
    if found.returncode != 0:
        print(found.stdout + found.stderr, flush=True)
    return found.returncode == 0


def tested(engine: str, command: list[str | Path], folder: Path) -> tuple[bool, Counter[str]]:
    """Run the tests on one engine; count how they ended."""
    print(f"\nTests on {engine}", flush=True)
    report = folder / f"{engine}.xml"
    status = subprocess.run([*command, f"--junitxml={report}"], check=False).returncode
    return status == 0, counted(report)


def counted(report: Path) -> Counter[str]:
    """How many tests ended in which way; a run that left no report counts as one error."""
    if not report.exists():
        return Counter(error=1)
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    ended: Counter[str] = Counter()
    for suite in suites:
        number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
        passed = number["tests"] - number["failures"] - number["errors"] - number["skipped"]
        ended.update(failed=number["failures"], error=number["errors"], skipped=number["skipped"], passed=passed)
    return ended


def closing_line(ended: Counter[str], *, took_s: float) -> str:
    """One line that counts, as pytest writes it."""
    counts = ", ".join(f"{ended[name]} {name}" for name in ENDINGS if ended[name]) or "no tests ran"
    return f" {counts} in {took_s:.2f}s ".center(80, "=")


def main() -> int:
    """Run everything, whatever fails on the way; the exit status is 0 when nothing did."""
    began = time.monotonic()
    with ThreadPoolExecutor(2) as together:
        kept = list(together.map(lambda rule: keeps(*rule), RULES))
    broken = [name for (name, _), well in zip(RULES, kept, strict=True) if not well]
    good = [not broken]
    ended: Counter[str] = Counter(error=len(broken))
    with tempfile.TemporaryDirectory(prefix="holdspace-reports-") as folder:
        for engine, command in (
            ("SQLite", PYTEST),
            ("PostgreSQL", [*BESIDE_POSTGRESQL, *PYTEST, "-m", "database"]),
        ):
            passed, counts = tested(engine, [*command, *sys.argv[1:]], Path(folder))
            good.append(passed)
            ended += counts
    if broken:
        print(f"\nBroken: {', '.join(broken)}. What each said stands above.", flush=True)
    print("\n" + closing_line(ended, took_s=time.monotonic() - began), flush=True)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
