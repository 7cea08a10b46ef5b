"""Preparation is held under an approved plan; the safety plan never waits; touch is never widened under the drug."""

from datetime import timedelta

import pytest

from holdspace.care.consent import actions as consent
from holdspace.care.preparation import actions
from holdspace.chart import facts
from holdspace.chart.actions import keep_draft
from holdspace.chart.models import Consent, DosingSession, Draft, PreparationSession, SafetyPlan, TouchAgreement
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.planning.course import SAFETY, a_plan, booked, consented, held, planned, prepared
from tests.chart.build import MORNING, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return planned(house)


def blocks(episode):
    return [block.code for block in pathway.own_blocks(Step.PREPARATION, facts.for_episode(episode, at=MORNING))]


class TestAPreparationSession:
    def test_counts_towards_the_sessions_of_the_plan(self, house, episode):
        held(house, episode, at=MORNING)
        assert facts.for_episode(episode, at=MORNING).preparation.sessions_held == 1

    def test_is_refused_before_the_plan_is_approved(self, house):
        episode = consented(house)
        a_plan(house, episode)
        with pytest.raises(NotYet, match="not approved"):
            held(house, episode)
        assert not PreparationSession.objects.exists()

    def test_is_refused_once_consent_is_withdrawn(self, house, episode):
        consent.withdraw(consent=Consent.objects.get(), by=house.moreau, at=MORNING)
        with pytest.raises(NotYet, match="it was withdrawn"):
            held(house, episode, at=MORNING)

    def test_is_denied_to_a_nurse(self, house, episode):
        with pytest.raises(Denied):
            actions.record_session(
                episode=episode,
                held_at=MORNING,
                minutes=50,
                intention="To rest",
                how_to_calm="Quiet",
                by=house.bauer,
                at=MORNING,
            )

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"held_at": MORNING + timedelta(minutes=1)}, "lies ahead"),
            ({"minutes": 0}, "0 minutes is not a length"),
            ({"minutes": 481}, "481 minutes"),
            ({"intention": " "}, "the intention is missing"),
            ({"how_to_calm": ""}, "what calms the patient is missing"),
            ({"covered": ("astrology",)}, "astrology is not on the list"),
        ],
    )
    def test_is_refused_when_it_cannot_be_right(self, house, episode, given, says):
        with pytest.raises(Refused, match=says):
            held(house, episode, at=MORNING, **given)
        assert not PreparationSession.objects.exists()

    def test_corrected_counts_once(self, house, episode):
        first = held(house, episode, at=MORNING)
        held(house, episode, at=MORNING, amends=first, amended_because="It was 50 minutes", minutes=50)
        assert facts.for_episode(episode, at=MORNING).preparation.sessions_held == 1
        with pytest.raises(Refused, match="already"):
            held(house, episode, at=MORNING, amends=first, amended_because="Again")

    def test_is_not_corrected_without_a_reason(self, house, episode):
        with pytest.raises(Refused, match="no reason"):
            held(house, episode, at=MORNING, amends=held(house, episode, at=MORNING))

    def test_ends_its_draft(self, house, episode):
        keep_draft(episode=episode, purpose=actions.SESSION_DRAFT, content={}, by=house.moreau, at=MORNING)
        held(house, episode, at=MORNING)
        assert not Draft.objects.exists()


class TestTheSafetyPlan:
    def test_does_not_wait_for_any_other_paper(self, house):
        episode = an_episode(house)
        assert actions.write_safety_plan(episode=episode, parts=SAFETY, by=house.moreau, at=MORNING).pk

    @pytest.mark.parametrize("part", actions.SAFETY_PARTS)
    def test_needs_every_part(self, house, episode, part):
        with pytest.raises(Refused, match=actions.SAFETY_PARTS[part]):
            actions.write_safety_plan(episode=episode, parts=SAFETY | {part: " "}, by=house.moreau, at=MORNING)
        assert not SafetyPlan.objects.exists()

    def test_is_not_written_for_a_person_who_has_died(self, house):
        episode = an_episode(house, a_patient(house, is_deceased=True))
        with pytest.raises(NotYet, match="has died"):
            actions.write_safety_plan(episode=episode, parts=SAFETY, by=house.moreau, at=MORNING)


class TestTheSetting:
    def test_keeps_an_eye_shade_nobody_asked_about_unknown(self, house, episode):
        assert actions.choose_setting(episode=episode, music="Cello", by=house.moreau, at=MORNING).eye_shade is None

    def test_needs_at_least_one_choice(self, house, episode):
        with pytest.raises(Refused, match="no choice"):
            actions.choose_setting(episode=episode, by=house.moreau, at=MORNING)


class TestTouch:
    def agree(self, house, episode, **given):
        said = {"areas": ("hand",), "stop_word": "Stop", "hand_signal": "Flat hand"} | given
        return actions.agree_touch(episode=episode, by=house.moreau, at=MORNING, **said)

    def test_without_areas_is_an_agreement_on_none(self, house, episode):
        assert self.agree(house, episode, areas=()).areas == []

    @pytest.mark.parametrize("missing", ["stop_word", "hand_signal"])
    def test_needs_a_way_to_say_stop(self, house, episode, missing):
        with pytest.raises(Refused, match="is missing"):
            self.agree(house, episode, **{missing: " "})

    @pytest.mark.parametrize("state", ["dosing", "recovery", "on_hold"])
    def test_is_not_agreed_under_the_drug(self, house, episode, state):
        session = booked(house, episode, MORNING + timedelta(hours=1))
        DosingSession.objects.filter(pk=session.pk).update(state=state, started_at=MORNING)
        with pytest.raises(Refused, match="under the drug"):
            self.agree(house, episode)
        assert not TouchAgreement.objects.exists()


class TestBeingPrepared:
    def test_leaves_nothing_open(self, house, episode):
        assert blocks(episode) == ["safety_plan", "preparation_sessions", "setting"]
        prepared(house, episode)
        assert blocks(episode) == []
