"""A questionnaire: one question at a time, kept as it is answered, scored only when it is whole."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.actions.questionnaires import draft_of
from holdspace.care.follow_up.alarms import open_alarms
from holdspace.care.follow_up.asking import asked, kept_answers, still_open
from holdspace.chart import facts
from holdspace.chart.models import Draft, EpisodeOfCare, Observation, QuestionnaireResponse
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.instruments import AUDIT_C, GAD_7, PC_PTSD_5, PHQ_9, in_order
from tests.chart.build import MORNING, PASSWORD, a_clinic, an_episode

pytestmark = pytest.mark.database
NINE = in_order(PHQ_9, [2, 2, 1, 1, 1, 1, 1, 0, 0])
THOUGHTS = NINE | {"self_harm": 1}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


def answered(house, episode, answers, instrument=PHQ_9, at=MORNING, **given):
    told = {"mode": "page", "by": house.moreau, "at": at} | given
    return actions.record_response(episode=episode, instrument=instrument, answers=answers, **told)


def screened(house, episode, at, band="none"):
    return QuestionnaireResponse.objects.create(
        patient=episode.patient,
        episode=episode,
        instrument="c-ssrs",
        answers={"ideation_1": 0},
        band=band,
        answered_at=at,
        mode="score",
        recorded_at=at,
        recorded_by=house.moreau,
    )


class TestAWholeForm:
    @pytest.mark.parametrize(
        ("instrument", "values", "total", "band", "code"),
        [
            (PHQ_9, [2, 2, 1, 1, 1, 1, 1, 0, 0], 9, "mild", "44261-6"),
            (PHQ_9, [2, 2, 1, 1, 1, 1, 1, 1, 0], 10, "moderate", "44261-6"),
            (GAD_7, [2, 2, 2, 2, 2, 2, 3], 15, "severe", "70274-6"),
        ],
    )
    def test_is_scored_and_told_to_the_screening(self, house, episode, instrument, values, total, band, code):
        response = answered(house, episode, in_order(instrument, values), instrument)
        assert (response.total, response.band) == (total, band)
        assert Observation.objects.get(code=code).value_number == total

    @pytest.mark.parametrize(("value", "answer"), [(0, "LA6568-5"), (1, "LA6569-3"), (2, "LA6570-1"), (3, "LA6571-9")])
    def test_tells_item_9_by_its_answer(self, house, episode, value, answer):
        answered(house, episode, NINE | {"self_harm": value})
        assert Observation.objects.get(code="44260-8").value_codings[0]["code"] == answer
        assert facts.screening_facts(episode.patient, on=MORNING.date()).phq9_item9 == value


class TestAFormWithGaps:
    def test_is_kept_without_a_total(self, house, episode):
        some = {code: value for code, value in NINE.items() if code != "sleep"}
        response = answered(house, episode, some)
        assert (response.total, response.band) == (None, "")
        assert not Observation.objects.filter(code="44261-6").exists()

    def test_still_raises_an_alarm(self, house, episode):
        response = answered(house, episode, {"self_harm": 2})
        assert response.alerts[0]["item"] == "self_harm"
        assert open_alarms(episode)

    def test_is_refused_when_nothing_is_answered(self, house, episode):
        with pytest.raises(Refused, match="no question is answered"):
            answered(house, episode, {})
        assert not QuestionnaireResponse.objects.exists()


class TestAFormIsRefused:
    def test_in_a_closed_course(self, house, episode):
        EpisodeOfCare.objects.update(closed_at=MORNING, closed_by=house.moreau, closed_because="Course complete")
        with pytest.raises(Refused, match="closed"):
            answered(house, episode, NINE)
        assert not QuestionnaireResponse.objects.exists()

    def test_ahead_of_its_time(self, house, episode):
        with pytest.raises(Refused, match="lies ahead"):
            answered(house, episode, NINE, answered_at=MORNING + timedelta(minutes=1))

    def test_to_who_records_no_questionnaires(self, house, episode):
        with pytest.raises(Denied):
            answered(house, episode, NINE, by=house.alvarez)

    def test_with_an_answer_it_does_not_have(self, house, episode):
        with pytest.raises(ValueError, match="can be 0, 1, 2, 3"):
            answered(house, episode, NINE | {"sleep": 4})
        assert not QuestionnaireResponse.objects.exists()


class TestAnAnswerAboutDeath:
    def test_alarms_until_the_suicide_screener_was_asked_whole(self, house, episode):
        answered(house, episode, THOUGHTS)
        assert open_alarms(episode)
        screened(house, episode, MORNING - timedelta(hours=1))
        assert open_alarms(episode)
        screened(house, episode, MORNING + timedelta(minutes=5), band="")
        assert open_alarms(episode)
        screened(house, episode, MORNING + timedelta(minutes=10))
        assert not open_alarms(episode)

    def test_does_not_alarm_when_it_is_not_at_all(self, house, episode):
        answered(house, episode, NINE)
        assert not open_alarms(episode)

    def test_is_not_undone_by_a_better_form_later(self, house, episode):
        answered(house, episode, THOUGHTS)
        answered(house, episode, NINE, at=MORNING + timedelta(days=1))
        assert open_alarms(episode)


class TestTheQuestionsAsked:
    def test_end_with_how_difficult_it_was_only_when_something_was(self):
        assert len(asked(PHQ_9, dict.fromkeys(NINE, 0))) == 9
        assert asked(PHQ_9, NINE)[-1].code == "difficulty"

    @pytest.mark.parametrize(
        ("instrument", "answers", "count"),
        [
            (AUDIT_C, {}, 3),
            (AUDIT_C, {"frequency": 0}, 1),
            (AUDIT_C, {"frequency": 1}, 3),
            (PC_PTSD_5, {"exposure": 0}, 1),
            (PC_PTSD_5, {"exposure": 1}, 6),
        ],
    )
    def test_leave_out_what_an_answer_makes_needless(self, instrument, answers, count):
        assert len(asked(instrument, answers)) == count

    def test_forget_an_answer_that_going_back_made_needless(self):
        assert kept_answers(AUDIT_C, {"frequency": 0, "amount": 3}) == {"frequency": 0}

    def test_name_what_is_still_open(self):
        assert [item.code for item in still_open(AUDIT_C, {"frequency": 2, "amount": 1})] == ["six_or_more"]


class TestAFormLeftOpen:
    def keep(self, house, episode, item, value, at=MORNING):
        return actions.keep_answer(episode=episode, instrument=PHQ_9, item=item, value=value, by=house.moreau, at=at)

    def test_is_gone_on_where_it_was_left(self, house, episode):
        self.keep(house, episode, "interest", 2)
        self.keep(house, episode, "mood", 1, at=MORNING + timedelta(hours=2))
        draft = draft_of(episode, PHQ_9, house.moreau, MORNING + timedelta(hours=3))
        assert draft.content["answers"] == {"interest": 2, "mood": 1}

    @pytest.mark.parametrize(("hours", "gone_on"), [(24, True), (25, False)])
    def test_is_begun_anew_after_a_day(self, house, episode, hours, gone_on):
        self.keep(house, episode, "interest", 2)
        later = MORNING + timedelta(hours=hours)
        assert (draft_of(episode, PHQ_9, house.moreau, later) is not None) is gone_on
        kept = self.keep(house, episode, "mood", 1, at=later)
        assert ("interest" in kept.content["answers"]) is gone_on

    def test_takes_an_answer_back(self, house, episode):
        self.keep(house, episode, "interest", 2)
        assert self.keep(house, episode, "interest", None).content["answers"] == {}

    def test_is_gone_once_it_is_handed_in(self, house, episode):
        self.keep(house, episode, "interest", 2)
        answered(house, episode, NINE)
        assert not Draft.objects.exists()

    def test_is_handed_in_once(self, house, episode):
        self.keep(house, episode, "interest", 2)
        who = {"by": house.moreau, "at": MORNING}
        actions.hand_in(episode=episode, instrument=PHQ_9, **who)
        with pytest.raises(Refused, match="no answer is kept"):
            actions.hand_in(episode=episode, instrument=PHQ_9, **who)
        assert QuestionnaireResponse.objects.count() == 1

    def test_may_be_dropped(self, house, episode):
        self.keep(house, episode, "interest", 2)
        actions.drop_answers(episode=episode, instrument=PHQ_9, by=house.moreau)
        assert not Draft.objects.exists()


class TestThePagesHandedToThePatient:
    @pytest.fixture
    def tablet(self, client, house):
        client.force_login(house.moreau.account)
        return client

    def at(self, episode, place, code="phq-9"):
        return reverse("follow_up:question", args=[episode.pk, code, place])

    def fill(self, tablet, episode, answers):
        for place, value in enumerate(answers, 1):
            given = {"then": "open"} if value is None else {"answer": value}
            answer = tablet.post(self.at(episode, place), given)
        return answer

    def test_choose_nothing_beforehand_and_show_the_crisis_line(self, tablet, episode):
        said = tablet.get(self.at(episode, 1)).content.decode()
        assert "checked" not in said
        assert "In danger now? Call 112." in strip_tags(said)
        assert "1 of 9" in said

    def test_do_not_go_on_without_an_answer(self, tablet, episode):
        answer = tablet.post(self.at(episode, 1), {})
        assert answer.status_code == 422
        assert not Draft.objects.exists()

    def test_save_an_answer_as_it_is_chosen(self, tablet, episode):
        answer = tablet.post(self.at(episode, 3), {"answer": 2}, headers={"HX-Request": "true"})
        assert "Saved" in answer.content.decode()
        assert 'value="2"' in tablet.get(self.at(episode, 3)).content.decode()
        assert Draft.objects.get().content["answers"] == {"sleep": 2}

    def test_end_in_a_calm_page_without_a_score(self, tablet, episode):
        self.fill(tablet, episode, [3, 3, 3, 3, 3, 3, 3, 3, 0, 1])
        finish = reverse("follow_up:finish", args=[episode.pk, "phq-9"])
        said = tablet.post(finish, follow=True).content.decode()
        assert QuestionnaireResponse.objects.get().total == 24
        assert "24" not in strip_tags(said.split("<main")[1])
        assert "severe" not in said
        assert "You do not have to be alone" not in said

    def test_show_the_crisis_text_at_once_after_an_answer_about_death(self, tablet, episode):
        self.fill(tablet, episode, [1, 0, 0, 0, 0, 0, 0, 0, 1, 0])
        finish = reverse("follow_up:finish", args=[episode.pk, "phq-9"])
        said = tablet.post(finish, follow=True).content.decode()
        assert "You do not have to be alone with this." in said
        assert "In danger now? Call 112." in strip_tags(said)
        tablet.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        course = tablet.get(reverse("follow_up:course", args=[episode.pk])).content.decode()
        assert "has not been followed up" in course

    def test_name_the_questions_left_open_before_the_end(self, tablet, episode):
        self.fill(tablet, episode, [0, None, 0, 0, 0, 0, 0, 0, 0])
        finish = reverse("follow_up:finish", args=[episode.pk, "phq-9"])
        assert "Feeling down" in tablet.get(finish).content.decode()
        tablet.post(finish)
        assert QuestionnaireResponse.objects.get().total is None

    def test_keep_one_response_when_handed_in_twice(self, tablet, episode):
        self.fill(tablet, episode, [0] * 9)
        finish = reverse("follow_up:finish", args=[episode.pk, "phq-9"])
        tablet.post(finish)
        tablet.post(finish)
        assert QuestionnaireResponse.objects.count() == 1

    def test_are_not_of_another_clinic(self, client, episode):
        client.force_login(a_clinic("Other Clinic").moreau.account)
        assert client.get(self.at(episode, 1)).status_code == 404

    @pytest.mark.parametrize(("code", "status"), [("phq-9", 200), ("c-ssrs", 302), ("mood-o-meter", 404)])
    def test_exist_for_what_a_patient_can_fill_in(self, tablet, episode, code, status):
        assert tablet.get(reverse("follow_up:questionnaire", args=[episode.pk, code])).status_code == status


class TestAnInterview:
    @pytest.fixture
    def sent(self, client, house, episode):
        client.force_login(house.moreau.account)
        address = reverse("follow_up:interview", args=[episode.pk, "phq-9"])
        return lambda **given: client.post(address, given)

    def test_is_kept_whole(self, sent):
        sent(**NINE)
        response = QuestionnaireResponse.objects.get()
        assert (response.total, response.mode) == (9, "interview")
        assert timezone.now() - response.answered_at < timedelta(minutes=1)

    def test_with_gaps_is_kept_only_when_somebody_says_so(self, sent):
        assert sent(interest=1).status_code == 422
        assert not QuestionnaireResponse.objects.exists()
        sent(interest=1, leave_open="on")
        assert QuestionnaireResponse.objects.get().total is None
