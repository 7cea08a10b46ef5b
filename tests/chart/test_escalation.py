"""A risk answer is raised with the answer, goes to the right people, and stays until a person closes it."""

from datetime import timedelta

import pytest

from holdspace.care.follow_up import actions as follow_up
from holdspace.care.intake.actions import answers as intake
from holdspace.chart import facts
from holdspace.chart.escalation import raise_risk, whom_to_tell
from holdspace.chart.models import QuestionnaireResponse, RiskTask, RiskTaskEvent
from holdspace.chart.risks import at_hand, open_in, waiting_for, with_events, write_missed
from holdspace.chart.suicide_screener import keep_screener
from holdspace.clinic.models import AuditEntry
from holdspace.clinical import pathway
from holdspace.clinical.instruments import C_SSRS, PHQ_9, in_order, score
from holdspace.clinical.instruments.escalation import State
from holdspace.clinical.pathway import Step
from tests.care.after_a_dose import a_dose_given
from tests.chart.build import MORNING, a_clinic, an_episode

pytestmark = pytest.mark.database
NINE = in_order(PHQ_9, [2, 2, 1, 1, 1, 1, 1, 0, 0])
THOUGHTS = NINE | {"self_harm": 1}
CALM = {"ideation_1": False, "ideation_2": False, "behaviour_ever": False}
PLAN = {
    "ideation_1": True,
    "ideation_2": True,
    "ideation_3": True,
    "ideation_4": True,
    "ideation_5": True,
    "behaviour_ever": False,
}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


def after(minutes: float):
    return MORNING + timedelta(minutes=minutes)


def screened(house, episode, answers, at=MORNING, by=None):
    return intake.record_suicide_screener(
        patient=episode.patient, episode=episode, answers=answers, by=by or house.moreau, at=at, asked_at=at
    )


def told(house, episode, answers=THOUGHTS, at=MORNING, **given):
    who = {"mode": "interview", "by": house.moreau, "at": at} | given
    return follow_up.record_response(episode=episode, instrument=PHQ_9, answers=answers, **who)


def standing(at):
    return at_hand(with_events(RiskTask.objects.all()), at=at)


class TestATaskIsRaised:
    def test_by_item_9_of_the_phq_9(self, house, episode):
        response = told(house, episode)
        task = RiskTask.objects.get()
        assert (task.tier, task.within_minutes, task.response) == ("moderate", 60, response)
        assert task.answered == [{"item": PHQ_9.item("self_harm").text, "answer": "Several days"}]

    def test_not_by_a_phq_9_without_it(self, house, episode):
        told(house, episode, NINE)
        assert not RiskTask.objects.exists()

    @pytest.mark.parametrize(
        ("yes", "tier", "minutes"),
        [
            ((), None, None),
            (("ideation_1",), "low", 1440),
            (("ideation_1", "ideation_2", "ideation_3"), "moderate", 60),
            (("ideation_1", "ideation_2", "ideation_3", "ideation_4"), "high", 5),
        ],
    )
    def test_by_the_suicide_screener_at_each_tier(self, house, episode, yes, tier, minutes):
        given = {f"ideation_{level}": f"ideation_{level}" in yes for level in range(1, 6)} | {"behaviour_ever": False}
        screened(house, episode, given)
        found = [(task.tier, task.within_minutes) for task in RiskTask.objects.all()]
        assert found == ([(tier, minutes)] if tier else [])

    def test_by_a_screener_with_gaps_as_soon_as_one_answer_alarms(self, house, episode):
        screened(house, episode, {"ideation_2": True, "ideation_4": True})
        assert RiskTask.objects.get().tier == "high"

    def test_by_the_screener_of_a_dosing_day(self, house):
        session = a_dose_given(house)
        keep_screener(dosing_session=session, answers={"ideation_1": 1, "ideation_2": 0, "behaviour": 0},
                      asked_at=MORNING, by=house.bauer, at=MORNING)  # fmt: skip
        assert RiskTask.objects.get().tier == "low"

    def test_as_soon_as_the_answer_is_given_on_the_tablet(self, house, episode):
        who = {"by": house.moreau, "at": MORNING}
        follow_up.keep_answer(episode=episode, instrument=PHQ_9, item="self_harm", value=2, **who)
        assert RiskTask.objects.get().response is None
        assert not QuestionnaireResponse.objects.exists()

    def test_with_the_answer_or_not_at_all(self, house, episode, monkeypatch):
        def fails(**_):
            raise RuntimeError("the task cannot be written")

        monkeypatch.setattr("holdspace.chart.responses.raise_risk", fails)
        with pytest.raises(RuntimeError):
            told(house, episode)
        assert not QuestionnaireResponse.objects.exists()

    def test_not_by_a_score_from_another_system(self, house, episode):
        QuestionnaireResponse.objects.create(
            patient=episode.patient, instrument="phq-9", answers=THOUGHTS, mode="score",
            answered_at=MORNING, recorded_at=MORNING,
        )  # fmt: skip
        assert not RiskTask.objects.exists()


