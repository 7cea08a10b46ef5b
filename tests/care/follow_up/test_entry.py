"""Any instrument is entered by number: rated now, copied from paper, or its total alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.care.follow_up.asking import enterable
from holdspace.care.follow_up.due import due_in
from holdspace.care.follow_up.forms.asking import EntryForm, takes
from holdspace.chart.models import QuestionnaireResponse, RiskTask
from holdspace.clinical.instruments import by_code
from tests.care.after_a_dose import a_dose_given
from tests.chart.build import a_clinic, an_episode

pytestmark = pytest.mark.database
NOW = timezone.now()
YESTERDAY = (NOW - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


@pytest.fixture
def entered(house, episode, client):
    client.force_login(house.moreau.account)

    def send(code, **data):
        return client.post(reverse("follow_up:entry", args=[episode.pk, code]), data)

    return send


def values(code, value):
    return {item.code: str(value) for item in by_code(code).items}


class TestItemsByNumber:
    def test_are_scored_as_one_form(self, entered):
        entered("madrs", how="interview", **values("madrs", 2))
        response = QuestionnaireResponse.objects.get()
        assert (response.total, response.band) == (20, "moderate")
        assert (response.mode, response.respondent, response.recall_window) == (
            "interview", "clinician", by_code("madrs").recall_window,
        )  # fmt: skip

    def test_from_paper_carry_the_day_on_it(self, entered):
        assert entered("isi", how="paper", **values("isi", 1)).status_code == 422
        assert not QuestionnaireResponse.objects.exists()
        entered("isi", how="paper", answered_at=YESTERDAY, **values("isi", 1))
        response = QuestionnaireResponse.objects.get()
        assert response.mode == "paper"
        assert response.answered_at < response.recorded_at - timedelta(hours=20)

    @pytest.mark.parametrize(("value", "status"), [("6", 302), ("7", 422), ("-1", 422), ("1.5", 422), ("x", 422)])
    def test_take_only_what_the_instrument_has(self, entered, value, status):
        data = values("madrs", 2) | {by_code("madrs").items[0].code: value}
        assert entered("madrs", how="interview", **data).status_code == status

    def test_with_a_gap_are_pointed_out_once_and_then_have_no_total(self, entered):
        data = values("isi", 1) | {by_code("isi").items[0].code: ""}
        assert entered("isi", how="interview", **data).status_code == 422
        entered("isi", how="interview", leave_open="on", **data)
        assert QuestionnaireResponse.objects.get().total is None

    def test_that_alarm_are_told_at_once(self, entered):
        entered("madrs", how="interview", **values("madrs", 4))
        assert RiskTask.objects.get().tier == "moderate"

    def test_are_not_entered_ahead_of_their_time(self, entered):
        later = (NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        assert entered("isi", how="paper", answered_at=later, **values("isi", 1)).status_code == 422


class TestTheTotalAlone:
    def test_is_kept_as_a_score_without_answers(self, entered):
        entered("isi", total="12", answered_at=YESTERDAY)
        response = QuestionnaireResponse.objects.get()
        assert (response.total, response.answers, response.mode) == (12, {}, "score")
        assert response.band

    @pytest.mark.parametrize(("total", "status"), [("0", 302), ("28", 302), ("29", 409), ("-1", 409)])
    def test_lies_within_the_scale(self, entered, total, status):
        assert entered("isi", total=total, answered_at=YESTERDAY).status_code == status

    def test_is_not_offered_where_single_answers_count(self, house, episode, client):
        client.force_login(house.moreau.account)
        page = client.get(reverse("follow_up:entry", args=[episode.pk, "pc-ptsd-5"])).content.decode()
        assert "Only the total" not in page

    def test_of_a_form_that_adds_nothing_up_is_refused(self, entered):
        assert entered("pc-ptsd-5", total="3", answered_at=YESTERDAY).status_code == 409


class TestEveryInstrument:
    @pytest.mark.parametrize("instrument", enterable(), ids=lambda each: each.code)
    def test_has_a_row_for_each_item_with_the_answers_it_takes(self, instrument):
        form = EntryForm(instrument=instrument, now=NOW)
        also = [item for item in instrument.about if item.code != "sex"]
        assert len(form.rows) == len(instrument.items) + len(also)
        assert all(takes(instrument, item) for item in instrument.items)

    def test_shows_no_words_that_may_not_be_shown(self, house, episode, client):
        client.force_login(house.moreau.account)
        for code in ("madrs", "y-bocs", "isi"):
            page = client.get(reverse("follow_up:entry", args=[episode.pk, code])).content.decode()
            assert "Item 1" in page

    def test_except_the_suicide_screener_is_entered_here(self, house, episode, client):
        client.force_login(house.moreau.account)
        assert client.get(reverse("follow_up:entry", args=[episode.pk, "c-ssrs"])).status_code == 404


class TestWhatIsDue:
    def test_is_nothing_before_a_dose_is_booked(self, episode):
        assert due_in(episode, today=NOW.date()) == []

    def test_comes_from_the_doses_of_the_course(self, house):
        session = a_dose_given(house)
        given = session.started_at.date()
        due = {each.code: each for each in due_in(session.episode, today=given + timedelta(days=8))}
        assert not due["phq-9"].is_overdue
        late = {each.code: each for each in due_in(session.episode, today=given + timedelta(days=30))}
        assert late["phq-9"].is_overdue
