"""A missing birth date is added by whoever takes the history; one that is there is not changed on the way."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from holdspace.care.intake import actions
from holdspace.care.screening.answering import answered_at
from holdspace.chart.models import EpisodeOfCare, Patient, ScreeningFinding
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from tests.care.intake.build import signed_in
from tests.chart.build import MORNING, House, a_clinic, a_patient, an_episode

pytestmark = pytest.mark.database

BORN = date(1990, 2, 28)
CLINICIANS = ["lindqvist", "moreau", "bauer", "alvarez"]


@pytest.fixture
def house(db) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return an_episode(house, a_patient(house, birth_on=None))


def on_record(episode: EpisodeOfCare) -> date | None:
    return Patient.objects.get(pk=episode.patient_id).birth_on


def address(episode: EpisodeOfCare) -> str:
    return reverse("intake:birth_date", args=[episode.pk])


class TestAMissingBirthDate:
    @pytest.mark.parametrize("who", CLINICIANS)
    def test_is_added_where_the_block_leads_to(self, house, episode, who):
        link, words = answered_at(ScreeningFinding(rule="AGE-01"), episode)
        client = signed_in(house.people[who])
        assert words == "Record the birth date"
        assert client.get(link).status_code == 200
        answer = client.post(link, {"birth_on": BORN.isoformat()})
        assert (answer.status_code, on_record(episode)) == (302, BORN)

    def test_leaves_who_added_it_in_the_audit_trail(self, house, episode):
        actions.record_birth_date(patient=episode.patient, birth_on=BORN, by=house.moreau, at=MORNING)
        entry = AuditEntry.objects.get(did="recorded the birth date")
        assert (entry.by, entry.patient_id) == (house.moreau, episode.patient_id)

    @pytest.mark.parametrize("who", ["brandt", "quinn"])
    def test_is_not_added_by_somebody_who_takes_no_history(self, house, episode, who):
        with pytest.raises(Denied):
            actions.record_birth_date(patient=episode.patient, birth_on=BORN, by=house.people[who], at=MORNING)
        assert on_record(episode) is None

    def test_cannot_lie_ahead(self, house, episode):
        ahead = MORNING.date() + timedelta(days=2)
        with pytest.raises(Refused, match="lies ahead"):
            actions.record_birth_date(patient=episode.patient, birth_on=ahead, by=house.moreau, at=MORNING)
        assert on_record(episode) is None


class TestABirthDateOnRecord:
    @pytest.fixture
    def episode(self, house: House) -> EpisodeOfCare:
        return an_episode(house)

    def test_is_never_changed_here(self, house, episode):
        before = on_record(episode)
        with pytest.raises(Refused, match="the birth date on record is 14 March 1987"):
            actions.record_birth_date(patient=episode.patient, birth_on=BORN, by=house.moreau, at=MORNING)
        assert on_record(episode) == before

    def test_sent_late_is_answered_with_what_stands(self, house, episode):
        answer = signed_in(house.moreau).post(address(episode), {"birth_on": BORN.isoformat()})
        assert answer.status_code == 409
        assert "14 March 1987" in answer.content.decode()

    def test_is_shown_with_who_can_correct_it(self, house, episode):
        page = signed_in(house.lindqvist).get(address(episode)).content.decode()
        assert "a coordinator corrects it" in page
        assert 'name="birth_on"' not in page
