"""What does a person read where something is missing: what, why, the next step, who, where, and who says so?

`blocks.json` holds every block as it was read and approved. Whoever changes a sentence changes it there too.
"""

import pytest

from holdspace.clinical.pathway import Step, blocks_before, own_blocks, what_blocks, where_it_stands
from holdspace.clinical.pathway.blocks import Block
from holdspace.clinical.pathway.facts import CourseFacts
from tests.clinical.approved import approved
from tests.clinical.pathway.course import a_course
from tests.clinical.pathway.missing import MISSING

APPROVED = approved(__file__, "blocks.json")


def told(block: Block) -> dict[str, object]:
    return {
        "code": block.code,
        "says": block.says,
        "because": block.because,
        "remedy": block.remedy,
        "who": ", ".join(block.who),
        "where": block.where,
        "source": f"{block.source.mark.value}: {block.source.text}",
        "waivable": block.waivable,
    }


def blocks(step: Step, facts: CourseFacts) -> list[Block]:
    """What the step itself says; of a course that has ended, what the whole says."""
    has_ended = facts.is_closed or facts.is_deceased
    return list(what_blocks(step, facts) if has_ended else own_blocks(step, facts))


def said() -> dict[str, object]:
    """Every case with what it says now."""
    return {missing: [told(block) for block in blocks(*case)] for missing, case in MISSING.items()}


class TestABlock:
    @pytest.mark.parametrize("missing", MISSING)
    def test_says_what_was_approved(self, missing: str) -> None:
        assert [told(block) for block in blocks(*MISSING[missing])] == APPROVED[missing]

    @pytest.mark.parametrize("missing", MISSING)
    def test_belongs_to_its_step_and_reads_as_what_and_what_next(self, missing: str) -> None:
        step, facts = MISSING[missing]
        for block in blocks(step, facts):
            assert block.step in (step, Step.READY_TO_LEAVE)
            assert str(block) == f"{block.says} {block.remedy}"

    def test_is_approved_for_no_case_that_is_gone(self) -> None:
        assert set(APPROVED) == set(MISSING)


class TestTheWayToAStep:
    @pytest.mark.parametrize("missing", MISSING)
    def test_is_blocked_by_each_step_before_it(self, missing: str) -> None:
        step, facts = MISSING[missing]
        told_before = blocks_before(Step.START_DOSING, facts)
        if step in (Step.EVALUATION, Step.ELIGIBLE, Step.PLAN, Step.PREPARATION) and blocks(step, facts):
            assert {block.code for block in blocks(step, facts)} <= {block.code for block in told_before}

    @pytest.mark.parametrize("missing", MISSING)
    def test_stands_still_where_something_is_missing(self, missing: str) -> None:
        _, facts = MISSING[missing]
        line = {each.step: each for each in where_it_stands(facts)}
        in_hand = [each for each in line.values() if each.state in ("open", "blocked")]
        assert len(in_hand) == 1
        assert all(each.blocks == () for each in line.values() if each.state != "blocked")
        assert [each.state for each in line.values()].count("ahead") == 8 - list(line).index(in_hand[0].step)


class TestTheSteps:
    def test_have_their_names(self) -> None:
        assert [(each.step.value, each.step.label) for each in where_it_stands(a_course())] == [
            ("evaluation", "Evaluation"),
            ("eligible", "Eligible"),
            ("plan", "Plan"),
            ("preparation", "Preparation"),
            ("dose_order", "Dose order"),
            ("start_dosing", "Dose"),
            ("ready_to_leave", "Ready to leave"),
            ("close_session", "Session closed"),
            ("next_dose", "Next dose"),
        ]
