"""A risk answer: whose it is at any moment, and that only a person ends the waiting."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.instruments import C_SSRS, PHQ_9, Alert
from holdspace.clinical.instruments.escalation import (
    ACKNOWLEDGE_WITHIN,
    THRESHOLDS,
    WHAT_TO_DO,
    Act,
    Did,
    State,
    TaskFacts,
    Tier,
    minutes_for,
    tier_of,
    what_is_due,
    worst_tier,
)
from holdspace.clinical.thresholds import Limits

RAISED = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)
LADDER = ("lindqvist", "moreau", "brandt")


def after(minutes: float) -> datetime:
    return RAISED + timedelta(minutes=minutes)


def a_task(*acts: Act, tier: Tier = Tier.HIGH, ladder: tuple[str, ...] = LADDER) -> TaskFacts:
    return TaskFacts(tier, RAISED, timedelta(minutes=minutes_for(tier)), ladder, acts)


def just_before(minutes: int) -> datetime:
    return after(minutes) - timedelta(seconds=1)


class TestTheTimers:
    @pytest.mark.parametrize(("tier", "minutes"), [(Tier.HIGH, 5), (Tier.MODERATE, 60), (Tier.LOW, 1440)])
    def test_run_for_as_long_as_the_tier_says(self, tier, minutes):
        assert minutes_for(tier) == minutes

    @pytest.mark.parametrize(("tier", "minutes"), [(Tier.HIGH, 5), (Tier.MODERATE, 60), (Tier.LOW, 1440)])
    def test_hand_on_at_the_deadline_and_not_a_second_before(self, tier, minutes):
        before = what_is_due(a_task(tier=tier), just_before(minutes))
        assert (before.owner, before.overdue, before.missed) == ("lindqvist", False, ())
        assert before.due_at == after(minutes)
        at_it = what_is_due(a_task(tier=tier), after(minutes))
        assert (at_it.owner, at_it.overdue) == ("moreau", True)
        assert at_it.due_at == after(2 * minutes)

    @pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda each: each.code)
    def test_may_only_be_made_quicker(self, threshold):
        assert threshold.why_not(threshold.published) is None
        assert threshold.why_not(threshold.published + 1)
        assert threshold.why_not(threshold.published - 1) is None
        assert threshold.loosest == threshold.published

    def test_follow_what_the_clinic_chose(self):
        limits = Limits.of_clinic(3, {"RISK.high.minutes": Decimal(2)})
        assert minutes_for(Tier.HIGH, limits) == 2
        assert minutes_for(Tier.LOW, limits) == 1440

    def test_a_longer_time_chosen_under_other_limits_does_not_hold(self):
        assert minutes_for(Tier.HIGH, Limits.of_clinic(3, {"RISK.high.minutes": Decimal(30)})) == 5


class TestTheLadder:
    @pytest.mark.parametrize(
        ("minutes", "owner", "told"),
        [(0, "lindqvist", 1), (4.99, "lindqvist", 1), (5, "moreau", 2), (9.99, "moreau", 2), (10, "brandt", 3)],
    )
    def test_goes_from_person_to_person(self, minutes, owner, told):
        standing = what_is_due(a_task(), after(minutes))
        assert standing.owner == owner
        assert len(standing.told) == told

    def test_is_everybodys_once_nobody_is_left(self):
        assert not what_is_due(a_task(), after(14.99)).for_everybody
        standing = what_is_due(a_task(), after(15))
        assert standing.for_everybody
        assert (standing.owner, standing.state, standing.is_open) == ("brandt", State.WAITING, True)

    def test_is_everybodys_at_once_where_nobody_is_on_it(self):
        assert what_is_due(a_task(ladder=()), RAISED).for_everybody

    def test_names_each_missed_deadline(self):
        missed = what_is_due(a_task(), after(11)).missed
        assert [(each.at, each.to) for each in missed] == [(after(5), "moreau"), (after(10), "brandt")]

    def test_does_not_name_a_deadline_that_was_written_down(self):
        written = Act(Did.ESCALATED, after(5), to="moreau")
        standing = what_is_due(a_task(written), after(11))
        assert [(each.at, each.to) for each in standing.missed] == [(after(10), "brandt")]
        assert standing.told == LADDER

    def test_is_the_same_whether_or_not_anybody_wrote(self):
        """The tick only writes down what time has already done."""
        for minutes in range(20):
            unwritten = what_is_due(a_task(), after(minutes))
            acts = tuple(Act(Did.ESCALATED, each.at, to=each.to) for each in unwritten.missed)
            written = what_is_due(a_task(*acts), after(minutes))
            assert (written.owner, written.due_at, written.told) == (unwritten.owner, unwritten.due_at, unwritten.told)
            assert written.missed == ()


class TestSomebodyTakesIt:
    def test_and_no_deadline_runs_any_more(self):
        taken = what_is_due(a_task(Act(Did.ACKNOWLEDGED, after(3), by="moreau")), after(500))
        assert (taken.state, taken.owner, taken.due_at, taken.overdue) == (State.TAKEN, "moreau", None, False)
        assert taken.missed == ()

    def test_at_the_deadline_itself_the_next_person_has_been_told(self):
        taken = what_is_due(a_task(Act(Did.ACKNOWLEDGED, after(5), by="lindqvist")), after(6))
        assert (taken.state, taken.owner) == (State.TAKEN, "lindqvist")
        assert [each.to for each in taken.missed] == ["moreau"]

    def test_and_hands_it_on_then_a_new_time_runs(self):
        acts = (Act(Did.ACKNOWLEDGED, after(1), by="lindqvist"), Act(Did.HANDED_ON, after(20), "lindqvist", "hale"))
        assert what_is_due(a_task(*acts), just_before(25)).owner == "hale"
        late = what_is_due(a_task(*acts), after(25))
        assert (late.owner, late.overdue) == ("moreau", True)


class TestNothingClosesItself:
    @given(st.integers(min_value=0, max_value=100_000))
    def test_however_long_it_waits(self, minutes):
        assert what_is_due(a_task(), after(minutes)).is_open

    @pytest.mark.parametrize("did", [did for did in Did if did is not Did.CLOSED])
    def test_whatever_else_is_done(self, did):
        act = Act(did, after(1), by="moreau", to="moreau")
        assert what_is_due(a_task(act), after(10_000)).is_open

    def test_but_a_person_who_closes_it(self):
        closed = what_is_due(a_task(Act(Did.CLOSED, after(4), by="lindqvist")), after(500))
        assert (closed.state, closed.due_at, closed.missed) == (State.CLOSED, None, ())


class TestTheTier:
    @pytest.mark.parametrize(
        ("alert", "tier"),
        [
            (Alert(tier="high"), Tier.HIGH),
            (Alert(tier="moderate", within_minutes=1), Tier.MODERATE),
            (Alert(within_minutes=5), Tier.HIGH),
            (Alert(within_minutes=6), Tier.MODERATE),
            (Alert(within_minutes=60), Tier.MODERATE),
            (Alert(within_minutes=61), Tier.LOW),
            (Alert(within_minutes=9999), Tier.LOW),
            (Alert("advice"), None),
        ],
    )
    def test_is_what_the_alert_says_or_what_its_time_allows(self, alert, tier):
        assert tier_of(alert) is tier

    def test_of_several_is_the_worst(self):
        assert worst_tier([Alert(tier="low"), Alert(tier="high"), Alert(tier="moderate")]) is Tier.HIGH
        assert worst_tier([]) is None

    def test_of_item_9_is_never_below_moderate(self):
        assert worst_tier(PHQ_9.alerts).rank <= Tier.MODERATE.rank

    def test_agrees_with_the_times_of_the_suicide_screener(self):
        for alert in C_SSRS.alerts:
            assert alert.within_minutes == ACKNOWLEDGE_WITHIN[tier_of(alert)].published

    def test_says_what_to_do(self):
        assert all(WHAT_TO_DO[tier] for tier in Tier)
