"""May this order stand as it is?"""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import (
    PROTOCOLS,
    THRESHOLDS,
    Dose,
    Drug,
    EarlierDose,
    OrderFacts,
    PlannedDose,
    Route,
    Verdict,
    by_id,
    check_order,
    thresholds,
)
from holdspace.clinical.protocols.limits import maximum
from holdspace.clinical.protocols.protocol import Protocol
from holdspace.clinical.sources import Mark
from holdspace.clinical.thresholds import Limits, Threshold
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams

NINE = datetime(2026, 1, 20, 9, tzinfo=UTC)
ADULT = OrderFacts(age=40, indications=("F33.2",), prior_sessions=0)
ROUTINE = PlannedDose(Route.INTRAVENOUS, MgPerKg(Decimal("0.5")), NINE, Kilograms(Decimal(70)), 40)


def per_kg(value: str) -> MgPerKg:
    return MgPerKg(Decimal(value))


def mg(value: str) -> Milligrams:
    return Milligrams(Decimal(value))


def the(protocol: str) -> Protocol:
    found = by_id(protocol)
    assert found is not None
    return found


def closed(planned: PlannedDose, facts: OrderFacts = ADULT, protocol: str = "P-03") -> dict[str, bool]:
    return {guard.id: guard.hard_stop for guard in check_order(planned, the(protocol), facts)}


def order(route: Route, amount: Dose, weight: str | None = "70", **more: Any) -> PlannedDose:
    minutes = 60 if route is Route.INTRAVENOUS else None
    return replace(PlannedDose(route, amount, NINE, Kilograms(Decimal(weight)) if weight else None, minutes), **more)


class TestARoutineOrder:
    def test_closes_no_guard(self) -> None:
        assert closed(ROUTINE) == {}


class TestADoseAboveTheMost:
    @pytest.mark.parametrize(
        ("route", "drug", "amount", "guard"),
        [
            (Route.INTRAVENOUS, Drug.KETAMINE, per_kg("1.0"), None),
            (Route.INTRAVENOUS, Drug.KETAMINE, per_kg("1.01"), False),
            (Route.INTRAVENOUS, Drug.KETAMINE, per_kg("1.5"), False),
            (Route.INTRAVENOUS, Drug.KETAMINE, per_kg("1.51"), True),
            (Route.INTRAVENOUS, Drug.KETAMINE, per_kg("5"), True),
            (Route.INTRAMUSCULAR, Drug.KETAMINE, per_kg("1.5"), None),
            (Route.INTRAMUSCULAR, Drug.KETAMINE, per_kg("1.51"), False),
            (Route.INTRAMUSCULAR, Drug.KETAMINE, per_kg("2.26"), True),
            (Route.SUBCUTANEOUS, Drug.KETAMINE, per_kg("1.0"), None),
            (Route.SUBCUTANEOUS, Drug.KETAMINE, mg("70"), None),
            (Route.SUBCUTANEOUS, Drug.KETAMINE, mg("71"), False),
            (Route.SUBCUTANEOUS, Drug.KETAMINE, mg("106"), True),
            (Route.SUBLINGUAL, Drug.KETAMINE, mg("300"), None),
            (Route.SUBLINGUAL, Drug.KETAMINE, mg("301"), False),
            (Route.SUBLINGUAL, Drug.KETAMINE, mg("450"), False),
            (Route.SUBLINGUAL, Drug.KETAMINE, mg("451"), True),
            (Route.ORAL, Drug.KETAMINE, per_kg("3"), None),
            (Route.ORAL, Drug.KETAMINE, per_kg("3.1"), False),
            (Route.INTRANASAL, Drug.KETAMINE, mg("150"), None),
            (Route.INTRANASAL, Drug.KETAMINE, mg("151"), False),
            (Route.INTRANASAL, Drug.ESKETAMINE, mg("84"), None),
            (Route.INTRANASAL, Drug.ESKETAMINE, mg("112"), False),
            (Route.INTRANASAL, Drug.ESKETAMINE, mg("140"), True),
        ],
    )
    def test_by_route_closes_the_guard_and_far_above_for_good(
        self, route: Route, drug: Drug, amount: Dose, guard: bool | None
    ) -> None:
        assert closed(order(route, amount, drug=drug)).get("G-01") == guard

    @pytest.mark.parametrize(
        ("weight", "amount", "fires"),
        [("99", "1.0", False), ("101", "1.0", True), ("101", "0.99", False), ("130", "0.9", True)],
    )
    def test_in_all_counts_beside_the_dose_by_weight(self, weight: str, amount: str, fires: bool) -> None:
        assert ("G-01" in closed(order(Route.INTRAVENOUS, per_kg(amount), weight))) is fires

    def test_is_found_in_the_milligrams_too(self) -> None:
        slip = replace(ROUTINE, calculated=mg("350"))
        assert closed(slip)["G-01"] is True
        under_the_skin = order(Route.SUBCUTANEOUS, per_kg("0.25"), calculated=mg("175"))
        assert closed(under_the_skin)["G-01"] is True

    def test_is_not_made_by_rounding(self) -> None:
        rounded = order(Route.INTRAMUSCULAR, per_kg("1.5"), "70.33", calculated=mg("105.5"))
        assert closed(rounded, protocol="P-18") == {}

    def test_cannot_be_compared_without_a_weight(self) -> None:
        (guard,) = check_order(order(Route.SUBCUTANEOUS, mg("30"), None), the("P-17"), ADULT)
        assert guard.id == "G-01"
        assert "weight is not recorded" in guard.says
        assert closed(order(Route.SUBLINGUAL, mg("100"), None), protocol="P-17") == {}

    def test_says_dose_and_limit(self) -> None:
        (guard,) = check_order(order(Route.INTRAVENOUS, per_kg("5"), "64"), the("P-03"), ADULT)
        assert guard.says == "5 mg/kg (320 mg) intravenous is above the most of 1 mg/kg or 100 mg, more than 1.5 times."
        assert not guard.needs_override

    @given(
        st.sampled_from(list(Route)),
        st.integers(30, 200),
        st.decimals("0.35", "1.0", places=2),
    )
    def test_can_never_be_a_usual_dose_typed_ten_times_too_high(
        self, route: Route, weight: int, share: Decimal
    ) -> None:
        most = maximum(route)
        usual: Dose = most.by_weight.times(share) if most.by_weight else mg("300").times(share)
        slip = order(route, usual.times(10), str(weight))
        assert closed(slip)["G-01"] is True


