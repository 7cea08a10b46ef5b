"""From a finding to the number behind it and back: read why, see who disagrees, waive it, change the number."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.chart.models import EpisodeOfCare, FindingCountersignature, Screening, ScreeningFinding
from tests.care.intake.build import everything_asked
from tests.chart.build import House, a_clinic, an_episode
from tests.library.pages import page_of, signed_in

pytestmark = pytest.mark.database

RAISED = (Decimal(146), Decimal(92))
CODE = "CVS-02.systolic"


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    now = timezone.now() - timedelta(minutes=5)
    return everything_asked(house, an_episode(house), at=now, pressures=(RAISED, RAISED))


def finding_page(client: Client, episode: EpisodeOfCare, screening: Screening | None = None) -> str:
    query = {"rule": "CVS-02"} | ({"screening": str(screening.pk)} if screening else {})
    answer = client.get(reverse("screening:show", args=[episode.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def run(client: Client, episode: EpisodeOfCare) -> Screening:
    client.post(reverse("screening:run", args=[episode.pk]))
    return Screening.objects.filter(episode=episode).order_by("screened_at").last()


def set_number(house: House, value: str) -> None:
    due = (timezone.now() + timedelta(days=90)).date().isoformat()
    asked = {"value": value, "reason": "Two faints in spring.", "review_due_on": due}
    answer = signed_in(house, "solberg").post(reverse("library:number", args=[CODE]), asked)
    assert answer.status_code == 302, answer.content.decode()


class TestAClinicianWhoReadsAFinding:
    def test_reads_why_and_sees_two_sources_disagree(self, house, episode):
        client = signed_in(house, "lindqvist")
        run(client, episode)
        rule_page = reverse("library:rule", args=["CVS-02"])
        assert rule_page in finding_page(client, episode)
        shown = page_of(client, "rule", "CVS-02")
        assert "The drug lifts blood pressure for hours." in shown
        assert "Sources side by side" in shown
        assert "Esketamine nasal spray, European label text" in shown
        assert "Esketamine nasal spray, US label warnings (secondary summary)" in shown

    def test_waives_it_with_a_second_signature(self, house, episode):
        client = signed_in(house, "lindqvist")
        finding = run(client, episode).findings.get(rule="CVS-02")
        sent = {"choice": "accept", "reason": "Amlodipine from today", "document": "Letter Dr Brook, 13 May"}
        client.post(reverse("screening:decide", args=[episode.pk, finding.pk]), sent)
        decision = finding.decisions.get()
        signed_in(house, "hale").post(reverse("screening:countersign", args=[episode.pk, decision.pk]))
        assert FindingCountersignature.objects.filter(decision=decision).exists()

    def test_sees_the_old_finding_unchanged_after_the_number_was_changed(self, house, episode):
        client = signed_in(house, "lindqvist")
        old = run(client, episode)
        before = ScreeningFinding.objects.filter(screening=old).values().get(rule="CVS-02")
        set_number(house, "130")
        assert ScreeningFinding.objects.filter(screening=old).values().get(rule="CVS-02") == before
        new = run(client, episode)
        then, now = finding_page(client, episode, old), finding_page(client, episode, new)
        assert "is above 140/90" in then and "Made with the published numbers." in then
        assert "is above 130/90" in now and "numbers, version 1" in now
        assert "130 mmHg" in page_of(client, "rule", "CVS-02") and "Two faints" in page_of(client, "rule", "CVS-02")
