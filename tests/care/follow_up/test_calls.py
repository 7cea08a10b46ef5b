"""The call after a dose: everything is asked, a raised risk is passed on, a try in vain is written down too."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.actions.calls import risk_of
from holdspace.care.follow_up.window import window_after
from holdspace.chart import facts
from holdspace.chart.models import DosingSession, EpisodeOfCare, FollowUpCall, Observation, QuestionnaireResponse
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.after_a_dose import ALL_NO, NEXT_DAY, a_dose_given
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database
MODERATE = {"ideation_1": 1, "ideation_2": 1, "ideation_3": 1, "ideation_4": 0, "ideation_5": 0, "behaviour": 0}
HIGH = {**MODERATE, "ideation_4": 1}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


def called(house, dose, **given):
    """A call at 24 hours in which everything was asked and nothing was wrong."""
    told = {
        "called_at": NEXT_DAY,
        "c_ssrs": ALL_NO,
        "safety": "Her sister is there",
        "side_effects": "None",
        "sleep": "Seven hours",
        "mood": 6,
        "by": house.bauer,
        "at": NEXT_DAY,
    } | given
    return actions.record_call(dosing_session=dose, **told)


def tried(house, dose, hours=24, **given):
    """A try that nobody answered."""
    moment = MORNING + timedelta(hours=hours)
    return actions.record_try(dosing_session=dose, called_at=moment, by=house.bauer, at=moment, **given)


def is_due(dose):
    episode = EpisodeOfCare.objects.get(pk=dose.episode_id)
    return "call" in {
        block.code for block in pathway.own_blocks(Step.NEXT_DOSE, facts.for_episode(episode, at=NEXT_DAY))
    }


class TestACall:
    def test_that_reached_the_patient_opens_the_way(self, house, dose):
        assert is_due(dose)
        called(house, dose)
        assert not is_due(dose)

    def test_keeps_the_screener_in_the_chart(self, house, dose):
        called(house, dose)
        response = QuestionnaireResponse.objects.get()
        assert (response.instrument, response.band, response.total) == ("c-ssrs-since-last-visit", "none", None)
        assert response.dosing_session_id == dose.pk

    def test_keeps_a_mood_that_was_not_said_as_unknown(self, house, dose):
        assert called(house, dose, mood=None).mood is None

    def test_tells_the_screening_of_every_yes_and_of_no_no(self, house, dose):
        """A yes since the last visit is a yes in the past month; a no since then says nothing about the month."""
        called(house, dose, c_ssrs=MODERATE, told_whom="Dr Lindqvist")
        written = Observation.objects.filter(category="survey")
        assert set(written.values_list("code", flat=True)) == {"93246-7", "93247-5", "93248-3"}
        screener = facts.screening_facts(dose.patient, on=NEXT_DAY.date()).suicide_screener
        assert screener.ideation[:3] == (True, True, True)
        assert screener.ideation[3:] == (None, None)

    def test_with_a_yes_makes_the_screening_out_of_date(self, house, dose):
        at = NEXT_DAY + timedelta(minutes=1)
        called(house, dose)
        assert not facts.for_episode(dose.episode, at=at).screening.changed_since
        other = a_dose_given(house)
        called(house, other, c_ssrs=MODERATE, told_whom="Dr Lindqvist")
        assert facts.for_episode(other.episode, at=at).screening.changed_since

    def test_tells_the_screening_of_behaviour_as_ever_and_recent(self, house, dose):
        called(house, dose, c_ssrs={**ALL_NO, "behaviour": 1}, told_whom="Dr Lindqvist")
        written = Observation.objects.filter(category="survey")
        assert set(written.values_list("code", flat=True)) == {"93267-3", "93269-9"}

    def test_writes_nothing_for_the_screening_when_all_is_no(self, house, dose):
        called(house, dose)
        assert not Observation.objects.filter(category="survey").exists()


class TestACallIsRefused:
    def test_a_second_time(self, house, dose):
        called(house, dose)
        with pytest.raises(Refused, match="is on record"):
            called(house, dose)
        assert FollowUpCall.objects.count() == 1

    @pytest.mark.parametrize("answers", [{}, {"ideation_1": 0}, {"ideation_1": 0, "ideation_2": 1, "behaviour": 0}])
    def test_with_a_gap_in_the_screener(self, house, dose, answers):
        with pytest.raises(Refused, match="A gap is not a no"):
            called(house, dose, c_ssrs=answers)
        assert not FollowUpCall.objects.exists()

    @pytest.mark.parametrize("field", ["safety", "side_effects", "sleep"])
    def test_with_nothing_written_about(self, house, dose, field):
        with pytest.raises(Refused, match="nothing is written"):
            called(house, dose, **{field: " "})
        assert not FollowUpCall.objects.exists()

    @pytest.mark.parametrize("answers", [MODERATE, HIGH, {**ALL_NO, "behaviour": 1}])
    def test_with_a_raised_risk_that_nobody_was_told_of(self, house, dose, answers):
        with pytest.raises(Refused, match="nobody has been told"):
            called(house, dose, c_ssrs=answers)
        assert not FollowUpCall.objects.exists()
        assert not QuestionnaireResponse.objects.exists()
        called(house, dose, c_ssrs=answers, told_whom="Dr Lindqvist, 10:40; comes today")
        assert FollowUpCall.objects.get().risk in ("moderate", "high")

    @pytest.mark.parametrize("mood", [-1, 11])
    def test_with_a_mood_off_the_scale(self, house, dose, mood):
        with pytest.raises(Refused, match="0 to 10"):
            called(house, dose, mood=mood)

    @pytest.mark.parametrize(
        ("called_at", "why"),
        [(NEXT_DAY + timedelta(minutes=1), "lies ahead"), (MORNING - timedelta(minutes=1), "before the dose")],
    )
    def test_at_a_time_that_cannot_be(self, house, dose, called_at, why):
        with pytest.raises(Refused, match=why):
            called(house, dose, called_at=called_at)

    def test_before_the_dose_was_given(self, house, dose):
        DosingSession.objects.filter(pk=dose.pk).update(started_at=None)
        with pytest.raises(Refused, match="has not been given"):
            called(house, dose)

    def test_to_who_does_not_call(self, house, dose):
        with pytest.raises(Denied):
            called(house, dose, by=house.alvarez)

    def test_by_the_database_itself_when_nobody_was_told(self, house, dose):
        kept = {"patient": dose.patient, "dosing_session": dose, "recorded_at": NEXT_DAY, "recorded_by": house.bauer}
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUpCall.objects.create(called_at=NEXT_DAY, reached=True, risk="high", **kept)


class TestATryInVain:
    def test_is_kept_and_leaves_the_call_due(self, house, dose):
        tried(house, dose, note="Voicemail")
        assert FollowUpCall.objects.get().reached is False
        assert is_due(dose)

    def test_may_be_repeated_until_the_patient_is_reached(self, house, dose):
        tried(house, dose, 20)
        tried(house, dose, 22)
        called(house, dose)
        assert FollowUpCall.objects.count() == 3

    def test_that_broke_off_keeps_an_alarming_answer(self, house, dose):
        tried(house, dose, c_ssrs={"ideation_1": 1, "ideation_2": 1, "ideation_5": 1}, told_whom="Dr Lindqvist")
        assert FollowUpCall.objects.get().risk == "high"
        assert QuestionnaireResponse.objects.get().band == ""

    def test_that_broke_off_is_refused_when_nobody_was_told_of_the_risk(self, house, dose):
        with pytest.raises(Refused, match="nobody has been told"):
            tried(house, dose, c_ssrs={"ideation_5": 1})
        assert not FollowUpCall.objects.exists()

    @pytest.mark.parametrize(
        ("answers", "risk"),
        [({}, ""), ({"ideation_1": 0}, ""), (ALL_NO, "none"), (MODERATE, "moderate"), (HIGH, "high")],
    )
    def test_settles_no_risk_that_was_not_asked(self, answers, risk):
        assert risk_of(answers) == risk


class TestTheSpanOfTheCall:
    @pytest.mark.parametrize(
        ("minutes", "state"),
        [(12 * 60 - 1, "early"), (12 * 60, "open"), (36 * 60, "open"), (36 * 60 + 1, "late")],
    )
    def test_is_12_to_36_hours_after_the_dose(self, minutes, state):
        assert window_after(MORNING, now=MORNING + timedelta(minutes=minutes)).state == state


def typed(**given):
    """What is typed after a call in which everything was asked."""
    return {
        "how": "reached",
        "safety": "Her sister is there",
        "side_effects": "None",
        "sleep": "Seven hours",
        "mood": "6",
        "ideation_1": "no",
        "ideation_2": "no",
        "behaviour": "no",
    } | given


class TestThePageOfTheCall:
    @pytest.fixture
    def address(self, client, house, dose):
        client.force_login(house.bauer.account)
        return reverse("follow_up:call", args=[dose.pk])

    def test_chooses_nothing_beforehand(self, client, address):
        assert "checked" not in client.get(address).content.decode()

    def test_records_the_call(self, client, address):
        client.post(address, typed())
        call = FollowUpCall.objects.get()
        assert (call.reached, call.mood, call.risk) == (True, 6, "none")
        assert timezone.now() - call.called_at < timedelta(minutes=1)

    def test_records_that_nobody_answered_and_keeps_nothing_else(self, client, address):
        client.post(address, {"how": "nobody", "note": "Voicemail", "sleep": "not asked"})
        call = FollowUpCall.objects.get()
        assert (call.reached, call.note, call.sleep, call.c_ssrs, call.mood) == (False, "Voicemail", "", {}, None)

    def test_never_drops_an_answer_because_nobody_was_reached(self, client, address):
        answer = client.post(address, typed(how="nobody", ideation_5="yes"))
        assert answer.status_code == 422
        assert "Choose reached or broke off" in answer.content.decode()

    def test_says_what_to_do_now_and_keeps_what_is_typed(self, client, address):
        answer = client.post(address, typed(ideation_2="yes", ideation_3="yes", ideation_4="yes", ideation_5="no"))
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "Do not leave the patient alone" in said
        assert "Tell a prescriber now" in said
        assert "Her sister is there" in said
        assert not FollowUpCall.objects.exists()

    @pytest.mark.parametrize("name", ["safety", "side_effects", "sleep", "mood", "ideation_1", "behaviour"])
    def test_points_at_what_was_not_asked(self, client, address, name):
        answer = client.post(address, typed(**{name: ""}))
        assert answer.status_code == 422
        assert "Not answered yet" in answer.content.decode()
        assert not FollowUpCall.objects.exists()

    def test_keeps_a_mood_not_said(self, client, address):
        client.post(address, typed(mood="not_said"))
        assert FollowUpCall.objects.get().mood is None


class TestACallOnTheEveningOfTheDose:
    @pytest.mark.parametrize(("hours", "counts"), [(12, True), (11.9, False), (1, False)])
    def test_is_not_the_call_of_the_next_day(self, house, dose, hours, counts):
        moment = dose.started_at + timedelta(hours=hours)
        if counts:
            called(house, dose, called_at=moment, at=NEXT_DAY)
        else:
            with pytest.raises(Refused, match="from 12 hours on"):
                called(house, dose, called_at=moment, at=NEXT_DAY)
        assert is_due(dose) is not counts

    def test_is_kept_as_broken_off_and_the_call_stays_due(self, house, dose):
        tried(house, dose, hours=1, c_ssrs=ALL_NO, safety="Asleep, the sister says")
        assert dose.calls.get().safety == "Asleep, the sister says"
        assert is_due(dose)
