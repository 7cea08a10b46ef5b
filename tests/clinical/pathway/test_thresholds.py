"""Every number of the pathway: a block stands on one side of it only, whoever set it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.pathway import THRESHOLDS, CourseFacts, what_blocks
from holdspace.clinical.pathway.blocks import Step
from holdspace.clinical.pathway.thresholds import EVALUATION_DAYS, INTEGRATION_SESSIONS, WEIGHT_DAYS
from holdspace.clinical.protocols.thresholds import SHORTEST_GAP
from holdspace.clinical.thresholds import Limits, Threshold
from tests.clinical.boundaries import Boundary, around, limits_with, named, values_to_try
from tests.clinical.pathway.course import EVALUATED, FOLLOWED, NOON, PLAN, TODAY, a_course, after_a_dose


def evaluated(value: Decimal, own: Limits) -> CourseFacts:
    return a_course(limits=own, medical=replace(EVALUATED, signed_at=NOON - timedelta(days=int(value))))


def weighed(value: Decimal, own: Limits) -> CourseFacts:
    return a_course(limits=own, weight_on=TODAY - timedelta(days=int(value)))


def integrated(value: Decimal, own: Limits) -> CourseFacts:
    return after_a_dose(limits=own, after_dose=replace(FOLLOWED, integration_sessions=int(value)))


def given(value: Decimal, own: Limits) -> CourseFacts:
    # A plan without days between leaves only the shortest gap.
    plan = replace(PLAN, days_between=0)
    after = replace(FOLLOWED, given_at=NOON - timedelta(hours=int(value)), measured_at=NOON)
    return after_a_dose(limits=own, plan=plan, after_dose=after)


BOUNDARIES = (
    Boundary(EVALUATION_DAYS, evaluated, "medical_evaluation:out_of_date", ">"),
    Boundary(WEIGHT_DAYS, weighed, "weight", ">"),
    Boundary(INTEGRATION_SESSIONS, integrated, "integration", "<"),
    Boundary(SHORTEST_GAP, given, "spacing", "<"),
)


def blocks(facts: CourseFacts, step: Step) -> dict[str, str]:
    return {block.code: block.says for block in what_blocks(step, facts)}


class TestANumberOfThePathway:
    def test_has_a_case_here(self) -> None:
        assert {each.threshold.code for each in BOUNDARIES} == {each.code for each in (*THRESHOLDS, SHORTEST_GAP)}

    @pytest.mark.parametrize(("boundary", "value", "limit"), around(BOUNDARIES), ids=named)
    def test_blocks_on_one_side_only(self, boundary: Boundary, value: Decimal, limit: Decimal) -> None:
        facts = boundary.facts(value, limits_with(boundary.threshold, limit))
        step = Step.NEXT_DOSE if facts.after_dose else Step.DOSE_ORDER
        assert (boundary.rule in blocks(facts, step)) is boundary.holds(value, limit)

    @pytest.mark.parametrize(
        ("threshold", "facts", "code", "says"),
        [
            (EVALUATION_DAYS, evaluated, "medical_evaluation:out_of_date", "is older than {} days."),
            (WEIGHT_DAYS, weighed, "weight", "older than {} days."),
            (SHORTEST_GAP, given, "spacing", "less than {} hours ago."),
        ],
    )
    def test_stands_in_the_sentence(
        self, threshold: Threshold, facts: Callable[[Decimal, Limits], Any], code: str, says: str
    ) -> None:
        for limit in values_to_try(threshold):
            course = facts(limit + (-1 if code == "spacing" else 1), limits_with(threshold, limit))
            step = Step.NEXT_DOSE if course.after_dose else Step.DOSE_ORDER
            assert blocks(course, step)[code].endswith(says.format(limit))

    def test_of_integration_says_how_many_are_held(self) -> None:
        course = integrated(Decimal(1), limits_with(INTEGRATION_SESSIONS, Decimal(3)))
        assert blocks(course, Step.NEXT_DOSE)["integration"] == "1 of 3 integration sessions since dose 1."
