"""What patients are told: every claim has its source, and the words are plain."""

import re

import pytest

from holdspace.clinical import catalogue
from holdspace.clinical.education import PAGES, Claim, Page, Sentence, by_slug
from holdspace.clinical.education.sentence import fact, maybe, word
from holdspace.clinical.sources import Mark

EVERY = [(page.slug, sentence) for page in PAGES for sentence in page.sentences]
# Words by which a sentence speaks of drug, body or law; one that claims nothing has no need of them.
OF_A_CLAIM = re.compile(
    r"\d|\b(risk|harms?|blood|bladder|liver|brain|heart|breath|dose|approved|studies|study|percent|safe|dangerous)\b",
    re.IGNORECASE,
)
VOWELS = re.compile(r"[aeiouy]+")


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z’'-]+|\d+", text)


def parts_of(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if words_of(part)]


def syllables(told: str) -> int:
    plain = told.casefold()
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and len(VOWELS.findall(plain)) > 1
    return max(1, len(VOWELS.findall(plain)) - silent)


def reading_age(page: Page) -> float:
    """The age from which the page can be read, after Flesch and Kincaid."""
    parts = [part for sentence in page.sentences for part in parts_of(sentence.text)]
    told = [each for part in parts for each in words_of(part)]
    grade = 0.39 * len(told) / len(parts) + 11.8 * sum(map(syllables, told)) / len(told) - 15.59
    return grade + 5


class TestEverySentence:
    @pytest.mark.parametrize(("slug", "sentence"), EVERY)
    def test_of_fact_names_its_source(self, slug: str, sentence: Sentence) -> None:
        assert sentence.claim is Claim.NONE or sentence.sources

    @pytest.mark.parametrize(("slug", "sentence"), [each for each in EVERY if each[1].claim is Claim.NONE])
    def test_that_names_none_claims_nothing(self, slug: str, sentence: Sentence) -> None:
        assert not OF_A_CLAIM.search(sentence.text), slug

    @pytest.mark.parametrize(("slug", "sentence"), [each for each in EVERY if each[1].claim is Claim.FACT])
    def test_of_fact_rests_on_more_than_our_judgement(self, slug: str, sentence: Sentence) -> None:
        assert any(source.mark is not Mark.JUDGEMENT for source in sentence.sources)

    def test_of_fact_without_a_source_cannot_be_written(self) -> None:
        with pytest.raises(ValueError, match="Nobody is named for this: Ketamine cures everything"):
            fact("Ketamine cures everything.")
        with pytest.raises(ValueError, match="Nobody is named"):
            maybe("It may grow wings.")

    def test_planted_as_plain_words_is_caught_by_what_it_speaks_of(self) -> None:
        planted = word("It is safe for your heart in 99 of 100 people.")
        assert OF_A_CLAIM.search(planted.text)


class TestTheWords:
    def test_of_each_part_are_fewer_than_15(self) -> None:
        parts = [part for _, sentence in EVERY for part in parts_of(sentence.text)]
        long = [part for part in parts if len(words_of(part)) >= 15]
        assert long == []

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
    def test_of_a_page_can_be_read_at_twelve(self, page: Page) -> None:
        assert reading_age(page) <= 12.5

    def test_of_a_learned_page_would_not_pass(self) -> None:
        learned = "Administration of intravenous ketamine necessitates comprehensive cardiovascular monitoring."
        page = Page("learned", "", "", (PAGES[0].sections[0].__class__("", (word(learned),)),))
        assert reading_age(page) > 16


class TestThePages:
    def test_have_addresses_of_their_own(self) -> None:
        slugs = [page.slug for page in PAGES]
        assert len(set(slugs)) == len(slugs) == 11
        assert by_slug("risks") is not None and by_slug("magic") is None

    @pytest.mark.parametrize(
        ("slug", "must_say"),
        [
            ("what-ketamine-is", ("off-label", "surgery")),
            ("how-it-works", ("NMDA", "glutamate", "not proven", "rodents")),
            ("a-session", ("lozenge", "vein", "muscle", "spray")),
            ("preparing", ("4 hours", "24 hours", "takes you home", "by yourself")),
            ("risks", ("bladder", "liver", "misused", "depend", "Breathing", "Blood pressure")),
            ("what-it-is-not", ("not approved", "did not", "no difference")),
            ("who-it-is-not-for", ("psychotic", "blood pressure", "Pregnancy", "under 18", "theophylline")),
            ("other-medicines", ("Esketamine", "psilocybin", "7 days")),
            ("integration", ("therapist", "Sleep, movement, food")),
            ("after-a-session", ("Do not drive until the next day",)),
            ("when-to-call", ("Chest pain", "suicide")),
        ],
    )
    def test_say_what_a_patient_must_know(self, slug: str, must_say: tuple[str, ...]) -> None:
        page = by_slug(slug)
        assert page is not None
        told = " ".join(f"{part.title} {' '.join(each.text for each in part.sentences)}" for part in page.sections)
        assert [each for each in must_say if each.casefold() not in told.casefold()] == []

    def test_say_how_it_works_only_as_an_idea(self) -> None:
        page = by_slug("how-it-works")
        assert page is not None
        spoken = [s for s in page.sentences if re.search("glutamate|mood|links|rodents", s.text)]
        assert spoken and all(sentence.claim is Claim.HYPOTHESIS for sentence in spoken)

    def test_stand_in_the_bibliography_of_the_clinic(self) -> None:
        cited = {(each.source.text, each.source.link) for each in catalogue.sources()}
        assert {(source.text, source.link) for page in PAGES for source in page.sources} <= cited
