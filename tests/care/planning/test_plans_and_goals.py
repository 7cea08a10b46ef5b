"""Goals in the patient's words, a plan that fits its protocol, and a prescriber who answers for it."""

import pytest

from holdspace.care.consent import actions as consent
from holdspace.care.planning import actions, gates
from holdspace.chart import facts
from holdspace.chart.models import CarePlan, Consent, Goal, PlanApproval
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from tests.care.planning.course import EARLIER, a_plan, consented, eligible, planned
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house():
    return a_clinic()


class TestAGoal:
    def test_is_kept_as_the_patient_says_it(self, house):
        goal = actions.add_goal(episode=an_episode(house), words=" Ring my sister ", by=house.moreau, at=MORNING)
        assert goal.words == "Ring my sister"

    def test_needs_words(self, house):
        with pytest.raises(Refused, match="there are no words"):
            actions.add_goal(episode=an_episode(house), words=" ", by=house.moreau, at=MORNING)

    def test_is_not_written_by_a_coordinator(self, house):
        with pytest.raises(Denied):
            actions.add_goal(episode=an_episode(house), words="Sleep", by=house.alvarez, at=MORNING)

    def test_let_go_no_longer_counts_and_stays_in_the_record(self, house):
        episode = an_episode(house)
        goal = actions.add_goal(episode=episode, words="Sleep", by=house.moreau, at=EARLIER)
        actions.drop_goal(goal=goal, because="Sleeps well now", by=house.moreau, at=MORNING)
        assert facts.for_episode(episode, at=MORNING).goals == 0
        assert Goal.objects.count() == 2

    def test_is_let_go_once_and_with_a_reason(self, house):
        goal = actions.add_goal(episode=an_episode(house), words="Sleep", by=house.moreau, at=EARLIER)
        with pytest.raises(Refused, match="no reason was given"):
            actions.drop_goal(goal=goal, because="", by=house.moreau, at=MORNING)
        actions.drop_goal(goal=goal, because="Sleeps well now", by=house.moreau, at=MORNING)
        with pytest.raises(Refused, match="already been let go"):
            actions.drop_goal(goal=goal, because="Again", by=house.moreau, at=MORNING)


class TestWritingAPlan:
    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"protocol_id": "P-99"}, "has not adopted P-99"),
            ({"route": "iv"}, "given intramuscular"),
            ({"preparation_sessions": 2}, "asks for 3 preparation sessions"),
            ({"days_between": 1}, "48 hours"),
            ({"sessions_planned": 0}, "at least one"),
            ({"target_instrument": "phq-99"}, "no instrument called phq-99"),
        ],
    )
    def test_is_refused_when_it_does_not_fit(self, house, given, says):
        with pytest.raises(Refused, match=says):
            a_plan(house, eligible(house), **given)
        assert not CarePlan.objects.exists()

    @pytest.mark.parametrize("given", [{"days_between": 2}, {"sessions_planned": 1, "days_between": 0}])
    def test_keeps_what_just_fits(self, house, given):
        assert a_plan(house, eligible(house), **given).pk

    def test_with_a_protocol_for_another_condition_asks_why(self, house):
        given = {"protocol_id": "P-09", "route": "iv"}
        episode = eligible(house)
        with pytest.raises(Refused, match=r"P-09 is for F43\.1, the course for F33\.2"):
            a_plan(house, episode, **given)
        assert a_plan(house, episode, **given, why_this_protocol="Depression after trauma").pk

    def test_again_amends_the_version_before_with_a_reason(self, house):
        episode = eligible(house)
        first = a_plan(house, episode)
        with pytest.raises(Refused, match="Say why it changes"):
            a_plan(house, episode, sessions_planned=4)
        second = a_plan(house, episode, sessions_planned=4, amended_because="Fewer are enough")
        assert second.amends == first and gates.newest_plan(episode) == second

    def test_is_refused_for_a_person_who_has_died(self, house):
        episode = eligible(house, an_episode(house, a_patient(house, is_deceased=True)))
        with pytest.raises(NotYet, match="has died"):
            a_plan(house, episode)


class TestApprovingAPlan:
    def test_is_refused_without_consent(self, house):
        episode = eligible(house)
        actions.add_goal(episode=episode, words="Sleep", by=house.moreau, at=EARLIER)
        with pytest.raises(NotYet, match="No consent is in force"):
            actions.approve_plan(plan=a_plan(house, episode), by=house.lindqvist, at=MORNING)
        assert not PlanApproval.objects.exists()

    def test_is_refused_once_consent_is_withdrawn(self, house):
        episode = consented(house)
        actions.add_goal(episode=episode, words="Sleep", by=house.moreau, at=EARLIER)
        consent.withdraw(consent=Consent.objects.get(), by=house.moreau, at=EARLIER)
        with pytest.raises(NotYet, match="it was withdrawn"):
            actions.approve_plan(plan=a_plan(house, episode), by=house.lindqvist, at=MORNING)

    def test_is_refused_without_a_goal(self, house):
        with pytest.raises(NotYet, match="No goal"):
            actions.approve_plan(plan=a_plan(house, consented(house)), by=house.lindqvist, at=MORNING)

    def test_is_denied_to_a_therapist(self, house):
        with pytest.raises(Denied):
            actions.approve_plan(plan=a_plan(house, consented(house)), by=house.moreau, at=MORNING)

    def test_opens_preparation(self, house):
        episode = planned(house)
        assert facts.for_episode(episode, at=MORNING).plan.approved_at == EARLIER

    def test_of_an_overtaken_version_is_refused(self, house):
        episode = consented(house)
        actions.add_goal(episode=episode, words="Sleep", by=house.moreau, at=EARLIER)
        first = a_plan(house, episode)
        a_plan(house, episode, amended_because="Fewer", sessions_planned=3)
        with pytest.raises(Refused, match="newer version"):
            actions.approve_plan(plan=first, by=house.lindqvist, at=MORNING)

    def test_does_not_carry_over_to_a_new_version(self, house):
        episode = planned(house)
        a_plan(house, episode, at=MORNING, amended_because="More", sessions_planned=8)
        assert facts.for_episode(episode, at=MORNING).plan.approved_at is None
