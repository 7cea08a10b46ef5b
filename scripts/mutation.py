"""Plants small mistakes into clinical knowledge, one at a time, and counts how many its tests notice.

`make mutate`, or `make mutate WHAT='holdspace.clinical.eligibility.*'` for a slice. Prints killed and total. The whole
of clinical takes hours, a package takes minutes. What survived: `.venv/bin/mutmut results`, or `mutmut browse`.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTMUT = ROOT / ".venv" / "bin" / "mutmut"
STATS = ROOT / "mutants" / "mutmut-cicd-stats.json"
NOTICED = ("killed", "timeout", "segfault", "suspicious")
MISSED = ("survived", "no_tests")
ENOUGH_PERCENT = 90


def counted(stats: dict[str, int]) -> tuple[int, int]:
    """How many planted mistakes were noticed, of how many that were tried; a slice leaves the rest untried."""
    noticed = sum(stats.get(name, 0) for name in NOTICED)
    return noticed, noticed + sum(stats.get(name, 0) for name in MISSED)


def verdict(noticed: int, tried: int) -> str:
    """The one line that is printed last."""
    if not tried:
        return "No mistake was planted: nothing matches."
    share = noticed * 100 / tried
    enough = "enough" if share >= ENOUGH_PERCENT else f"less than the {ENOUGH_PERCENT} % that are asked for"
    return f"Planted mistakes noticed: {noticed} of {tried}, {share:.1f} %, {enough}."


def main(patterns: list[str]) -> int:
    """Run, count, print."""
    subprocess.run([MUTMUT, "run", *patterns], cwd=ROOT, check=False)
    subprocess.run([MUTMUT, "export-cicd-stats"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    noticed, tried = counted(json.loads(STATS.read_text()))
    print(verdict(noticed, tried))
    return 0 if tried and noticed * 100 >= ENOUGH_PERCENT * tried else 1


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:]).split()))
