"""An integration session is kept whole: what was said, what is taken from it, and the small things that follow."""

from datetime import timedelta

import pytest

from holdspace.care.integration import actions
from holdspace.care.integration.actions import SmallThing, Taken
from holdspace.care.integration.escalation import ESCALATIONS
from holdspace.chart import facts
from holdspace.chart.actions import keep_draft
from holdspace.chart.models import (
    AdverseEvent,
    DosingSession,
    Draft,
    EpisodeOfCare,
    Insight,
    IntegrationAction,
    IntegrationSession,
)
from holdspace.chart.refusals import NotYet
from holdspace.clinic.models import AuditEntry
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.after_a_dose import NEXT_DAY, a_dose_given
from tests.chart.build import MORNING, a_clinic

pytestmark = pytest.mark.database

SISTER = SmallThing("Ring my sister", "Sunday, before noon", None, "I put it off", "Lena asks on Saturday")
HOUSE = Taken("I can be in that house without waiting for the shouting.", (SISTER,))


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def dose(house):
    return a_dose_given(house)


def held(house, dose, **given):
    """A session a day after the dose, told in full."""
    told = {
        "held_at": NEXT_DAY,
        "since_dose": "Calm, then tired",
        "in_their_words": "The light was on and nobody was angry.",
        "safety": "No thoughts of suicide",
        "next_dose": "yes",
        "taken": (HOUSE,),
        "by": house.moreau,
        "at": NEXT_DAY,
    } | given
    return actions.record_session(dosing_session=dose, **told)


def blocks_of_next_dose(dose, at=NEXT_DAY):
    episode = EpisodeOfCare.objects.get(pk=dose.episode_id)
    return {block.code for block in pathway.own_blocks(Step.NEXT_DOSE, facts.for_episode(episode, at=at))}


def nothing_was_written():
    kept = (IntegrationSession, Insight, IntegrationAction, AdverseEvent)
    return not any(model.objects.exists() for model in kept)


class TestAnIntegrationSession:
    def test_keeps_each_insight_with_its_small_things(self, house, dose):
        second = SmallThing("Walk past the house", "Next week")
        held(house, dose, taken=(Taken(HOUSE.words, (SISTER, second)), Taken("I am not late", (second,))))
        kept = [(row.insight.words, row.what) for row in IntegrationAction.objects.order_by("id")]
        assert kept == [
            (HOUSE.words, "Ring my sister"),
            (HOUSE.words, "Walk past the house"),
            ("I am not late", "Walk past the house"),
        ]

    def test_opens_the_way_to_the_next_dose(self, house, dose):
        assert "integration" in blocks_of_next_dose(dose)
        held(house, dose)
        assert "integration" not in blocks_of_next_dose(dose)

    @pytest.mark.parametrize(("says", "held_back"), [("yes", False), ("hold", True), ("no", True)])
    def test_that_speaks_against_a_dose_holds_it_back(self, house, dose, says, held_back):
        held(house, dose, next_dose=says)
        assert ("therapist" in blocks_of_next_dose(dose)) is held_back

    def test_forgets_the_draft_it_came_from(self, house, dose):
        purpose = actions.purpose_of(dose)
        keep_draft(episode=dose.episode, purpose=purpose, content={"safety": "x"}, by=house.moreau, at=NEXT_DAY)
        held(house, dose)
        assert not Draft.objects.exists()

    def test_is_in_the_audit_trail(self, house, dose):
        session = held(house, dose)
        assert AuditEntry.objects.filter(did="recorded an integration session", subject_id=str(session.pk)).exists()

    def test_may_be_held_late(self, house, dose):
        late = MORNING + timedelta(days=9)
        assert held(house, dose, held_at=late, at=late).held_at == late

    def test_may_end_without_an_insight(self, house, dose):
        held(house, dose, taken=())
        assert not Insight.objects.exists()


class TestAnIntegrationSessionIsRefused:
    @pytest.mark.parametrize("field", ["since_dose", "in_their_words", "safety"])
    def test_without(self, house, dose, field):
        with pytest.raises(Refused, match="nothing is written"):
            held(house, dose, **{field: "  "})
        assert nothing_was_written()

    def test_without_a_word_on_the_next_dose(self, house, dose):
        with pytest.raises(Refused, match="was not chosen"):
            held(house, dose, next_dose="")
        assert nothing_was_written()

    @pytest.mark.parametrize(
        ("taken", "why"),
        [
            (Taken("I am not late", ()), "no small thing follows"),
            (Taken(" ", (SISTER,)), "no insight above it"),
            (Taken("I am not late", (SmallThing("Walk", " "),)), "what and when"),
            (Taken("I am not late", (SmallThing("", "Sunday"),)), "what and when"),
        ],
    )
    def test_with_loose_ends(self, house, dose, taken, why):
        with pytest.raises(Refused, match=why):
            held(house, dose, taken=(HOUSE, taken))
        assert nothing_was_written()

    @pytest.mark.parametrize(
        ("held_at", "why"),
        [(NEXT_DAY + timedelta(minutes=1), "lies ahead"), (MORNING - timedelta(minutes=1), "before dose 1")],
    )
    def test_at_a_time_that_cannot_be(self, house, dose, held_at, why):
        with pytest.raises(Refused, match=why):
            held(house, dose, held_at=held_at)
        assert nothing_was_written()

    def test_before_the_dose_was_given(self, house, dose):
        DosingSession.objects.filter(pk=dose.pk).update(started_at=None)
        dose.refresh_from_db()
        with pytest.raises(Refused, match="has not been given"):
            held(house, dose)
        assert nothing_was_written()

    def test_in_a_closed_course(self, house, dose):
        EpisodeOfCare.objects.filter(pk=dose.episode_id).update(
            closed_at=NEXT_DAY, closed_by=house.moreau, closed_because="Course complete"
        )
        with pytest.raises(NotYet, match="closed"):
            held(house, dose)
        assert nothing_was_written()

    @pytest.mark.parametrize("name", ["bauer", "alvarez", "brandt"])
    def test_to_who_does_not_integrate(self, house, dose, name):
        with pytest.raises(Denied, match="record integration"):
            held(house, dose, by=house.people[name])
        assert nothing_was_written()


class TestWhatMustNotWait:
    @pytest.mark.parametrize("escalation", ESCALATIONS, ids=lambda each: each.code)
    def test_becomes_an_adverse_event_of_the_dose(self, house, dose, escalation):
        held(house, dose, escalations=(escalation.code,), told="Dr Lindqvist, 10:40", next_dose="hold")
        event = AdverseEvent.objects.get()
        assert (event.term, event.dosing_session_id, event.serious) == (escalation.term, dose.pk, escalation.serious)
        assert "Dr Lindqvist" in event.action

    @pytest.mark.parametrize("code", ["mania", "psychosis", "suicidality"])
    def test_stops_further_doses_when_it_is_serious(self, house, dose, code):
        held(house, dose, escalations=(code,), told="Dr Lindqvist", next_dose="hold")
        assert "stop:serious_event" in blocks_of_next_dose(dose)

    def test_is_refused_while_nobody_has_been_told(self, house, dose):
        with pytest.raises(Refused, match="nobody has been told"):
            held(house, dose, escalations=("mania",), told=" ", next_dose="hold")
        assert nothing_was_written()

    def test_does_not_go_with_a_dose_as_planned(self, house, dose):
        with pytest.raises(Refused, match="does not go with manic"):
            held(house, dose, escalations=("mania",), told="Dr Lindqvist", next_dose="yes")
        assert nothing_was_written()
