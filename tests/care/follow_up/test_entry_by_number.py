"""The answers of any instrument, typed by number: every one can be entered, and the screening hears of its total."""

from decimal import Decimal

import pytest
from django.urls import reverse

from holdspace.care.follow_up.asking import enterable
from holdspace.chart.facts import screening_facts
from holdspace.chart.models import QuestionnaireResponse
from holdspace.clinical.instruments import Instrument, by_code, score
from tests.chart.build import a_clinic, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house(db):
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


@pytest.fixture
def desk(client, house):
    client.force_login(house.moreau.account)
    return client


def enter(desk, episode, code: str, answers: dict):
    given = {item: str(value) for item, value in answers.items()} | {"how": "interview"}
    return desk.post(reverse("follow_up:entry", args=[episode.pk, code]), given)


def lowest(instrument: Instrument) -> dict:
    """Every item, and what else is asked, at its lowest answer."""
    every = (*instrument.items, *(item for item in instrument.about if item.code != "sex"))
    return {
        item.code: item.number.lowest if item.number else min(one.value for one in instrument.choices_of(item))
        for item in every
    }


@pytest.mark.parametrize("code", [each.code for each in enterable()])
def test_every_instrument_that_is_entered_by_number_is_kept_with_its_score(desk, episode, code) -> None:
    instrument = by_code(code)
    answer = enter(desk, episode, code, lowest(instrument))
    assert answer.status_code == 302, answer.content.decode()
    row = QuestionnaireResponse.objects.get(instrument=code)
    again = score(instrument, row.answers | ({"sex": 2} if code == "audit-c" else {}))
    assert (row.total, row.band, row.index) == (again.total, again.band, again.index)


class TestTheMoca:
    def test_is_not_kept_without_the_years_of_education(self, desk, episode) -> None:
        answer = enter(desk, episode, "moca", {"points": 25})
        assert answer.status_code == 422
        assert "Years of education" in answer.content.decode()
        assert not QuestionnaireResponse.objects.exists()

    def test_gives_the_point_for_12_years(self, desk, episode) -> None:
        enter(desk, episode, "moca", {"points": 25, "education_years": 12})
        assert QuestionnaireResponse.objects.get().total == 26


@pytest.mark.parametrize(
    ("code", "answers", "fact", "total"),
    [
        ("audit", {"item_01": 4, "item_10": 4}, "audit", 8),
        ("dast-10", {"item_03": 1, "item_01": 1}, "dast10", 1),
        ("moca", {"points": 17, "education_years": 13}, "moca", 17),
        ("pcl-5", {"item_01": 4}, "pcl5", 4),
        ("asrm", {"item_05": 4}, "asrm", 4),
        ("pq-16", {"item_16": 1, "item_01": 1}, "pq16", 2),
        ("stop-bang", {"item_01": 1, "bmi": "35.1", "age": 50, "neck": 41, "male": 0}, "stop_bang", 3),
        ("ipss", {"item_07": 5, "item_01": 3}, "ipss", 8),
    ],
)
def test_a_total_reaches_the_screening(desk, episode, code, answers, fact, total) -> None:
    answer = enter(desk, episode, code, lowest(by_code(code)) | answers)
    assert answer.status_code == 302
    day = QuestionnaireResponse.objects.get().answered_at.date()
    assert getattr(screening_facts(episode.patient, on=day), fact) == Decimal(total)
