"""No wording ships without the right to: our verdicts against the reference, and our forms against our verdicts."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.clinical.instruments import ALL, C_SSRS, ISI, PHQ_9, Choice, Instrument, Rights
from holdspace.clinical.instruments.building import FROM_PAPER, TOTAL_FROM_PAPER
from holdspace.clinical.instruments.wording import WORDING_AWAITED, shipped_without_a_right

REFERENCE = Path(__file__).resolve().parents[3].parent / "shared" / "reference" / "instruments.md"

# How the reference's tables call an instrument, where that is not its short name.
ROW = {
    "qids-sr16": "QIDS-SR16",
    "madrs-s": "MADRS",
    "pcl-5-weekly": "PCL-5",
    "ham-d": "HAM-D/HAM-A, LSAS, DASS-21",
    "ham-a": "HAM-D/HAM-A, LSAS, DASS-21",
    "lsas": "HAM-D/HAM-A, LSAS, DASS-21",
    "dass-21": "HAM-D/HAM-A, LSAS, DASS-21",
    "c-ssrs": "C-SSRS screener (recent)",
    "c-ssrs-since-last-visit": "C-SSRS since last visit",
    "assist": "ASSIST v3.1",
    "craving": "Craving 0-10 single item",
    "whodas-12": "WHODAS 2.0 12-item",
    "promis-global-10": "PROMIS Depression 4a/6a/8a, Anxiety 4a/6a/8a",
    "mood": "Osmind/other 1-item mood scale 0-10",
    "mini-cog": "Mini-Cog/SLUMS/DSST/clinic CogState",
    "slums": "Mini-Cog/SLUMS/DSST/clinic CogState",
    "dsst": "Mini-Cog/SLUMS/DSST/clinic CogState",
    "cadss": "CADSS (23 subjective of 28)",
    "5d-asc": "5D-ASC/11D-ASC",
    "11d-asc": "5D-ASC/11D-ASC",
    "rass": "RASS, MOAA/S",
    "moaas": "RASS, MOAA/S",
    "aldrete": "Aldrete, PADSS, MPADSS",
    "padss": "Aldrete, PADSS, MPADSS",
    "mpadss": "Aldrete, PADSS, MPADSS",
    "icsi": "O'Leary-Sant ICSI / ICPI",
    "icpi": "O'Leary-Sant ICSI / ICPI",
    "luts": "Own LUTS check",
}
# The reference gives no verdict of its own here: the stricter reading is taken.
STRICTER = {"bam": "TEXT probable (R) -> confirm", "cape-42": "freeware by author letter"}


def verdicts() -> dict[str, str]:
    """The last cell of every table row of the reference, by its first."""
    if not REFERENCE.exists():
        pytest.skip("The instruments reference is not beside this checkout (../shared/reference).")
    lines = [line for line in REFERENCE.read_text().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[-1] for row in cells}


def row_of(instrument: Instrument) -> str:
    default = ROW["promis-global-10"] if instrument.code.startswith("promis-") else instrument.short
    return ROW.get(instrument.code, default)


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.code)
class TestAnInstrument:
    def test_has_the_verdict_of_the_reference(self, instrument: Instrument) -> None:
        said = verdicts()[row_of(instrument)]
        if instrument.code in STRICTER:
            assert STRICTER[instrument.code] in said
            assert instrument.rights is Rights.SCORE
            return
        assert re.search(rf"\b{instrument.rights.name}\b", said), said
        if instrument.rights is Rights.TEXT:
            assert not re.search(r"\b(SCORE|PERM|NC)\b", said)

    def test_ships_no_words_that_its_verdict_forbids(self, instrument: Instrument) -> None:
        assert shipped_without_a_right(instrument) == ()

    def test_without_the_right_to_words_asks_by_number_in_ours(self, instrument: Instrument) -> None:
        if instrument.rights.wording_ships:
            assert all(item.wording for item in instrument.items)
            return
        assert instrument.asks in (FROM_PAPER, TOTAL_FROM_PAPER, C_SSRS.asks)
        for item in instrument.items:
            assert item.label == item.text
            assert len(item.label) <= 60, "a label, not a sentence"
            assert not re.search(r"\b(you|your|I|my|me)\b|\?", item.label)

    def test_says_whose_it_is_and_who_says_so(self, instrument: Instrument) -> None:
        assert instrument.rights_statement.endswith(".")
        assert all(source.text for source in instrument.sources)


class TestTheSearchForWordsWithoutARight:
    """The search must find what somebody could slip in."""

    def test_finds_the_wording_of_an_item(self) -> None:
        slipped = replace(ISI, items=(replace(ISI.items[0], wording="How bad is it?"), *ISI.items[1:]))
        assert shipped_without_a_right(slipped) == ("isi: item item_01",)

    def test_finds_the_words_of_an_answer(self) -> None:
        slipped = replace(ISI, choices=(Choice(0, "None at all"), *ISI.choices[1:]))
        assert shipped_without_a_right(slipped) == ("isi: answer 0",)

    def test_finds_the_words_of_an_answer_to_one_item(self) -> None:
        own = replace(ISI.items[0], choices=(Choice(0, "Not in the least"), *ISI.choices[1:]))
        assert shipped_without_a_right(replace(ISI, items=(own, *ISI.items[1:]))) == ("isi: answer 0",)

    def test_lets_words_pass_where_the_verdict_is_text(self) -> None:
        assert shipped_without_a_right(PHQ_9) == ()
        assert shipped_without_a_right(replace(PHQ_9, rights=Rights.NC)) != ()

    @pytest.mark.parametrize("rights", [Rights.SCORE, Rights.PERM, Rights.NC])
    def test_goes_by_three_of_the_four_verdicts(self, rights: Rights) -> None:
        assert not rights.wording_ships
        assert Rights.TEXT.wording_ships


class TestWordingThatIsAwaited:
    def test_is_of_instruments_that_ship_none(self) -> None:
        by_code = {instrument.code: instrument for instrument in ALL}
        for code, because in WORDING_AWAITED:
            assert not by_code[code].rights.wording_ships
            assert because.endswith(".")
