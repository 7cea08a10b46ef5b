"""Whose are the numbers? What no source fixes is marked as our judgement, and listed here by name."""

from types import ModuleType

import pytest

from holdspace.clinical import consenting, outcomes, pathway, protocols
from holdspace.clinical.monitoring import long_term
from holdspace.clinical.sources import Mark

# All numbers of these chapters but the named ones are ours; a new number of ours needs Source.judgement to pass,
# a new one of somebody else's is added here by whoever has read that source.
NOT_OURS = {
    protocols: {"G-01.in_esketamine.mg", "G-02.mg_per_kg_per_min"},
    long_term: {"LTS-01.rise", "LTS-02.times", "LTS-06.asrm"},
    pathway: set(),
    consenting: set(),
}
OF_SCALES = ("response.percent", "response.points", "remission", "change")


def judged(chapter: ModuleType) -> set[str]:
    return {each.code for each in chapter.THRESHOLDS if each.source.mark is Mark.JUDGEMENT}


class TestANumber:
    @pytest.mark.parametrize("chapter", NOT_OURS, ids=lambda chapter: chapter.__name__.rsplit(".", 1)[1])
    def test_is_our_judgement_unless_it_is_named_as_somebody_elses(self, chapter: ModuleType) -> None:
        assert {each.code for each in chapter.THRESHOLDS} - judged(chapter) == NOT_OURS[chapter]

    def test_of_a_scale_has_the_source_of_its_instrument_and_the_rest_of_the_outcomes_is_ours(self) -> None:
        ours = {code for code in judged(outcomes) if not code.endswith(OF_SCALES)}
        shared = {each.code for each in outcomes.THRESHOLDS if not each.code.endswith(OF_SCALES)}
        assert ours == shared

    @pytest.mark.parametrize("chapter", [*NOT_OURS, outcomes])
    def test_says_in_words_what_it_is(self, chapter: ModuleType) -> None:
        assert [each.code for each in chapter.THRESHOLDS if not each.title or not each.source.text] == []

    def test_has_a_code_that_no_other_chapter_uses(self) -> None:
        codes = [each.code for chapter in (*NOT_OURS, outcomes) for each in chapter.THRESHOLDS]
        assert len(codes) == len(set(codes))
