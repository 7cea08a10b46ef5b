"""The way of one doubt: a finding, its reason, two sources, a waiver, another number, the old finding unchanged."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from holdspace.chart.models import EpisodeOfCare
from tests.care.intake.build import everything_asked
from tests.chart.build import PASSWORD, House, a_clinic, an_episode
from tests.journeys.conftest import give_real_passwords
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey
RAISED = (Decimal(146), Decimal(92))


@pytest.fixture
def doubt(running_clinic: ServedClinic) -> tuple[House, EpisodeOfCare]:
    """Somebody whose blood pressure is raised, in a clinic of its own."""
    with running_clinic.database():
        house = a_clinic("Doubt Clinic" + timezone.now().strftime("%H%M%S%f"))
        give_real_passwords(house)
        at = timezone.now() - timedelta(minutes=5)
        return house, everything_asked(house, an_episode(house), at=at, pressures=(RAISED, RAISED))


def confirm(page: Page, doing: str) -> None:
    """Press a button that signs, and give the password where it is asked for."""
    page.get_by_role("button", name=doing, exact=True).click()
    page.wait_for_load_state()
    if "/reauthenticate/" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()


def test_a_clinician_follows_a_finding_to_its_sources_and_back(running_clinic, visits, doubt):
    house, episode = doubt
    address, finding = running_clinic.address, f"/episodes/{episode.pk}/screening/?rule=CVS-02"
    physician, second, lead = (
        visits.signed_in(address, house.people[who].account.email, PASSWORD, then=page)
        for who, page in (("lindqvist", finding), ("hale", "/library/"), ("solberg", "/library/"))
    )
    # A finding, and why.
    physician.get_by_role("button", name="Run the screening").click()
    physician.goto(address + finding)
    old = "Resting blood pressure 146/92 is above 140/90."
    expect(physician.get_by_role("heading", name=old)).to_be_visible()
    expect(physician.get_by_text("The drug lifts blood pressure for hours.")).to_be_visible()
    # The rule behind it, and two sources that disagree.
    physician.get_by_role("link", name="Rule CVS-02").click()
    expect(physician.get_by_role("heading", name="Sources side by side")).to_be_visible()
    european = physician.locator(".library-source", has_text="European label")
    american = physician.locator(".library-source", has_text="US label")
    expect(european).to_contain_text("150/90 from 65 years")
    expect(american).to_contain_text("above 140/90 weigh the risk")
    european.get_by_role("link", name="What rests on it").click()
    expect(physician.get_by_role("link", name="CVS-02", exact=True).first).to_be_visible()
    # A waiver, and the second signature of somebody else.
    physician.goto(address + finding)
    physician.get_by_label("Accept with clearance").check()
    physician.get_by_label("Reason").fill("Amlodipine from today")
    physician.get_by_role("textbox", name="Document").fill("Letter of Dr Brook")
    confirm(physician, "Sign the decision")
    second.goto(address + finding)
    confirm(second, "Give the second signature")
    expect(second.get_by_text("signed").nth(1)).to_be_visible()
    # The clinic's own number, and what the rule says on both of its sides.
    lead.goto(address + "/library/numbers/CVS-02.systolic/")
    lead.get_by_label("Our number").fill("135")
    lead.get_by_label("Review due").fill((timezone.now() + timedelta(days=90)).date().isoformat())
    lead.get_by_label("Reason").first.fill("Two faints in spring.")
    confirm(lead, "Set the number")
    lead.goto(address + "/library/rules/CVS-02/")
    expect(lead.get_by_text("Resting blood pressure 136/70 is above 135/90.")).to_be_visible()
    # The old finding says what it said.
    physician.goto(address + finding)
    expect(physician.get_by_role("heading", name=old)).to_be_visible()
    expect(physician.get_by_text("Made with the published numbers.")).to_be_visible()
    physician.get_by_role("button", name="Run it again").click()
    physician.goto(address + finding)
    expect(physician.get_by_role("heading", name="Resting blood pressure 146/92 is above 135/90.")).to_be_visible()
