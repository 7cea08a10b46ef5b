"""Are curves drawn where they belong, and their names kept apart?"""

from itertools import pairwise

import pytest

from holdspace.library.curves import HEAD, HEIGHT, NAMES_APART, _clear, _step


class TestTheAxis:
    @pytest.mark.parametrize(
        ("highest", "step"), [(0.8, 1), (5.9, 1), (6.1, 2), (59, 10), (61, 20), (340, 100), (299, 50), (5900, 1000)]
    )
    def test_has_a_round_step_and_few_marks(self, highest: float, step: float) -> None:
        assert _step(highest) == step


class TestNames:
    @pytest.mark.parametrize("places", [[300.0, 302.0, 305.0], [10.0, 200.0, 340.0], [350.0, 350.0, 350.0], [120.0]])
    def test_keep_clear_of_one_another_and_inside(self, places: list[float]) -> None:
        found = sorted(_clear(places))
        assert all(below - above >= NAMES_APART - 0.2 for above, below in pairwise(found))
        assert found[-1] <= HEAD + HEIGHT

    def test_keep_the_order_of_their_lines(self) -> None:
        assert _clear([305.0, 300.0]) == sorted(_clear([305.0, 300.0]), reverse=True)