class TestAnInfusion:
    @pytest.mark.parametrize(
        ("minutes", "guard"), [(40, None), (39, False), (1, False), (Decimal("0.9"), True), (None, False), (0, True)]
    )
    def test_takes_forty_minutes_and_is_never_pushed_faster_than_the_label(
        self, minutes: Decimal | int | None, guard: bool | None
    ) -> None:
        assert closed(replace(ROUTINE, minutes=minutes)).get("G-02") == guard

    def test_is_what_the_guard_is_about(self) -> None:
        assert closed(order(Route.INTRAMUSCULAR, per_kg("0.5"), minutes=1), protocol="P-18") == {}


class TestTheGap:
    @pytest.mark.parametrize(("hours", "fires"), [(48, False), (47, True), (0, True)])
    def test_to_the_dose_before_is_48_hours(self, hours: int, fires: bool) -> None:
        before = EarlierDose(NINE - timedelta(hours=hours), Route.INTRAVENOUS, per_kg("0.5"))
        older = EarlierDose(NINE - timedelta(days=30), Route.INTRAVENOUS, per_kg("0.5"))
        facts = replace(ADULT, earlier=(older, before), last_session_tolerated=True)
        assert ("G-03" in closed(ROUTINE, facts)) is fires


class TestAFirstDose:
    @pytest.mark.parametrize(
        ("facts", "amount", "fires"),
        [
            ({"age": 64}, "0.5", False),
            ({"age": 65}, "0.5", True),
            ({"age": 65}, "0.375", False),
            ({"age": 65}, "0.376", True),
            ({"age": None}, "0.5", True),
            ({"child_pugh": "A"}, "0.5", False),
            ({"child_pugh": "B"}, "0.5", True),
            ({"strong_cyp3a4_inhibitor": True}, "0.5", False),
            ({"age": 70, "prior_sessions": 3}, "0.5", False),
            ({"age": 70, "prior_sessions": None}, "0.5", True),
        ],
    )
    def test_is_a_quarter_lower_for_those_who_clear_slowly(
        self, facts: dict[str, Any], amount: str, fires: bool
    ) -> None:
        planned = replace(ROUTINE, amount=per_kg(amount))
        assert ("G-04" in closed(planned, replace(ADULT, **facts))) is fires

    @pytest.mark.parametrize(("amount", "fires"), [("37", False), ("37.5", False), ("38", True), ("100", True)])
    def test_by_mouth_is_a_quarter_lower_under_a_strong_inhibitor(self, amount: str, fires: bool) -> None:
        facts = replace(ADULT, strong_cyp3a4_inhibitor=True)
        assert ("G-04" in closed(order(Route.SUBLINGUAL, mg(amount)), facts, "P-17")) is fires

    def test_in_milligrams_is_compared_by_weight(self) -> None:
        facts = replace(ADULT, age=70)
        assert "G-04" not in closed(order(Route.INTRAVENOUS, mg("26")), facts)
        assert "G-04" in closed(order(Route.INTRAVENOUS, mg("27")), facts)


