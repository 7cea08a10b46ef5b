"""What does an order read when a guard closes, and what does a sum say? Every answer, as it was read and approved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from holdspace.clinical.protocols import (
    Drug,
    EarlierDose,
    OrderFacts,
    PlannedDose,
    Route,
    Spacing,
    check_order,
    differences,
    dose_sum,
    running_total,
    thresholds,
    two_person_check,
)
from holdspace.clinical.protocols.dilution import diluted
from holdspace.clinical.protocols.running import for_the_screen
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import Kilograms, MgPerMl, Milligrams, Millilitres
from tests.clinical.approved import approved, plainly
from tests.clinical.protocols.test_guards import ADULT, NINE, ROUTINE, mg, order, per_kg, the

APPROVED = approved(__file__, "approved.json")
IV, IM, SL, PO, NASAL, SC = (Route(each) for each in ("iv", "im", "sl", "po", "in", "sc"))
STRICTER = Limits.of_clinic(4, {thresholds.SHORTEST_GAP.code: Decimal(72)})


def earlier(amount: Any, days: float, route: Route = IV, tolerated: bool | None = True) -> OrderFacts:
    last = EarlierDose(NINE - timedelta(days=days), route, amount)
    return replace(ADULT, earlier=(last,), prior_sessions=1, last_session_tolerated=tolerated)


ORDERS: dict[str, tuple[PlannedDose, OrderFacts, str, Limits]] = {
    "a routine order": (ROUTINE, ADULT, "P-03", PUBLISHED),
    "above the most": (order(IV, per_kg("1.2")), ADULT, "P-03", PUBLISHED),
    "far above the most": (order(IV, per_kg("5")), ADULT, "P-03", PUBLISHED),
    "milligrams above the most": (order(IM, mg("400")), ADULT, "P-03", PUBLISHED),
    "esketamine above the most": (order(NASAL, mg("112"), drug=Drug.ESKETAMINE), ADULT, "P-03", PUBLISHED),
    "no weight": (order(IV, mg("35"), weight=None), ADULT, "P-03", PUBLISHED),
    "no duration": (order(IV, per_kg("0.5"), minutes=None), ADULT, "P-03", PUBLISHED),
    "a short infusion": (order(IV, per_kg("0.5"), minutes=30), ADULT, "P-03", PUBLISHED),
    "faster than a push": (order(IV, per_kg("1"), minutes=Decimal("0.5")), ADULT, "P-03", PUBLISHED),
    "milligrams faster than a push": (order(IV, mg("70"), minutes=Decimal("0.5")), ADULT, "P-03", PUBLISHED),
    "a heavy person": (order(IV, per_kg("0.5"), weight="140", calculated=mg("70")), ADULT, "P-03", PUBLISHED),
    "an old person": (ROUTINE, replace(ADULT, age=80), "P-03", PUBLISHED),
    "nobody knows the age": (ROUTINE, replace(ADULT, age=None), "P-03", PUBLISHED),
    "a sick liver": (ROUTINE, replace(ADULT, child_pugh="B"), "P-03", PUBLISHED),
    "an inhibitor, swallowed": (
        order(PO, per_kg("1")),
        replace(ADULT, strong_cyp3a4_inhibitor=True),
        "P-15",
        PUBLISHED,
    ),
    "an inhibitor, into a vein": (ROUTINE, replace(ADULT, strong_cyp3a4_inhibitor=True), "P-03", PUBLISHED),
    "another condition": (ROUTINE, replace(ADULT, indications=("F10.2", "F43.1")), "P-03", PUBLISHED),
    "no condition": (ROUTINE, replace(ADULT, indications=()), "P-03", PUBLISHED),
    "two steps": (order(IV, per_kg("1")), earlier(per_kg("0.5"), 7), "P-03", PUBLISHED),
    "above the last step": (order(IV, per_kg("0.9")), earlier(per_kg("0.8"), 7), "P-03", PUBLISHED),
    "a rise nobody knows was borne": (
        order(IV, per_kg("0.6")),
        earlier(per_kg("0.5"), 7, tolerated=None),
        "P-03",
        PUBLISHED,
    ),
    "a rise that cannot be checked": (
        order(IM, per_kg("0.6"), weight=None),
        earlier(mg("30"), 7, IM),
        "P-03",
        PUBLISHED,
    ),
    "another way than last time": (order(IM, per_kg("1")), earlier(mg("30"), 7), "P-03", PUBLISHED),
    "too soon": (ROUTINE, earlier(per_kg("0.5"), 1.5), "P-03", PUBLISHED),
    "too soon for this clinic": (ROUTINE, earlier(per_kg("0.5"), 2.5), "P-03", STRICTER),
    "a first dose many times the start": (order(SL, mg("290")), ADULT, "P-15", PUBLISHED),
    "a first dose above the most": (order(SL, mg("400")), ADULT, "P-15", PUBLISHED),
    "a first dose above the steps": (order(IV, per_kg("0.8")), ADULT, "P-03", PUBLISHED),
}


def vial(strength: int) -> MgPerMl:
    return MgPerMl(Decimal(strength))


def kg(weight: str) -> Kilograms:
    return Kilograms(Decimal(weight))


SUMS: dict[str, Callable[[], Any]] = {
    "by weight": lambda: dose_sum(per_kg("0.5"), IV, kg("80"), vial(50)),
    "rounded": lambda: dose_sum(per_kg("0.71"), IV, kg("84"), vial(100)),
    "rounded down": lambda: dose_sum(per_kg("1"), IV, kg("70.17"), vial(10)),
    "a heavy person": lambda: dose_sum(per_kg("0.5"), IM, kg("140"), vial(50)),
    "a fixed dose": lambda: dose_sum(mg("25"), IM),
    "too little to draw": lambda: dose_sum(mg("4"), SC, kg("60"), vial(100)),
    "too much for one place": lambda: dose_sum(mg("60"), IM, kg("60"), vial(10)),
    "too much for a syringe": lambda: dose_sum(mg("700"), PO, kg("60"), vial(10)),
    "checked by two": lambda: two_person_check(
        dose_sum(per_kg("0.5"), IV, kg("80"), vial(100)), IV, kg("80"), vial(100)
    ),
    "checked by two, nothing known": lambda: two_person_check(dose_sum(mg("25"), SL), SL, None, None),
    "two vials": lambda: differences(dose_sum(mg("50"), IM, None, vial(50)), dose_sum(mg("50"), IM, None, vial(100))),
    "two doses, one without a vial": lambda: differences(
        dose_sum(mg("50"), IM), dose_sum(mg("60"), IM, None, vial(10))
    ),
    "diluted to a volume": lambda: diluted(Millilitres(Decimal(2)), vial(100), final_volume=Millilitres(Decimal(20))),
    "diluted to a strength": lambda: diluted(Millilitres(Decimal(2)), vial(100), final_strength=vial(2)),
    "for the device": lambda: for_the_screen(kg("70"), IM),
    "for the device, no weight": lambda: for_the_screen(None, IV),
}
TOTALS: dict[str, tuple[tuple[str, ...], Kilograms | None, Route]] = {
    "within": (("20", "30.5"), kg("70"), IM),
    "at the most": (("105",), kg("70"), IM),
    "above the most": (("105.1",), kg("70"), IM),
    "above the hard stop": (("105", "60"), kg("70"), IM),
    "no weight": (("20",), None, IM),
    "nothing given": ((), kg("70.17"), IV),
}


def carried(name: str) -> dict[str, Any]:
    parts, weight, route = TOTALS[name]
    total = running_total((Milligrams(Decimal(part)) for part in parts), weight, route, concentration=vial(50))
    return {"in words": total.says, **plainly(total)}


def guards(name: str) -> list[dict[str, object]]:
    planned, facts, protocol, limits = ORDERS[name]
    return [guard.as_dict() for guard in check_order(planned, the(protocol), facts, limits)]


ANSWERS: dict[str, tuple[list[str], Callable[[str], Any]]] = {
    "guards": (list(ORDERS), guards),
    "sums": (list(SUMS), lambda name: plainly(SUMS[name]())),
    "running totals": (list(TOTALS), carried),
}


def said() -> dict[str, Any]:
    """Every case with what it says now."""
    return {chapter: {name: answer(name) for name in names} for chapter, (names, answer) in ANSWERS.items()}


CASES = [(chapter, name) for chapter, (names, _) in ANSWERS.items() for name in names]


class TestAnAnswer:
    @pytest.mark.parametrize(("chapter", "name"), CASES)
    def test_is_what_was_approved(self, chapter: str, name: str) -> None:
        assert ANSWERS[chapter][1](name) == APPROVED[chapter][name]

    def test_is_approved_for_no_case_that_is_gone(self) -> None:
        assert [(chapter, name) for chapter, names in APPROVED.items() for name in names] == CASES


class TestASpacing:
    @pytest.mark.parametrize(
        ("days", "says"),
        [((2, 3), "three times a week"), ((5, 5), "every 5 days"), ((5, 9), "every 5 to 9 days")],
    )
    def test_is_said_in_words(self, days: tuple[int, int], says: str) -> None:
        assert str(Spacing(*days)) == says


class TestEveryGuard:
    def test_closes_in_one_of_the_approved_orders(self) -> None:
        closed = {guard["id"] for found in APPROVED["guards"].values() for guard in found}
        assert closed == {f"G-0{number}" for number in range(1, 9)}
