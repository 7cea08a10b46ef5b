"""Plants small mistakes into clinical knowledge, one at a time, and counts how many its tests notice.

`make mutate SAMPLE=600 SEED=7` draws mistakes at random, the same number from every package while it has them, and
prints for each package how many were noticed, the share, and the 95 % interval; for the whole, each package weighs as
many mistakes as it has. Without SAMPLE all are tried, which takes hours. `WHAT='holdspace.clinical.units.*'` narrows
it. Stopping early (Ctrl-C) counts what was tried so far. Afterwards: `.venv/bin/mutmut results`, `mutmut show NAME`.
"""

import argparse
import fnmatch
import json
import math
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLANTED = ROOT / "mutants"
TO_TRY = PLANTED / "to-try.json"
TRIED = PLANTED / "tried.jsonl"
CLINICAL = "holdspace.clinical."
# These look at source code or hunt with chance cases for bugs of their own; planted mistakes change both.
LEFT_OUT = (
    "tests/clinical/test_reference.py::TestARule",
    "tests/clinical/eligibility/test_properties.py::TestAPlantedBug",
)
OVER_ALL = ("tests/config/test_reference.py", *(f"--deselect={each}" for each in LEFT_OUT))
QUIET = ["-q", "-s", "-p", "no:cacheprovider", "-p", "mutation_runner"]
PYTEST = [sys.executable, "-m", "pytest", *QUIET]
ENOUGH_PERCENT = 90
SURE = 1.959964
"""Standard deviations of a normal curve, both sides of which leave 5 % out together."""
EXIT_CODES = {"killed": 1, "timeout": 36, "survived": 0, "no_tests": 33}
"""What mutmut's own commands read as these verdicts."""
NOTICED = ("killed", "timeout")
GENERATE = """
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.mutation.trampoline import set_mutant_under_test
set_mutant_under_test("mutant_generation")
copy_src_dir()
copy_also_copy_files()
create_mutants(2)
"""


def package(mistake: str) -> str:
    """The package of clinical knowledge a mistake stands in; a module on its own counts as one."""
    return mistake.removeprefix(CLINICAL).split(".")[0]


def shares(sizes: dict[str, int], sample: int) -> dict[str, int]:
    """How many to draw from each package: the same from all, and what a small one lacks goes to the others."""
    drawn: dict[str, int] = {}
    left = sample
    for place, name in enumerate(sorted(sizes, key=lambda name: (sizes[name], name))):
        drawn[name] = min(sizes[name], round(left / (len(sizes) - place)))
        left -= drawn[name]
    return drawn


def drawn(mistakes: Iterable[str], sample: int | None, seed: int) -> list[str]:
    """The mistakes to try, in a chance order that the seed fixes; so a run that was stopped is a sample too."""
    chance = random.Random(seed)
    by_package: dict[str, list[str]] = {}
    for mistake in sorted(mistakes):
        by_package.setdefault(package(mistake), []).append(mistake)
    sizes = {name: len(found) for name, found in by_package.items()}
    wanted = sizes if sample is None else shares(sizes, sample)
    chosen = [mistake for name, found in by_package.items() for mistake in chance.sample(found, wanted[name])]
    chance.shuffle(chosen)
    return chosen


