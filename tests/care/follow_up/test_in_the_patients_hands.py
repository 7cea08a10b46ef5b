"""A tablet handed to a patient opens the questions and nothing else, until staff show who they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from holdspace.chart.models import EpisodeOfCare, MedicationStatement, QuestionnaireResponse
from holdspace.clinic.models import AuditEntry
from tests.care.dosing.test_in_the_room import let_sign_in
from tests.chart.build import PASSWORD, House, a_clinic, a_patient, an_episode

THEIR_PATIENT = "Maya Okafor"


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house)


@pytest.fixture
def other(house: House) -> EpisodeOfCare:
    """Somebody else's course in the same clinic."""
    return an_episode(house, a_patient(house, given_name="Bea", family_name="Lund"))


@pytest.fixture
def tablet(house: House) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": house.moreau.account.email, "password": PASSWORD})
    return client


def question(episode: EpisodeOfCare, place: int = 1, code: str = "phq-9") -> str:
    return reverse("follow_up:question", args=[episode.pk, code, place])


def chart_pages(*episodes: EpisodeOfCare) -> list[str]:
    """Pages of the clinic that a typed address or the back button could open."""
    of_episodes = [
        address
        for episode in episodes
        for address in (
            reverse("board:patient", args=[episode.patient_id]),
            reverse("intake:history", args=[episode.pk]),
            reverse("follow_up:questionnaire", args=[episode.pk, "phq-9"]),
            reverse("follow_up:interview", args=[episode.pk, "phq-9"]),
            reverse("follow_up:course", args=[episode.pk]),
            reverse("screening:show", args=[episode.pk]),
        )
    ]
    return ["/", "/accounts/password/change/", "/accounts/login/", *of_episodes]


def looks() -> int:
    return AuditEntry.objects.filter(is_read=True).count()


def is_locked(answer: Any) -> bool:
    return "This tablet is with a patient" in answer.content.decode()


@pytest.mark.database
class TestATabletInThePatientsHands:
    def test_opens_no_other_page_and_writes_no_look_at_a_chart(self, tablet, episode, other):
        tablet.get(question(episode))
        before = looks()
        pages = [*chart_pages(episode, other), question(other), question(episode, code="gad-7")]
        answers = {address: tablet.get(address) for address in pages}
        assert [address for address, answer in answers.items() if not is_locked(answer)] == []
        assert not [1 for answer in answers.values() if "Lund" in answer.content.decode()]
        assert looks() == before

    def test_goes_on_with_the_questions_to_the_end(self, tablet, episode):
        tablet.get(question(episode))
        for place in range(1, 11):
            answer = tablet.post(question(episode, place), {"answer": 0}, follow=True)
            assert not is_locked(answer)
        end = tablet.post(reverse("follow_up:finish", args=[episode.pk, "phq-9"]), follow=True)
        assert "Your answers are kept" in end.content.decode()
        assert QuestionnaireResponse.objects.get().total == 0
        assert is_locked(tablet.get(question(episode)))

    def test_is_locked_by_any_question_however_it_was_opened(self, tablet, episode):
        tablet.post(question(episode, 3), {"answer": 1})
        assert is_locked(tablet.get("/"))

    def test_takes_nothing_that_is_sent_elsewhere(self, tablet, episode):
        tablet.get(question(episode))
        address = reverse("intake:add", args=[episode.pk, "medicine"])
        answer = tablet.post(address, {"text": "Phenelzine", "status": "active"})
        assert (answer.status_code, MedicationStatement.objects.count()) == (403, 0)
        part = tablet.get(reverse("board:patient", args=[episode.patient_id]), headers={"HX-Request": "true"})
        assert part.status_code == 403


@pytest.mark.database
class TestStaffWhoTakeItBack:
    def back(self, tablet: Client, password: str = PASSWORD, then: str = "/") -> Any:
        return tablet.post(reverse("account_reauthenticate"), {"password": password, "next": then})

    def test_go_on_where_they_wanted_to_be(self, tablet, episode):
        tablet.get(question(episode))
        wanted = reverse("follow_up:course", args=[episode.pk])
        assert f'value="{wanted}"' in tablet.get(wanted).content.decode()
        assert self.back(tablet, then=wanted).headers["Location"] == wanted
        assert THEIR_PATIENT in tablet.get(wanted).content.decode()
        assert tablet.get("/").status_code == 200

    def test_need_the_right_password(self, tablet, episode):
        tablet.get(question(episode))
        self.back(tablet, password="not this one")
        assert is_locked(tablet.get("/"))

    def test_do_not_count_the_password_from_before_it_was_handed_over(self, tablet, episode):
        self.back(tablet)
        assert not is_locked(tablet.get("/"))
        tablet.get(question(episode))
        assert is_locked(tablet.get("/"))

    def test_hand_it_over_again_as_often_as_they_like(self, tablet, episode):
        for _ in range(2):
            tablet.get(question(episode))
            assert is_locked(tablet.get("/"))
            self.back(tablet)
            assert not is_locked(tablet.get("/"))

    def test_leave_other_sign_ins_of_theirs_alone(self, tablet, house, episode):
        tablet.get(question(episode))
        desk = Client()
        desk.post(reverse("account_login"), {"login": house.moreau.account.email, "password": PASSWORD})
        assert not is_locked(desk.get("/"))


@pytest.mark.journey
class TestInABrowser:
    def test_back_button_and_typed_address_give_the_lock_page(self, running_clinic, visits):
        with running_clinic.database():
            house = a_clinic("Handing Clinic")
            episode = an_episode(house)
            let_sign_in(house.moreau.account)
            course = reverse("follow_up:course", args=[episode.pk])
            hand = reverse("follow_up:questionnaire", args=[episode.pk, "phq-9"])
            chart = reverse("board:patient", args=[episode.patient_id])
        page = visits.signed_in(running_clinic.address, house.moreau.account.email, PASSWORD)
        page.goto(f"{running_clinic.address}{chart}")
        page.goto(f"{running_clinic.address}{hand}")
        page.get_by_role("button", name="Hand Maya the tablet").click()
        expect(page.locator("input[name=answer]").first).to_be_attached()
        with running_clinic.database():
            before = looks()
        locked = page.get_by_role("heading", name="This tablet is with a patient")
        page.go_back()
        expect(locked).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Okafor")
        page.go_back()
        expect(locked).to_be_visible()
        page.goto(f"{running_clinic.address}{chart}")
        expect(locked).to_be_visible()
        with running_clinic.database():
            assert looks() == before
        page.goto(f"{running_clinic.address}{course}")
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(f"**{course}")
        expect(page.locator("body")).to_contain_text("Okafor")
