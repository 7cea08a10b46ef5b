"""The exercises in the library: found, read and printed by everybody who works here."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from holdspace.clinical import guidance
from tests.chart.build import a_clinic
from tests.library.pages import page_of, signed_in

pytestmark = pytest.mark.database


@pytest.fixture
def client(db):
    return signed_in(a_clinic(adopted=()), "lindqvist")


class TestThePages:
    def test_tell_of_every_exercise_when_not_and_each_step_with_its_seconds(self, client) -> None:
        for exercise in guidance.EXERCISES:
            page = page_of(client, "exercise", exercise.code)
            said = [*exercise.not_when, *(step.says for step in exercise.steps), *guidance.ALWAYS]
            assert [each for each in said if escape(each) not in page] == [], exercise.code
            assert all(f"{step.seconds} s" in page for step in exercise.steps)
            assert "data-prints" in page

    def test_list_them_all_and_are_linked_from_the_library(self, client) -> None:
        page = page_of(client, "exercises")
        assert [each.code for each in guidance.EXERCISES if f'/exercises/{each.code}/"' not in page] == []
        assert f'href="{reverse("library:exercises")}"' in page_of(client, "overview")

    def test_find_one_by_what_stands_in_its_steps(self, client) -> None:
        found = page_of(client, "exercises", q="loose lips")
        assert "Longer out than in" in found and "Through the body" not in found
        assert reverse("library:exercise", args=["longer-out"]) in page_of(client, "overview", q="loose lips")
        assert "No exercise found" in page_of(client, "exercises", q="abracadabra")

    def test_say_that_a_breath_is_not_led_under_the_drug(self, client) -> None:
        page = page_of(client, "exercise", "longer-out")
        row = page.partition("While the drug acts")[2].partition("</li>")[0]
        assert "<b>no</b>" in row

    def test_of_no_exercise_is_not_there(self, client) -> None:
        assert client.get(reverse("library:exercise", args=["magic"])).status_code == 404
