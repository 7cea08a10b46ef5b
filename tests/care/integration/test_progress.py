"""How a small thing went is told later; the first plan stays readable."""

from datetime import timedelta

import pytest

from holdspace.care.integration import actions
from holdspace.chart.models import ActionProgress, EpisodeOfCare, IntegrationAction
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from tests.care.after_a_dose import NEXT_DAY, a_dose_given
from tests.care.integration.test_sessions import held
from tests.chart.build import a_clinic

pytestmark = pytest.mark.database


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def action(house):
    held(house, a_dose_given(house))
    return IntegrationAction.objects.get()


def told(house, action, status, words="", by="moreau", **given):
    return actions.record_progress(action=action, status=status, words=words, by=house.people[by], at=NEXT_DAY, **given)


class TestProgressOnASmallThing:
    @pytest.mark.parametrize("status", ["done", "under_way"])
    def test_needs_no_words(self, house, action, status):
        told(house, action, status)
        assert ActionProgress.objects.get().status == status

    @pytest.mark.parametrize("status", ["changed", "dropped"])
    def test_needs_words_when_it_is_changed_or_let_go(self, house, action, status):
        with pytest.raises(Refused, match="no words"):
            told(house, action, status, " ")
        assert not ActionProgress.objects.exists()
        told(house, action, status, "I write to her instead")
        assert ActionProgress.objects.get().words == "I write to her instead"

    def test_leaves_what_was_agreed_as_it_was(self, house, action):
        told(house, action, "changed", "I write to her instead")
        assert IntegrationAction.objects.get().what == "Ring my sister"

    def test_is_refused_ahead_of_its_time(self, house, action):
        with pytest.raises(Refused, match="lies ahead"):
            told(house, action, "done", told_at=NEXT_DAY + timedelta(minutes=1))

    def test_is_refused_without_a_choice(self, house, action):
        with pytest.raises(Refused, match="not chosen"):
            told(house, action, "")

    def test_is_refused_to_who_does_not_integrate(self, house, action):
        with pytest.raises(Denied):
            told(house, action, "done", by="bauer")

    def test_is_refused_in_a_closed_course(self, house, action):
        EpisodeOfCare.objects.update(closed_at=NEXT_DAY, closed_by=house.moreau, closed_because="Course complete")
        with pytest.raises(NotYet, match="closed"):
            told(house, action, "done")
        assert not ActionProgress.objects.exists()
