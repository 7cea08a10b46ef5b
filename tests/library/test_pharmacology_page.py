"""Levels and effects as curves: compared without script, told with their limits, and never a dose to use."""

import re

import pytest
from django.urls import reverse

from holdspace.clinic.models import AuditEntry
from holdspace.library.views.pharmacology import STUDIES
from tests.chart.build import a_clinic
from tests.library.pages import signed_in

pytestmark = pytest.mark.database

BODY = {"weight": "70", "age": "40", "taken": "", "analyte": "ketamine", "hours": "4"}
EMPTY = {f"{letter}-{name}": value for letter in "abc" for name, value in
         (("drug", "racemic"), ("route", "iv"), ("per", "mg"), ("dose", ""))}  # fmt: skip
A_DRIP = {"a-dose": "35", "a-over": "40"}


@pytest.fixture
def client(db):
    return signed_in(a_clinic(adopted=()), "lindqvist")


def asked(client, expect: int = 200, **more: str) -> str:
    answer = client.get(
        reverse("library:pharmacology"), BODY | EMPTY | {k.replace("_", "-"): v for k, v in more.items()}
    )
    assert answer.status_code == expect
    return re.sub(r"\s+", " ", answer.content.decode())


class TestThePage:
    def test_is_linked_from_the_library_and_says_that_it_is_nobodys_dose(self, client) -> None:
        address = reverse("library:pharmacology")
        assert f'href="{address}"' in client.get(reverse("library:overview")).content.decode()
        page = client.get(address).content.decode()
        assert "This is nobody’s dose." in page
        assert 'class="identity"' not in page

    def test_compares_routes_doses_and_models(self, client) -> None:
        page = asked(client, **A_DRIP, **{"b-dose": "0.5", "b-per": "mg/kg", "b-route": "im"}, **{
            "c-dose": "35", "c-over": "40", "c-model": "kamp-2020"})  # fmt: skip
        for words in ("35 mg ketamine into a vein over 40 min", "35 mg ketamine into a muscle", "Kamp 2020, pooled"):
            assert words in page
        assert "160 ng/mL after 40 min" in page
        # Kamp's paper tells of no spread: its curve has no band, and its times no readiness.
        assert page.count('class="curve-band') == 2
        assert "one time would mislead" in page

    def test_has_a_table_twin_with_the_band(self, client) -> None:
        page = asked(client, **A_DRIP)
        row = re.search(r'<th scope="row">40</th><td class="number">(\d+) \((\d+)–(\d+)\)</td>', page)
        middle, low, high = map(int, row.groups())
        assert low < 150 < middle < 170 < high or low < middle < high
        assert middle == pytest.approx(160, abs=6)

    def test_tells_effects_with_onset_height_and_end_as_bands(self, client) -> None:
        page = asked(client, **A_DRIP)
        assert re.search(r"Dissociation<span.*?lowest level tested", page)
        assert re.search(r"Earliest plausible readiness\.</b> From \d+ to \d+ minutes", page)
        assert "A band, no time to plan on" in page
        assert "Nobody related it to a level" in page

    def test_draws_an_effect_in_its_own_unit(self, client) -> None:
        page = asked(client, **A_DRIP, analyte="systolic")
        assert "Rise of systolic pressure, mmHg" in page
        row = re.search(r'<th scope="row">40</th><td class="number">(\d+) \((\d+)–(\d+)\)</td>', page)
        assert 8 <= int(row.group(1)) <= 13
        assert "Typical peak</dt><dd>160 ng/mL" in page

    def test_says_where_it_is_weak(self, client) -> None:
        assert "Weak route" in asked(client, **{"a-route": "sc", "a-dose": "35"})
        assert "nothing was found to hold it against" in asked(client, **{"a-route": "sc", "a-dose": "35"})
        assert "Weak route" not in asked(client, **A_DRIP)

    def test_offers_no_dose_to_use_and_keeps_nothing(self, client) -> None:
        before = AuditEntry.objects.count()
        page = asked(client, **A_DRIP)
        assert 'method="post"' not in page.split("<main")[1]
        assert not re.search(r"use this dose|recommended dose|order this", page, re.I)
        assert AuditEntry.objects.count() == before

    @pytest.mark.parametrize("title", [title for title, _ in STUDIES])
    def test_shows_doses_that_studies_measured(self, client, title: str) -> None:
        page = client.get(reverse("library:pharmacology")).content.decode()
        address = re.search(rf'href="([^"]+)">{re.escape(title)}', page).group(1).replace("&amp;", "&")
        assert "Typical peak" in client.get(address).content.decode()


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"a-dose": "350", "a-over": "40"}, "Check digit and unit."),
            ({"a-dose": "35", "a-over": "40", "a-route": "im"}, "is not infused"),
            ({"a-dose": "35", "a-route": "im", "a-model": "kamp-2020"}, "knows nothing of a dose into a muscle"),
            ({"a-dose": "35", "analyte": "hydroxynorketamine", "a-model": "s1"}, "does not foretell"),
            ({"a-dose": "35", "a-again": "20"}, "The second dose has no minute."),
            ({"a-dose": ""}, "There is no dose to look at."),
            ({"a-dose": "28", "a-route": "in", "a-drug": "esketamine", "analyte": "dissociation"}, "is not told here."),
            ({"a-dose": "35", "weight": "7"}, "20"),
            ({"a-dose": "-35"}, "is no dose"),
        ],
    )
    def test_is_refused_in_a_sentence_and_draws_nothing(self, client, told: dict[str, str], sentence: str) -> None:
        page = asked(client, expect=422, **told)
        assert sentence in page.replace("&#x27;", "'")
        assert "curve-band" not in page