class TestAHeavyPatient:
    @pytest.mark.parametrize(
        ("weight", "calculated", "fires"),
        [
            ("120", "60", False),
            ("140", "60", False),
            ("140", "70", True),
            ("140", None, True),
            ("140", "60.5", False),
            ("140", "60.6", True),
        ],
    )
    def test_is_dosed_from_120_kg(self, weight: str, calculated: str | None, fires: bool) -> None:
        planned = order(Route.INTRAVENOUS, per_kg("0.5"), weight, calculated=mg(calculated) if calculated else None)
        assert ("G-05" in closed(planned)) is fires


class TestARisingDose:
    @pytest.mark.parametrize(
        ("route", "protocol", "before", "now", "fires"),
        [
            (Route.INTRAVENOUS, "P-03", per_kg("0.5"), per_kg("0.5"), False),
            (Route.INTRAVENOUS, "P-03", per_kg("0.5"), per_kg("0.75"), False),
            (Route.INTRAVENOUS, "P-03", per_kg("0.5"), per_kg("0.76"), True),
            (Route.INTRAVENOUS, "P-03", mg("35"), per_kg("0.75"), False),
            (Route.INTRAVENOUS, "P-03", mg("35"), per_kg("0.76"), True),
            (Route.INTRAVENOUS, "P-03", per_kg("0.8"), per_kg("0.5"), False),
            (Route.SUBLINGUAL, "P-17", mg("50"), mg("100"), False),
            (Route.SUBLINGUAL, "P-17", mg("50"), mg("101"), True),
            (Route.INTRAMUSCULAR, "P-18", per_kg("0.5"), per_kg("0.75"), False),
            (Route.INTRAMUSCULAR, "P-18", per_kg("0.5"), per_kg("1.0"), True),
            (Route.SUBCUTANEOUS, "P-13", per_kg("0.5"), per_kg("1.0"), False),
            (Route.SUBCUTANEOUS, "P-13", per_kg("0.25"), per_kg("1.0"), True),
            (Route.INTRANASAL, "P-01", mg("56"), mg("84"), False),
            (Route.INTRANASAL, "P-01", mg("28"), mg("84"), True),
        ],
    )
    def test_takes_one_step(self, route: Route, protocol: str, before: Dose, now: Dose, fires: bool) -> None:
        earlier = EarlierDose(NINE - timedelta(days=7), route, before)
        drug = the(protocol).drug
        facts = replace(ADULT, indications=("F33.2", "F41.1"), earlier=(earlier,), last_session_tolerated=True)
        assert ("G-06" in closed(order(route, now, drug=drug), facts, protocol)) is fires

    @pytest.mark.parametrize(("tolerated", "fires"), [(True, False), (False, True), (None, True)])
    def test_waits_until_the_last_one_was_tolerated(self, tolerated: bool | None, fires: bool) -> None:
        earlier = EarlierDose(NINE - timedelta(days=7), Route.INTRAVENOUS, per_kg("0.4"))
        assert (
            "G-06" in closed(ROUTINE, replace(ADULT, earlier=(earlier,), last_session_tolerated=tolerated))
        ) is fires

    def test_without_a_weight_counts_as_a_rise_that_cannot_be_measured(self) -> None:
        earlier = EarlierDose(NINE - timedelta(days=7), Route.SUBCUTANEOUS, mg("20"))
        facts = replace(ADULT, indications=("F41.1",), earlier=(earlier,))
        planned = order(Route.SUBCUTANEOUS, per_kg("0.5"), None)
        assert "G-06" in closed(planned, facts, "P-13")
        assert "G-06" in closed(planned, replace(facts, last_session_tolerated=True), "P-13")

    @pytest.mark.parametrize("before", [per_kg("0.5"), mg("35")])
    def test_is_no_rise_when_it_stays_the_same(self, before: Dose) -> None:
        earlier = EarlierDose(NINE - timedelta(days=7), Route.INTRAVENOUS, before)
        assert closed(ROUTINE, replace(ADULT, earlier=(earlier,))) == {}

    def test_is_not_compared_across_routes(self) -> None:
        earlier = EarlierDose(NINE - timedelta(days=7), Route.SUBLINGUAL, mg("20"))
        assert closed(ROUTINE, replace(ADULT, earlier=(earlier,))) == {}


