"""What people do about a risk answer, and what they are refused."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from holdspace.care.follow_up.actions import risks as actions
from holdspace.care.intake.actions import answers as intake
from holdspace.chart.models import RiskTask, RiskTaskEvent
from holdspace.chart.risks import open_in
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from tests.chart.build import a_clinic, an_episode

pytestmark = pytest.mark.database
NOW = timezone.now()
LOW = {"ideation_1": True, "ideation_2": False, "behaviour_ever": False}
HIGH = dict.fromkeys(("ideation_1", "ideation_2", "ideation_3", "ideation_4"), True) | {
    "ideation_5": False,
    "behaviour_ever": False,
}
CALM = dict.fromkeys(("ideation_1", "ideation_2", "behaviour_ever"), False)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


def ago(minutes: float):
    return NOW - timedelta(minutes=minutes)


def raised(house, episode, answers=HIGH, at=None) -> RiskTask:
    at = at or ago(3)
    intake.record_suicide_screener(
        patient=episode.patient, episode=episode, answers=answers, by=house.moreau, at=at, asked_at=at
    )
    return RiskTask.objects.order_by("raised_at").last()


def closed(task, by, **given):
    what = {"reason": "safe", "says": "Seen. Safety plan gone through with her sister."} | given
    return actions.close_risk(task=task, by=by, at=NOW, **what)


class TestTakingItOn:
    def test_stops_the_clock(self, house, episode):
        task = raised(house, episode)
        actions.acknowledge(task=task, by=house.bauer, at=ago(1))
        (risk,) = open_in(house.clinic.pk, at=NOW + timedelta(hours=9))
        assert (risk.owner, risk.waits, risk.standing.overdue) == (house.bauer, False, False)

    def test_twice_is_once(self, house, episode):
        task = raised(house, episode)
        for _ in range(2):
            actions.acknowledge(task=task, by=house.bauer, at=ago(1))
        assert RiskTaskEvent.objects.filter(did="acknowledged").count() == 1

    @pytest.mark.parametrize("name", ["alvarez", "brandt", "quinn"])
    def test_is_for_clinicians(self, house, episode, name):
        task = raised(house, episode)
        with pytest.raises(Denied):
            actions.acknowledge(task=task, by=getattr(house, name), at=NOW)
        assert not RiskTaskEvent.objects.exists()


class TestHandingItOn:
    def test_starts_the_clock_for_the_next_person(self, house, episode):
        task = raised(house, episode)
        actions.acknowledge(task=task, by=house.bauer, at=ago(2))
        actions.hand_on(task=task, to=house.hale, why="I am in a session", by=house.bauer, at=ago(1))
        (risk,) = open_in(house.clinic.pk, at=NOW)
        assert (risk.owner, risk.waits) == (house.hale, True)
        assert risk.standing.due_at == ago(1) + timedelta(minutes=5)

    def test_can_be_done_by_a_manager_who_was_told(self, house, episode):
        task = raised(house, episode)
        actions.hand_on(task=task, to=house.hale, why="Reached her by telephone", by=house.brandt, at=NOW)
        assert task.events.get().to == house.hale

    @pytest.mark.parametrize(("to", "why", "says"), [("alvarez", "so", "cannot take on"), ("hale", " ", "no reason")])
    def test_is_refused_without_a_clinician_or_a_reason(self, house, episode, to, why, says):
        task = raised(house, episode)
        with pytest.raises(Refused, match=says):
            actions.hand_on(task=task, to=getattr(house, to), why=why, by=house.bauer, at=NOW)
        assert not RiskTaskEvent.objects.exists()

    def test_to_another_clinic_is_refused(self, house, episode):
        task = raised(house, episode)
        with pytest.raises(Refused, match="cannot take on"):
            actions.hand_on(task=task, to=a_clinic("Meadow Clinic").hale, why="so", by=house.bauer, at=NOW)


class TestClosingAHighRisk:
    def test_is_refused_before_anybody_asked_again(self, house, episode):
        task = raised(house, episode)
        with pytest.raises(Refused, match="asked again"):
            closed(task, house.lindqvist)
        assert open_in(house.clinic.pk, at=NOW)

    def test_is_refused_after_a_screener_with_gaps(self, house, episode):
        task = raised(house, episode)
        raised(house, episode, {"ideation_1": False}, at=ago(1))
        with pytest.raises(Refused, match="asked again"):
            closed(task, house.lindqvist)

    def test_is_done_after_the_screener_was_asked_again(self, house, episode):
        task = raised(house, episode)
        raised(house, episode, CALM, at=ago(1))
        closed(task, house.moreau)
        assert not open_in(house.clinic.pk, at=NOW)

    def test_is_done_after_a_written_evaluation(self, house, episode):
        task = raised(house, episode)
        actions.record_evaluation(task=task, says="No intent today; means are with her sister.", by=house.hale, at=NOW)
        closed(task, house.hale)
        assert not open_in(house.clinic.pk, at=NOW)

    @pytest.mark.parametrize("name", ["bauer", "osei", "brandt", "solberg"])
    def test_is_for_prescribers_and_psychotherapists(self, house, episode, name):
        task = raised(house, episode)
        raised(house, episode, CALM, at=ago(1))
        with pytest.raises(Denied):
            closed(task, getattr(house, name))

    def test_leaves_a_newer_high_risk_open(self, house, episode):
        first = raised(house, episode, at=ago(60))
        second = raised(house, episode, at=ago(5))
        closed(first, house.lindqvist, reason="newer")
        assert [risk.task for risk in open_in(house.clinic.pk, at=NOW)] == [second]

    def test_for_a_newer_one_is_refused_where_there_is_none_as_high(self, house, episode):
        task = raised(house, episode, at=ago(60))
        raised(house, episode, LOW, at=ago(5))
        with pytest.raises(Refused, match="no newer risk"):
            closed(task, house.lindqvist, reason="newer")


class TestClosingALowerRisk:
    def test_is_for_any_clinician_with_a_reason(self, house, episode):
        task = raised(house, episode, LOW)
        closed(task, house.bauer)
        assert not open_in(house.clinic.pk, at=NOW)

    @pytest.mark.parametrize("given", [{"reason": ""}, {"reason": "because"}, {"says": "  "}])
    def test_is_refused_without_a_reason_or_what_was_done(self, house, episode, given):
        task = raised(house, episode, LOW)
        with pytest.raises(Refused):
            closed(task, house.bauer, **given)

    def test_is_refused_a_second_time(self, house, episode):
        task = raised(house, episode, LOW)
        closed(task, house.bauer)
        with pytest.raises(Refused, match="is closed"):
            closed(task, house.bauer)

    def test_is_refused_a_second_time_by_the_database_too(self, house, episode):
        task = raised(house, episode, LOW)
        closed(task, house.bauer)
        with pytest.raises(IntegrityError), transaction.atomic():
            RiskTaskEvent.objects.create(
                patient=task.patient, task=task, did="closed", happened_at=NOW, says="Again", reason="safe",
                recorded_at=NOW, recorded_by=house.bauer,
            )  # fmt: skip


class TestThePage:
    def test_shows_all_that_is_needed_to_act(self, house, episode, client):
        patient = episode.patient
        patient.phone, patient.contact_name, patient.contact_phone = "+49 30 1", "Ada", "+49 30 2"
        patient.save()
        task = raised(house, episode)
        client.force_login(house.lindqvist.account)
        page = client.get(reverse("follow_up:risk", args=[task.pk])).content.decode()
        for words in ("High risk", "Do not leave the person alone", "Ideation level 4", "tel:+49301", "tel:+49302",
                      "Call 112", "I take it on", "No safety plan"):  # fmt: skip
            assert words in page

    def test_is_taken_on_with_one_tap(self, house, episode, client):
        task = raised(house, episode)
        client.force_login(house.lindqvist.account)
        page = client.post(reverse("follow_up:acknowledge_risk", args=[task.pk]), follow=True)
        assert "It is yours now" in page.content.decode()

    def test_says_what_closing_still_needs(self, house, episode, client):
        task = raised(house, episode)
        client.force_login(house.lindqvist.account)
        address = reverse("follow_up:risk", args=[task.pk])
        form = {"do": "close", "close-reason": "safe", "close-says": "Seen"}
        page = client.post(address, form)
        assert page.status_code == 409
        assert "asked again" in page.content.decode()

    def test_tells_a_manager_only_that_a_risk_waits(self, house, episode, client):
        task = raised(house, episode, at=ago(30))
        client.force_login(house.brandt.account)
        page = client.get(reverse("follow_up:risk", args=[task.pk])).content.decode()
        assert "Ideation" not in page
        assert episode.patient.family_name not in page
        assert "hand it on" in page

    def test_is_not_shown_to_a_manager_it_has_not_come_to(self, house, episode, client):
        task = raised(house, episode, at=ago(1))
        client.force_login(house.brandt.account)
        assert client.get(reverse("follow_up:risk", args=[task.pk])).status_code == 403

    def test_is_not_found_from_another_clinic(self, house, episode, client):
        task = raised(house, episode)
        client.force_login(a_clinic("Meadow Clinic").lindqvist.account)
        assert client.get(reverse("follow_up:risk", args=[task.pk])).status_code == 404

    def test_is_written_down_as_looked_at(self, house, episode, client):
        task = raised(house, episode)
        client.force_login(house.lindqvist.account)
        client.get(reverse("follow_up:risk", args=[task.pk]))
        assert AuditEntry.objects.filter(is_read=True, by=house.lindqvist, patient_id=task.patient_id).exists()


class TestTheNotice:
    def test_stands_on_every_page_of_who_was_told(self, house, episode, client):
        raised(house, episode)
        client.force_login(house.moreau.account)
        page = client.get(reverse("board:patients")).content.decode()
        assert "High risk: MO" in page
        assert "It waits for you" in page

    def test_does_not_stand_on_pages_of_others(self, house, episode, client):
        raised(house, episode)
        client.force_login(house.alvarez.account)
        assert "High risk" not in client.get(reverse("board:patients")).content.decode()

    def test_does_not_stand_on_a_page_in_the_patients_hands(self, house, episode, client):
        raised(house, episode)
        client.force_login(house.moreau.account)
        page = client.get(reverse("follow_up:question", args=[episode.pk, "phq-9", 1])).content.decode()
        assert "High risk" not in page

    def test_is_on_the_board_for_all_with_names_only_for_clinicians(self, house, episode, client):
        raised(house, episode)
        client.force_login(house.brandt.account)
        page = client.get("/").content.decode()
        assert "Risk answers" in page
        assert "Maya" not in page
