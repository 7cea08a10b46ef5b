"""A plan is written under a protocol this clinic uses, and keeps the version it was written under."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.care.planning import actions, gates, reckoning
from holdspace.chart.models import CarePlan, PlanApproval
from holdspace.clinic.refusals import Refused
from holdspace.clinical import protocols as published
from holdspace.library import protocols as library_protocols
from holdspace.library.actions import numbers
from holdspace.library.actions import protocols as library
from tests.care.planning.course import a_plan, an_order, consented, planned, prepared, weighed
from tests.chart.build import MORNING, a_clinic, an_episode, an_intake
from tests.library.pages import signed_in

pytestmark = pytest.mark.database

WHY = {"reason": "What we are trained for.", "review_due_on": date(2029, 1, 2)}
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def bare():
    return a_clinic(adopted=())


def edit(house, changes, code="P-18", at=LATER, **given):
    return library.edit(code=code, changes=changes, by=house.solberg, at=at, **WHY | given)


def retire(house, code="P-18", at=LATER):
    return library.retire(code=code, reason="We no longer inject.", by=house.solberg, at=at)


class TestAClinicThatAdoptedNothing:
    def test_writes_no_plan_and_says_who_adopts(self, bare):
        with pytest.raises(Refused, match="adopted no protocol"):
            a_plan(bare, an_episode(bare))
        assert not CarePlan.objects.exists()

    def test_is_told_so_in_a_plain_sentence_with_the_way_on(self, bare):
        url = reverse("planning:write_plan", args=[an_episode(bare).pk])
        shown = signed_in(bare, "moreau").get(url).content.decode()
        assert "This clinic has not adopted a protocol, so no plan can be written." in shown
        assert "Dr Ingrid Solberg" in shown and reverse("library:protocols") in shown
        assert "Plan with" not in shown

    def test_is_told_that_nobody_has_the_role(self, bare):
        bare.solberg.held_roles.all().delete()
        shown = signed_in(bare, "moreau").get(reverse("planning:write_plan", args=[an_episode(bare).pk]))
        assert "nobody has that role yet" in shown.content.decode()


class TestChoosingAProtocol:
    def test_is_among_those_in_use_only(self, bare):
        library.adopt(code="P-18", by=bare.solberg, at=timezone.now(), **WHY)
        url = reverse("planning:write_plan", args=[an_episode(bare).pk])
        context = signed_in(bare, "moreau").get(url).context
        assert [each.id for each in context["fitting"] + context["others"]] == ["P-18"]
        with pytest.raises(Refused, match="has not adopted P-17"):
            a_plan(bare, an_episode(bare), at=timezone.now(), protocol_id="P-17", route="sl")

    def test_leaves_out_what_was_retired_and_says_since_when_and_why(self, house):
        retire(house)
        with pytest.raises(Refused, match="P-18 was retired on 14 May 2026: We no longer inject"):
            a_plan(house, an_episode(house), at=LATER)
        a_plan(house, an_episode(house), at=LATER - timedelta(seconds=1))

    def test_leaves_out_an_edit_that_waits_for_a_second_person(self, house):
        edit(house, {"preparation_sessions": 2}, beside=True)
        with pytest.raises(Refused, match="has not adopted H-01"):
            a_plan(house, an_episode(house), at=LATER, protocol_id="H-01")

    def test_offers_a_protocol_of_our_own(self, house):
        edit(house, {"preparation_sessions": 4, "title": "Longer"}, beside=True)
        plan = a_plan(house, an_episode(house), at=LATER, protocol_id="H-01", preparation_sessions=4)
        assert (plan.protocol_version, gates.protocol_of(plan).title) == (1, "Longer")

    def test_that_was_retired_while_one_wrote_is_refused_on_the_page(self, house):
        episode = an_episode(house)
        an_intake(house, episode)
        now = timezone.now()
        library.retire(code="P-18", reason="We no longer inject.", by=house.solberg, at=now)
        answer = signed_in(house, "moreau").post(
            reverse("planning:write_plan", args=[episode.pk]), {"protocol_id": "P-18"}
        )
        assert answer.status_code == 409 and "P-18 was retired on" in answer.content.decode()


class TestAPlan:
    def test_keeps_the_version_and_the_words_of_its_protocol(self, house):
        old = a_plan(house, an_episode(house), at=MORNING)
        edit(house, {"preparation_sessions": 4})
        new = a_plan(house, an_episode(house), at=LATER, preparation_sessions=4)
        assert (old.protocol_version, new.protocol_version) == (1, 2)
        assert gates.protocol_of(CarePlan.objects.get(pk=old.pk)) == published.by_id("P-18")
        assert gates.protocol_of(CarePlan.objects.get(pk=new.pk)).preparation_sessions == 4

    def test_asks_for_as_much_as_the_version_in_use(self, house):
        edit(house, {"preparation_sessions": 4})
        with pytest.raises(Refused, match="asks for 4 preparation sessions"):
            a_plan(house, an_episode(house), at=LATER, preparation_sessions=3)

    def test_from_before_protocols_were_kept_has_the_published_one(self, house):
        plan = CarePlan(protocol_id="P-18")
        assert gates.protocol_of(plan) == published.by_id("P-18")

    def test_is_not_approved_once_its_protocol_is_retired(self, house):
        episode = consented(house)
        actions.add_goal(episode=episode, words="Ring my sister", by=house.moreau, at=MORNING)
        plan = a_plan(house, episode, at=MORNING)
        retire(house)
        with pytest.raises(Refused, match="not approved: P-18 was retired"):
            actions.approve_plan(plan=plan, by=house.lindqvist, at=LATER)
        assert not PlanApproval.objects.exists()


class TestTheShortestGapBetweenDoses:
    @pytest.mark.parametrize(
        ("hours", "days", "kept"), [(None, 2, True), (72, 2, False), (72, 3, True), (96, 3, False)]
    )
    def test_is_the_clinics_own(self, house, hours, days, kept):
        if hours:
            numbers.choose(code="G-03.hours", value=Decimal(hours), by=house.solberg, at=MORNING, **WHY)
        if kept:
            assert a_plan(house, an_episode(house), at=LATER, days_between=days).days_between == days
            return
        with pytest.raises(Refused, match=rf"at least \d days \({hours} hours\)"):
            a_plan(house, an_episode(house), at=LATER, days_between=days)


class TestAnOrder:
    @pytest.fixture
    def ready(self, house):
        return weighed(house, prepared(house, planned(house)))

    def guards(self, episode, at, **typed):
        typed = {"amount": Decimal("0.5"), "unit": "mg/kg", "concentration": Decimal(50)} | typed
        return [guard.id for guard in reckoning.reckon(episode=episode, at=at, **typed).guards]

    def test_goes_on_under_a_protocol_that_is_retired_and_says_so(self, house, ready):
        now = timezone.now()
        library.retire(code="P-18", reason="We no longer inject.", by=house.solberg, at=now - timedelta(minutes=1))
        client = signed_in(house, "lindqvist")
        for name in ("order", "plan"):
            shown = client.get(reverse(f"planning:{name}", args=[ready.pk])).content.decode()
            assert "The protocol is retired." in shown and "We no longer inject." in shown
            assert "Dr Ingrid Solberg" in shown
            assert reverse("library:protocol", args=["P-18"]) in shown
        assert an_order(house, ready, at=MORNING).pk

    def test_is_judged_by_the_version_the_plan_keeps(self, house, ready):
        """The new version is for another condition; under it this order would meet guard G-07."""
        before = self.guards(ready, LATER, amount=Decimal("0.75"))
        steps = [{"value": "0.25", "unit": "mg/kg"}, {"value": "0.5", "unit": "mg/kg"}]
        edit(house, {"steps": steps, "indications": ["F43.1"]})
        assert self.guards(ready, LATER + timedelta(hours=1), amount=Decimal("0.75")) == before
        assert "G-07" not in before
        assert not library_protocols.held(house.clinic, "P-18", at=LATER).protocol.covers(gates.indication_of(ready))

    def test_is_judged_by_the_clinics_own_numbers(self, house, ready):
        assert "G-01" not in self.guards(ready, LATER, amount=Decimal("0.75"))
        numbers.choose(code="G-01.im.mg_per_kg", value=Decimal("0.7"), by=house.solberg, at=LATER, **WHY)
        assert "G-01" in self.guards(ready, LATER, amount=Decimal("0.75"))
        assert "G-01" not in self.guards(ready, LATER - timedelta(seconds=1), amount=Decimal("0.75"))
        assert "G-01" not in self.guards(ready, LATER, amount=Decimal("0.7"))

    def test_says_that_the_protocol_has_changed_since(self, house, ready):
        now = timezone.now()
        edit(house, {"preparation_sessions": 4}, at=now - timedelta(minutes=1), reason="We want more time.")
        shown = signed_in(house, "lindqvist").get(reverse("planning:order", args=[ready.pk])).content.decode()
        assert "The protocol has changed since." in shown and "We want more time." in shown
        assert "version 1; version 2 is in use" in shown
