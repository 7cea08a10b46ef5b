"""Does the crawl see what it is there to see? Each fault is planted once, beside a page that has none."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.urls import path, reverse

from holdspace.chart.access import open_patient
from holdspace.chart.models import Patient
from holdspace.config.urls import urlpatterns as real_addresses
from tests.chart.build import MORNING, a_clinic, a_patient
from tests.journeys.crawling import Address, Visitor, faults_in, like_each_other, names_of_patients, routes
from tests.journeys.looking import complaints_about

PAGE = "<!doctype html><html lang=en><title>{title} · Holdspace</title><main><h1>{heading}</h1>{more}</main></html>"


def page_of(patient: Patient, *, title: str = "Chart", more: str = "") -> HttpResponse:
    """A whole page that names somebody."""
    return HttpResponse(PAGE.format(title=title, heading=patient, more=more))


def good(request: HttpRequest, pk: str) -> HttpResponse:
    """A chart that is opened as charts are."""
    return page_of(open_patient(pk, by=request.staff, at=MORNING, to_see="the chart"), title="Whole chart")


def unwritten(request: HttpRequest, pk: str) -> HttpResponse:
    """A chart that somebody forgot to open by the front door."""
    return page_of(Patient.objects.get(pk=pk))


def unwritten_list(request: HttpRequest) -> HttpResponse:
    """A list of names that nobody hears of."""
    return page_of(Patient.objects.first())


def two_headings(request: HttpRequest, pk: str) -> HttpResponse:
    """A page with two first headings."""
    patient = open_patient(pk, by=request.staff, at=MORNING, to_see="the chart")
    return page_of(patient, more="<h1>Findings</h1>")


def untitled(request: HttpRequest, pk: str) -> HttpResponse:
    """A page with no title of its own."""
    return page_of(open_patient(pk, by=request.staff, at=MORNING, to_see="the chart"), title="")


def broken(request: HttpRequest, pk: str) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError(pk)


def bare_refusal(request: HttpRequest, pk: str) -> HttpResponse:
    """A refusal that is no page."""
    return HttpResponseForbidden("No.")


def dead_end(request: HttpRequest, pk: str) -> HttpResponse:
    """A refusal from which nothing leads on."""
    return HttpResponseForbidden(PAGE.format(title="No", heading="Not yours", more=""))


FAULTS = {
    unwritten: "a look at a chart that is not in the audit trail",
    two_headings: "2 first headings",
    untitled: "no title of its own",
    broken: "500, neither a page nor a proper refusal",
    bare_refusal: "a refusal that is no page",
    dead_end: "a refusal with no way on",
}
urlpatterns = [
    *(path(f"patients/<uuid:pk>/{view.__name__}/", view, name=view.__name__) for view in (good, *FAULTS)),
    path("names/", unwritten_list, name="unwritten_list"),
    *real_addresses,
]


@pytest.mark.database
@pytest.mark.urls(__name__)
class TestTheCrawl:
    @pytest.fixture
    def house(self, db):
        house = a_clinic()
        a_patient(house)
        return house

    def answer(self, house, view, *, keyed: bool = True):
        patient = Patient.objects.get()
        route = next(route for route in routes(__name__) if route.name == view.__name__)
        path = reverse(view.__name__, args=[patient.pk] if keyed else [])
        return Visitor(house.bauer).ask(Address(route, path, patient.pk if keyed else None))

    @pytest.mark.parametrize(("view", "fault"), FAULTS.items(), ids=lambda it: getattr(it, "__name__", ""))
    def test_finds(self, house, view, fault):
        found = faults_in(self.answer(house, view), names=names_of_patients())
        assert any(fault in each for each in found), found

    def test_finds_a_list_of_names_that_leaves_no_trace(self, house):
        (fault,) = faults_in(self.answer(house, unwritten_list, keyed=False), names=names_of_patients())
        assert "names Maya Okafor and no look is in the audit trail" in fault

    def test_finds_nothing_where_nothing_is_wrong(self, house):
        assert faults_in(self.answer(house, good), names=names_of_patients()) == []

    def test_tells_pages_by_their_titles(self, house):
        one, another = self.answer(house, unwritten), self.answer(house, good)
        assert like_each_other([one, another]) == []
        assert like_each_other([one, self.answer(house, two_headings)]) != []

    def test_walks_every_address(self):
        assert {"good", "unwritten_list", "board:today", "dosing:time_out", "mfa_edit_webauthn"} <= {
            route.name for route in routes(__name__)
        }


PLANTED = {
    "<input>": "axe: label",
    "<h1>Again</h1>": "2 first headings",
    "<p class=planted-wide>Wide</p>": "wider than a phone",
    "<details><summary>More</summary><select></select></details>": "axe: select-name",
    "<dialog aria-label=Dose><button></button></dialog>": "axe: button-name",
    "<img src=/static/nowhere.png alt=''>": "answer: 404",
    "<p style='color:#777'>Grey</p>": "Content Security Policy",
}
PLANT = """it => {
  document.querySelector("main").insertAdjacentHTML("beforeend", it);
  document.querySelectorAll(".planted-wide").forEach(one => { one.style.width = "60rem"; });
}"""


@pytest.mark.journey
class TestALook:
    def test_finds_nothing_on_a_good_page(self, visits, page, running_clinic):
        page.goto(f"{running_clinic.address}/accounts/login/")
        assert complaints_about(page, visits) == []

    @pytest.mark.parametrize(("planted", "complaint"), PLANTED.items())
    def test_finds_what_is_planted(self, visits, page, running_clinic, planted, complaint):
        page.goto(f"{running_clinic.address}/accounts/login/")
        page.evaluate(PLANT, planted)
        page.wait_for_timeout(200)
        found = complaints_about(page, visits)
        assert any(complaint in each for each in found), found
