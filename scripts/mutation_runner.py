"""Runs the clinical tests once for each planted mistake, in a copy of this process: a pytest plugin for mutation.py.

First all tests run once without a mistake, which tells which tests meet which function and how long they take. For a
mistake, the tests that meet its function run until one fails. A function that runs while modules
are read in (a rule made by a maker, say) shows its mistake only in a new process, so it gets one.
"""

import gc
import hashlib
import json
import os
import resource
import signal
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings
from mutation import PYTEST, package, tests_for
from mutmut.mutation import trampoline
from mutmut.state import state

NO_MISTAKE = "none"
MEETINGS = Path("meetings.json")
MET: set[str] = set()
"""Functions that ran since this was last emptied."""
PATIENCE = 15
"""A mistake may take this many times as long as the tests took without it, and a little more."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mistakes", type=Path)
    parser.addoption("--verdicts", type=Path)
    parser.addoption("--jobs", type=int, default=2)


def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """A slow machine is no reason to call a mistake noticed."""
    trampoline.record_trampoline_hit = meet
    trampoline.get_mutant_under_test = planted_now
    settings.register_profile("planted", deadline=None, suppress_health_check=list(HealthCheck))
    settings.load_profile("planted")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """In place of the usual loop: one round without mistakes, then a round for each."""
    if not session.config.option.mistakes:
        return None
    Trial(session).run(json.loads(session.config.option.mistakes.read_text()))
    return True


def meet(function: str, caller: str | None = None) -> None:
    """A planted function ran: kept in place of what mutmut would keep, which costs most of the time."""
    MET.add(function)


def planted_now() -> str:
    """The mistake that is planted just now, without looking through the environment at each call."""
    return trampoline._mutant_under_test or os.environ.get("MUTANT_UNDER_TEST", NO_MISTAKE)


def fingerprint() -> str:
    """Changes with the knowledge and its tests."""
    parts = (Path(part).rglob("*") for part in ("holdspace", "tests", "docs"))
    found = sorted(path for part in parts for path in part if path.suffix in {".py", ".md"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()


def function_of(mistake: str) -> str:
    return mistake.rpartition("__mutmut_")[0]


class Trial:
    """All tests, what each of them meets, and the mistakes that are being tried."""

    def __init__(self, session: pytest.Session) -> None:
        self.items = session.items
        self.jobs = session.config.option.jobs
        self.verdicts = session.config.option.verdicts
        # What other plugins read in before this one came was kept by mutmut itself.
        self.read_in = MET | state()._stats
        self.meeting: dict[str, list[pytest.Item]] = defaultdict(list)
        self.seconds: dict[str, float] = {}
        self.running: dict[int, str] = {}

    def run(self, mistakes: list[str]) -> None:
        MET.clear()
        print(f"{len(self.items)} tests without a mistake ...", flush=True)
        self._recall() or self._record()
        trampoline.set_mutant_under_test(NO_MISTAKE)
        for each in answers_kept():
            each.cache_clear()
        gc.freeze()
        self._prove_quiet(any(function_of(mistake) in self.read_in for mistake in mistakes))
        started = time.monotonic()
        for place, mistake in enumerate(mistakes, 1):
            self._room(self.jobs - 1)
            self._start(mistake)
            if place % 25 == 0:
                print(f"{place} of {len(mistakes)}, {time.monotonic() - started:.0f} s", flush=True)
        self._room(0)

    def _record(self) -> None:
        """Run each test once; one that fails as things are can notice nothing, and is left out."""
        keeping = answers_kept()
        for item, reports in rounds(self.items):
            if any(report.failed for report in reports):
                print(f"Left out, it fails without any mistake: {item.nodeid}", flush=True)
            else:
                self._sort_in(item, sum(report.duration for report in reports), MET)
            MET.clear()
            # An answer that is kept would hide from the next test what it rests on.
            for each in keeping:
                each.cache_clear()
        met = {item.nodeid: [] for item in self.items if item.nodeid in self.seconds}
        for function, items in self.meeting.items():
            for item in items:
                met[item.nodeid].append(function)
        MEETINGS.write_text(json.dumps([fingerprint(), self.seconds, met]))

    def _recall(self) -> bool:
        """What an earlier run recorded, while neither code nor tests have changed."""
        if not MEETINGS.exists():
            return False
        of, seconds, met = json.loads(MEETINGS.read_text())
        if of != fingerprint():
            return False
        for item in self.items:
            if item.nodeid in seconds:
                self._sort_in(item, seconds[item.nodeid], met[item.nodeid])
        return True

    def _sort_in(self, item: pytest.Item, seconds: float, functions: Iterable[str]) -> None:
        self.seconds[item.nodeid] = seconds
        for function in functions:
            self.meeting[function].append(item)

    def _prove_quiet(self, anew: bool) -> None:
        """One case of every test, without a mistake: what fails there would make every mistake look noticed."""
        everything = [item for item in self.items if item.nodeid in self.seconds]
        one_case = {item.nodeid.partition("[")[0]: item for item in reversed(everything)}
        self.running[copied(lambda: noticed_by(list(one_case.values())))] = NO_MISTAKE
        if anew:
            self.running[copied(lambda: self._noticed_anew(NO_MISTAKE))] = NO_MISTAKE

    def _start(self, mistake: str) -> None:
        met = self._soonest_first(self.meeting.get(function_of(mistake), []), f"tests/clinical/{package(mistake)}/")
        anew = function_of(mistake) in self.read_in
        if not met and not anew:
            self._write(mistake, "no_tests")
            return
        self.running[copied(lambda: self._notices(mistake, met, anew))] = mistake

    def _soonest_first(self, items: list[pytest.Item], near: str) -> list[pytest.Item]:
        """One case of every test before a second of any, for they mostly notice the same; the nearest tests first."""
        cases = Counter[str]()
        place: dict[str, tuple[int, bool, float]] = {}
        for item in sorted(items, key=lambda item: self.seconds[item.nodeid]):
            test = item.nodeid.partition("[")[0]
            place[item.nodeid] = (cases[test], not item.nodeid.startswith(near), self.seconds[item.nodeid])
            cases[test] += 1
        return sorted(items, key=lambda item: place[item.nodeid])

    def _notices(self, mistake: str, met: list[pytest.Item], anew: bool) -> bool:
        allowed = int(PATIENCE * (sum(self.seconds[item.nodeid] for item in met) + 1)) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 5))
        trampoline.set_mutant_under_test(mistake)
        return noticed_by(met) or (anew and self._noticed_anew(mistake))

    def _noticed_anew(self, mistake: str) -> bool:
        """Read everything in with the mistake in it, in a process of its own, for the tests of its package."""
        failing = [f"--deselect={item.nodeid}" for item in self.items if item.nodeid not in self.seconds]
        command = [*PYTEST, "-x", *tests_for([package(mistake)]), *failing]
        return subprocess.run(command, env=os.environ | {"MUTANT_UNDER_TEST": mistake}).returncode != 0

    def _room(self, most: int) -> None:
        """Wait until no more than so many copies are running."""
        while len(self.running) > most:
            process, status = os.wait()
            code = os.waitstatus_to_exitcode(status)
            verdict = "timeout" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "killed" if code else "survived"
            mistake = self.running.pop(process)
            if mistake != NO_MISTAKE:
                self._write(mistake, verdict)
            elif code:
                pytest.exit("The tests fail in a copy of the process without any mistake.", returncode=2)

    def _write(self, mistake: str, verdict: str) -> None:
        with self.verdicts.open("a") as verdicts:
            verdicts.write(json.dumps([mistake, verdict]) + "\n")


def answers_kept() -> list[_lru_cache_wrapper]:
    """Functions of knowledge and tests that keep their answers: a mistake below them would meet the right ones."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [each for each in found if getattr(each, "__module__", "").startswith(("holdspace.clinical", "tests."))]


def rounds(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, list[pytest.TestReport]]]:
    """Run tests one after the other; whoever asks stops when it has seen enough."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        yield item, runtestprotocol(item, log=False, nextitem=after)


def noticed_by(items: list[pytest.Item]) -> bool:
    return any(report.failed for _, reports in rounds(items) for report in reports)


def copied(does: Callable[[], bool]) -> int:
    """Start a copy of this process that does this in silence and answers with its exit code; its number."""
    process = os.fork()
    if process:
        return process
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    try:
        code = int(does())
    except BaseException:
        code = 1
    os._exit(code)
