"""The pages of preparation: progress, drafts, a plan to take home, and no answer given for the patient."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.chart.models import Draft, PreparationSession, SafetyPlan, SettingChoices, TouchAgreement
from tests.care.planning.course import SAFETY, consented, eligible, held, planned
from tests.chart.build import PASSWORD, a_clinic

pytestmark = pytest.mark.database
TOUCH = {"touch-welcome": "yes", "touch-areas": ["hand"], "touch-stop_word": "Stop", "touch-hand_signal": "Flat hand"}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    before = timezone.now() - timedelta(days=5)
    return planned(house, consented(house, eligible(house, at=before), at=before), at=before)


@pytest.fixture
def moreau(house):
    client = Client()
    client.post(reverse("account_login"), {"login": "moreau@harbour.example", "password": PASSWORD})
    return client


def said(**given):
    at = timezone.localtime(timezone.now() - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    return {"held_at": at, "minutes": 50, "intention": "To rest", "how_to_calm": "Quiet"} | given


class TestTheOverview:
    def test_says_how_many_sessions_are_held(self, house, episode, moreau):
        held(house, episode, at=timezone.now())
        page = moreau.get(reverse("preparation:show", args=[episode.pk])).content.decode()
        assert "1 of 3 sessions held" in page and "No safety plan is written." in page

    def test_before_the_plan_shows_what_is_missing_first(self, house, moreau):
        page = moreau.get(reverse("preparation:show", args=[eligible(house).pk])).content.decode()
        assert "No care plan is written." in page and "Record a session" not in page


class TestASession:
    def test_is_recorded(self, house, episode, moreau):
        moreau.post(reverse("preparation:session", args=[episode.pk]), said(covered=["touch", "effects"]))
        assert PreparationSession.objects.get().covered == ["effects", "touch"]

    def test_is_kept_as_a_draft_while_it_is_written(self, house, episode, moreau):
        address = reverse("preparation:draft", args=[episode.pk, "preparation-session"])
        assert "Draft kept" in moreau.post(address, {"intention": "To re", "covered": ["touch"]}).content.decode()
        form = moreau.get(reverse("preparation:session", args=[episode.pk])).context["form"]
        assert (form["intention"].value(), form["covered"].value()) == ("To re", ["touch"])

    @pytest.mark.parametrize("page", ["session", "safety_plan"])
    def test_draft_does_not_wait_until_the_form_is_whole(self, episode, moreau, page):
        # htmx sends no request from a form that is not valid yet, so the request must not sit on the form.
        markup = moreau.get(reverse(f"preparation:{page}", args=[episode.pk])).content.decode()
        assert '<div class="form" hx-post=' in markup and '<form class="card form" method="post">' in markup

    def test_draft_of_another_purpose_is_not_found(self, episode, moreau):
        assert moreau.post(reverse("preparation:draft", args=[episode.pk, "medical-evaluation"])).status_code == 404
        assert not Draft.objects.exists()

    def test_is_not_taken_from_a_nurse(self, house, episode):
        client = Client()
        client.post(reverse("account_login"), {"login": "bauer@harbour.example", "password": PASSWORD})
        assert client.post(reverse("preparation:session", args=[episode.pk]), said()).status_code == 403
        assert not PreparationSession.objects.exists()

    def test_before_the_plan_is_refused_and_keeps_what_was_typed(self, house, moreau):
        answer = moreau.post(reverse("preparation:session", args=[eligible(house).pk]), said())
        assert answer.status_code == 409 and "To rest" in answer.content.decode()

    def test_is_corrected_by_a_new_entry(self, house, episode, moreau):
        first = held(house, episode, at=timezone.now())
        moreau.post(reverse("preparation:correct", args=[first.pk]), said(amended_because="Wrong day"))
        assert PreparationSession.objects.current().get().amends == first


class TestTheSafetyPlan:
    def test_goes_home_on_paper_with_the_crisis_line(self, house, episode, moreau):
        answer = moreau.post(reverse("preparation:safety_plan", args=[episode.pk]), SAFETY, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("preparation:safety_plan_paper", args=[episode.pk])
        page = answer.content.decode()
        assert "Call 112" in page and all(words in page for words in SAFETY.values())

    def test_with_a_part_missing_is_not_kept(self, episode, moreau):
        answer = moreau.post(reverse("preparation:safety_plan", args=[episode.pk]), SAFETY | {"making_safe": ""})
        assert answer.status_code == 422 and not SafetyPlan.objects.exists()

    def test_written_anew_starts_from_the_last_words(self, episode, moreau):
        address = reverse("preparation:safety_plan", args=[episode.pk])
        moreau.post(address, SAFETY)
        assert moreau.get(address).context["form"]["coping"].value() == SAFETY["coping"]


class TestRoomAndTouch:
    def test_an_eye_shade_must_be_answered_and_may_be_not_asked(self, episode, moreau):
        address = reverse("preparation:setting", args=[episode.pk])
        assert moreau.post(address, {"music": "Cello"}).status_code == 422
        moreau.post(address, {"music": "Cello", "eye_shade": "unknown"})
        assert SettingChoices.objects.get().eye_shade is None

    def test_no_answer_about_touch_is_chosen_beforehand(self, episode, moreau):
        form = moreau.get(reverse("preparation:setting", args=[episode.pk])).context["touch_form"]
        assert form["welcome"].value() is None and not form["areas"].value()

    def test_touch_is_agreed_area_by_area(self, episode, moreau):
        moreau.post(reverse("preparation:touch", args=[episode.pk]), TOUCH | {"touch-other_area": "Left knee"})
        assert TouchAgreement.objects.get().areas == ["hand", "Left knee"]

    @pytest.mark.parametrize(
        "given", [{"touch-areas": []}, {"touch-welcome": "no"}, {"touch-welcome": ""}, {"touch-stop_word": ""}]
    )
    def test_answers_that_contradict_or_are_missing_are_not_kept(self, episode, moreau, given):
        assert moreau.post(reverse("preparation:touch", args=[episode.pk]), TOUCH | given).status_code == 422
        assert not TouchAgreement.objects.exists()

    def test_no_touch_is_an_agreement(self, episode, moreau):
        moreau.post(reverse("preparation:touch", args=[episode.pk]), TOUCH | {"touch-welcome": "no", "touch-areas": []})
        assert TouchAgreement.objects.get().areas == []
