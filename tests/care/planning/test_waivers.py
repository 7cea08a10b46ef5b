"""A prescriber may go on past a block the rules let them pass, with a reason, for one dose."""

from datetime import timedelta

import pytest

from holdspace.care.planning import actions
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, StepWaiver
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.planning.course import an_order, booked, prepared, weighed
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database
TOMORROW = MORNING + timedelta(days=1)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    """A course in which one dose was given and nothing has followed yet."""
    episode = weighed(house, prepared(house))
    an_order(house, episode)
    session = booked(house, episode, TOMORROW)
    DosingSession.objects.filter(pk=session.pk).update(state="completed", started_at=TOMORROW)
    return episode


def waive(episode, by, block="integration", reason="Travels; speaks with her own therapist"):
    return actions.waive_step(episode=episode, step="next_dose", block=block, reason=reason, by=by, at=TOMORROW)


def open_blocks(episode):
    return [block.code for block in pathway.own_blocks(Step.NEXT_DOSE, facts.for_episode(episode, at=TOMORROW))]


class TestGoingOn:
    def test_takes_the_block_away_for_this_dose(self, house, episode):
        assert "integration" in open_blocks(episode)
        waive(episode, house.lindqvist)
        assert "integration" not in open_blocks(episode)

    def test_does_not_hold_after_the_next_dose(self, house, episode):
        waive(episode, house.lindqvist)
        later = TOMORROW + timedelta(days=14)
        session = booked(house, episode, later, at=TOMORROW)
        DosingSession.objects.filter(pk=session.pk).update(state="completed", started_at=later)
        assert "integration" in open_blocks(episode)

    def test_needs_a_reason(self, house, episode):
        with pytest.raises(Refused, match="no reason"):
            waive(episode, house.lindqvist, reason=" ")

    @pytest.mark.parametrize("block", ["call", "spacing", "made-up"])
    def test_is_refused_past_a_block_nobody_may_pass(self, house, episode, block):
        with pytest.raises(Refused, match="nobody may go past it"):
            waive(episode, house.lindqvist, block=block)
        assert not StepWaiver.objects.exists()

    def test_is_denied_to_a_therapist(self, house, episode):
        with pytest.raises(Denied):
            waive(episode, house.moreau)
