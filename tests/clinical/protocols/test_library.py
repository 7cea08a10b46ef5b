"""Which ways of giving ketamine have been published?"""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from holdspace.clinical.protocols import PROTOCOLS, OrderFacts, Phase, PlannedDose, Protocol, Route, by_id, check_order
from holdspace.clinical.sources import Source
from holdspace.clinical.units import Kilograms, MgPerKg, Milligrams

ONE, TWO = MgPerKg(Decimal(1)), MgPerKg(Decimal(2))


class TestTheLibrary:
    def test_holds_every_protocol_once_except_treatment_at_home(self) -> None:
        wanted = [f"P-{number:02}" for number in range(1, 23) if number != 20]
        assert [protocol.id for protocol in PROTOCOLS] == wanted
        assert by_id("P-20") is None

    @pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
    def test_holds_nothing_that_its_own_guards_would_stop(self, protocol: Protocol) -> None:
        facts = OrderFacts(age=40, indications=protocol.indications[:1])
        for step in protocol.steps:
            planned = PlannedDose(
                protocol.route, step, datetime(2026, 1, 20, 9, tzinfo=UTC), Kilograms(Decimal(70)), protocol.minutes,
                drug=protocol.drug,
            )  # fmt: skip
            closed = {guard.id for guard in check_order(planned, protocol, facts)}
            # Ten times the start of the trial that looked for the dose: no first dose without a second person.
            assert closed == ({"G-06"} if (protocol.id, step) == ("P-05", ONE) else set())

    def test_tells_esketamine_from_racemic_ketamine(self) -> None:
        assert {found.id: found.drug.rxnorm for found in PROTOCOLS if found.drug.rxnorm != "6130"} == {
            "P-01": "2119365",
            "P-02": "2119365",
        }

    def test_says_doses_in_words(self) -> None:
        assert [found.dose_in_words for found in PROTOCOLS if found.id in {"P-03", "P-13"}] == [
            "0.5 mg/kg",
            "0.25 mg/kg to 1 mg/kg",
        ]

    @pytest.mark.parametrize("steps", [(), (TWO, ONE), (ONE, Milligrams(Decimal(2)))])
    def test_refuses_steps_that_do_not_rise_in_one_unit(self, steps: tuple[MgPerKg, ...]) -> None:
        with pytest.raises(ValueError, match="rise in one unit"):
            Protocol("P-99", "", (), (Route.ORAL,), steps, (Phase("course", 1),), Source("A source"))


class TestARoute:
    @pytest.mark.parametrize("route", list(Route))
    def test_is_found_by_its_code_and_has_a_label(self, route: Route) -> None:
        assert Route.of_snomed(route.snomed) is route
        assert route.label[0].isupper()

    def test_that_is_unknown_is_none(self) -> None:
        assert Route.of_snomed("0") is None
