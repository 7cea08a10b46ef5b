"""A consent holds until the plan changes in what it asks of the patient; then they are asked again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from holdspace.care.consent import actions as consent
from holdspace.care.planning import actions as planning
from holdspace.chart import facts
from holdspace.chart.models import CarePlan, EpisodeOfCare
from holdspace.clinical.pathway import Step, own_blocks, what_blocks
from holdspace.clinical.protocols import by_id
from tests.care.intake.build import signed_in
from tests.care.planning import course
from tests.chart.build import MORNING, House, a_clinic

pytestmark = pytest.mark.database

LATER = MORNING - timedelta(days=10)


@pytest.fixture
def house(db) -> House:
    return a_clinic()


@pytest.fixture
def episode(house: House) -> EpisodeOfCare:
    return course.planned(house)


def approve(house: House, episode: EpisodeOfCare, at=LATER, **given) -> CarePlan:
    plan = course.a_plan(house, episode, at=at, amended_because="Spoken about again", **given)
    planning.approve_plan(plan=plan, by=house.lindqvist, at=at + timedelta(minutes=5))
    return plan


def block(episode: EpisodeOfCare, at=MORNING):
    blocks = own_blocks(Step.PLAN, facts.for_episode(episode, at=at))
    return next((each for each in blocks if each.code == "consent:plan_changed"), None)


def sign_anew(house: House, episode: EpisodeOfCare, at=LATER + timedelta(days=1)) -> None:
    form = course.initialled(house, course.begun(house, episode, at=at), at=at)
    consent.sign(consent=form, signed_name="Maya Okafor", capacity_seen=True, by=house.moreau, at=at)


def another_protocol() -> dict:
    other = by_id("P-01")
    assert other is not None
    return {
        "protocol_id": other.id,
        "route": other.route.value,
        "preparation_sessions": max(3, other.preparation_sessions),
        "why_this_protocol": "She asked for the infusion",
    }


class TestAConsentInForce:
    def test_covers_the_first_plan_approved_under_it(self, episode):
        assert block(episode) is None

    def test_ends_when_a_plan_under_another_protocol_is_approved(self, house, episode):
        approve(house, episode, **another_protocol())
        found = block(episode)
        assert "the protocol is P-01, not P-18" in found.says
        assert found.where == "consent"

    def test_stands_while_the_other_plan_is_only_written(self, house, episode):
        course.a_plan(house, episode, at=LATER, amended_because="A thought", **another_protocol())
        assert block(episode) is None

    def test_stands_when_only_words_number_or_days_change(self, house, episode):
        approve(house, episode, beside="Walks on Sundays", sessions_planned=8, days_between=21)
        assert block(episode) is None

    def test_ends_when_the_same_protocol_goes_higher(self, house, episode):
        plan = approve(house, episode)
        assert block(episode) is None
        body = dict(plan.protocol_body or facts.protocol_of(plan).as_dict())
        top = dict(body["steps"][-1])
        body["steps"] = [*body["steps"], top | {"value": str(float(top["value"]) + 0.1)}]
        version = plan.protocol_version + 1
        kept = {name: getattr(plan, name) for name in ("patient", "episode", "protocol_id", "route")}
        kept |= {name: getattr(plan, name) for name in ("sessions_planned", "preparation_sessions", "days_between")}
        higher = CarePlan.objects.create(
            **kept, target_instrument="phq-9", protocol_version=version, protocol_body=body, amends=plan,
            amended_because="The clinic edited it", recorded_at=LATER + timedelta(hours=1), recorded_by=house.moreau,
        )  # fmt: skip
        planning.approve_plan(plan=higher, by=house.lindqvist, at=LATER + timedelta(hours=2))
        assert "the dose goes up to" in block(episode).says

    def test_closes_every_later_step(self, house, episode):
        approve(house, episode, **another_protocol())
        for step in (Step.PREPARATION, Step.DOSE_ORDER, Step.START_DOSING):
            codes = {each.code for each in what_blocks(step, facts.for_episode(episode, at=MORNING))}
            assert "consent:plan_changed" in codes


class TestSigningAnew:
    def test_is_open_at_once_and_clears_the_way(self, house, episode):
        approve(house, episode, **another_protocol())
        sign_anew(house, episode)
        assert block(episode) is None

    def test_holds_for_the_new_plan_until_that_one_changes(self, house, episode):
        approve(house, episode, **another_protocol())
        sign_anew(house, episode)
        approve(house, episode, at=LATER + timedelta(days=2))
        assert "the protocol is P-18, not P-01" in block(episode).says

    def test_is_offered_on_the_page_that_the_block_leads_to(self, house, episode):
        approve(house, episode, **another_protocol())
        page = signed_in(house.moreau).get(reverse("consent:show", args=[episode.pk])).content.decode()
        assert "The plan has changed since the consent" in page
        assert "Consent is in force" not in page
        assert reverse("consent:begin", args=[episode.pk]) in page
