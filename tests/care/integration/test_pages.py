"""The pages of integration, as a therapist meets them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.chart.models import ActionProgress, Draft, IntegrationAction, IntegrationSession
from tests.care.after_a_dose import a_dose_given
from tests.care.integration.test_sessions import held
from tests.chart.build import a_clinic

pytestmark = pytest.mark.database


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


@pytest.fixture
def lena(client, house):
    client.force_login(house.moreau.account)
    return client


def typed(**given):
    """What a therapist types for a session with one insight and one small thing."""
    return {
        "shape": "1",
        "held_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "since_dose": "Calm",
        "in_their_words": "The light was on.",
        "safety": "No thoughts of suicide",
        "escalations": "none",
        "next_dose": "yes",
        "insight_0": "I can be in that house",
        "what_0_0": "Ring my sister",
        "when_0_0": "Sunday",
    } | given


def page(dose, name="new"):
    return reverse(f"integration:{name}", args=[dose.episode_id])


class TestTheForm:
    def test_records_a_session(self, lena, dose):
        answer = lena.post(page(dose), typed(), follow=True)
        assert IntegrationSession.objects.get().in_their_words == "The light was on."
        assert IntegrationAction.objects.get().what == "Ring my sister"
        assert "is recorded" in answer.content.decode()

    def test_grows_without_script_and_keeps_what_is_typed(self, lena, dose):
        answer = lena.post(page(dose), typed(add="insight"), follow=True)
        assert 'name="insight_1"' in answer.content.decode()
        assert "The light was on." in answer.content.decode()
        answer = lena.post(page(dose), typed(shape="1-1", add="1"), follow=True)
        assert 'name="what_1_1"' in answer.content.decode()
        assert 'name="what_0_1"' not in answer.content.decode()
        assert not IntegrationSession.objects.exists()

    def test_keeps_a_draft_at_each_change(self, lena, dose):
        lena.post(page(dose, "draft"), typed(escalations=["none"]))
        assert Draft.objects.get().content["in_their_words"] == "The light was on."
        assert "The light was on." in lena.get(page(dose)).content.decode()

    def test_chooses_nothing_beforehand(self, lena, dose):
        assert "checked" not in lena.get(page(dose)).content.decode()

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"escalations": []}, "None of these is an answer"),
            ({"escalations": ["none", "mania"]}, "cannot both be so"),
            ({"escalations": ["mania"], "next_dose": "hold"}, "Tell a prescriber now"),
            ({"escalations": ["mania"], "told": "Dr Lindqvist"}, "a dose as planned is not the way"),
            ({"what_0_0": "", "when_0_0": ""}, "Agree on one small thing"),
            ({"insight_0": ""}, "Write what it follows from"),
            ({"when_0_0": ""}, "what and when"),
            ({"held_at": "2099-01-01T10:00"}, "This lies ahead"),
        ],
    )
    def test_points_at_what_is_missing(self, lena, dose, given, says):
        answer = lena.post(page(dose), typed(**given))
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not IntegrationSession.objects.exists()

    def test_says_that_late_is_no_fault(self, lena, dose):
        assert "that is a hypothesis" in lena.get(page(dose)).content.decode()

    def test_is_not_for_a_session_monitor(self, client, house, dose):
        client.force_login(house.bauer.account)
        assert client.get(page(dose)).status_code == 403

    def test_of_another_clinic_is_not_found(self, client, dose):
        client.force_login(a_clinic("Other Clinic").moreau.account)
        assert client.get(page(dose)).status_code == 404


class TestTheHome:
    def test_shows_the_intention_beside_the_insight(self, lena, house, dose):
        held(house, dose)
        said = lena.get(page(dose, "show")).content.decode()
        assert "To meet the grief without leaving the room." in said
        assert "I can be in that house without waiting for the shouting." in said

    def test_drops_a_small_thing_that_is_done_from_the_open_ones(self, lena, house, dose):
        held(house, dose)
        action = IntegrationAction.objects.get()
        link = reverse("integration:progress", args=[action.pk])
        assert link in lena.get(page(dose, "show")).content.decode()
        lena.post(link, {"status": "done"})
        assert ActionProgress.objects.get().status == "done"
        assert link not in lena.get(page(dose, "show")).content.decode()

    def test_shows_what_was_passed_on(self, lena, house, dose):
        held(house, dose, escalations=("psychosis",), told="Dr Lindqvist", next_dose="no")
        said = lena.get(page(dose, "show")).content.decode()
        assert "Psychotic symptoms" in said
        assert "Dr Lindqvist" in said
