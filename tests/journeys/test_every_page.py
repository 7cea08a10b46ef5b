"""Every page of the clinic, for everybody who works there: it opens or says why not, reads well, and leaves a trace."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from holdspace.care.follow_up.actions import keep_answer
from holdspace.chart.models import EpisodeOfCare
from holdspace.clinic.models import Staff
from holdspace.clinical.instruments import PHQ_9
from holdspace.clinical.roles import Role
from holdspace.simulation.staff import PASSWORD
from tests.browsing import Visits
from tests.fhir import build
from tests.journeys.addresses import ABOUT_SIGNING_IN, IN_THE_PATIENTS_HANDS, NO_PAGES, ONLY_TO_SEND, PARTS_OF_PAGES
from tests.journeys.crawling import (
    Answer,
    Route,
    Visitor,
    faults_in,
    fullest,
    like_each_other,
    names_of_patients,
    routes,
)
from tests.journeys.looking import complaints_about
from tests.journeys.rows import addresses_of, any_path
from tests.serving import ServedClinic

pytestmark = pytest.mark.journey

ROWS = 12
ROWS_FOR_EVERYBODY = 3
LOOKED_AT = 2
LINES_OF_A_FAULT = 12
OPENED = [route for route in routes() if route.name not in ONLY_TO_SEND | ABOUT_SIGNING_IN | NO_PAGES.keys()]
PAGES = [route for route in OPENED if route.name not in PARTS_OF_PAGES]


@dataclass
class House:
    """The demo clinic with one visitor for each role, and every answer that was given so far."""

    clinic: ServedClinic
    visits: Visits
    visitors: list[Visitor]
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    open_pages: dict[str, Page] = field(default_factory=dict)

    def answers_at(self, route: Route) -> list[Answer]:
        """A few rows for everybody; all rows for whoever was shown most."""
        if route.name not in self.answers:
            addresses = addresses_of(route, at_most=ROWS)
            for_all = addresses[:: max(1, len(addresses) // ROWS_FOR_EVERYBODY)]
            given = [visitor.ask(address) for address in for_all for visitor in self.visitors]
            fullest_first = sorted(given, key=lambda answer: (answer.status == 200, len(answer.html)))
            who = [visitor for visitor in self.visitors if given and visitor.staff == fullest_first[-1].staff]
            given += [who[0].ask(address) for address in addresses if address not in for_all]
            self.answers[route.name] = given
        return self.answers[route.name]

    def pages_of(self, route: Route) -> list[Answer]:
        """The few answers that show most of what the page can hold."""
        return fullest((answer for answer in self.answers_at(route) if answer.is_page), at_most=LOOKED_AT)

    def look_at(self, answer: Answer) -> list[str]:
        """Open it in the browser as the same person, and complain."""
        page = self._page_of(answer.staff)
        page.goto(f"{self.clinic.address}{answer.address.path}")
        if "/reauthenticate/" in page.url:
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Go on").click()
            page.wait_for_url(f"**{answer.address.path}")
        complaints = complaints_about(page, self.visits)
        if any("500" in complaint for complaint in complaints):
            complaints.append("The server said: " + "".join(self.clinic.said[-LINES_OF_A_FAULT:]))
        if answer.address.route.name in IN_THE_PATIENTS_HANDS:
            # That sign-in opens nothing else now; the next look begins anew.
            del self.open_pages[answer.staff.name]
        return [f"{answer.said_in_one_line}: {complaint}" for complaint in complaints]

    def _page_of(self, staff: Staff) -> Page:
        if staff.name not in self.open_pages:
            email = staff.account.email
            self.open_pages[staff.name] = self.visits.signed_in(self.clinic.address, email, PASSWORD)
        return self.open_pages[staff.name]


def one_of_each_role() -> list[Staff]:
    """The first member of staff in each role."""
    staff = Staff.objects.exclude(account=None).select_related("account", "clinic", "site").order_by("pk")
    return [staff.filter(held_roles__role=role.value).first() for role in Role]


def begin_what_the_demo_leaves_out(clinic: ServedClinic, staff: list[Staff], folder: Path) -> None:
    """An import, and for each clinician a questionnaire that was begun: what no invented course has in hand."""
    file = folder / "somebody.json"
    file.write_text(json.dumps(build.bundle(build.patient())))
    imported = clinic.command("import", str(file))
    assert imported.returncode == 0, imported.stdout + imported.stderr
    episode = EpisodeOfCare.objects.open().order_by("pk").first()
    monitor = next(person for person in staff if Role.MONITOR in person.roles)
    now = timezone.now()
    keep_answer(episode=episode, instrument=PHQ_9, item=PHQ_9.items[0].code, value=1, by=monitor, at=now)


@pytest.fixture(scope="module")
def house(browser: Browser, demo_clinic: ServedClinic, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo clinic, as everybody who works there sees it."""
    visits = Visits(browser)
    with demo_clinic.database():
        staff = one_of_each_role()
        begin_what_the_demo_leaves_out(demo_clinic, staff, tmp_path_factory.mktemp("import"))
        yield House(demo_clinic, visits, [Visitor(person) for person in staff])
    visits.end()


def by_name(route: Route) -> str:
    """How a test says which address it is about."""
    return route.name


class TestAnAddress:
    @pytest.mark.parametrize("route", OPENED, ids=by_name)
    def test_answers_everybody_and_writes_every_look_at_a_chart_down(self, house, route):
        answers = house.answers_at(route)
        names = names_of_patients()
        faults = [fault for answer in answers for fault in faults_in(answer, names=names)]
        assert not faults, "\n".join(faults)
        assert [answer for answer in answers if answer.status == 200], "Nobody was shown anything here."

    @pytest.mark.parametrize("name", sorted(ONLY_TO_SEND))
    def test_that_takes_what_a_form_sends_is_opened_by_nobody(self, house, name):
        route = next(route for route in routes() if route.name == name)
        assert {visitor.client.get(any_path(route)).status_code for visitor in house.visitors} == {405}

    @pytest.mark.parametrize("name", sorted(PARTS_OF_PAGES))
    def test_of_a_part_gives_no_whole_page(self, house, name):
        route = next(route for route in routes() if route.name == name)
        shown = [answer for answer in house.answers_at(route) if answer.status == 200]
        assert shown
        assert not [answer for answer in shown if answer.is_page]

    def test_is_left_out_only_where_there_is_one(self):
        left_out = ONLY_TO_SEND | ABOUT_SIGNING_IN | NO_PAGES.keys() | PARTS_OF_PAGES.keys()
        assert left_out - {route.name for route in routes()} == set()


class TestAPage:
    @pytest.mark.parametrize("route", PAGES, ids=by_name)
    def test_reads_well_for_everybody_on_every_screen(self, house, route):
        pages = house.pages_of(route)
        assert pages, "Nobody was shown a page here."
        complaints = [complaint for page in pages for complaint in house.look_at(page)]
        assert not complaints, "\n".join(complaints)

    def test_has_a_title_that_tells_it_from_the_others(self, house):
        alike = like_each_other(page for route in PAGES for page in house.pages_of(route))
        assert not alike, "\n".join(alike)
