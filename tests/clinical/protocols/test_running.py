"""How much has one session carried so far?"""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import Drug, Room, Route, after, for_the_screen, running_total
from holdspace.clinical.protocols.thresholds import IM_IN_ALL
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams, Millilitres

SEVENTY = Kilograms(Decimal(70))


def mg(*values: str) -> tuple[Milligrams, ...]:
    return tuple(Milligrams(Decimal(value)) for value in values)


class TestASplitDose:
    @pytest.mark.parametrize(
        ("parts", "room", "left", "before_stop"),
        [
            ((), Room.WITHIN, "105", "157.5"),
            (("60",), Room.WITHIN, "45", "97.5"),
            (("60", "45"), Room.WITHIN, "0", "52.5"),
            (("60", "45.1"), Room.ABOVE_MOST, "0", "52.4"),
            (("60", "45", "52.5"), Room.ABOVE_MOST, "0", "0"),
            (("60", "45", "52.6"), Room.ABOVE_HARD_STOP, "0", "0"),
        ],
    )
    def test_counts_every_part_in_the_total(
        self, parts: tuple[str, ...], room: Room, left: str, before_stop: str
    ) -> None:
        total = running_total(mg(*parts), SEVENTY, Route.INTRAMUSCULAR)
        assert (total.room, total.left, total.left_before_hard_stop) == (room, *mg(left, before_stop))

    def test_is_told_in_mg_mg_per_kg_and_ml(self) -> None:
        total = running_total(mg("60", "45"), SEVENTY, Route.INTRAMUSCULAR, concentration=MgPerMl(Decimal(50)))
        assert (total.given, total.for_each_kilogram, total.volume) == (
            mg("105")[0],
            MgPerKg(Decimal("1.5")),
            Millilitres(Decimal("2.1")),
        )
        assert total.says == "105 mg of 105 mg at most, 0 mg left"

    @pytest.mark.parametrize(
        ("next_part", "room"),
        [("45", Room.WITHIN), ("45.1", Room.ABOVE_MOST), ("97.5", Room.ABOVE_MOST), ("97.6", Room.ABOVE_HARD_STOP)],
    )
    def test_is_looked_at_before_its_next_part(self, next_part: str, room: Room) -> None:
        assert after(running_total(mg("60"), SEVENTY, Route.INTRAMUSCULAR), *mg(next_part)) is room


class TestTheMost:
    @pytest.mark.parametrize(
        ("route", "drug", "weight", "most", "stop"),
        [
            (Route.INTRAVENOUS, Drug.KETAMINE, "70", "70", "105"),
            (Route.INTRAVENOUS, Drug.KETAMINE, "110", "100", "150"),
            (Route.INTRAMUSCULAR, Drug.KETAMINE, "110", "150", "225"),
            (Route.SUBCUTANEOUS, Drug.KETAMINE, "150", "120", "180"),
            (Route.SUBLINGUAL, Drug.KETAMINE, None, "300", "450"),
            (Route.ORAL, Drug.KETAMINE, "70", "210", "315"),
            (Route.ORAL, Drug.KETAMINE, "110", "300", "450"),
            (Route.INTRANASAL, Drug.KETAMINE, None, "150", "225"),
            (Route.INTRANASAL, Drug.ESKETAMINE, None, "84", "126"),
        ],
    )
    def test_is_that_of_route_drug_and_weight(
        self, route: Route, drug: Drug, weight: str | None, most: str, stop: str
    ) -> None:
        kilograms = Kilograms(Decimal(weight)) if weight else None
        total = running_total((), kilograms, route, drug)
        assert (total.most, total.hard_stop) == mg(most, stop)

    def test_is_the_clinics_own_where_it_is_lower(self) -> None:
        own = Limits.of_clinic(3, {IM_IN_ALL.code: Decimal(80)})
        total = running_total(mg("81"), SEVENTY, Route.INTRAMUSCULAR, limits=own)
        assert (total.most, total.room) == (*mg("80"), Room.ABOVE_MOST)

    @pytest.mark.parametrize(
        ("given_mg", "room"),
        [("50", Room.CANNOT_TELL), ("100", Room.CANNOT_TELL), ("101", Room.ABOVE_MOST), ("151", Room.ABOVE_HARD_STOP)],
    )
    def test_cannot_be_told_without_a_weight_but_an_excess_can(self, given_mg: str, room: Room) -> None:
        total = running_total(mg(given_mg), None, Route.INTRAVENOUS)
        assert (total.room, total.left, after(total, *mg("1"))) == (room, None, Room.CANNOT_TELL)
        assert "the weight is not recorded" in total.says

    def test_is_sent_to_the_device(self) -> None:
        sent = json.loads(json.dumps(for_the_screen(SEVENTY, Route.INTRAMUSCULAR)))
        assert (sent["most_mg"], sent["hard_stop_mg"]) == (105.0, 157.5)
        assert for_the_screen(None, Route.INTRAVENOUS)["most_mg"] is None


class TestTheTotal:
    @given(st.lists(st.decimals("0", "60", places=1), max_size=6), st.permutations(range(6)))
    def test_does_not_depend_on_the_order_of_the_parts(self, parts: list[Decimal], order: list[int]) -> None:
        given_so_far = [Milligrams(part) for part in parts]
        shuffled = [given_so_far[place] for place in order if place < len(given_so_far)]
        assert running_total(given_so_far, SEVENTY, Route.INTRAMUSCULAR) == running_total(
            shuffled, SEVENTY, Route.INTRAMUSCULAR
        )

    @given(st.decimals("0", "300", places=1), st.decimals("35", "200", places=1), st.sampled_from(list(Route)))
    def test_is_within_exactly_while_something_may_be_left(
        self, given_mg: Decimal, weight: Decimal, route: Route
    ) -> None:
        total = running_total((Milligrams(given_mg),), Kilograms(weight), route)
        assert total.most is not None
        assert total.left is not None
        assert total.hard_stop is not None
        if total.left.value > 0:
            assert total.room is Room.WITHIN
        if total.room is Room.ABOVE_MOST:
            assert total.left.value == 0
            assert total.given > total.most
        if total.room is Room.ABOVE_HARD_STOP:
            assert total.given > total.hard_stop
