"""What does one sentence to a patient claim, and who says so?"""

from dataclasses import dataclass
from enum import StrEnum

from holdspace.clinical.sources import Source


class Claim(StrEnum):
    """What a sentence is: something known, something thought, how it is done here, or no claim at all."""

    FACT = "fact"
    HYPOTHESIS = "hypothesis"
    HERE = "here"
    NONE = "none"


@dataclass(frozen=True)
class Sentence:
    """One short plain sentence; whatever it claims, it says on whose word."""

    text: str
    claim: Claim = Claim.NONE
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if self.claim is not Claim.NONE and not self.sources:
            raise ValueError(f"Nobody is named for this: {self.text}")
        if self.claim is Claim.NONE and self.sources:
            raise ValueError(f"This claims nothing, yet it names a source: {self.text}")


def fact(text: str, *sources: Source) -> Sentence:
    """Something that is known, from a source."""
    return Sentence(text, Claim.FACT, sources)


def maybe(text: str, *sources: Source) -> Sentence:
    """Something that is thought and not proven."""
    return Sentence(text, Claim.HYPOTHESIS, sources)


def here(text: str, *sources: Source) -> Sentence:
    """How it is done in the clinic, and what that rests on."""
    return Sentence(text, Claim.HERE, sources)


def word(text: str) -> Sentence:
    """A sentence that claims nothing: it invites, asks or leads on."""
    return Sentence(text)


@dataclass(frozen=True)
class Section:
    """A heading and its sentences; as a list where they are points, as prose where they follow each other."""

    title: str
    sentences: tuple[Sentence, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Page:
    """One page for patients, short enough to read in a few minutes."""

    slug: str
    title: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source the page names, each once, in the order in which it first stands."""
        return tuple(dict.fromkeys(source for sentence in self.sentences for source in sentence.sources))


def points(title: str, *sentences: Sentence) -> Section:
    """A section of points."""
    return Section(title, sentences, is_list=True)


def prose(title: str, *sentences: Sentence) -> Section:
    """A section of sentences that follow each other."""
    return Section(title, sentences)
