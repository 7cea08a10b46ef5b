"""A link that was locked is a task for whoever may ask, until somebody ends it."""

from datetime import date

import pytest

from holdspace.chart.links import make_link, revoke_link
from holdspace.portal.actions import confirm
from tests.board.build import board
from tests.chart.build import MORNING, a_clinic, an_episode

pytestmark = pytest.mark.database


def told(house, who):
    return [thing.says for thing in board(house.people[who], MORNING)["waiting"] if "wrong birth dates" in thing.says]


def test_a_locked_link_waits_on_clinicians_until_it_is_ended():
    house = a_clinic()
    episode = an_episode(house)
    link, _ = make_link(episode=episode, instruments=("phq-9",), due_on=None, by=house.moreau, at=MORNING)
    for tried in (1, 2, 3):
        assert told(house, "moreau") == []
        confirm(request=link, birth_on=date(1990, 1, tried), at=MORNING)
    assert len(told(house, "moreau")) == len(told(house, "bauer")) == 1
    assert told(house, "alvarez") == []
    revoke_link(asked=link, by=house.hale, at=MORNING)
    assert told(house, "moreau") == []
