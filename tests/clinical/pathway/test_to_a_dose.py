"""The way to a dose: every step from referral to the start of dosing, and what blocks it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from holdspace.clinical.pathway import (
    TIME_OUT_ITEMS,
    IntakeFacts,
    PreparationFacts,
    Step,
    TimeOutAnswer,
    blocks_before,
    own_blocks,
    what_blocks,
)
from tests.clinical.pathway.course import (
    ALL_OK,
    CONSENT,
    EVALUATED,
    NOON,
    ORDER,
    PLAN,
    PREPARED,
    SESSION,
    TODAY,
    a_course,
    days_ago,
    finding,
    screened,
)


def codes(blocks):
    return [block.code for block in blocks]


class TestACourseInWhichNothingIsMissing:
    @pytest.mark.parametrize("step", list(Step)[:6])
    def test_is_open_at_every_step_to_the_dose(self, step):
        assert what_blocks(step, a_course()) == ()


class TestTheEvaluations:
    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"intake": IntakeFacts()}, "intake"),
            ({"intake": IntakeFacts(NOON, ("the indication",))}, "intake"),
            ({"screening": None}, "screening"),
            ({"screening": screened(finding("cannot_tell"))}, "unknown:CVS-02"),
            ({"screening": screened(changed_since=("a medicine (lithium)",))}, "screening_overtaken"),
        ],
    )
    def test_do_not_begin_while_something_is_unknown(self, given, code):
        assert codes(what_blocks(Step.EVALUATION, a_course(**given))) == [code]

    def test_name_what_the_intake_lacks(self):
        (block,) = what_blocks(Step.EVALUATION, a_course(intake=IntakeFacts(NOON, ("the indication",))))
        assert block.says == "The intake is not complete: the indication."


class TestEligibility:
    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"medical": None}, "medical_evaluation:missing"),
            ({"psychological": None}, "psychological_evaluation:missing"),
            ({"medical": replace(EVALUATED, conclusion="not_suitable")}, "medical_evaluation:conclusion"),
            ({"medical": replace(EVALUATED, conclusion="more_needed")}, "medical_evaluation:conclusion"),
            ({"medical": replace(EVALUATED, overtaken_by=("a diagnosis (epilepsy)",))}, "medical_evaluation:overtaken"),
            ({"psychological": EVALUATED}, "evaluations_same_person"),
        ],
    )
    def test_needs_two_evaluations_by_two_people(self, given, code):
        assert codes(what_blocks(Step.ELIGIBLE, a_course(**given))) == [code]

    @pytest.mark.parametrize(("age", "open_"), [(timedelta(days=90), True), (timedelta(days=90, seconds=1), False)])
    def test_lasts_ninety_days(self, age, open_):
        facts = a_course(medical=replace(EVALUATED, signed_at=NOON - age))
        assert (what_blocks(Step.ELIGIBLE, facts) == ()) is open_

    @pytest.mark.parametrize(
        ("found", "code"),
        [
            (finding("absolute"), "absolute:CVS-02"),
            (finding("absolute", choice="accept", countersigned=True), "absolute:CVS-02"),
            (finding("relative"), "undecided:CVS-02"),
            (finding("relative", choice="wait"), "waiting:CVS-02"),
            (finding("relative", choice="not_suitable"), "not_suitable:CVS-02"),
            (finding("relative", choice="accept"), "one_signature:CVS-02"),
            (finding("relative", choice="accept", countersigned=True), None),
            (finding("caution"), "undecided:CVS-02"),
            (finding("caution", choice="accept"), None),
            (finding("hold", choice="accept"), None),
        ],
    )
    def test_needs_every_finding_decided_as_its_level_asks(self, found, code):
        blocks = what_blocks(Step.ELIGIBLE, a_course(screening=screened(found)))
        assert codes(blocks) == ([code] if code else [])


class TestThePlan:
    @pytest.mark.parametrize(
        ("consent", "code", "says"),
        [
            (None, "missing", "No consent is in force."),
            (replace(CONSENT, withdrawn_at=days_ago(2)), "withdrawn", "withdrawn on 12 May 2026"),
            (replace(CONSENT, signed_at=None, initialled=10), "unsigned", "10 of 18 lines are initialled"),
            (replace(CONSENT, signed_at=None, open_questions=(7,)), "unsigned", "line 7 has an open question"),
            (replace(CONSENT, version=3), "old_version", "version 4 is now in force"),
            (replace(CONSENT, valid_until_on=TODAY - timedelta(days=1)), "expired", "has run out"),
            (replace(CONSENT, valid_until_on=None), "expired", "has run out"),
        ],
    )
    def test_needs_consent_in_force(self, consent, code, says):
        (block,) = what_blocks(Step.PLAN, a_course(consent=consent))
        assert block.code == f"consent:{code}"
        assert says in block.says

    def test_is_open_on_the_last_day_of_consent(self):
        assert what_blocks(Step.PLAN, a_course(consent=replace(CONSENT, valid_until_on=TODAY))) == ()

    def test_needs_a_goal_in_the_patients_words(self):
        assert codes(what_blocks(Step.PLAN, a_course(goals=0))) == ["goals"]


class TestPreparation:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"plan": None}, ["plan"]),
            ({"plan": replace(PLAN, approved_at=None)}, ["plan"]),
            ({"preparation": replace(PREPARED, safety_plan_at=None)}, ["safety_plan"]),
            ({"preparation": replace(PREPARED, sessions_held=1)}, ["preparation_sessions"]),
            ({"preparation": replace(PREPARED, setting_chosen_at=None)}, ["setting"]),
            ({"preparation": replace(PREPARED, touch_agreed_at=None)}, ["setting"]),
            ({"preparation": PreparationFacts()}, ["safety_plan", "preparation_sessions", "setting"]),
        ],
    )
    def test_needs_what_the_protocol_asks_for(self, given, expected):
        assert codes(what_blocks(Step.PREPARATION, a_course(**given))) == expected


class TestTheDoseOrder:
    @pytest.mark.parametrize(
        ("weighed", "code"),
        [(TODAY - timedelta(days=30), None), (TODAY - timedelta(days=31), "weight"), (None, "weight")],
    )
    def test_rests_on_a_weight_of_the_last_thirty_days(self, weighed, code):
        assert codes(what_blocks(Step.DOSE_ORDER, a_course(weight_on=weighed))) == ([code] if code else [])

    @pytest.mark.parametrize(
        ("order", "code"),
        [
            (None, "order"),
            (replace(ORDER, plan_is_current=False), "order_overtaken"),
            (replace(ORDER, weight_changed="The weight was corrected."), "order_weight"),
            (replace(ORDER, overtaken_by=("a medicine (Clarithromycin)",)), "order_unaware"),
            (replace(ORDER, guards=("G-01",), override_reason="Tolerated before"), "countersignature"),
            (replace(ORDER, guards=("G-01", "G-06"), countersigned=True), None),
            (replace(ORDER, guards=("G-01",), hard_stop=True, countersigned=True), "hard_stop"),
        ],
    )
    def test_stands_within_its_guards_or_on_two_signatures(self, order, code):
        assert codes(what_blocks(Step.DOSE_ORDER, a_course(order=order))) == ([code] if code else [])

    def test_can_be_written_before_it_exists(self):
        assert blocks_before(Step.DOSE_ORDER, a_course(order=None, weight_on=None)) == ()


class TestStartingToDose:
    @pytest.mark.parametrize("item", [item.code for item in TIME_OUT_ITEMS])
    def test_waits_for_every_item_of_the_time_out(self, item):
        left = {code: answer for code, answer in ALL_OK.items() if code != item}
        facts = a_course(session=replace(SESSION, time_out=left))
        assert codes(what_blocks(Step.START_DOSING, facts)) == [f"time_out:{item}"]

    def test_is_held_by_one_item_that_holds(self):
        held = {**ALL_OK, "vital_signs": TimeOutAnswer("hold", "164/92 on three readings.")}
        (block,) = what_blocks(Step.START_DOSING, a_course(session=replace(SESSION, time_out=held)))
        assert block.says == "Vital signs: hold today. 164/92 on three readings."

    @pytest.mark.parametrize(("due", "open_"), [(False, True), (True, False), (None, False)])
    def test_takes_no_pregnancy_test_only_where_none_is_needed(self, due, open_):
        answers = {**ALL_OK, "pregnancy": TimeOutAnswer("not_due")}
        facts = a_course(session=replace(SESSION, time_out=answers, pregnancy_test_due=due))
        assert (what_blocks(Step.START_DOSING, facts) == ()) is open_

    def test_takes_not_due_for_nothing_else(self):
        answers = {**ALL_OK, "escort": TimeOutAnswer("not_due")}
        facts = a_course(session=replace(SESSION, time_out=answers, pregnancy_test_due=False))
        assert codes(what_blocks(Step.START_DOSING, facts)) == ["time_out:escort"]

    @pytest.mark.parametrize(
        ("session", "code"),
        [
            (None, "session"),
            (replace(SESSION, closed_at=NOON), "session"),
            (replace(SESSION, drug_drawn=False), "drug"),
            (replace(SESSION, another_session_open=True), "previous_session"),
        ],
    )
    def test_needs_a_room_people_and_a_witnessed_draw(self, session, code):
        assert codes(own_blocks(Step.START_DOSING, a_course(session=session))) == [code]

    def test_is_stopped_by_consent_withdrawn_this_morning(self):
        facts = a_course(consent=replace(CONSENT, withdrawn_at=NOON))
        assert codes(what_blocks(Step.START_DOSING, facts)) == ["consent:withdrawn"]


class TestAPersonWhoHasDied:
    @pytest.mark.parametrize("step", list(Step)[:6])
    def test_is_planned_for_no_more(self, step):
        assert codes(what_blocks(step, a_course(is_deceased=True))) == ["deceased"]


class TestAClosedEpisode:
    @pytest.mark.parametrize("step", list(Step))
    def test_is_not_continued(self, step):
        assert codes(what_blocks(step, a_course(is_closed=True))) == ["closed"]


class TestEveryBlock:
    def test_says_what_why_who_where_and_by_which_source(self):
        empty = type(a_course())(now=NOON, today=date(2026, 5, 14))
        blocks = what_blocks(Step.START_DOSING, empty)
        assert len(blocks) >= 8
        for block in blocks:
            assert block.says.endswith(".")
            assert block.because.endswith(".")
            assert block.remedy.endswith(".")
            assert block.who
            assert block.where
            assert block.source.text
