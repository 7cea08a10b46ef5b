"""An order stands when the way to it is open, the sum is right and every guard is answered for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.care.consent import actions as consent
from holdspace.care.planning import actions
from holdspace.care.planning.actions.orders import standing_order
from holdspace.care.planning.reckoning import newest_weight, order_facts
from holdspace.chart import facts
from holdspace.chart.models import (
    AdverseEvent,
    Consent,
    DoseOrder,
    DosingSession,
    MedicationStatement,
    Observation,
    SessionReview,
)
from holdspace.chart.refusals import NotYet
from holdspace.clinic.refusals import Denied, Refused
from holdspace.clinical import pathway
from holdspace.clinical.pathway import Step
from tests.care.planning.course import a_plan, an_order, booked, given_and_followed_up, planned, prepared, weighed
from tests.chart.build import MORNING, a_clinic, a_weight

pytestmark = pytest.mark.database
TOMORROW = MORNING + timedelta(days=1)


@pytest.fixture
def house():
    return a_clinic()


@pytest.fixture
def episode(house):
    return weighed(house, prepared(house))


def order_blocks(episode, at=MORNING):
    return [block.code for block in pathway.own_blocks(Step.DOSE_ORDER, facts.for_episode(episode, at=at))]


class TestAnOrder:
    def test_keeps_the_sum_it_came_from(self, house, episode):
        order = an_order(house, episode)
        kept = (order.ordered_value, order.weight_kg, order.dose_mg, order.concentration_mg_per_ml, order.volume_ml)
        assert kept == (Decimal("0.5"), Decimal(68), Decimal(34), Decimal(50), Decimal("0.68"))
        assert (order.route, order.drug, order.dose_number, order.guards) == ("im", "ketamine", 1, [])

    def test_names_the_weight_it_was_reckoned_from(self, house, episode):
        assert an_order(house, episode).weight_observation == newest_weight(episode).observation

    def test_clears_the_step(self, house, episode):
        assert order_blocks(episode) == ["order"]
        an_order(house, episode)
        assert order_blocks(episode) == []

    def test_is_denied_to_a_nurse(self, house, episode):
        with pytest.raises(Denied):
            actions.sign_order(
                episode=episode,
                amount=Decimal("0.5"),
                unit="mg/kg",
                concentration=Decimal(50),
                by=house.bauer,
                at=MORNING,
            )

    def test_is_refused_before_preparation(self, house):
        with pytest.raises(NotYet, match="0 of 3 preparation sessions"):
            an_order(house, weighed(house, planned(house)))
        assert not DoseOrder.objects.exists()

    def test_is_refused_once_consent_is_withdrawn(self, house, episode):
        consent.withdraw(consent=Consent.objects.get(), by=house.moreau, at=MORNING)
        with pytest.raises(NotYet, match="it was withdrawn"):
            an_order(house, episode)

    @pytest.mark.parametrize(("days", "refused"), [(30, False), (31, True)])
    def test_needs_a_weight_of_the_last_30_days(self, house, days, refused):
        episode = prepared(house)
        a_weight(house, episode.patient, at=MORNING - timedelta(days=days))
        if refused:
            with pytest.raises(NotYet, match="older than 30 days"):
                an_order(house, episode)
        else:
            assert an_order(house, episode).pk

    def test_is_refused_without_any_weight(self, house):
        with pytest.raises(NotYet, match="No weight"):
            an_order(house, prepared(house))

    def test_is_refused_while_another_stands(self, house, episode):
        an_order(house, episode)
        with pytest.raises(Refused, match="the order of 34 mg still stands"):
            an_order(house, episode)

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"unit": "g"}, "not a unit of dose"),
            ({"amount": Decimal(0)}, "more than nothing"),
            ({"concentration": None}, "the vial is not chosen"),
            ({"concentration": Decimal(25)}, "10, 50 or 100"),
            ({"parts_mg": (Decimal(20), Decimal(20))}, "the parts add up to 40 mg, the dose is 34 mg"),
            ({"parts_mg": (Decimal(34), Decimal(0))}, "a part of the dose is nothing"),
        ],
    )
    def test_that_cannot_be_reckoned_is_refused(self, house, episode, given, says):
        with pytest.raises(Refused, match=says):
            an_order(house, episode, **given)
        assert not DoseOrder.objects.exists()

    def test_may_be_split_in_parts_that_add_up(self, house, episode):
        assert an_order(house, episode, parts_mg=(Decimal(20), Decimal(14))).parts_mg == ["20", "14"]


class TestATenfoldSlip:
    @pytest.mark.parametrize("given", [{"amount": Decimal(5)}, {"amount": Decimal(340), "unit": "mg"}])
    def test_cannot_be_signed_by_anybody(self, house, episode, given):
        with pytest.raises(Refused, match="hard stop"):
            an_order(house, episode, **given, override_reason="The patient asked for it")
        assert not DoseOrder.objects.exists()


class TestPastAGuard:
    """1.75 mg/kg is above the most of 1.5 mg/kg into muscle, and below one and a half times as much."""

    @pytest.fixture
    def order(self, house, episode):
        return an_order(house, episode, amount=Decimal("1.75"), override_reason="Bore 1.5 mg/kg twice elsewhere")

    def test_nothing_is_signed_without_a_reason(self, house, episode):
        with pytest.raises(Refused, match="above the most"):
            an_order(house, episode, amount=Decimal("1.75"))
        assert not DoseOrder.objects.exists()

    @pytest.mark.parametrize(("amount", "guards"), [("1.5", []), ("1.51", ["G-01"])])
    def test_begins_just_above_the_most(self, house, episode, amount, guards):
        order = an_order(house, episode, amount=Decimal(amount), override_reason="Bore it elsewhere")
        assert [guard["id"] for guard in order.guards] == guards

    def test_one_signature_blocks(self, episode, order):
        assert order_blocks(episode) == ["countersignature"]

    def test_the_second_signature_opens(self, house, episode, order):
        actions.countersign_order(order=order, by=house.hale, at=MORNING)
        assert order_blocks(episode) == []

    def test_the_same_prescriber_cannot_sign_twice(self, house, episode, order):
        with pytest.raises(Refused, match="you signed it first"):
            actions.countersign_order(order=order, by=house.lindqvist, at=MORNING)
        assert order_blocks(episode) == ["countersignature"]

    def test_a_therapist_cannot_give_the_second_signature(self, house, order):
        with pytest.raises(Denied):
            actions.countersign_order(order=order, by=house.moreau, at=MORNING)

    def test_a_cancelled_order_takes_no_second_signature(self, house, order):
        actions.cancel_order(order=order, reason="Too much", by=house.lindqvist, at=MORNING)
        with pytest.raises(Refused, match="has been cancelled"):
            actions.countersign_order(order=order, by=house.hale, at=MORNING)

    def test_an_order_within_the_guards_needs_no_second_signature(self, house, episode):
        with pytest.raises(Refused, match="one signature only"):
            actions.countersign_order(order=an_order(house, episode), by=house.hale, at=MORNING)


class TestCancelling:
    def test_needs_a_reason(self, house, episode):
        with pytest.raises(Refused, match="no reason"):
            actions.cancel_order(order=an_order(house, episode), reason=" ", by=house.lindqvist, at=MORNING)

    def test_leaves_the_booked_session_waiting_for_a_new_order(self, house, episode):
        order = an_order(house, episode)
        session = booked(house, episode, TOMORROW)
        actions.cancel_order(order=order, reason="Typed wrong", by=house.lindqvist, at=MORNING)
        session.refresh_from_db()
        assert session.order is None and standing_order(episode) is None
        again = an_order(house, episode, amount=Decimal("0.6"))
        session.refresh_from_db()
        assert session.order == again

    def test_is_refused_once_dosing_has_started(self, house, episode):
        order = an_order(house, episode)
        session = booked(house, episode, TOMORROW)
        DosingSession.objects.filter(pk=session.pk).update(state="dosing", started_at=TOMORROW)
        with pytest.raises(Refused, match="dosing has started"):
            actions.cancel_order(order=order, reason="Too late", by=house.lindqvist, at=TOMORROW)


class TestAChangedPlan:
    def test_overtakes_the_order(self, house, episode):
        an_order(house, episode)
        plan = a_plan(house, episode, at=MORNING, amended_because="More", sessions_planned=8)
        actions.approve_plan(plan=plan, by=house.lindqvist, at=MORNING)
        assert order_blocks(episode) == ["order_overtaken"]


class TestWhatTheOrderDidNotKnow:
    @pytest.mark.parametrize(
        ("kilograms", "blocks"), [("71.4", []), ("71.5", ["order_weight"]), ("64", ["order_weight"])]
    )
    def test_a_weight_that_has_changed_by_more_than_a_twentieth_overtakes_it(self, house, episode, kilograms, blocks):
        an_order(house, episode)
        a_weight(house, episode.patient, kilograms, at=MORNING + timedelta(minutes=1))
        assert order_blocks(episode) == blocks

    def test_a_weight_that_was_corrected_overtakes_it(self, house, episode):
        order = an_order(house, episode)
        typed_wrong = order.weight_observation
        Observation.objects.create(
            patient=episode.patient, code="29463-7", system=typed_wrong.system, text=typed_wrong.text, status="final",
            effective_at=typed_wrong.effective_at, value_number=Decimal("67.5"), unit="kg", source=typed_wrong.source,
            recorded_at=TOMORROW, amends=typed_wrong, amended_because="Misread",
        )  # fmt: skip
        assert order_blocks(episode, TOMORROW) == ["order_weight"]

    def test_a_weight_nobody_can_read_overtakes_it(self, house, episode):
        an_order(house, episode)
        row = a_weight(house, episode.patient, "10.5", at=MORNING + timedelta(minutes=1))
        values = {name: getattr(row, name) for name in ("patient", "code", "system", "text", "status", "value_number")}
        Observation.objects.create(
            **values, unit="[stone_av]", effective_at=MORNING + timedelta(minutes=2), source=row.source,
            recorded_at=MORNING,
        )  # fmt: skip
        assert order_blocks(episode) == ["order_weight"]

    def test_a_medicine_recorded_since_overtakes_it(self, house, episode):
        an_order(house, episode)
        MedicationStatement.objects.create(
            patient=episode.patient, text="Clarithromycin 500 mg", status="active",
            recorded_at=MORNING + timedelta(minutes=1),
        )  # fmt: skip
        assert order_blocks(episode) == ["order_unaware"]


class TestTheNextDose:
    @pytest.fixture
    def after_one(self, house, episode):
        an_order(house, episode)
        return given_and_followed_up(house, booked(house, episode, TOMORROW))

    def test_is_number_two(self, house, episode, after_one):
        at = TOMORROW + timedelta(days=3)
        assert an_order(house, episode, at=at).dose_number == 2

    def test_may_be_ordered_before_its_days_have_passed(self, house, episode, after_one):
        at = TOMORROW + timedelta(days=1)
        assert an_order(house, episode, at=at).guards == []

    def test_is_not_ordered_before_the_last_is_integrated(self, house, episode):
        an_order(house, episode)
        session = booked(house, episode, TOMORROW)
        DosingSession.objects.filter(pk=session.pk).update(state="completed", started_at=TOMORROW)
        with pytest.raises(NotYet, match="No integration session since dose 1"):
            an_order(house, episode, at=TOMORROW + timedelta(days=2))

    @pytest.mark.parametrize(("amount", "guards"), [("0.75", []), ("0.8", ["G-06"])])
    def test_rises_by_one_step(self, house, episode, after_one, amount, guards):
        at = TOMORROW + timedelta(days=3)
        order = an_order(house, episode, at=at, amount=Decimal(amount), override_reason="Bore it well")
        assert [guard["id"] for guard in order.guards] == guards


class TestWhatTheGuardsRead:
    def test_a_dose_nobody_has_reviewed_is_not_said_to_be_tolerated(self, house, episode):
        an_order(house, episode)
        session = given_and_followed_up(house, booked(house, episode, TOMORROW))
        assert order_facts(episode, TOMORROW).last_session_tolerated is True
        assert SessionReview.objects.filter(dosing_session=session).exists()

    def test_a_serious_event_is_not_tolerance(self, house, episode):
        an_order(house, episode)
        session = given_and_followed_up(house, booked(house, episode, TOMORROW))
        AdverseEvent.objects.create(
            patient=episode.patient,
            dosing_session=session,
            term="Laryngospasm",
            severity="severe",
            serious=True,
            happened_at=TOMORROW,
            recorded_at=TOMORROW,
        )
        assert order_facts(episode, TOMORROW).last_session_tolerated is False

    def test_the_age_and_the_indication_are_the_patients(self, episode):
        read = order_facts(episode, MORNING)
        assert (read.age, read.indications, read.last_session_tolerated) == (39, ("F33.2",), None)

    @pytest.mark.parametrize(("unit", "kilograms"), [("kg", "68"), ("g", "0.07"), ("[lb_av]", "30.84"), ("st", None)])
    def test_a_weight_is_read_in_its_own_unit(self, house, unit, kilograms):
        episode = planned(house)
        row = a_weight(house, episode.patient)
        type(row).objects.create(
            patient=episode.patient,
            code="29463-7",
            status="final",
            effective_at=MORNING + timedelta(minutes=1),
            value_number=Decimal(68),
            unit=unit,
            source=row.source,
            recorded_at=MORNING,
        )
        found = newest_weight(episode)
        assert (str(found.kilograms.value) if found else None) == kilograms


class TestTheDaysBetweenDoses:
    @pytest.mark.parametrize(("hours", "blocks"), [(13 * 24 + 13, ["spacing"]), (13 * 24 + 14, [])])
    def test_are_days_of_the_clinics_own_calendar(self, hours, blocks):
        house = a_clinic(time_zone="Pacific/Auckland")
        episode = weighed(house, prepared(house))
        an_order(house, episode)
        # 10 o'clock on the 16th in Auckland is still the 15th in London.
        given_at = MORNING + timedelta(hours=37)
        given_and_followed_up(house, booked(house, episode, given_at))
        course = facts.for_episode(episode, at=given_at + timedelta(hours=hours))
        found = [block.code for block in pathway.own_blocks(Step.NEXT_DOSE, course)]
        assert [code for code in found if code == "spacing"] == blocks
