"""A risk answer goes out as a task: how urgent, whose, until when, and what was done about it."""

from datetime import timedelta
from typing import Any

import pytest

from holdspace.care.follow_up import actions as follow_up
from holdspace.care.follow_up.actions import risks
from holdspace.chart.models import RiskTask
from holdspace.chart.risks import at_hand
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, PHQ_9, in_order
from holdspace.fhir.mappers.task import to_fhir
from holdspace.fhir.telling import bundle_of
from tests.chart.build import MORNING, a_clinic, an_episode
from tests.fhir.build import needs_shared_data
from tests.fhir.schema import faults_of

pytestmark = pytest.mark.database
HIGH = {"ideation_1": 1, "ideation_2": 1, "ideation_3": 1, "ideation_4": 1, "ideation_5": 0, "behaviour": 0}
MODERATE = HIGH | {"ideation_4": 0}
LOW = {"ideation_1": 1, "ideation_2": 0, "behaviour": 0}


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return an_episode(house)


def after(minutes: float):
    return MORNING + timedelta(minutes=minutes)


def answered(house, episode, answers=HIGH, instrument=C_SSRS_SINCE_LAST_VISIT):
    return follow_up.record_response(
        episode=episode, instrument=instrument, answers=answers, mode="interview", by=house.moreau, at=MORNING
    )


def told(at=MORNING) -> dict[str, Any]:
    (risk,) = at_hand(RiskTask.objects.all(), at=at)
    return to_fhir(risk)


class TestARiskAsATask:
    @pytest.mark.parametrize(
        ("answers", "priority", "minutes"), [(HIGH, "stat", 5), (MODERATE, "urgent", 60), (LOW, "routine", 24 * 60)]
    )
    def test_says_how_urgent_and_until_when(self, house, episode, answers, priority, minutes):
        response = answered(house, episode, answers)
        task = told()
        assert (task["status"], task["intent"], task["priority"]) == ("requested", "order", priority)
        period = {"start": "2026-05-14T09:00:00+00:00", "end": after(minutes).isoformat()}
        assert task["restriction"] == {"period": period}
        assert task["for"] == {"reference": f"Patient/{episode.patient_id}"}
        assert task["focus"] == {"reference": f"QuestionnaireResponse/{response.pk}"}

    def test_names_who_has_it_now_and_that_nobody_took_it_in_time(self, house, episode):
        answered(house, episode)
        first, second = told()["owner"], told(after(6))["owner"]
        assert first["reference"].startswith("Practitioner/")
        assert first != second
        late = told(after(6))
        assert late["businessStatus"] == {"text": "Nobody has taken it in time"}
        assert late["restriction"]["period"]["end"] == after(10).isoformat()

    def test_goes_with_what_is_done_about_it(self, house, episode):
        answered(house, episode)
        risk = RiskTask.objects.get()
        risks.acknowledge(task=risk, by=house.lindqvist, at=after(2))
        taken = told(after(3))
        assert (taken["status"], taken["owner"]["display"]) == ("accepted", "Dr Astrid Lindqvist")
        assert taken["restriction"]["period"]["end"] == after(5).isoformat()
        risks.note(task=risk, says="Rang her sister.", by=house.lindqvist, at=after(4))
        worked_on = told(after(5))
        assert (worked_on["status"], worked_on["lastModified"]) == ("in-progress", after(4).isoformat())
        (note,) = worked_on["note"]
        assert (note["text"], note["authorReference"]["display"]) == ("Rang her sister.", "Dr Astrid Lindqvist")

    def test_is_completed_only_by_a_person(self, house, episode):
        answered(house, episode, LOW)
        assert told(after(60 * 24 * 30))["status"] == "requested"
        risk = RiskTask.objects.get()
        risks.acknowledge(task=risk, by=house.lindqvist, at=after(2))
        answered_again(house, episode)
        risks.close_risk(task=risk, reason="clarified", says="A slip.", by=house.lindqvist, at=after(9))
        closed = told(after(10))
        assert closed["status"] == "completed"
        assert closed["statusReason"]["text"] == "Clarified: the answer was a mistake or meant something else"


def answered_again(house, episode) -> None:
    """What a closing asks for: the questions are asked again, and answered with no."""
    follow_up.record_response(
        episode=episode, instrument=C_SSRS_SINCE_LAST_VISIT, mode="interview", by=house.moreau, at=after(5),
        answers={"ideation_1": 0, "ideation_2": 0, "behaviour": 0},
    )  # fmt: skip


class TestTheBundleOfAPatient:
    @needs_shared_data
    def test_has_the_structure_of_r4_whatever_was_done(self, house, episode):
        answered(house, episode)
        answered(house, episode, in_order(PHQ_9, [2, 2, 1, 1, 1, 1, 1, 0, 1]), PHQ_9)
        first = RiskTask.objects.order_by("raised_at", "id").first()
        assert faults_of(bundle_of(episode.patient, at=after(1))) == []
        risks.acknowledge(task=first, by=house.lindqvist, at=after(2))
        risks.note(task=first, says="Rang her sister.", by=house.lindqvist, at=after(3))
        bundle = bundle_of(episode.patient, at=after(4))
        assert faults_of(bundle) == []
        kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        assert kinds == ["QuestionnaireResponse", "QuestionnaireResponse", "Task", "Task"]
        bundle["entry"][2]["resource"]["status"] = "waiting"
        assert faults_of(bundle) != []

    def test_leaves_out_other_patients(self, house, episode):
        answered(house, episode)
        other = an_episode(house)
        assert bundle_of(other.patient, at=after(1))["entry"] == []
