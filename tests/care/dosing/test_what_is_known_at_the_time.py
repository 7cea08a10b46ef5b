"""What was measured and what was answered, where the two speak of the same thing: the stricter one, never the older."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from holdspace.care.dosing import actions
from holdspace.care.dosing.events.picture import VitalSigns
from holdspace.care.dosing.same_day import judge_item
from holdspace.clinical.monitoring import Signal
from tests.care.dosing import build

pytestmark = pytest.mark.database


def oxygen(session, on_air: bool | None, measured_on_air: bool | None, *, answered_first: bool) -> bool | None:
    """Whether the criterion of oxygen is met after an answer and a measurement two minutes apart."""
    signs = {name: value for name, value in build.GOOD_SIGNS.items() if name != "on_air"}
    measured = signs if measured_on_air is None else {**signs, "on_air": measured_on_air}
    if answered_first:
        assess(session, on_air)
        session.later(2)
        session.record("vital_signs", **measured)
        row = actions.sign_settled(dosing_session=session.row, settled=True, by=session.house.moreau, at=session.now)
    else:
        session.record("vital_signs", **measured)
        session.later(2)
        row = assess(session, on_air)
    return next(one for one in row.criteria if one["code"] == "oxygen")["met"]


def assess(session, on_air: bool | None):
    answers = build.ready_answers(session.now) | {"on_air": on_air}
    return actions.assess_readiness(dosing_session=session.row, answers=answers, by=session.house.bauer, at=session.now)


class TestASaturation:
    @pytest.mark.parametrize(
        ("answer", "measured", "answered_first", "met"),
        [
            (True, False, True, False),
            (True, False, False, False),
            (False, True, True, True),
            (False, True, False, False),
            (True, None, False, True),
            (False, None, False, False),
            (None, None, False, None),
            (None, True, False, True),
        ],
    )
    def test_counts_on_air_as_it_was_measured_and_not_as_it_was_said_before(
        self, answer, measured, answered_first, met
    ):
        assert oxygen(build.recovered(), answer, measured, answered_first=answered_first) is met


class TestAHeartRate:
    @pytest.mark.parametrize(("rate", "answer"), [("110", "ok"), ("110.4", "hold"), ("50", "ok"), ("49.6", "hold")])
    def test_is_held_against_its_limit_as_it_was_measured(self, rate, answer):
        session = build.in_time_out()
        session.record("vital_signs", **build.GOOD_SIGNS)
        measured = session.picture
        (newest,) = measured.sets
        values = {**newest.values, Signal.HEART_RATE: Decimal(rate)}
        monitored = replace(measured, sets=(VitalSigns(uuid4(), newest.at, values, warning_symptoms=False),))
        judged = judge_item("vital_signs", {}, session.row, monitored, at=session.now, test_due=True)
        assert judged.answer == answer


class TestAPregnancyTestThatTheChartDoesNotExpect:
    @pytest.mark.parametrize("tested_on", [{}, {"tested_on": "2026-05-14"}], ids=["without its day", "of today"])
    def test_holds_the_day_where_it_is_positive(self, tested_on):
        session = build.in_time_out(sex="male")
        check = session.answer("pregnancy", {"positive": True, **tested_on})
        assert (check.answer, check.says) == ("hold", "The pregnancy test is positive. No dose.")

    def test_is_asked_for_where_somebody_says_that_the_patient_could_become_pregnant(self):
        session = build.in_time_out(sex="male")
        assert session.answer("pregnancy", {"could_become_pregnant": True}).answer == "hold"

    @pytest.mark.parametrize("value", [{}, {"could_become_pregnant": False}, {"positive": False}])
    def test_is_not_due_where_nothing_speaks_for_a_pregnancy(self, value):
        session = build.in_time_out(sex="male")
        assert session.answer("pregnancy", value).answer == "not_due"
