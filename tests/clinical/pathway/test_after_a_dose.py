"""Leaving, closing, following up, and the loop to the next dose."""

from dataclasses import replace
from datetime import timedelta

import pytest

from holdspace.clinical.pathway import (
    ReadinessFacts,
    Step,
    StepState,
    StopRule,
    blocks_before,
    next_step,
    what_blocks,
    where_it_stands,
)
from tests.clinical.pathway.course import (
    ANSWERED,
    CONSENT,
    FOLLOWED,
    NOON,
    ORDER,
    READY,
    SESSION,
    a_course,
    after_a_dose,
    days_ago,
)

IN_THE_ROOM = replace(SESSION, state="recovery", started_at=NOON - timedelta(hours=2))


def codes(blocks):
    return [block.code for block in blocks]


class TestLeaving:
    @pytest.mark.parametrize(
        ("session", "expected"),
        [
            (SESSION, ["not_started"]),
            (None, ["not_started"]),
            (IN_THE_ROOM, ["readiness"]),
            (replace(IN_THE_ROOM, readiness=READY), []),
            (
                replace(IN_THE_ROOM, readiness=ReadinessFacts(NOON, ("Walks unaided", "Escort here"))),
                ["criterion:Walks unaided", "criterion:Escort here"],
            ),
            (replace(IN_THE_ROOM, readiness=ReadinessFacts(NOON, ("Walks unaided",), overridden=True)), []),
        ],
    )
    def test_waits_for_every_criterion(self, session, expected):
        assert codes(what_blocks(Step.READY_TO_LEAVE, a_course(session=session))) == expected

    def test_never_waits_for_paper_from_before_the_dose(self):
        facts = a_course(session=replace(IN_THE_ROOM, readiness=READY), consent=replace(CONSENT, withdrawn_at=NOON))
        assert what_blocks(Step.READY_TO_LEAVE, facts) == ()


class TestClosingASession:
    @pytest.mark.parametrize(
        ("unanswered", "code"),
        [
            ({"dissociation_answered": False}, "dissociation"),
            ({"side_effects_answered": False}, "side_effects"),
            ({"adverse_events_answered": False}, "adverse_events"),
            ({"dose_reconciled": False}, "dose"),
        ],
    )
    def test_leaves_nothing_unsaid(self, unanswered, code):
        session = replace(IN_THE_ROOM, readiness=READY, closing=replace(ANSWERED, **unanswered))
        assert codes(what_blocks(Step.CLOSE_SESSION, a_course(session=session))) == [code]

    def test_needs_readiness_recorded(self):
        session = replace(IN_THE_ROOM, closing=ANSWERED)
        assert codes(what_blocks(Step.CLOSE_SESSION, a_course(session=session))) == ["readiness"]

    def test_takes_a_transfer_instead_of_readiness(self):
        session = replace(IN_THE_ROOM, closing=replace(ANSWERED, transferred=True))
        assert what_blocks(Step.CLOSE_SESSION, a_course(session=session)) == ()

    def test_has_nothing_to_close_where_no_session_is(self):
        assert what_blocks(Step.CLOSE_SESSION, a_course(session=None)) == ()

    def test_of_a_day_without_a_dose_needs_no_readiness(self):
        session = replace(SESSION, closing=ANSWERED)
        assert what_blocks(Step.CLOSE_SESSION, a_course(session=session)) == ()


