"""What is said about suicide on the day of a dose outlives the session: the rules read it, and the way closes."""

from datetime import timedelta
from typing import Any

import pytest

from holdspace.care.dosing import actions
from holdspace.chart import facts
from holdspace.chart.models import Observation, QuestionnaireResponse
from holdspace.chart.refusals import NotYet
from holdspace.chart.suicide_screener import keep_screener
from holdspace.clinical.pathway import Step, what_blocks
from tests.care.dosing import build

pytestmark = pytest.mark.database

INTENT = {**build.ALL_NO, "ideation_1": 1, "ideation_2": 1, "ideation_3": 0, "ideation_4": 1, "ideation_5": 0}
A_PLAN = {**INTENT, "ideation_5": 1}
A_METHOD = {**INTENT, "ideation_3": 1, "ideation_4": 0}
A_WISH = {**build.ALL_NO, "ideation_1": 1}
AN_ACT = {**build.ALL_NO, "behaviour": 1}


def asked_before_the_dose(session: build.Session, answers: dict[str, Any], **said: Any) -> None:
    session.answer("suicide_risk", {"answers": answers, "asked_at": session.now.isoformat(), **said})


def asked_before_leaving(session: build.Session, answers: dict[str, Any]) -> None:
    given = {"c_ssrs": answers, "c_ssrs_at": session.now.isoformat()}
    actions.assess_readiness(dosing_session=session.row, answers=given, by=session.house.bauer, at=session.now)


def blocks(session: build.Session, step: Step = Step.START_DOSING) -> set[str]:
    at = session.later(1)
    return {block.code for block in what_blocks(step, facts.for_episode(session.row.episode, at=at))}


def told_the_screening(session: build.Session) -> set[str]:
    written = Observation.objects.filter(patient=session.row.patient_id, category="survey")
    return {row.text.removeprefix("C-SSRS: ").split(" (")[0] for row in written}


class TestBeforeTheDose:
    @pytest.mark.parametrize("answers", [INTENT, A_PLAN, AN_ACT, A_METHOD])
    def test_what_is_said_overtakes_the_screening(self, answers):
        session = build.in_time_out()
        assert "screening_overtaken" not in blocks(session)
        asked_before_the_dose(session, answers)
        assert "screening_overtaken" in blocks(session)

    def test_is_read_by_the_rules_of_the_screening(self):
        session = build.in_time_out()
        asked_before_the_dose(session, A_PLAN)
        screener = facts.screening_facts(session.row.patient, on=session.now.date()).suicide_screener
        assert screener.highest_ideation == 5

    def test_closes_the_next_order_too_when_the_session_was_abandoned(self):
        session = build.in_time_out()
        asked_before_the_dose(session, INTENT)
        actions.abandon(
            dosing_session=session.row, because="Seen by psychiatry", by=session.house.bauer, at=session.now
        )
        session.later(60 * 24 * 8)
        assert {"screening_overtaken", "medical_evaluation:overtaken"} <= blocks(session, Step.DOSE_ORDER)

    def test_stops_the_start_with_that_reason(self):
        session = build.ready_to_start()
        session.later(1)
        asked_before_the_dose(session, A_METHOD, safety_plan_gone_through=True)
        with pytest.raises(NotYet, match="Recorded since the screening: C-SSRS"):
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)

    def test_nothing_is_told_where_all_is_no_or_open(self):
        session = build.in_time_out()
        asked_before_the_dose(session, build.ALL_NO)
        asked_before_the_dose(session, dict.fromkeys(build.ALL_NO))
        assert not told_the_screening(session)
        assert QuestionnaireResponse.objects.filter(dosing_session=session.row).count() == 1

    def test_is_kept_once_with_its_moment(self):
        session = build.in_time_out()
        asked_before_the_dose(session, INTENT)
        response = QuestionnaireResponse.objects.get(dosing_session=session.row)
        assert (response.band, response.answered_at) == ("high", session.now)
        assert told_the_screening(session) == {"Ideation level 1", "Ideation level 2", "Ideation level 4"}

    def test_is_kept_by_our_clock_when_the_other_runs_ahead(self):
        session = build.in_time_out()
        ahead = session.now + timedelta(minutes=20)
        session.answer("suicide_risk", {"answers": INTENT, "asked_at": ahead.isoformat()})
        assert QuestionnaireResponse.objects.get(dosing_session=session.row).answered_at == session.now


class TestBeforeLeaving:
    @pytest.mark.parametrize("answers", [INTENT, AN_ACT])
    def test_what_is_said_overtakes_the_screening(self, answers):
        session = build.recovered()
        asked_before_leaving(session, answers)
        assert "screening_overtaken" in blocks(session, Step.DOSE_ORDER)

    def test_it_is_kept_as_a_response_of_this_session(self):
        session = build.recovered()
        asked_before_leaving(session, AN_ACT)
        response = QuestionnaireResponse.objects.filter(dosing_session=session.row).latest("answered_at")
        assert (response.band, response.answers["behaviour"]) == ("high", 1)
        assert told_the_screening(session) == {"Suicidal behaviour, ever", "Suicidal behaviour, past 3 months"}

    def test_it_is_kept_once_however_often_the_form_is_kept_afterwards(self):
        session = build.recovered()
        asked_before_leaving(session, AN_ACT)
        before = QuestionnaireResponse.objects.count()
        session.later(2)
        actions.assess_readiness(
            dosing_session=session.row, answers={"oriented": True}, by=session.house.bauer, at=session.now
        )
        actions.sign_settled(dosing_session=session.row, settled=True, by=session.house.moreau, at=session.now)
        assert QuestionnaireResponse.objects.count() == before


class TestSaidAgain:
    def known(self, answers: dict[str, Any]) -> build.Session:
        """A course whose screening was made knowing these answers."""
        session = build.in_time_out()
        long_ago = session.now - timedelta(days=25)
        told = {"dosing_session": session.row, "answers": answers, "by": session.house.bauer}
        keep_screener(**told, asked_at=long_ago, at=long_ago)
        assert "screening_overtaken" not in blocks(session)
        return session

    @pytest.mark.parametrize("answers", [A_WISH, A_METHOD])
    def test_a_thought_without_intent_is_no_news(self, answers):
        session = self.known(answers)
        asked_before_the_dose(session, answers)
        assert "screening_overtaken" not in blocks(session)

    def test_one_level_more_is_news(self):
        session = self.known(A_WISH)
        asked_before_the_dose(session, A_METHOD)
        assert "screening_overtaken" in blocks(session)

    @pytest.mark.parametrize("answers", [INTENT, A_PLAN, AN_ACT])
    def test_intent_plan_and_act_are_news_every_time(self, answers):
        session = self.known(answers)
        asked_before_the_dose(session, answers)
        assert "screening_overtaken" in blocks(session)