class TestTheIndication:
    @pytest.mark.parametrize(
        ("protocol", "codes", "fires"),
        [
            ("P-03", ("F33.2",), False),
            ("P-03", ("F31.81",), False),
            ("P-03", ("F31.9",), True),
            ("P-03", ("F43.12",), True),
            ("P-03", ("F43.12", "F33.2"), False),
            ("P-03", (), True),
            ("P-09", ("F43.12",), False),
            ("P-09", ("F43.21",), True),
            ("P-21", ("F31.81",), False),
            ("P-17", ("F99",), False),
            ("P-17", (), False),
        ],
    )
    def test_belongs_to_the_protocol(self, protocol: str, codes: tuple[str, ...], fires: bool) -> None:
        planned = order(the(protocol).route, the(protocol).start)
        assert ("G-07" in closed(planned, replace(ADULT, indications=codes), protocol)) is fires


class TestSeveralGuards:
    def test_are_shown_with_the_hard_stop_first(self) -> None:
        planned = order(Route.INTRAVENOUS, per_kg("5"), minutes=20)
        guards = check_order(planned, the("P-03"), replace(ADULT, age=70, indications=("F42.9",)))
        assert [guard.id for guard in guards] == ["G-01", "G-02", "G-04", "G-07"]
        assert [guard.hard_stop for guard in guards] == [True, False, False, False]

    def test_can_be_sent_as_json(self) -> None:
        guards = check_order(replace(ROUTINE, minutes=20), the("P-03"), ADULT)
        (sent,) = json.loads(json.dumps([guard.as_dict() for guard in guards]))
        assert (sent["id"], sent["hard_stop"], sent["needs_override"]) == ("G-02", False, True)


class TestAFirstDoseFarAboveTheStart:
    @pytest.mark.parametrize(
        ("protocol", "amount", "fires"),
        [
            ("P-05", per_kg("0.5"), False),
            ("P-05", per_kg("0.51"), True),
            ("P-05", per_kg("1.0"), True),
            ("P-05", mg("35"), False),
            ("P-05", mg("36"), True),
            ("P-17", mg("200"), False),
            ("P-17", mg("250"), False),
            ("P-17", mg("251"), True),
            ("P-18", per_kg("1.5"), False),
        ],
    )
    def test_asks_two_people(self, protocol: str, amount: Dose, fires: bool) -> None:
        planned = order(the(protocol).route, amount)
        assert ("G-06" in closed(planned, protocol=protocol)) is fires

    def test_is_no_first_dose_after_a_session(self) -> None:
        planned = order(Route.INTRAVENOUS, per_kg("1.0"))
        assert closed(planned, replace(ADULT, prior_sessions=1), "P-05") == {}

    def test_above_the_most_is_left_to_the_first_guard(self) -> None:
        assert closed(order(Route.INTRAVENOUS, per_kg("5"))) == {"G-01": True}