@dataclass(frozen=True)
class Count:
    """What came of one package: how many mistakes it has, how many were tried, how many noticed."""

    name: str
    size: int
    tried: int
    noticed: int

    @property
    def share(self) -> float:
        return self.noticed / self.tried

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, narrower the more of the whole was tried; all of it tried is no estimate any more."""
        if self.tried == self.size:
            return self.share, self.share
        tried = self.tried * (self.size - 1) / (self.size - self.tried)
        spread = SURE * math.sqrt(self.share * (1 - self.share) / tried + SURE**2 / (4 * tried**2))
        middle = self.share + SURE**2 / (2 * tried)
        scale = 1 + SURE**2 / tried
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def counted(sizes: dict[str, int], verdicts: dict[str, str]) -> list[Count]:
    """One count for each package of which anything was tried."""
    tried = Counter(package(mistake) for mistake in verdicts)
    noticed = Counter(package(mistake) for mistake, verdict in verdicts.items() if verdict in NOTICED)
    return [Count(name, sizes[name], tried[name], noticed[name]) for name in sorted(tried)]


def whole(counts: list[Count]) -> tuple[float, float, float]:
    """Share noticed and its interval over all packages tried, each weighing as many mistakes as it has."""
    size = sum(count.size for count in counts)
    share = sum(count.size * count.share for count in counts) / size
    below = math.hypot(*(count.size * (count.share - count.interval[0]) for count in counts)) / size
    above = math.hypot(*(count.size * (count.interval[1] - count.share) for count in counts)) / size
    return share, max(0.0, share - below), min(1.0, share + above)


def table(counts: list[Count]) -> str:
    """What is printed last."""
    if not counts:
        return "No mistake was planted: nothing matches."
    rows = [f"{'package':<18} {'noticed / tried':>15} {'of':>6} {'share':>8}   95 % interval"]
    for count in counts:
        noticed = f"{count.noticed} / {count.tried}"
        rows.append(f"{count.name:<18} {noticed:>15} {count.size:>6} {_figures(count.share, *count.interval)}")
    sums = f"{sum(count.noticed for count in counts)} / {sum(count.tried for count in counts)}"
    overall = whole(counts)
    rows.append(f"{'whole, weighted':<18} {sums:>15} {sum(count.size for count in counts):>6} {_figures(*overall)}")
    asked = f"{ENOUGH_PERCENT} % that are asked for"
    rows.append(f"At least the {asked}." if enough(counts) else f"Less than the {asked}.")
    return "\n".join(rows)


def enough(counts: list[Count]) -> bool:
    """Whether the whole reaches what is asked for, also at the lower end of its interval."""
    return bool(counts) and whole(counts)[1] * 100 >= ENOUGH_PERCENT


def _figures(share: float, low: float, high: float) -> str:
    return f"{share * 100:>6.1f} %   {low * 100:.1f} to {high * 100:.1f} %"


def tests_for(packages: Iterable[str]) -> list[str]:
    """The tests of these packages and those that look at all of them, as pytest wants to be told."""
    clinical = Path("tests", "clinical")
    folders = [clinical / each for each in sorted(packages) if (PLANTED / clinical / each).is_dir()]
    alone = sorted(path.relative_to(PLANTED) for path in (PLANTED / clinical).glob("test_*.py"))
    return [*map(str, (*folders, *alone)), *OVER_ALL]


def plant() -> dict[str, Path]:
    """Every mistake there is, with the file that keeps its verdict; what did not change is not planted anew."""
    subprocess.run([sys.executable, "-c", GENERATE], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    found = sorted((PLANTED / "holdspace" / "clinical").rglob("*.meta"))
    # A module that is gone leaves its planted copy behind.
    kept = [path for path in found if (ROOT / path.relative_to(PLANTED)).with_suffix("").exists()]
    return {mistake: path for path in kept for mistake in json.loads(path.read_text())["exit_code_by_key"]}


def try_out(mistakes: list[str], jobs: int) -> dict[str, str]:
    """Run the tests once for each mistake; the runner writes each verdict down as it comes."""
    TO_TRY.write_text(json.dumps(mistakes))
    TRIED.unlink(missing_ok=True)
    search = os.pathsep.join([str(PLANTED), str(ROOT / "scripts")])
    command = [
        *PYTEST,
        *tests_for(set(map(package, mistakes))),
        f"--mistakes={TO_TRY}",
        f"--verdicts={TRIED}",
        f"--jobs={jobs}",
    ]
    # "stats" is mutmut's word for telling which functions run.
    environment = os.environ | {"PYTHONPATH": search, "MUTANT_UNDER_TEST": "stats"}
    try:
        subprocess.run(command, cwd=PLANTED, check=True, env=environment)
    except KeyboardInterrupt:
        print("Stopped.")
    lines = TRIED.read_text().splitlines() if TRIED.exists() else []
    return dict(json.loads(line) for line in lines)


def keep(verdicts: dict[str, str], where: dict[str, Path]) -> None:
    """Write the verdicts where mutmut's own commands look for them."""
    for path in {where[mistake] for mistake in verdicts}:
        kept = json.loads(path.read_text())
        codes = {each: EXIT_CODES[verdict] for each, verdict in verdicts.items() if where[each] == path}
        kept["exit_code_by_key"] |= codes
        path.write_text(json.dumps(kept, indent=4))


def main(arguments: list[str]) -> int:
    """Plant, draw, try, count, print."""
    parser = argparse.ArgumentParser(description="Counts how many planted mistakes the tests notice.")
    parser.add_argument("--what", default="", help="which mistakes, as patterns with stars; nothing means all")
    parser.add_argument("--sample", type=int, help="how many to draw; nothing means all")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    asked = parser.parse_args(arguments)
    where = plant()
    patterns = asked.what.split() or ["*"]
    matching = [each for each in where if any(fnmatch.fnmatch(each, pattern) for pattern in patterns)]
    verdicts = try_out(drawn(matching, asked.sample, asked.seed), asked.jobs) if matching else {}
    keep(verdicts, where)
    counts = counted(Counter(package(each) for each in matching), verdicts)
    print(table(counts))
    return 0 if enough(counts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
