"""A course is closed with a reason, a summary and a plan; never over a person or a call that waits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from holdspace.care.follow_up import actions
from holdspace.care.follow_up.ending import in_the_way, outcome_of
from holdspace.chart.models import DosingSession, EpisodeClosing, EpisodeOfCare, Patient
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.instruments import PHQ_9, in_order
from holdspace.clinical.thresholds import PUBLISHED
from holdspace.library.actions import numbers
from tests.care.after_a_dose import a_closing, a_dose_given
from tests.care.follow_up.test_calls import called, tried
from tests.chart.build import MORNING, a_clinic, an_episode

pytestmark = pytest.mark.database
LATER = MORNING + timedelta(days=10)
TOLD = {"reason": "complete", "summary": "Mornings are back.", "staying_well": "Walks. Calls Lena when sleep goes."}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


def close(house, episode, by="moreau", at=LATER, **given):
    return actions.close_episode(episode=episode, by=house.people[by], at=at, **(TOLD | given))


def is_open(episode):
    return EpisodeOfCare.objects.get(pk=episode.pk).is_open and not EpisodeClosing.objects.exists()


class TestClosingACourse:
    def test_ends_it_with_its_reason(self, house, dose):
        called(house, dose)
        close(house, dose.episode)
        episode = EpisodeOfCare.objects.get(pk=dose.episode_id)
        assert (episode.closed_at, episode.closed_by, episode.closed_because) == (
            LATER,
            house.moreau,
            "Course complete",
        )

    def test_keeps_the_measures_from_start_to_end(self, house, dose):
        for day, values in ((-7, [2] * 9), (5, [1] * 9), (9, [1, 1, 1, 1, 0, 0, 0, 0, 0])):
            moment = MORNING + timedelta(days=day)
            who = {"mode": "page", "by": house.moreau, "at": moment}
            actions.record_response(episode=dose.episode, instrument=PHQ_9, answers=in_order(PHQ_9, values), **who)
        called(house, dose)
        kept = close(house, dose.episode).outcome["phq-9"]
        assert (kept["start"]["total"], kept["end"]["total"]) == (18, 4)
        assert (kept["standing"], kept["fall_percent"]) == ("remission", "77.7")

    def test_leaves_room_for_a_new_episode(self, house, dose):
        called(house, dose)
        close(house, dose.episode)
        assert an_episode(house, dose.patient).is_open

    def test_is_possible_before_any_dose(self, house):
        close(house, an_episode(house), reason="wish")
        assert EpisodeClosing.objects.get().reason == "wish"


class TestClosingIsRefused:
    @pytest.mark.parametrize("state", ["dosing", "recovery", "on_hold", "ready_to_leave"])
    def test_while_a_session_is_open(self, house, state):
        dose = a_dose_given(house, closed=False)
        DosingSession.objects.filter(pk=dose.pk).update(state=state)
        called(house, dose)
        with pytest.raises(Refused, match="The session of dose 1 is not closed"):
            close(house, dose.episode)
        assert is_open(dose.episode)
        DosingSession.objects.filter(pk=dose.pk).update(state="completed")
        a_closing(house, dose)
        close(house, dose.episode)

    def test_while_a_session_is_booked(self, house, dose):
        DosingSession.objects.filter(pk=dose.pk).update(state="scheduled", started_at=None)
        with pytest.raises(Refused, match="dose 1 is booked"):
            close(house, dose.episode)
        assert is_open(dose.episode)

    def test_while_the_call_is_due(self, house, dose):
        with pytest.raises(Refused, match="24 h call after dose 1 is due"):
            close(house, dose.episode)
        assert is_open(dose.episode)

    @pytest.mark.parametrize("field", ["summary", "staying_well"])
    def test_without_its_words(self, house, dose, field):
        called(house, dose)
        with pytest.raises(Refused, match="is empty"):
            close(house, dose.episode, **{field: " "})
        assert is_open(dose.episode)

    def test_without_a_reason(self, house, dose):
        called(house, dose)
        with pytest.raises(Refused, match="no reason was chosen"):
            close(house, dose.episode, reason="whim")
        assert is_open(dose.episode)

    def test_a_second_time(self, house, dose):
        called(house, dose)
        close(house, dose.episode)
        with pytest.raises(Refused, match="closed already"):
            close(house, dose.episode)
        assert EpisodeClosing.objects.count() == 1

    @pytest.mark.parametrize("name", ["bauer", "alvarez"])
    def test_to_who_does_not_close(self, house, dose, name):
        called(house, dose)
        with pytest.raises(Denied):
            close(house, dose.episode, by=name)
        assert is_open(dose.episode)


class TestACallThatNeverReaches:
    @pytest.mark.parametrize(("tries", "hours", "stands"), [(2, 37, True), (3, 36, True), (3, 37, False)])
    def test_can_be_left_after_three_tries_and_the_span(self, house, dose, tries, hours, stands):
        for number in range(tries):
            tried(house, dose, 20 + number)
        found = in_the_way(dose.episode, at=MORNING + timedelta(hours=hours))
        assert bool(found) is stands

    def test_is_not_asked_of_a_person_who_has_died(self, house, dose):
        Patient.objects.filter(pk=dose.patient_id).update(is_deceased=True)
        episode = EpisodeOfCare.objects.get(pk=dose.episode_id)
        close(house, episode, reason="died", staying_well="")
        assert EpisodeClosing.objects.get().reason == "died"


class TestThePages:
    def test_show_what_stands_in_the_way(self, client, house, dose):
        client.force_login(house.moreau.account)
        said = client.get(reverse("follow_up:close_episode", args=[dose.episode_id])).content.decode()
        assert "The 24 h call after dose 1 is due." in said
        assert reverse("follow_up:call", args=[dose.pk]) in said

    def test_ask_for_the_password_before_closing(self, client, house, dose):
        called(house, dose)
        client.force_login(house.moreau.account)
        answer = client.post(reverse("follow_up:close_episode", args=[dose.episode_id]), TOLD)
        assert "reauthenticate" in answer["Location"]
        assert is_open(dose.episode)

    def test_show_both_ways_on_with_the_blocks(self, client, house, dose):
        client.force_login(house.lindqvist.account)
        said = client.get(reverse("follow_up:next", args=[dose.episode_id])).content.decode()
        assert "No integration session since dose 1." in said
        assert reverse("planning:order", args=[dose.episode_id]) in said
        assert reverse("follow_up:close_episode", args=[dose.episode_id]) in said

    def test_tell_response_in_words(self, client, house, dose):
        for day, values in ((-7, [2] * 9), (1, [1] * 9)):
            moment = MORNING + timedelta(days=day)
            who = {"mode": "page", "by": house.moreau, "at": moment}
            answers = in_order(PHQ_9, values) | {"self_harm": 0}
            actions.record_response(episode=dose.episode, instrument=PHQ_9, answers=answers, **who)
        client.force_login(house.moreau.account)
        said = client.get(reverse("follow_up:course", args=[dose.episode_id])).content.decode()
        assert "Response" in said
        assert "16 at the start, 8 now: 50 % lower, read by the published numbers." in said

    def test_read_response_by_the_numbers_of_the_clinic(self, client, house, dose):
        for day, values in ((-10, [2] * 9), (1, [1] * 9)):
            moment = MORNING + timedelta(days=day)
            who = {"mode": "page", "by": house.moreau, "at": moment}
            answers = in_order(PHQ_9, values) | {"self_harm": 0}
            actions.record_response(episode=dose.episode, instrument=PHQ_9, answers=answers, **who)
        published = outcome_of(dose.episode, own=PUBLISHED)["phq-9"]
        assert (published["standing"], published["limits_version"]) == ("response", 0)
        numbers.choose(
            code="OUT.baseline.days", value=Decimal(9), reason="Closer to the dose.", review_due_on=date(2026, 12, 1),
            by=house.solberg, at=MORNING,
        )  # fmt: skip
        client.force_login(house.moreau.account)
        said = client.get(reverse("follow_up:course", args=[dose.episode_id])).content.decode()
        assert "No complete PHQ-9 in the 9 days before the first dose" in said
        assert "by our numbers, version 1" in said
        called(house, dose)
        kept = close(house, dose.episode).outcome["phq-9"]
        assert (kept["standing"], kept["limits_version"]) == ("no_baseline", 1)
