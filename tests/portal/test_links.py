"""A link opens some questions for one patient and nothing else."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from holdspace.care.follow_up.asking import by_page
from holdspace.chart.links import make_link, revoke_link
from holdspace.chart.models import QuestionnaireRequest, QuestionnaireResponse, RequestedForm, RiskTask
from holdspace.chart.risks import open_in
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical.instruments import PHQ_9, by_code
from holdspace.library.models import InstalledWording
from holdspace.portal import actions
from holdspace.portal.limits import MISSES_ALLOWED
from tests.chart.build import MORNING, a_clinic, an_episode

pytestmark = pytest.mark.database
NOW = timezone.now()
BORN = "1987-03-14"


@pytest.fixture(autouse=True)
def no_misses():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


def linked(house, episode, *codes, at=NOW):
    codes = codes or ("phq-9",)
    return make_link(episode=episode, instruments=codes, due_on=None, by=house.moreau, at=at)


def opened(client, token, born=BORN):
    return client.post(reverse("portal:start", args=[token]), {"birth_on": born})


def answer(client, token, place, value, code="phq-9"):
    data = {"then": "declined"} if value is None else {"answer": str(value)}
    return client.post(reverse("portal:question", args=[token, code, place]), data)


def filled(client, token, values):
    for place, value in enumerate(values, 1):
        answer(client, token, place, value)
    return client.post(reverse("portal:finish", args=[token, "phq-9"]), follow=True)


def words_of(page) -> str:
    return " ".join(strip_tags(page.content.decode()).split())


class TestALink:
    def test_is_kept_as_a_hash_alone(self, house, episode):
        link, token = linked(house, episode)
        assert link.token_hash == sha256(token.encode()).hexdigest()
        kept = [str(value) for row in QuestionnaireRequest.objects.values() for value in row.values()]
        kept += [str(row.detail) for row in AuditEntry.objects.all()]
        assert not any(token in value for value in kept)
        assert len(token) >= 22

    def test_is_made_by_clinicians_for_a_patient_whose_birth_date_is_known(self, house, episode):
        with pytest.raises(Denied):
            make_link(episode=episode, instruments=("phq-9",), due_on=None, by=house.alvarez, at=NOW)
        episode.patient.birth_on = None
        episode.patient.save()
        with pytest.raises(Refused, match="birth date"):
            linked(house, episode)
        assert not QuestionnaireRequest.objects.exists()

    def test_shows_nothing_of_the_patient_before_the_birth_date(self, house, episode, client):
        _, token = linked(house, episode)
        page = client.get(reverse("portal:start", args=[token])).content.decode()
        assert "date of birth" in page
        assert not any(words in page for words in ("Maya", "Okafor", "PHQ", "1987"))

    @pytest.mark.parametrize("address", ["question", "finish"])
    def test_asks_who_one_is_at_every_address(self, house, episode, client, address):
        _, token = linked(house, episode)
        arguments = [token, "phq-9", 1] if address == "question" else [token, "phq-9"]
        assert client.get(reverse(f"portal:{address}", args=arguments)).url == reverse("portal:start", args=[token])
        assert client.post(reverse(f"portal:{address}", args=arguments), {"answer": "3"}).status_code == 302
        assert RequestedForm.objects.get().answers == {}

    def test_opens_nothing_else_of_the_house(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        for address in ("/", reverse("board:patient", args=[episode.patient_id])):
            assert client.get(address).url.startswith("/accounts/login")

    def test_opens_no_form_it_does_not_ask_for(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        assert client.get(reverse("portal:question", args=[token, "gad-7", 1])).status_code == 302

    def test_is_never_kept_by_a_browser(self, house, episode, client):
        _, token = linked(house, episode)
        for page in (client.get(reverse("portal:start", args=[token])), opened(client, token),
                     client.get(reverse("portal:question", args=[token, "phq-9", 1]))):  # fmt: skip
            assert "no-store" in page["Cache-Control"]

    @pytest.mark.parametrize("days", [13.99, 14])
    def test_opens_for_fourteen_days(self, house, episode, days):
        link, _ = linked(house, episode, at=NOW)
        assert actions.opens(link, NOW + timedelta(days=days)) is (days < 14)

    def test_ends_when_staff_end_it_and_when_the_course_ends(self, house, episode, client):
        link, token = linked(house, episode)
        revoke_link(asked=link, by=house.hale, at=NOW)
        assert client.get(reverse("portal:start", args=[token])).status_code == 404
        _, second = linked(house, episode)
        episode.closed_at, episode.closed_by, episode.closed_because = NOW, house.hale, "Course complete"
        episode.save()
        assert client.get(reverse("portal:start", args=[second])).status_code == 404


class TestAWrongBirthDate:
    def test_can_be_tried_three_times_then_the_link_is_locked_and_the_clinic_hears(self, house, episode, client):
        link, token = linked(house, episode)
        assert "2 more" in opened(client, token, "1987-03-15").content.decode()
        assert "1 more" in opened(client, token, "1987-03-13").content.decode()
        assert opened(client, token, "1988-03-14").status_code == 404
        link.refresh_from_db()
        assert link.locked_at is not None
        assert opened(client, token, BORN).status_code == 404
        entry = AuditEntry.objects.filter(did__contains="locked").get()
        assert (entry.patient_id, entry.is_read, entry.by) == (episode.patient_id, False, None)

    def test_is_told_to_staff_on_the_page_of_questionnaires(self, house, episode, client):
        _, token = linked(house, episode)
        for day in (15, 16, 17):
            opened(client, token, f"1987-03-{day}")
        client.force_login(house.moreau.account)
        page = client.get(reverse("follow_up:questionnaires", args=[episode.pk])).content.decode()
        assert "locked after three wrong birth dates" in page

    def test_no_longer_counts_once_the_right_one_was_given(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token, "1987-03-15")
        assert opened(client, token).status_code == 302


class TestALinkThatNeverWas:
    def test_says_no_more_than_one_that_has_ended(self, house, episode, client):
        link, token = linked(house, episode)
        revoke_link(asked=link, by=house.hale, at=NOW)
        ended = client.get(reverse("portal:start", args=[token]))
        never = client.get(reverse("portal:start", args=["x" * 22]))
        assert (ended.status_code, words_of(ended)) == (never.status_code, words_of(never))

    def test_can_be_tried_only_so_often(self, client):
        for _ in range(MISSES_ALLOWED):
            assert client.get(reverse("portal:start", args=["x" * 22])).status_code == 404
        assert client.get(reverse("portal:start", args=["x" * 22])).status_code == 429


class TestFillingItIn:
    def test_keeps_each_answer_with_its_time_and_goes_on(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        assert answer(client, token, 1, 2).url == reverse("portal:question", args=[token, "phq-9", 2])
        form = RequestedForm.objects.get()
        assert form.answers == {"interest": 2}
        assert form.answer_times["interest"] == form.saved_at.isoformat()

    def test_is_gone_on_with_by_the_same_link(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        answer(client, token, 1, 2)
        client.cookies.clear()
        opened(client, token)
        page = client.get(reverse("portal:start", args=[token])).content.decode()
        assert reverse("portal:question", args=[token, "phq-9", 2]) in page
        assert "1 of 9 answered" in page

    def test_becomes_one_response_however_often_it_is_handed_in(self, house, episode, client):
        link, token = linked(house, episode)
        opened(client, token)
        filled(client, token, [1, 1, 1, 1, 1, 1, 1, 1, 0, 1])
        client.post(reverse("portal:finish", args=[token, "phq-9"]))
        form = RequestedForm.objects.get()
        assert actions.hand_in(form=form, at=NOW) == form.response
        response = QuestionnaireResponse.objects.get()
        assert (response.total, response.mode, response.respondent) == (8, "link", "patient")
        assert (response.recorded_by, response.language, response.scoring_version) == (None, "en", "1")
        assert set(response.answer_times) == set(response.answers)
        link.refresh_from_db()
        assert link.finished_at is not None

    def test_shows_the_patient_no_score_at_the_end(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        page = words_of(filled(client, token, [3, 3, 3, 3, 3, 3, 3, 3, 0, 1]))
        assert "Your answers are kept" in page
        assert not any(words in page for words in ("24", "severe", "PHQ"))

    def test_may_leave_an_answer_out_and_then_has_no_total(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        filled(client, token, [1, None, 1, 1, 1, 1, 1, 1, 0, 1])
        response = QuestionnaireResponse.objects.get()
        assert (response.total, response.declined) == (None, ["mood"])

    def test_refuses_an_answer_the_form_does_not_have(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        assert answer(client, token, 1, 4).status_code == 422
        assert RequestedForm.objects.get().answers == {}

    def test_of_several_forms_goes_from_one_to_the_next(self, house, episode, client):
        _, token = linked(house, episode, "phq-9", "mood")
        opened(client, token)
        page = filled(client, token, [0] * 9).content.decode()
        assert reverse("portal:question", args=[token, "mood", 1]) in page
        answer(client, token, 1, 7, "mood")
        end = client.post(reverse("portal:finish", args=[token, "mood"]), follow=True).content.decode()
        assert "Your answers are kept" in end
        assert QuestionnaireResponse.objects.count() == 2


class TestAnAnswerAboutDeath:
    def test_shows_whom_to_call_on_the_very_next_screen_before_anything_else(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        calm = client.get(reverse("portal:question", args=[token, "phq-9", 9])).content.decode()
        assert "do not have to be alone" not in calm
        following = answer(client, token, 9, 1)
        page = client.get(following.url).content.decode()
        assert page.index("do not have to be alone") < page.index("One more")
        assert '<a href="tel:112">112</a>' in page

    def test_is_told_to_the_clinic_at_once_though_nothing_is_handed_in(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        answer(client, token, 9, 1)
        (risk,) = open_in(house.clinic.pk, at=timezone.now())
        assert (risk.task.tier, risk.task.recorded_by, risk.task.response) == ("moderate", None, None)

    def test_makes_one_task_for_answering_and_handing_in(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        page = filled(client, token, [1, 1, 1, 1, 1, 1, 1, 1, 2, 1]).content.decode()
        assert "do not have to be alone" in page
        assert RiskTask.objects.count() == 1

    def test_of_nothing_raises_nothing(self, house, episode, client):
        _, token = linked(house, episode)
        opened(client, token)
        page = filled(client, token, [1, 1, 1, 1, 1, 1, 1, 1, 0, 1]).content.decode()
        assert "do not have to be alone" not in page
        assert not RiskTask.objects.exists()


class TestThePageOfQuestionnaires:
    def test_makes_a_link_and_shows_it_once(self, house, episode, client):
        client.force_login(house.moreau.account)
        address = reverse("follow_up:questionnaires", args=[episode.pk])
        page = client.post(address, {"instruments": ["phq-9", "gad-7"]}, follow=True).content.decode()
        assert "http://testserver/q/" in page
        assert "/q/" not in client.get(address).content.decode()
        assert [form.instrument for form in RequestedForm.objects.order_by("place")] == ["phq-9", "gad-7"]

    def test_refuses_a_day_that_has_passed(self, house, episode, client):
        client.force_login(house.moreau.account)
        day = {"instruments": ["phq-9"], "due_on": str(date(2020, 1, 1))}
        page = client.post(reverse("follow_up:questionnaires", args=[episode.pk]), day)
        assert page.status_code == 422
        assert not QuestionnaireRequest.objects.exists()


class TestWhatAPatientIsAsked:
    def test_is_only_what_has_words_that_may_be_shown(self, house):
        offered = by_page(house.clinic, at=NOW)
        assert PHQ_9 in offered
        assert all(each.rights.wording_ships for each in offered)

    @pytest.mark.parametrize("anchored", [True, False])
    def test_is_also_what_the_clinic_holds_whole_words_for(self, house, anchored):
        assert "isi" not in [each.code for each in by_page(house.clinic, at=NOW)]
        items = {item.code: f"Our licensed question {place}" for place, item in enumerate(by_code("isi").items, 1)}
        choices = {"": {str(value): f"Answer {value}" for value in range(5)}} if anchored else {}
        InstalledWording.objects.create(
            clinic=house.clinic, instrument="isi", language="en", version=1, licence="L-1", reason="Licence of May",
            texts={"items": items, "choices": choices}, recorded_at=MORNING, recorded_by=house.solberg,
        )  # fmt: skip
        assert ("isi" in [each.code for each in by_page(house.clinic, at=NOW)]) is anchored
