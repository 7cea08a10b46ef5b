"""The side effects that one tap names."""

import pytest

from holdspace.clinical.monitoring.side_effects import SIDE_EFFECTS
from holdspace.clinical.sources import Mark

ROUND = 5
TURNS = [list(range(10))]
for _ in range(7):
    TURNS.append([TURNS[-1][place] for place in (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)])


def together(one: int, other: int) -> int:
    """Two digits combined as the turns and flips of a pentagon are, which is what Verhoeff's check rests on."""
    corner = (one - other if one >= ROUND else one + other) % ROUND
    return corner + (ROUND if (one < ROUND) != (other < ROUND) else 0)


def is_sound(code: str) -> bool:
    """Whether the last digit is the one the others ask for; one wrong digit or a swap of neighbours never passes."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = together(check, TURNS[place % 8][int(digit)])
    return check == 0


class TestASideEffect:
    @pytest.mark.parametrize("one", [each for each in SIDE_EFFECTS if each.code], ids=lambda each: each.term)
    def test_with_a_code_says_what_the_code_means_and_where_that_was_read(self, one):
        assert is_sound(one.code)
        assert one.means
        assert one.source.mark is Mark.VERIFIED

    @pytest.mark.parametrize("one", [each for each in SIDE_EFFECTS if not each.code], ids=lambda each: each.term)
    def test_without_one_claims_no_source_for_it(self, one):
        assert (one.means, one.source.mark) == ("", Mark.JUDGEMENT)

    def test_is_offered_once(self):
        assert len({one.term for one in SIDE_EFFECTS}) == len(SIDE_EFFECTS)
        codes = [one.code for one in SIDE_EFFECTS if one.code]
        assert len(set(codes)) == len(codes)


class TestTheCheckOfACode:
    @pytest.mark.parametrize(("code", "sound"), [("422587007", True), ("422587006", False), ("422578007", False)])
    def test_finds_a_slip_of_the_hand(self, code, sound):
        assert is_sound(code) is sound