class TestTheNextDose:
    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"closed_at": None}, "open_session"),
            ({"call_reached_at": None}, "call"),
            ({"integration_sessions": 0, "therapist_says": ""}, "integration"),
            ({"given_at": days_ago(13), "measured_at": NOON}, "spacing"),
            ({"measured_at": None}, "measure"),
            ({"measured_at": days_ago(21)}, "measure"),
            ({"therapist_says": "no"}, "therapist"),
            ({"therapist_says": "hold"}, "therapist"),
            ({"stop_rules": (StopRule("no_response", "Fell by 10 %."),)}, "stop:no_response"),
        ],
    )
    def test_waits_until_the_last_is_followed_up(self, given, code):
        facts = after_a_dose(after_dose=replace(FOLLOWED, **given))
        assert codes(what_blocks(Step.NEXT_DOSE, facts)) == [code]

    def test_is_open_on_the_day_the_spacing_is_met(self):
        facts = after_a_dose(after_dose=replace(FOLLOWED, given_at=days_ago(14), measured_at=NOON))
        assert what_blocks(Step.NEXT_DOSE, facts) == ()

    @pytest.mark.parametrize(("hours", "expected"), [(47, ["spacing"]), (48, [])])
    def test_is_never_open_within_48_hours_whatever_the_calendar_says(self, hours, expected):
        given_at = NOON - timedelta(hours=hours)
        followed = replace(FOLLOWED, given_at=given_at, closed_at=given_at, measured_at=NOON)
        plan = replace(after_a_dose().plan, days_between=2)
        facts = after_a_dose(after_dose=followed, plan=plan)
        assert codes(what_blocks(Step.NEXT_DOSE, facts)) == expected

    @pytest.mark.parametrize(("given", "expected"), [(5, []), (6, ["course_done"]), (7, ["course_done"])])
    def test_ends_with_the_planned_number_of_doses(self, given, expected):
        assert codes(what_blocks(Step.NEXT_DOSE, after_a_dose(doses_given=given))) == expected

    def test_can_be_ordered_before_its_day_has_come(self):
        facts = after_a_dose(after_dose=replace(FOLLOWED, given_at=days_ago(13), measured_at=NOON))
        assert blocks_before(Step.DOSE_ORDER, facts) == ()

    def test_cannot_be_started_before_its_day_has_come(self):
        after = replace(FOLLOWED, given_at=days_ago(13), measured_at=NOON)
        facts = a_course(after_dose=after, doses_given=1, order=replace(ORDER, dose_number=2))
        assert codes(what_blocks(Step.START_DOSING, facts)) == ["spacing"]

    def test_cannot_be_ordered_before_the_call(self):
        facts = after_a_dose(after_dose=replace(FOLLOWED, call_reached_at=None))
        assert codes(blocks_before(Step.DOSE_ORDER, facts)) == ["call"]

    @pytest.mark.parametrize(
        ("given", "waiver"),
        [
            ({"integration_sessions": 0, "therapist_says": ""}, "next_dose:integration"),
            ({"stop_rules": (StopRule("no_response", "Fell by 10 %."),)}, "next_dose:stop:no_response"),
        ],
    )
    def test_goes_on_with_a_waiver_where_one_is_allowed(self, given, waiver):
        facts = after_a_dose(after_dose=replace(FOLLOWED, **given))
        assert what_blocks(Step.NEXT_DOSE, facts)[0].waivable
        assert what_blocks(Step.NEXT_DOSE, replace(facts, waived=frozenset({waiver}))) == ()

    def test_needs_no_follow_up_where_there_was_no_dose(self):
        assert what_blocks(Step.NEXT_DOSE, a_course()) == ()

    def test_is_not_measured_without_a_plan(self):
        facts = after_a_dose(plan=None, after_dose=replace(FOLLOWED, measured_at=None))
        assert what_blocks(Step.NEXT_DOSE, facts) == ()


class TestThePathwayLine:
    def states(self, facts):
        return {each.step: each.state for each in where_it_stands(facts)}

    def test_has_nine_steps_in_order(self):
        assert [each.step for each in where_it_stands(a_course())] == list(Step)

    def test_begins_at_the_evaluation(self):
        line = where_it_stands(a_course(screening=None))
        assert line[0].state is StepState.BLOCKED
        assert all(each.state is StepState.AHEAD for each in line[1:])

    def test_is_open_at_the_dose_when_nothing_is_missing(self):
        step = next_step(a_course())
        assert (step.step, step.state) == (Step.START_DOSING, StepState.OPEN)

    def test_is_at_leaving_while_somebody_is_under_the_drug(self):
        facts = a_course(session=IN_THE_ROOM, consent=replace(CONSENT, withdrawn_at=NOON))
        assert next_step(facts).step is Step.READY_TO_LEAVE

    def test_is_at_closing_once_the_patient_may_leave(self):
        session = replace(IN_THE_ROOM, state="ready_to_leave", readiness=READY)
        assert next_step(a_course(session=session)).step is Step.CLOSE_SESSION

    def test_is_at_the_next_dose_after_closing(self):
        facts = after_a_dose(after_dose=replace(FOLLOWED, call_reached_at=None))
        assert next_step(facts).step is Step.NEXT_DOSE
        assert codes(next_step(facts).blocks) == ["call"]

    def test_opens_the_next_dose_when_all_is_followed_up(self):
        step = next_step(after_a_dose())
        assert (step.step, step.state) == (Step.NEXT_DOSE, StepState.OPEN)

    def test_goes_back_to_consent_when_it_is_withdrawn_between_doses(self):
        facts = after_a_dose(consent=replace(CONSENT, withdrawn_at=NOON))
        assert next_step(facts).step is Step.PLAN

    def test_begins_the_next_round_with_the_next_order(self):
        facts = after_a_dose(order=replace(ORDER, dose_number=2))
        assert self.states(facts)[Step.DOSE_ORDER] is StepState.DONE
        assert next_step(facts).step is Step.START_DOSING

    def test_shows_a_closed_course_as_closed(self):
        assert codes(next_step(a_course(is_closed=True)).blocks) == ["closed"]
