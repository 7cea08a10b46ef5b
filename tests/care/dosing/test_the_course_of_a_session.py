"""From the time-out to the review: what each gate lets through, and what it refuses without writing a thing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from holdspace.care.dosing import actions
from holdspace.chart.models import (
    DosingSession,
    DrugDraw,
    QuestionnaireResponse,
    ReadinessAssessment,
    SessionClosing,
    SessionEvent,
    TimeOutCheck,
)
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from tests.care.dosing import build

pytestmark = pytest.mark.database


def state_of(session) -> str:
    return DosingSession.objects.get(pk=session.row.pk).state


class TestAWholeSession:
    def test_goes_from_the_time_out_to_the_review(self):
        session = build.let_go()
        house = session.house
        closing = actions.close_session(
            dosing_session=session.row, asked=build.ASKED, wasted_mg=Decimal(0), by=house.bauer, at=session.now
        )
        assert (closing.drawn_mg, closing.given_mg, closing.wasted_mg) == (60, 60, 0)
        actions.review_session(dosing_session=session.row, by=house.lindqvist, at=session.later(60), note="Read.")
        assert state_of(session) == "reviewed"


class TestTheTimeOut:
    def test_holds_the_day_on_a_blood_pressure_no_dose_is_given_at(self):
        session = build.in_time_out()
        session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 160})
        assert session.answer("vital_signs").answer == "hold"

    def test_lets_a_blood_pressure_at_the_resting_limit_pass(self):
        session = build.in_time_out()
        session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 140, "diastolic": 90})
        assert session.answer("vital_signs").answer == "ok"

    def test_holds_until_vital_signs_are_measured(self):
        session = build.in_time_out()
        check = session.answer("vital_signs")
        assert check.answer == "hold"
        assert "not recorded today" in check.says

    @pytest.mark.parametrize(
        "item", ["identity", "consent", "escort", "agreements", "room", "staff", "changes", "fasting"]
    )
    def test_takes_an_open_question_for_unknown_and_never_for_yes(self, item):
        session = build.in_time_out()
        assert session.answer(item, {}).answer == "hold"

    @pytest.mark.parametrize(
        ("drink", "answer"), [(timedelta(hours=2), "ok"), (timedelta(hours=1, minutes=59), "hold")]
    )
    def test_counts_the_hours_of_fasting(self, drink, answer):
        session = build.in_time_out()
        fasting = build.good_answers(session.now)["fasting"]
        assert (
            session.answer("fasting", {**fasting, "last_drink_at": (session.now - drink).isoformat()}).answer == answer
        )

    def test_stops_the_day_on_intent_and_keeps_the_screener_in_the_chart(self):
        session = build.in_time_out()
        answers = {**build.ALL_NO, "ideation_2": 1, "ideation_3": 0, "ideation_4": 1, "ideation_5": 0}
        check = session.answer("suicide_risk", {"answers": answers, "asked_at": session.now.isoformat()})
        assert check.answer == "hold"
        assert QuestionnaireResponse.objects.get(dosing_session=session.row).band == "high"

    def test_asks_for_the_safety_plan_where_the_screener_is_moderate(self):
        session = build.in_time_out()
        answers = {**build.ALL_NO, "ideation_2": 1, "ideation_3": 1, "ideation_4": 0, "ideation_5": 0}
        value = {"answers": answers, "asked_at": session.now.isoformat()}
        assert session.answer("suicide_risk", value).answer == "hold"
        assert session.answer("suicide_risk", {**value, "safety_plan_gone_through": True}).answer == "ok"

    def test_takes_a_sign_off_of_changes_from_a_prescriber_only(self):
        session = build.in_time_out()
        value = {**build.good_answers(session.now)["changes"], "illness": True, "signed_off": True}
        with pytest.raises(Denied):
            session.answer("changes", value)
        assert session.answer("changes", value, by="lindqvist").answer == "ok"

    def test_lets_a_prescriber_decide_on_a_raised_pressure_only_after_two_repeats(self):
        session = build.in_time_out()
        for repeat in range(3):
            session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 150})
            reason = {"decision_reason": "Long known"}
            check = session.answer("vital_signs", reason, by="lindqvist")
            assert check.answer == ("ok" if repeat == 2 else "hold")
            session.later(6)

    def test_does_not_let_a_decision_stand_for_a_later_measurement(self):
        session = build.in_time_out()
        for _ in range(3):
            session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 150})
            session.later(6)
        assert session.answer("vital_signs", {"decision_reason": "Long known"}, by="lindqvist").answer == "ok"
        session.record("vital_signs", **{**build.GOOD_SIGNS, "systolic": 155})
        judged = actions.time_out.judged_now(DosingSession.objects.get(pk=session.row.pk), at=session.now)
        assert judged["vital_signs"].answer == "hold"

    def test_needs_no_pregnancy_test_where_the_chart_says_none_is_due(self):
        session = build.in_time_out(sex="male")
        assert session.answer("pregnancy", {}).answer == "not_due"

    def test_does_not_take_nobody_asked_for_not_pregnant(self):
        session = build.in_time_out()
        assert session.answer("pregnancy", {}).answer == "hold"

    def test_is_not_answered_by_a_therapist(self):
        session = build.in_time_out()
        with pytest.raises(Denied):
            session.answer("identity", by="moreau")
        assert not TimeOutCheck.objects.exists()

    def test_is_not_answered_once_dosing_has_started(self):
        session = build.dosing()
        with pytest.raises(Refused, match="not in its time-out"):
            session.answer("identity")


class TestDrawingTheDrug:
    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"expires_on": date(2026, 5, 13)}, "expired"),
            ({"concentration_mg_per_ml": Decimal(100)}, "the order is for 50"),
            ({"volume_ml": Decimal(12)}, "more than the 60 mg ordered"),
            ({"volume_ml": Decimal(0)}, "how many millilitres"),
        ],
    )
    def test_is_refused_for_the_wrong_vial_or_sum(self, given, says):
        session = build.in_time_out()
        with pytest.raises(Refused, match=says):
            session.draw(**given)
        assert not DrugDraw.objects.exists()

    def test_takes_a_vial_that_expires_today(self):
        session = build.in_time_out()
        assert session.draw(expires_on=date(2026, 5, 14)).amount_mg == 60

    def test_is_refused_with_oneself_as_the_witness(self):
        session = build.in_time_out()
        with pytest.raises(Refused, match="another person"):
            session.draw(witness=session.house.bauer)

    def test_is_refused_with_a_witness_who_may_not_draw(self):
        session = build.in_time_out()
        with pytest.raises(Denied):
            session.draw(witness=session.house.alvarez)


class TestStartingADosingSession:
    def test_is_refused_while_one_item_is_open(self):
        session = build.in_time_out()
        session.record("vital_signs", **build.GOOD_SIGNS)
        for item in build.good_answers(session.now):
            if item != "escort":
                session.answer(item)
        session.draw()
        with pytest.raises(NotYet, match="Escort home has not been answered"):
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        assert state_of(session) == "time_out"
        assert not SessionEvent.objects.filter(kind="phase", payload__to="dosing").exists()

    def test_is_refused_until_the_drug_is_drawn(self):
        session = build.in_time_out()
        session.record("vital_signs", **build.GOOD_SIGNS)
        for item in build.good_answers(session.now):
            session.answer(item)
        with pytest.raises(NotYet, match="not been drawn"):
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)

    @pytest.mark.parametrize(("minutes", "starts"), [(30, True), (31, False)])
    def test_asks_for_vital_signs_of_the_last_half_hour(self, minutes, starts):
        session = build.ready_to_start()
        session.later(minutes)
        if starts:
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
            assert state_of(session) == "dosing"
        else:
            with pytest.raises(NotYet, match="no longer true"):
                actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
            assert state_of(session) == "time_out"

    @pytest.mark.parametrize("item", ["identity", "consent", "room", "staff", "escort", "agreements"])
    def test_takes_no_answer_of_yesterday(self, item):
        session = build.ready_to_start()
        session.later(24 * 60)
        session.record("vital_signs", **build.GOOD_SIGNS)
        for other in build.good_answers(session.now):
            if other != item:
                session.answer(other)
        with pytest.raises(NotYet, match="was answered on 14 May 2026, not today") as refusal:
            actions.start_dosing(dosing_session=session.row, by=session.house.bauer, at=session.now)
        assert [block.code for block in refusal.value.blocks] == [f"time_out:{item}"]

    def test_is_not_possible_by_sending_the_phase_from_a_tablet(self):
        session = build.in_time_out()
        (outcome,) = session.send(session.written("phase", {"to": "dosing"}))
        assert (outcome.outcome, state_of(session)) == ("created", "time_out")
        assert "it moved nothing" in outcome.says


class TestMovingThePhase:
    @pytest.mark.parametrize("to", ["ready_to_leave", "completed", "reviewed", "abandoned"])
    def test_never_goes_around_a_gate(self, to):
        session = build.dosing()
        with pytest.raises(Refused):
            actions.move_phase(dosing_session=session.row, to=to, by=session.house.bauer, at=session.now)
        assert state_of(session) == "dosing"

    def test_comes_back_from_a_hold_to_where_it_was(self):
        session = build.dosing()
        for to, because in (("recovery", ""), ("on_hold", "Fire alarm"), ("recovery", "")):
            actions.move_phase(
                dosing_session=session.row, to=to, by=session.house.bauer, at=session.now, because=because
            )
        assert state_of(session) == "recovery"

    def test_holds_only_with_a_reason(self):
        session = build.dosing()
        with pytest.raises(Refused, match="Say why"):
            actions.move_phase(dosing_session=session.row, to="on_hold", by=session.house.bauer, at=session.now)

    def test_stops_without_waiting_for_words(self):
        session = build.dosing()
        actions.move_phase(dosing_session=session.row, to="stopped", by=session.house.bauer, at=session.now)
        assert state_of(session) == "stopped"


class TestLeaving:
    def assess(self, session, by="bauer", reason="", **answers):
        return actions.assess_readiness(
            dosing_session=session.row,
            answers=build.ready_answers(session.now) | answers,
            by=session.house.people[by],
            at=session.now,
            override_reason=reason,
        )

    def test_waits_for_the_therapist(self):
        session = build.recovered()
        assert self.assess(session).is_ready is False
        with pytest.raises(NotYet, match="Settled"):
            actions.let_leave(dosing_session=session.row, by=session.house.bauer, at=session.now)
        assert state_of(session) == "recovery"

    def test_is_not_helped_by_a_monitor_who_answers_for_the_therapist(self):
        session = build.recovered()
        row = self.assess(session, settled=True, settled_signed_by=str(session.house.moreau.pk))
        assert next(one for one in row.criteria if one["code"] == "settled")["met"] is not True

    def test_against_a_criterion_takes_a_prescriber(self):
        session = build.recovered()
        with pytest.raises(Denied):
            self.assess(session, reason="Wants to go")
        assert not ReadinessAssessment.objects.exists()
        assert (
            self.assess(session, by="lindqvist", reason="Seen and talked to").overridden_by == session.house.lindqvist
        )
        actions.let_leave(dosing_session=session.row, by=session.house.lindqvist, at=session.now)
        assert state_of(session) == "ready_to_leave"

    def test_is_judged_anew_when_the_measurements_have_grown_old(self):
        session = build.recovered()
        actions.sign_settled(dosing_session=session.row, settled=True, by=session.house.moreau, at=session.now)
        assert self.assess(session).is_ready is True
        session.later(31)
        with pytest.raises(Refused, match="judged again now"):
            actions.let_leave(dosing_session=session.row, by=session.house.bauer, at=session.now)
        assert state_of(session) == "recovery"

    def test_counts_the_time_from_the_last_dose(self):
        session = build.recovered()
        session.record("dose", mg="5", route="im")
        row = self.assess(session)
        assert next(one for one in row.criteria if one["code"] == "observation_time")["met"] is False


class TestClosing:
    def close(self, session, wasted="0", witness=None, **asked):
        said = build.ASKED.__class__(**{**build.ASKED.__dict__, **asked})
        return actions.close_session(
            dosing_session=session.row, asked=said, wasted_mg=Decimal(wasted), waste_witness=witness,
            by=session.house.bauer, at=session.now,
        )  # fmt: skip

    @pytest.mark.parametrize("part", ["dissociation", "side_effects", "adverse_events"])
    def test_is_refused_while_something_was_not_asked(self, part):
        session = build.let_go()
        with pytest.raises(NotYet):
            self.close(session, **{part: " "})
        assert not SessionClosing.objects.exists()

    def test_is_refused_when_the_sum_does_not_balance(self):
        session = build.let_go()
        with pytest.raises(Refused, match="60 mg drawn is not 60 mg given and 1 mg wasted"):
            self.close(session, wasted="1")

    def test_of_waste_takes_a_second_person(self):
        session = build.let_go()
        dose = SessionEvent.objects.get(dosing_session=session.row, kind="dose")
        session.record(
            "amend", event=str(dose.id), how="replace", because="Misread", payload={"mg": "50", "route": "im"}
        )
        with pytest.raises(Refused, match="second person"):
            self.close(session, wasted="10")
        with pytest.raises(Refused, match="second person"):
            self.close(session, wasted="10", witness=session.house.bauer)
        assert self.close(session, wasted="10", witness=session.house.osei).wasted_mg == 10

    def test_is_refused_when_more_was_given_than_drawn(self):
        session = build.let_go()
        session.record("dose", mg="5", route="im")
        with pytest.raises(Refused, match="only 60 mg as drawn"):
            self.close(session)

    def test_is_refused_before_the_patient_is_let_go(self):
        session = build.recovered()
        with pytest.raises(Refused, match="not been let go"):
            self.close(session)

    def test_happens_once(self):
        session = build.let_go()
        self.close(session)
        with pytest.raises(Refused, match="closed already"):
            self.close(session)


class TestASessionWithoutADose:
    def test_wastes_what_was_drawn_before_a_witness(self):
        session = build.ready_to_start()
        how = {"dosing_session": session.row, "because": "Patient unwell", "by": session.house.bauer, "at": session.now}
        with pytest.raises(Refused):
            actions.abandon(**how)
        actions.abandon(**how, wasted_mg=Decimal(60), waste_witness=session.house.osei)
        closing = SessionClosing.objects.get()
        assert (closing.how, closing.given_mg, closing.wasted_mg) == ("not_dosed", 0, 60)
        assert state_of(session) == "abandoned"

    def test_is_no_way_to_end_one_in_which_dosing_was_started(self):
        session = build.dosing()
        with pytest.raises(Refused, match="dosing was started"):
            actions.abandon(dosing_session=session.row, because="x", by=session.house.bauer, at=session.now)