class TestTheSameAnswer:
    def test_given_twice_makes_one_task(self, house, episode):
        screened(house, episode, PLAN)
        screened(house, episode, PLAN, at=after(1))
        assert RiskTask.objects.count() == 1
        assert RiskTaskEvent.objects.get().did == "answered"

    def test_given_again_later_is_another_task(self, house, episode):
        screened(house, episode, PLAN)
        screened(house, episode, PLAN, at=after(11))
        assert RiskTask.objects.count() == 2

    def test_kept_on_the_tablet_and_handed_in_makes_one_task(self, house, episode):
        who = {"by": house.moreau}
        for number, (item, value) in enumerate(THOUGHTS.items()):
            follow_up.keep_answer(episode=episode, instrument=PHQ_9, item=item, value=value, at=after(number), **who)
        follow_up.keep_answer(episode=episode, instrument=PHQ_9, item="self_harm", value=1, at=after(20), **who)
        response = follow_up.hand_in(episode=episode, instrument=PHQ_9, at=after(30), **who)
        task = RiskTask.objects.get()
        assert task.raised_at == after(8)
        assert "Handed in" in task.events.get().says
        assert response.answer_times["self_harm"] == after(20).isoformat()

    def test_taken_back_before_handing_in_leaves_the_task(self, house, episode):
        who = {"by": house.moreau}
        for value in (3, 0):
            follow_up.keep_answer(episode=episode, instrument=PHQ_9, item="self_harm", value=value, at=MORNING, **who)
        follow_up.hand_in(episode=episode, instrument=PHQ_9, at=after(1), **who)
        assert len(open_in(house.clinic.pk, at=after(2))) == 1

    def test_that_has_become_worse_is_raised_anew(self, house, episode):
        common = {"patient": episode.patient, "episode": episode, "instrument": C_SSRS, "answered_at": MORNING}
        for yes, at in (("ideation_1", MORNING), ("ideation_5", after(1)), ("ideation_1", after(2))):
            given = {yes: 1}
            alerts = score(C_SSRS, given).alerts
            raise_risk(answers=given, alerts=alerts, by=None, at=at, form="request:1:c-ssrs", **common)
        assert sorted(RiskTask.objects.values_list("tier", flat=True)) == ["high", "low"]


class TestWhomItGoesTo:
    def test_is_first_whoever_asked_when_they_may_judge_it(self, house, episode):
        assert whom_to_tell(episode.patient, episode, asked_by=house.moreau, at=MORNING)[0] == house.moreau
        assert house.bauer not in whom_to_tell(episode.patient, episode, asked_by=house.bauer, at=MORNING)

    def test_then_the_courses_own_prescriber_and_therapist(self, house):
        session = a_dose_given(house)
        own = whom_to_tell(session.patient, session.episode, asked_by=None, at=MORNING)
        assert own[:2] == [session.prescriber, session.therapist]

    def test_then_prescribers_who_are_signed_on_then_lead_then_manager(self, house, episode):
        house.hale.account.last_login = MORNING - timedelta(hours=12)
        house.hale.account.save()
        ladder = whom_to_tell(episode.patient, episode, asked_by=None, at=MORNING)
        assert ladder == [house.hale, house.solberg, house.brandt, house.lindqvist]

    def test_not_somebody_who_signed_in_longer_ago_than_a_shift(self, house, episode):
        house.hale.account.last_login = MORNING - timedelta(hours=12, seconds=1)
        house.hale.account.save()
        assert whom_to_tell(episode.patient, episode, asked_by=None, at=MORNING)[0] == house.solberg

    def test_is_never_somebody_of_another_clinic_or_who_has_left(self, house, episode):
        other = a_clinic("Meadow Clinic")
        house.lindqvist.ended_at = MORNING
        house.lindqvist.save()
        ladder = whom_to_tell(episode.patient, episode, asked_by=None, at=MORNING)
        assert house.lindqvist not in ladder
        assert not set(ladder) & set(other.people.values())