class TestAFirstDoseAboveTheProtocolsSteps:
    @pytest.mark.parametrize(
        ("protocol", "amount", "fires"),
        [
            ("P-03", per_kg("0.5"), False),
            ("P-03", per_kg("0.525"), False),
            ("P-03", per_kg("0.526"), True),
            ("P-03", per_kg("1.0"), True),
            ("P-03", mg("36.7"), False),
            ("P-03", mg("36.8"), True),
            ("P-17", mg("210"), False),
            ("P-17", mg("211"), True),
            ("P-17", mg("250"), True),
            ("P-17", mg("251"), False),  # G-06 says it
            ("P-17", mg("301"), False),  # G-01 says it
            ("P-18", per_kg("1.5"), False),
        ],
    )
    def test_takes_a_reason_and_two_people(self, protocol: str, amount: Dose, fires: bool) -> None:
        planned = order(the(protocol).route, amount)
        assert ("G-08" in closed(planned, protocol=protocol)) is fires

    def test_that_nobody_can_compare_is_left_to_the_first_guard(self) -> None:
        planned = order(Route.INTRAMUSCULAR, mg("50"), weight=None)
        assert closed(planned, protocol="P-18") == {"G-01": False}

    def test_is_opened_by_an_override(self) -> None:
        (guard,) = check_order(order(Route.INTRAVENOUS, per_kg("0.75")), the("P-03"), ADULT)
        assert (guard.id, guard.verdict, guard.source.mark) == ("G-08", Verdict.OVERRIDE, Mark.JUDGEMENT)

    def test_is_no_first_dose_after_a_session(self) -> None:
        planned = order(Route.INTRAVENOUS, per_kg("0.75"))
        assert "G-08" not in closed(planned, replace(ADULT, prior_sessions=1))


class TestATenfoldSlip:
    """Whatever the protocol, whatever the weight, typed by weight or in milligrams: never accepted."""

    @given(st.sampled_from(PROTOCOLS), st.data(), st.decimals("35", "200", places=1), st.booleans())
    def test_of_a_protocols_start_is_never_accepted(
        self, protocol: Protocol, data: st.DataObject, weight: Decimal, in_mg: bool
    ) -> None:
        route = data.draw(st.sampled_from(protocol.routes))
        slip: Dose = protocol.start_for(route).times(10)
        if in_mg and isinstance(slip, MgPerKg):
            slip = (slip * Kilograms(min(weight, Decimal(120)))).rounded(Decimal("0.1"))
        facts = OrderFacts(age=40, indications=protocol.indications[:1])
        planned = order(route, slip, str(weight), drug=protocol.drug)
        assert check_order(planned, protocol, facts) != ()

    @given(st.sampled_from([each for each in PROTOCOLS if each.id != "P-05"]), st.data(), st.integers(35, 200))
    def test_is_a_hard_stop_in_every_protocol_but_the_one_that_looks_for_the_dose(
        self, protocol: Protocol, data: st.DataObject, weight: int
    ) -> None:
        route = data.draw(st.sampled_from(protocol.routes))
        planned = order(route, protocol.start_for(route).times(10), str(weight), drug=protocol.drug)
        assert closed(planned, protocol=protocol.id)["G-01"] is True

    @given(st.sampled_from(list(Route)), st.decimals("35", "200", places=1))
    def test_in_the_milligrams_of_a_usual_dose_is_a_hard_stop(self, route: Route, weight: Decimal) -> None:
        usual = next(each for each in PROTOCOLS if route in each.routes and each.id != "P-05")
        start = usual.start_for(route)
        reckoned = start if isinstance(start, Milligrams) else start * Kilograms(min(weight, Decimal(120)))
        planned = order(route, start, str(weight), calculated=reckoned.times(10), drug=usual.drug)
        assert closed(planned, protocol=usual.id)["G-01"] is True


