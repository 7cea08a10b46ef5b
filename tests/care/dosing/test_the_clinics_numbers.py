"""A session is judged by the clinic's numbers of its start: in the time-out, in the room and at the door."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.care.dosing.actions.leaving import judged
from holdspace.care.dosing.actions.time_out import judged_now
from holdspace.clinical.monitoring import Signal, Tier
from holdspace.library.models import ThresholdChoice
from tests.care.dosing import build

pytestmark = pytest.mark.database

FAST = {**build.GOOD_SIGNS, "heart_rate": 96}


def choose(session: build.Session, code: str, value: int, *, version: int = 1, at: datetime | None = None) -> None:
    at = at or session.now
    ThresholdChoice.objects.create(
        clinic=session.house.clinic,
        code=code,
        value=Decimal(value),
        reason="Our patients are older",
        review_due_on=at.date() + timedelta(days=365),
        version=version,
        recorded_by=session.house.lindqvist,
        recorded_at=at,
    )


class TestTheClinicsNumbers:
    def test_hold_a_dose_in_the_time_out(self) -> None:
        session = build.in_time_out()
        session.record("vital_signs", **FAST)
        session.answer("vital_signs")
        assert judged_now(session.row, at=session.now)["vital_signs"].answer == "ok"
        choose(session, "DAY-04.high", 90)
        held = judged_now(session.row, at=session.now)["vital_signs"]
        assert (held.answer, held.says) == ("hold", "Heart rate 96 /min is above 90. No dose while it is.")

    def test_of_the_start_judge_what_is_measured_in_the_room(self) -> None:
        session = build.ready_to_start()
        choose(session, "MON.spo2.advisory_low", 96)
        build.actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        session.record("dose", mg="60", route="im")
        session.later(20)
        session.record("vital_signs", **build.GOOD_SIGNS | {"heart_rate": 80})
        assert session.picture.newest[Signal.HEART_RATE].tier is Tier.NORMAL
        session.later(10)
        session.record("vital_signs", **build.GOOD_SIGNS | {"spo2": 95})
        assert session.picture.newest[Signal.SPO2].tier is Tier.ADVISORY

    def test_set_later_change_no_mark_of_a_session_under_way(self) -> None:
        session = build.dosing()
        session.later(5)
        session.record("vital_signs", **FAST | {"heart_rate": 81})
        before = session.picture.newest[Signal.HEART_RATE].tier
        choose(session, "MON.percent.advisory", 10)
        assert session.picture.newest[Signal.HEART_RATE].tier is before is Tier.NORMAL

    def test_stand_in_the_criteria_at_the_door(self) -> None:
        session = build.ready_to_start()
        choose(session, "LEAVE.spo2", 96)
        build.actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        session.later(125)
        session.record("vital_signs", **build.GOOD_SIGNS | {"spo2": 95})
        criteria = {one.code: one for one in judged(session.row, session.picture, {"on_air": True}, at=session.now)}
        assert (criteria["oxygen"].met, criteria["oxygen"].title) == (False, "SpO₂ 96 % or more on air")
        assert criteria["oxygen"].limits_version == 1
