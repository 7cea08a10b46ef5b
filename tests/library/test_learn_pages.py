"""The pages for patients: open to everybody, every mark leads to its source, and the crisis line stands at the end."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from holdspace.clinical.education import PAGES
from holdspace.library.templatetags.library import to_read
from tests.chart.build import House, a_clinic, an_episode
from tests.library.pages import signed_in

pytestmark = pytest.mark.database


@pytest.fixture
def house(db) -> House:
    return a_clinic()


def read(path: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


class TestThePagesForPatients:
    def test_are_listed_for_somebody_who_is_not_signed_in(self, house: House) -> None:
        page = read("/learn/")
        assert all(f'href="/learn/{each.slug}/"' in page and each.title in page for each in PAGES)

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
    def test_lead_from_each_mark_to_its_source(self, page, house: House) -> None:
        shown = read(f"/learn/{page.slug}/")
        marks = set(re.findall(r'href="#(source-\d+)"', shown))
        sources = set(re.findall(r'<li id="(source-\d+)"', shown))
        assert marks == sources
        assert len(sources) == len(page.sources) > 0

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
    def test_end_with_the_crisis_line_of_the_clinic_as_a_call(self, page, house: House) -> None:
        shown = read(f"/learn/{page.slug}/")
        assert 'href="tel:112"' in shown
        assert 'href="tel:+49305550100"' in shown

    def test_guess_no_crisis_line_where_there_are_several_clinics(self, house: House) -> None:
        a_clinic("Lake Clinic")
        shown = read("/learn/when-to-call/")
        assert "Call your emergency number." in shown and "Harbour Clinic" not in shown

    def test_are_of_the_clinic_of_whoever_is_signed_in(self, house: House, client: Client) -> None:
        lake = a_clinic("Lake Clinic")
        client.force_login(lake.lindqvist.account)
        assert "Lake Clinic" in read("/learn/risks/", client)

    def test_say_which_sentences_are_only_thought(self, house: House) -> None:
        assert "not proven" in read("/learn/how-it-works/")
        assert "slanted" in read("/learn/how-it-works/") and "slanted" not in read("/learn/risks/")

    def test_that_do_not_exist_are_not_found(self, house: House) -> None:
        assert Client().get("/learn/magic/").status_code == 404

    def test_are_read_and_never_written(self, house: House) -> None:
        assert Client().post("/learn/").status_code == 405


class TestAPageForPatients:
    def test_is_offered_at_the_steps_it_belongs_to(self, house: House) -> None:
        episode, client = an_episode(house), signed_in(house, "moreau")
        named = {}
        for step in ("consent:show", "preparation:show", "integration:show"):
            page = read(reverse(step, args=[episode.pk]), client)
            assert 'href="/learn/"' in page and "http://testserver/learn/" in page
            named[step] = {each.slug for each in PAGES if f'href="/learn/{each.slug}/"' in page}
        assert "risks" in named["consent:show"] and "preparing" in named["preparation:show"]
        assert "after-a-session" in named["integration:show"] and all(
            "when-to-call" in named[s] for s in list(named)[1:]
        )

    def test_is_offered_on_the_page_of_the_patient(self, house: House) -> None:
        episode = an_episode(house)
        page = read(reverse("board:patient", args=[episode.patient_id]), signed_in(house, "moreau"))
        assert 'href="/learn/"' in page

    def test_is_never_named_wrongly_by_a_step(self) -> None:
        with pytest.raises(ValueError, match="magic"):
            to_read({"request": None}, "risks", "magic")
