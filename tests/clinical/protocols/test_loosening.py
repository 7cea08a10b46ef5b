"""Is an edited protocol less careful than the published one? Each way, on both sides."""

from typing import Any

import pytest

from holdspace.clinical import protocols
from holdspace.clinical.protocols.loosening import LESS_CAREFUL, what_loosens
from holdspace.clinical.sources import Mark


def loosened(code: str, changes: dict[str, Any]) -> tuple[str, ...]:
    published = protocols.by_id(code)
    assert published is not None
    return what_loosens(protocols.edited(published, changes), published)


@pytest.mark.parametrize(
    ("code", "careful", "less", "says"),
    [
        ("P-18", {"preparation_sessions": 4}, {"preparation_sessions": 2}, "2 preparation sessions, published 3."),
        ("P-03", {"minutes": 41}, {"minutes": 39}, "The dose is given over 39 min, published 40."),
        ("P-22", {"group_at_most": 3}, {"group_at_most": 7}, "Up to 7 people at once"),
        ("P-03", {"indications": ["F33.2"]}, {"indications": []}, "It is for more conditions than published."),
    ],
)
class TestAnEdit:
    def test_that_is_as_careful_loosens_nothing(self, code, careful, less, says) -> None:
        assert loosened(code, careful) == ()

    def test_that_is_less_careful_says_how(self, code, careful, less, says) -> None:
        (told,) = loosened(code, less)
        assert says in told


class TestWhatLoosens:
    def test_is_nothing_where_all_is_as_published(self) -> None:
        for published in protocols.PROTOCOLS:
            assert what_loosens(published, published) == ()

    def test_is_a_judgement_of_ours(self) -> None:
        assert LESS_CAREFUL.mark is Mark.JUDGEMENT
