"""Whatever stands in a file, `holdspace screen` answers or refuses in a sentence; it never breaks and never obeys."""

import json
import random
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from holdspace.clinic.refusals import Refused
from holdspace.clinical.findings import Decision
from holdspace.config import cli
from holdspace.config.knowing.screening import screened
from tests.fhir.screening_bundles import a_bundle, given, medicine, plan, pressure, stated, written

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
JUNK = (
    None, True, False, 0, -1, 1e308, 10**400, 0.1, "", " ", "x", "2026-02-30", "9999-12-31T23:59:59+14:00", "\x1b[2J",
    "\u202e", "a" * 5000, [], {}, [None], [[]], {"coding": 1}, {"coding": [None]}, {"value": "x"}, {"reference": "#"},
    {"": ""},
)  # fmt: skip
DEEP: Any = json.loads("[" * 400 + "]" * 400)


def whole() -> dict[str, Any]:
    return a_bundle(
        plan("P-05", "IV", 0.5, "mg/kg", 40, 40),
        given("2026-01-05T09:00:00-05:00", 0.2),
        stated("last-seizure", "2025-06-10"),
        pressure=[pressure(150, 95), pressure(149, 94)],
        medicines=[medicine("Lorazepam", "6470"), medicine("Clarithromycin", "21212")],
    )


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value: what holds it, and its key there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [found for key in keys for found in ((value, key), *places(value[key]))]


def spoil(bundle: dict[str, Any], chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        found = places(bundle)
        if not found:
            return
        inside, key = chance.choice(found)
        if chance.random() < 0.3:
            del inside[key]
        else:
            inside[key] = chance.choice((*JUNK, DEEP))


@pytest.mark.parametrize("seed", range(25))
class TestASpoiledFile:
    def test_is_answered_or_refused_and_never_breaks(self, seed: int, tmp_path: Path) -> None:
        chance = random.Random(seed)
        for _ in range(5):
            bundle = whole()
            spoil(bundle, chance)
            path = written(bundle, tmp_path)
            try:
                answer = screened(Namespace(file=str(path), on=None, limits=None), now=NOW)
            except Refused as refusal:
                assert str(refusal).startswith("theo.json was not screened.")
                continue
            told = answer.as_dict()
            assert told["decision"] in set(Decision)
            assert json.loads(json.dumps(told)) == told
            assert answer.as_text()


class TestAHostileName:
    def test_is_shown_and_not_obeyed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = written(a_bundle(medicines=medicine("\x1b[2J\x07Zzyxolam")), tmp_path)
        assert cli.main(["screen", str(path)]) == 0
        shown = capsys.readouterr().out
        assert "Zzyxolam" in shown and "\x1b" not in shown and "\x07" not in shown
