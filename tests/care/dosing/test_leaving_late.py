"""Time passes between judging and leaving: which answers still stand at the door, and whose word covers what?"""

import pytest

from holdspace.care.dosing import actions
from holdspace.chart.models import DosingSession
from holdspace.clinic.refusals import Refused
from tests.care.dosing import build

pytestmark = pytest.mark.database

WALK = ("level", {"scale": "moaas", "value": 5}), ("level", {"scale": "rass", "value": 0})


def measure_again(session, **signs) -> None:
    session.record("vital_signs", **{**build.GOOD_SIGNS, **signs})
    for kind, payload in WALK:
        session.record(kind, **payload)


def assess(session, by="bauer", reason="", answers=None):
    return actions.assess_readiness(
        dosing_session=session.row,
        answers=build.ready_answers(session.now) if answers is None else answers,
        by=session.house.people[by],
        at=session.now,
        override_reason=reason,
    )


def settle(session):
    return actions.sign_settled(dosing_session=session.row, settled=True, by=session.house.moreau, at=session.now)


def leave(session):
    return actions.let_leave(dosing_session=session.row, by=session.house.bauer, at=session.now)


def criterion(row, code):
    return next(one for one in row.criteria if one["code"] == code)["met"]


class TestAPrescribersWord:
    """An override covers the criteria that stood open when it was given."""

    def test_does_not_cover_a_pressure_that_rose_since(self):
        session = build.recovered()
        assess(session, by="lindqvist", reason="The therapist was called away; seen and talked to")
        session.later(5)
        measure_again(session, systolic=185)
        with pytest.raises(Refused, match="185/76"):
            leave(session)
        assert DosingSession.objects.get(pk=session.row.pk).state == "recovery"

    def test_does_not_cover_a_dose_given_since(self):
        session = build.recovered()
        answers = {name: said for name, said in build.ready_answers(session.now).items() if name != "oriented"}
        session.record("dose", mg="5", route="im")
        session.later(10)
        assess(session, by="lindqvist", reason="Wants to go", answers=answers)
        session.later(5)
        session.record("dose", mg="5", route="im")
        session.later(1)
        measure_again(session)
        with pytest.raises(Refused, match="judged again now"):
            leave(session)

    def test_covers_what_it_was_given_for(self):
        session = build.recovered()
        assess(session, by="lindqvist", reason="The therapist was called away; seen and talked to")
        session.later(5)
        measure_again(session)
        assert leave(session).state == "ready_to_leave"


class TestAnAnswerAtTheDoor:
    """Answers about how the patient is hold for half an hour, each from the moment at which it was given."""

    @pytest.mark.parametrize(("minutes", "goes"), [(30, True), (31, False)])
    def test_holds_for_half_an_hour(self, minutes, goes):
        session = build.recovered()
        settle(session)
        assess(session)
        session.later(minutes)
        measure_again(session)
        if goes:
            assert leave(session).state == "ready_to_leave"
        else:
            with pytest.raises(Refused, match="heel to toe: not recorded"):
                leave(session)

    def test_is_not_made_young_by_a_therapist_who_signs_later(self):
        session = build.recovered()
        assess(session)
        session.later(90)
        measure_again(session)
        row = settle(session)
        assert criterion(row, "gait") is None
        assert criterion(row, "signature") is None
        assert not row.is_ready

    def test_is_not_made_young_by_keeping_the_form_again(self):
        session = build.recovered()
        settle(session)
        assess(session)
        for _ in range(2):
            session.later(20)
            measure_again(session)
            row = assess(session, answers={"signed": True})
        assert criterion(row, "gait") is None

    def test_from_before_the_last_dose_says_nothing(self):
        session = build.recovered()
        settle(session)
        assess(session)
        session.later(2)
        session.record("dose", mg="5", route="im")
        session.later(1)
        row = assess(session, answers={"signed": True})
        assert [criterion(row, code) for code in ("gait", "oriented", "aldrete", "settled")] == [None] * 4
