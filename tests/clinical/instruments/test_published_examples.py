"""Every scoring example of the reference, read as somebody would type it."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from holdspace.clinical.instruments import ALDRETE, Score, by_code, read_answers, score
from holdspace.clinical.outcomes import is_remission, is_response, percent_fall, rule_for

EXAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "scoring_examples.csv"

# What each word of the table is called here.
SAYS: dict[str, Callable[[Score, dict], object]] = {
    "total": lambda result, _: result.total,
    "raw": lambda result, _: result.raw,
    "sum": lambda result, _: result.raw,
    "band": lambda result, _: result.band,
    "tier": lambda result, _: result.band,
    "result": lambda result, _: result.band,
    "index": lambda result, _: result.index,
    "percent": lambda result, _: result.index,
    "provisional": lambda result, _: int(result.provisional),
    "positive": lambda result, _: int(result.positive),
    "poor": lambda result, _: int(result.positive),
    "critical": lambda result, _: int(bool(result.alerts)),
    "leave": lambda result, _: int(result.band == ALDRETE.bands[-1].name),
    "fit": lambda result, _: int(result.band == "fit to leave"),
    "item9": lambda _, answers: answers["self_harm"],
    "item12": lambda _, answers: answers["item_12"],
}


def rows(*, changes: bool = False) -> list[dict[str, str]]:
    if not EXAMPLES.exists():
        return []
    with EXAMPLES.open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["instrument"].startswith("CHANGE:") == changes]


def expected(row: dict[str, str]) -> dict[str, str]:
    return dict(part.split("=") for part in row["expected"].split(";"))


def typed(row: dict[str, str]) -> tuple[str, str]:
    """The instrument and its answers as they are typed; some rows say more in brackets."""
    name, _, more = row["instrument"].partition("(")
    more, answers = more.rstrip(")"), row["answers"]
    if more in ("male", "female"):
        return name, f"{answers} sex={more}"
    if more == "points":
        # Points that were already turned around: item 3 gives its point for a no.
        given = answers.split()
        return name, " ".join([*given[:2], str(1 - int(given[2])), *given[3:]])
    return name, answers


def agrees(found: object, wanted: str) -> bool:
    if isinstance(found, int | Decimal):
        return Decimal(found) == Decimal(wanted)
    return found == wanted


def known(row: dict[str, str]) -> str:
    return row["example_id"]


@pytest.mark.skipif(not rows(), reason="The published scoring examples are not beside this checkout.")
class TestAPublishedExample:
    @pytest.mark.parametrize("row", rows(), ids=known)
    def test_gives_what_its_source_says(self, row):
        name, answers = typed(row)
        instrument = by_code(name)
        given = read_answers(instrument, answers)
        result = score(instrument, given)
        assert isinstance(result, Score), result
        for word, wanted in expected(row).items():
            found = SAYS[word](result, given) if word in SAYS else result.subscales[word]
            assert agrees(found, wanted), f"{word} is {found}"

    @pytest.mark.parametrize("row", rows(changes=True), ids=known)
    def test_of_a_change_gives_what_its_source_says(self, row):
        told, says = dict(part.split("=") for part in row["answers"].split()), expected(row)
        base, now = int(told["base"]), int(told["now"])
        rule = rule_for(by_code(row["instrument"].removeprefix("CHANGE:")).code)
        fall = percent_fall(base, now)
        assert (fall is None) if says["pct"] == "undefined" else fall == Decimal(says["pct"])
        if "response" in says:
            assert is_response(base, now, rule) is (says["response"] == "1")
            assert is_remission(now, rule) is (says["remission"] == "1")

    def test_is_read_for_every_instrument_in_the_table(self):
        assert len(rows()) >= 40
        assert len(rows(changes=True)) >= 3