class TestTheTick:
    @pytest.mark.parametrize(("minutes", "written"), [(4 + 59 / 60, 0), (5, 1), (9 + 59 / 60, 1), (10, 2)])
    def test_writes_each_missed_deadline_once(self, house, episode, minutes, written):
        screened(house, episode, PLAN)
        assert write_missed(at=after(minutes)) == written
        assert write_missed(at=after(minutes)) == 0
        assert RiskTaskEvent.objects.filter(did="escalated").count() == written

    def test_that_never_came_changes_nothing_of_whose_it_is(self, house, episode):
        screened(house, episode, PLAN)
        unwritten = standing(after(11))[0]
        write_missed(at=after(11))
        written = standing(after(11))[0]
        assert (written.owner, written.told) == (unwritten.owner, unwritten.told)
        assert unwritten.missed
        assert not written.missed

    def test_is_news_for_open_pages(self, house, episode):
        screened(house, episode, PLAN)
        write_missed(at=after(5))
        entry = AuditEntry.objects.latest("sequence")
        assert (entry.subject_type, entry.is_read, entry.patient_id) == ("risktaskevent", False, episode.patient_id)


class TestAnOpenRisk:
    def test_waits_for_everybody_who_was_told(self, house, episode):
        screened(house, episode, PLAN)
        assert waiting_for(house.moreau, at=after(0))
        assert not waiting_for(house.solberg, at=after(4.9))
        assert waiting_for(house.solberg, at=after(5))
        assert waiting_for(house.moreau, at=after(5))

    def test_is_not_hidden_by_a_newer_calmer_answer(self, house, episode):
        screened(house, episode, PLAN)
        screened(house, episode, CALM, at=after(60))
        (risk,) = open_in(house.clinic.pk, at=after(61))
        assert (risk.task.tier, risk.standing.state) == ("high", State.WAITING)

    def test_stands_above_a_lower_one(self, house, episode):
        other = an_episode(house, patient=None)
        screened(house, episode, {"ideation_1": True})
        screened(house, other, PLAN, at=after(1))
        assert [risk.task.tier for risk in open_in(house.clinic.pk, at=after(2))] == ["high", "low"]

    def test_of_another_clinic_is_not_seen(self, house, episode):
        screened(house, episode, PLAN)
        other = a_clinic("Meadow Clinic")
        assert open_in(other.clinic.pk, at=after(60)) == []

    def test_costs_a_page_one_query_while_there_is_none(self, house, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert waiting_for(house.moreau, at=MORNING) == []


class TestAnOpenHighRisk:
    def test_blocks_the_start_of_dosing_until_a_person_closes_it(self, house):
        session = a_dose_given(house)
        session.state = "scheduled"
        session.started_at = None
        session.save()
        screened(house, session.episode, PLAN)
        course = facts.for_episode(session.episode, at=after(1))
        (risk,) = course.open_risks
        blocks = [block.code for block in pathway.own_blocks(Step.START_DOSING, course)]
        assert f"risk:{risk.task}" in blocks

    def test_is_not_seen_by_dosing_when_it_is_lower(self, house, episode):
        screened(house, episode, {"ideation_1": True})
        course = facts.for_episode(episode, at=after(1))
        assert len(course.open_risks) == 1
        assert not [b for b in pathway.own_blocks(Step.START_DOSING, course) if b.code.startswith("risk")]
