"""Does the script that plants mistakes draw and count rightly?"""

import importlib.util
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "mutation.py"


@pytest.fixture(scope="module")
def script():
    specification = importlib.util.spec_from_file_location("mutation", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    # A dataclass looks its own module up while it is made.
    sys.modules["mutation"] = module
    specification.loader.exec_module(module)
    yield module
    del sys.modules["mutation"]


@pytest.fixture
def runner(script, monkeypatch):
    monkeypatch.syspath_prepend(SCRIPT.parent)
    return importlib.import_module("mutation_runner")


def dies(number):
    """Ends its process as the system ends one that has used up its time."""
    os.kill(os.getpid(), number)


def mistakes(**sizes):
    """So many mistakes in each package."""
    return [
        f"holdspace.clinical.{name}.reading.x_read__mutmut_{n}" for name, size in sizes.items() for n in range(size)
    ]


class TestThePackage:
    @pytest.mark.parametrize(
        ("mistake", "package"),
        [
            ("holdspace.clinical.units.x_kilograms__mutmut_1", "units"),
            ("holdspace.clinical.eligibility.rules.body.x_weight__mutmut_12", "eligibility"),
        ],
    )
    def test_of_a_mistake_is_the_first_floor_below_clinical(self, script, mistake, package):
        assert script.package(mistake) == package


class TestTheDraw:
    def test_takes_the_same_number_from_each_package(self, script):
        assert script.shares({"a": 500, "b": 3000, "c": 100}, 90) == {"a": 30, "b": 30, "c": 30}

    def test_takes_all_of_a_small_package_and_gives_its_rest_to_the_others(self, script):
        assert script.shares({"small": 20, "large": 3000, "middle": 500}, 150) == {
            "small": 20,
            "middle": 65,
            "large": 65,
        }

    def test_takes_as_many_as_asked_for_whatever_the_sizes(self, script):
        sizes = {f"p{n}": 10 + 7 * n for n in range(13)}
        assert sum(script.shares(sizes, 301).values()) == 301

    def test_takes_everything_where_there_is_less_than_asked_for(self, script):
        assert script.shares({"a": 3, "b": 5}, 600) == {"a": 3, "b": 5}

    def test_follows_the_seed(self, script):
        everything = mistakes(pathway=200, units=40)
        first = script.drawn(everything, 60, seed=7)
        assert first == script.drawn(reversed(everything), 60, seed=7)
        assert set(first) != set(script.drawn(everything, 60, seed=8))
        assert Counter(script.package(each) for each in first) == {"pathway": 30, "units": 30}

    def test_is_mixed_so_that_a_run_that_was_stopped_is_a_sample_too(self, script):
        drawn = script.drawn(mistakes(pathway=200, units=200), 200, seed=7)
        assert 30 <= sum(script.package(each) == "units" for each in drawn[:100]) <= 70

    def test_without_a_number_takes_each_once(self, script):
        everything = mistakes(pathway=20, units=4)
        assert sorted(script.drawn(everything, None, seed=7)) == sorted(everything)


class TestTheCount:
    def test_takes_time_run_out_as_noticed_and_no_test_as_missed(self, script):
        verdicts = dict(zip(mistakes(units=5), ["killed", "timeout", "survived", "no_tests", "killed"], strict=True))
        assert script.counted({"units": 150, "pathway": 9}, verdicts) == [
            script.Count("units", 150, tried=5, noticed=3)
        ]

    @pytest.mark.parametrize(
        ("tried", "noticed", "size", "low", "high"),
        [
            # Out of endless many: the interval that every statistics package gives.
            (100, 90, 10**9, 0.8256, 0.9448),
            (50, 50, 10**9, 0.9287, 1.0),
            (50, 0, 10**9, 0.0, 0.0713),
            # Half of all were tried, so they count nearly twofold: Wilson's with 199.
            (100, 90, 200, 0.8504, 0.9344),
            # All were tried: nothing is left to chance.
            (100, 90, 100, 0.9, 0.9),
        ],
    )
    def test_has_wilsons_interval(self, script, tried, noticed, size, low, high):
        assert script.Count("units", size, tried, noticed).interval == pytest.approx((low, high), abs=0.0005)


class TestTheWhole:
    def test_weighs_each_package_by_the_mistakes_it_has(self, script):
        share, low, high = script.whole([script.Count("large", 900, 50, 45), script.Count("small", 100, 50, 50)])
        assert share == pytest.approx(0.9 * 0.9 + 0.1 * 1.0)
        assert low < share < high

    def test_of_one_package_is_that_package(self, script):
        one = script.Count("units", 150, 60, 55)
        assert script.whole([one]) == pytest.approx((one.share, *one.interval))

    def test_is_known_more_closely_than_its_packages(self, script):
        counts = [script.Count(name, 1000, 100, 92) for name in "abcd"]
        _, low, high = script.whole(counts)
        assert (high - low) == pytest.approx((counts[0].interval[1] - counts[0].interval[0]) / 2)

    @pytest.mark.parametrize(("noticed", "enough"), [(90, True), (89, False)])
    def test_is_enough_from_ninety_in_a_hundred(self, script, noticed, enough):
        assert script.enough([script.Count("units", 100, 100, noticed)]) is enough

    def test_is_not_enough_while_chance_may_have_lifted_it(self, script):
        assert not script.enough([script.Count("units", 10_000, 100, 92)])
        assert script.enough([script.Count("units", 10_000, 1000, 920)])

    def test_is_printed_in_a_table(self, script):
        counts = [script.Count("pathway", 1829, 150, 141), script.Count("units", 150, 150, 150)]
        assert script.table(counts).splitlines() == [
            "package            noticed / tried     of    share   95 % interval",
            "pathway                  141 / 150   1829   94.0 %   89.2 to 96.7 %",
            "units                    150 / 150    150  100.0 %   100.0 to 100.0 %",
            "whole, weighted          291 / 300   1979   94.5 %   90.1 to 97.0 %",
            "At least the 90 % that are asked for.",
        ]

    def test_of_nothing_is_no_success(self, script):
        assert script.table([]) == "No mistake was planted: nothing matches."
        assert not script.enough([])


class TestTheVerdict:
    @pytest.mark.parametrize(
        ("does", "verdict"),
        [
            (lambda: True, "killed"),
            (lambda: False, "survived"),
            (lambda: 1 / 0, "killed"),
            (lambda: dies(signal.SIGXCPU), "timeout"),
            (lambda: dies(signal.SIGKILL), "timeout"),
        ],
        ids=["a test failed", "none failed", "it broke down", "it took too long", "it would not stop"],
    )
    def test_is_read_from_how_the_copy_of_the_process_ended(self, runner, tmp_path, does, verdict):
        trial = runner.Trial.__new__(runner.Trial)
        trial.verdicts = tmp_path / "tried.jsonl"
        trial.running = {runner.copied(does): "holdspace.clinical.units.x_read__mutmut_1"}
        trial._room(0)
        assert json.loads(trial.verdicts.read_text()) == ["holdspace.clinical.units.x_read__mutmut_1", verdict]

    def test_is_kept_for_the_commands_that_show_a_mistake(self, script, tmp_path):
        first, second = mistakes(units=2)
        (tmp_path / "units.meta").write_text(json.dumps({"exit_code_by_key": {first: None, second: None}, "more": 1}))
        script.keep({second: "survived"}, {first: tmp_path / "units.meta", second: tmp_path / "units.meta"})
        kept = json.loads((tmp_path / "units.meta").read_text())
        assert kept == {"exit_code_by_key": {first: None, second: 0}, "more": 1}
