"""The page of maintenance: where the spacing stands, why, which reviews are due, what comes next."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from holdspace.care.follow_up.actions import record_response
from holdspace.care.follow_up.maintaining import maintained
from holdspace.chart.models import DosingSession, Encounter, EpisodeOfCare
from holdspace.clinical.instruments import PHQ_9, in_order
from holdspace.clinical.outcomes import Move
from holdspace.clinical.thresholds import PUBLISHED, Limits
from tests.care.after_a_dose import a_closing, a_dose_given
from tests.chart.build import MORNING, House, a_clinic, an_episode

pytestmark = pytest.mark.database


@pytest.fixture
def house(db: None) -> House:
    return a_clinic()


def dosed(house: House, *days: int) -> EpisodeOfCare:
    """A course with its first dose in the morning and others so many days later."""
    first = a_dose_given(house)
    for number, day in enumerate(days, first.number + 1):
        kept = {field.attname: getattr(first, field.attname) for field in DosingSession._meta.concrete_fields}
        at = MORNING + timedelta(days=day)
        visit = Encounter.objects.get(pk=first.encounter_id)
        visit.pk, visit.starts_at, visit.ends_at = uuid4(), at, None
        visit.save(force_insert=True)
        changed = {
            "encounter_id": visit.pk,
            "id": uuid4(),
            "number": number,
            "order_id": None,
            "scheduled_at": at,
            "started_at": at,
        }
        a_closing(house, DosingSession.objects.create(**kept | changed | {"ended_at": at + timedelta(hours=2)}))
    return first.episode


def scored(house: House, episode: EpisodeOfCare, *totals: tuple[int, int]) -> None:
    """A whole PHQ-9 so many days after the first dose; a total of 18 or less."""
    for day, total in totals:
        values = [2] * (total // 2) + [1] * (total % 2)
        answers = in_order(PHQ_9, (values + [0] * 9)[:9])
        at: datetime = MORNING + timedelta(days=day)
        record_response(episode=episode, instrument=PHQ_9, answers=answers, mode="page", by=house.moreau, at=at)


def page(house: House, episode: EpisodeOfCare, day: int, who: str = "lindqvist") -> str:
    client, now = Client(), MORNING + timedelta(days=day)
    client.force_login(house.people[who].account, backend="allauth.account.auth_backends.AuthenticationBackend")
    clock = SimpleNamespace(now=lambda: now, localdate=now.date)
    with patch("holdspace.care.follow_up.views.maintenance.timezone", clock):
        answer = client.get(reverse("follow_up:maintenance", args=[episode.pk]))
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


class TestMaintenance:
    def test_has_no_spacing_before_a_response_and_says_why(self, house):
        assert "No plan is approved" in maintained(an_episode(house), own=PUBLISHED).why_not
        episode = dosed(house, 7)
        assert "from before the first dose" in maintained(episode, own=PUBLISHED).why_not
        scored(house, episode, (-3, 18), (5, 14))
        found = maintained(episode, own=PUBLISHED)
        assert "No response was reached" in found.why_not and found.reviews == ()
        assert "No spacing yet" in page(house, episode, 8)

    def test_moves_one_step_further_apart_when_doses_held(self, house):
        episode = dosed(house, 7, 14)
        scored(house, episode, (-3, 18), (6, 8), (13, 8), (20, 7))
        found = maintained(episode, own=PUBLISHED)
        assert found.standing.advice.move is Move.LENGTHEN
        assert (found.exposure.doses, found.exposure.mg) == (3, Decimal(180))
        shown = page(house, episode, 21)
        for words in ("One step further apart", "every 2 weeks", "180 mg", "To the dose order", "a prescriber decides"):
            assert words in shown
        assert "A prescriber orders the next dose." in page(house, episode, 21, who="moreau")

    def test_comes_one_step_closer_on_partial_loss(self, house):
        episode = dosed(house, 14, 28)
        scored(house, episode, (-3, 18), (13, 8), (27, 8), (40, 12))
        shown = page(house, episode, 41)
        assert "One step closer" in shown and "Partly lost" in shown

    def test_asks_first_where_nobody_has_asked_since_the_last_dose(self, house):
        episode = dosed(house, 7)
        scored(house, episode, (-3, 18), (6, 8))
        shown = page(house, episode, 9)
        assert "Ask the PHQ-9" in shown and "Not known" in shown and "not asked" in shown

    @pytest.mark.parametrize(("day", "overdue"), [(96, False), (99, True)])
    def test_says_when_the_need_is_looked_at_again_and_when_that_is_overdue(self, house, day, overdue):
        episode = dosed(house, 7)
        scored(house, episode, (-3, 18), (6, 8))
        (need, exposure) = maintained(episode, own=PUBLISHED).reviews
        assert (need.due_on - MORNING.date()).days == 97 and (exposure.due_on - MORNING.date()).days == 189
        shown = page(house, episode, day)
        assert "Is maintenance still needed?" in shown and ("overdue since" in shown) is overdue

    def test_reads_the_numbers_of_the_clinic(self, house):
        episode = dosed(house, 7, 14)
        scored(house, episode, (-3, 18), (6, 8), (13, 8), (20, 7))
        own = Limits.of_clinic(1, {"MNT.stable_visits": Decimal(4)})
        assert maintained(episode, own=own).standing.advice.move is Move.KEEP
