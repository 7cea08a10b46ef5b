"""A patient fills in a questionnaire on their phone: stopped, gone on with, handed in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from holdspace.chart.links import make_link
from holdspace.chart.models import QuestionnaireResponse, RequestedForm, RiskTask
from tests.chart.build import a_clinic, an_episode

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def link(running_clinic):
    """A link to the PHQ-9 of somebody in a clinic of its own."""
    with running_clinic.database():
        house = a_clinic("Quiet Clinic" + timezone.now().strftime("%H%M%S%f"))
        at = timezone.now() - timedelta(minutes=1)
        episode = an_episode(house)
        asked, token = make_link(episode=episode, instruments=("phq-9",), due_on=None, by=house.moreau, at=at)
    return asked.pk, f"{running_clinic.address}/q/{token}/"


def says_who(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your date of birth").fill("1987-03-14")
    page.get_by_role("button", name="Go on").click()


def answers(page: Page, choice: str) -> None:
    before = page.url
    page.get_by_text(choice, exact=True).click()
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(lambda address: address != before)


def test_a_questionnaire_is_gone_on_with_after_the_page_was_killed(running_clinic, visits, link):
    pk, address = link
    page = visits.open(**PHONE)
    says_who(page, address)
    page.get_by_role("link", name="Begin").click()
    for _ in range(3):
        answers(page, "Several days")
    # The fourth answer is only chosen: it is kept without going on.
    page.get_by_text("Nearly every day", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Saved")
    page.context.close()

    again = visits.open(**PHONE)
    says_who(again, address)
    expect(again.get_by_text("4 of 9 answered")).to_be_visible()
    again.get_by_role("link", name="Go on").click()
    expect(again.get_by_text("5 of 9")).to_be_visible()
    for _ in range(4):
        answers(again, "Not at all")
    answers(again, "Several days")
    danger = again.get_by_role("alert")
    expect(danger).to_contain_text("You do not have to be alone with this")
    expect(danger.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    with running_clinic.database():
        assert RiskTask.objects.filter(key__startswith="request:", answered__0__answer="Several days").exists()
    answers(again, "Somewhat difficult")
    again.get_by_role("button", name="Hand in").dblclick()
    expect(again.get_by_role("heading", name="Thank you. Your answers are kept.")).to_be_visible()
    with running_clinic.database():
        form = RequestedForm.objects.get(request=pk)
        response = QuestionnaireResponse.objects.get(pk=form.response_id)
        assert (response.total, response.mode, len(response.answer_times)) == (7, "link", 10)
        assert QuestionnaireResponse.objects.filter(patient=response.patient).count() == 1
