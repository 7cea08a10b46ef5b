"""May the wording of an instrument travel with this software?"""

from enum import StrEnum


class Rights(StrEnum):
    """The verdict on an instrument's wording."""

    TEXT = "text"
    SCORE = "score"
    PERM = "perm"
    NC = "nc"

    @property
    def wording_ships(self) -> bool:
        """Whether item wording and answers are part of this software."""
        return self is Rights.TEXT

    @property
    def words(self) -> str:
        """The verdict in plain words."""
        return WORDS[self]


WORDS = {
    Rights.TEXT: "The wording may be shipped.",
    Rights.SCORE: "The wording may not be shipped: only scores are entered.",
    Rights.PERM: "The wording needs its owners' permission: until a clinic holds it, only scores are entered.",
    Rights.NC: "The wording is free for non-commercial use only: it is left out, and only scores are entered.",
}
