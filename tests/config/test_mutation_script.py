"""Does the script that plants mistakes count rightly?"""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "mutation.py"


@pytest.fixture(scope="module")
def script():
    specification = importlib.util.spec_from_file_location("mutation", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class TestTheCount:
    def test_leaves_out_what_was_not_tried(self, script):
        stats = {"killed": 80, "timeout": 5, "survived": 10, "no_tests": 5, "skipped": 7, "total": 13134}
        assert script.counted(stats) == (85, 100)

    @pytest.mark.parametrize(
        ("noticed", "said"),
        [
            (90, "Planted mistakes noticed: 90 of 100, 90.0 %, enough."),
            (89, "Planted mistakes noticed: 89 of 100, 89.0 %, less than the 90 % that are asked for."),
        ],
    )
    def test_is_said_in_one_line(self, script, noticed, said):
        assert script.verdict(noticed, 100) == said

    def test_of_nothing_is_no_success(self, script):
        assert script.verdict(0, 0) == "No mistake was planted: nothing matches."