class TestTheClinicsOwnNumbers:
    @pytest.mark.parametrize(
        ("threshold", "value", "planned", "facts", "guard"),
        [
            (thresholds.IV_BY_WEIGHT, "0.5", {"amount": per_kg("0.51")}, {}, "G-01"),
            (thresholds.IV_IN_ALL, "50", {"weight": Kilograms(Decimal(101))}, {}, "G-01"),
            (thresholds.SHORTEST_INFUSION, "45", {"minutes": 44}, {}, "G-02"),
            (thresholds.OLDER_AGE, "60", {}, {"age": 60}, "G-04"),
            (thresholds.HEAVIEST, "100", {"weight": Kilograms(Decimal(110)), "calculated": mg("55")}, {}, "G-05"),
            (thresholds.FIRST_DOSE, "1", {"amount": per_kg("0.51")}, {}, "G-06"),
        ],
    )
    def test_are_used_and_named(
        self, threshold: Threshold, value: str, planned: dict[str, Any], facts: dict[str, Any], guard: str
    ) -> None:
        typed, patient = replace(ROUTINE, **planned), replace(ADULT, **facts)
        assert check_order(typed, the("P-03"), patient) == ()
        own = Limits.of_clinic(4, {threshold.code: Decimal(value)})
        (found,) = check_order(typed, the("P-03"), patient, own)
        assert (found.id, found.limits_version) == (guard, 4)
        assert {used.threshold: used.value for used in found.measured_against}[threshold.code] == Decimal(value)

    @pytest.mark.parametrize(("hours", "fires"), [(71, True), (72, False)])
    def test_lengthen_the_gap(self, hours: int, fires: bool) -> None:
        before = EarlierDose(NINE - timedelta(hours=hours), Route.INTRAVENOUS, per_kg("0.5"))
        facts = replace(ADULT, earlier=(before,), last_session_tolerated=True)
        own = Limits.of_clinic(1, {thresholds.SHORTEST_GAP.code: Decimal(72)})
        assert bool(check_order(ROUTINE, the("P-03"), facts, own)) is fires

    @pytest.mark.parametrize(("amount", "fires"), [("0.3", False), ("0.31", True)])
    def test_lower_a_first_dose_further(self, amount: str, fires: bool) -> None:
        own = Limits.of_clinic(1, {thresholds.REDUCTION.code: Decimal(40)})
        planned = replace(ROUTINE, amount=per_kg(amount))
        assert bool(check_order(planned, the("P-03"), replace(ADULT, age=70), own)) is fires

    @pytest.mark.parametrize(
        ("threshold", "value", "route", "protocol", "amounts"),
        [
            (thresholds.IV_RISE, "0.1", Route.INTRAVENOUS, "P-03", (per_kg("0.5"), per_kg("0.6"), per_kg("0.61"))),
            (thresholds.IM_RISE, "0.1", Route.INTRAMUSCULAR, "P-18", (per_kg("0.5"), per_kg("0.6"), per_kg("0.61"))),
            (thresholds.SL_RISE, "25", Route.SUBLINGUAL, "P-17", (mg("50"), mg("75"), mg("76"))),
        ],
    )
    def test_shorten_the_step(
        self, threshold: Threshold, value: str, route: Route, protocol: str, amounts: tuple[Dose, Dose, Dose]
    ) -> None:
        before, fine, too_much = amounts
        earlier = EarlierDose(NINE - timedelta(days=7), route, before)
        facts = replace(ADULT, earlier=(earlier,), last_session_tolerated=True)
        own = Limits.of_clinic(1, {threshold.code: Decimal(value)})
        assert check_order(order(route, fine), the(protocol), facts, own) == ()
        assert [one.id for one in check_order(order(route, too_much), the(protocol), facts, own)] == ["G-06"]

    def test_never_move_the_hard_stop_up(self) -> None:
        reaching = Limits.of_clinic(1, {each.code: Decimal(1000) for each in THRESHOLDS})
        assert check_order(replace(ROUTINE, amount=per_kg("1.51")), the("P-03"), ADULT, reaching)[0].hard_stop
        assert all(each.published == each.highest for each in THRESHOLDS if each.code.startswith("G-01"))


class TestAGuard:
    @pytest.mark.parametrize(
        ("planned", "verdict"),
        [
            ({"amount": per_kg("1.01")}, Verdict.REJECT),
            ({"amount": per_kg("1.51")}, Verdict.HARD_STOP),
            ({"minutes": 39}, Verdict.OVERRIDE),
        ],
    )
    def test_rejects_asks_two_people_or_stops_for_good(self, planned: dict[str, Any], verdict: Verdict) -> None:
        worst = check_order(replace(ROUTINE, **planned), the("P-03"), ADULT)[0]
        assert (worst.verdict, worst.needs_override) == (verdict, verdict is not Verdict.HARD_STOP)


class TestAThreshold:
    def test_has_a_code_of_its_own_that_begins_with_its_guard(self) -> None:
        codes = [each.code for each in THRESHOLDS]
        assert len(set(codes)) == len(codes)
        assert {code.split(".")[0] for code in codes} == {"G-01", "G-02", "G-03", "G-04", "G-05", "G-06", "G-08", "SUM"}

    def test_of_ours_is_marked_as_a_judgement(self) -> None:
        named = {each.code for each in THRESHOLDS if each.source.mark is not Mark.JUDGEMENT}
        assert named == {"G-01.in_esketamine.mg", "G-02.mg_per_kg_per_min"}
