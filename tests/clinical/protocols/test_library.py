"""Which ways of giving ketamine have been published?"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.clinical.monitoring.discharge import MINIMUM_OBSERVATION
from holdspace.clinical.monitoring.schedules import AFTER_DOSE
from holdspace.clinical.protocols import (
    NOT_SHIPPED,
    PROTOCOLS,
    OrderFacts,
    Phase,
    PlannedDose,
    Protocol,
    Route,
    by_id,
    check_order,
)
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


class TestAProtocol:
    def test_says_what_the_evidence_does_not_show(self) -> None:
        assert {each.id: each for each in PROTOCOLS}["P-10"].evidence.startswith("PTSD did not differ")
        assert "no effect" in {each.id: each for each in PROTOCOLS}["P-11"].evidence
        assert all(protocol.evidence for protocol in PROTOCOLS)

    def test_is_on_label_only_for_the_nasal_spray(self) -> None:
        assert [each.id for each in PROTOCOLS if not each.off_label] == ["P-01", "P-02"]

    @pytest.mark.parametrize(
        ("protocol", "spacing", "sessions"),
        [
            ("P-01", [(3, 4), (7, 7)], [8, 4]),
            ("P-03", [(2, 3)], [1]),
            ("P-06", [(3, 4)], [8]),
            ("P-09", [(2, 3)], [6]),
            ("P-15", [(7, 7)], [3]),
            ("P-18", [(7, 21)], [None]),
            ("P-19", [(3, 4)], [12]),
        ],
    )
    def test_holds_its_spacing_as_days(
        self, protocol: str, spacing: list[tuple[int, int]], sessions: list[int | None]
    ) -> None:
        found = {each.id: each for each in PROTOCOLS}[protocol]
        every = [(phase.every.shortest_days, phase.every.longest_days) for phase in found.phases if phase.every]
        assert (every, [phase.sessions for phase in found.phases]) == (spacing, sessions)

    @pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
    def test_is_watched_by_the_schedule_and_for_the_time_of_its_route(self, protocol: Protocol) -> None:
        assert protocol.monitoring_schedule in AFTER_DOSE
        assert timedelta(minutes=protocol.observation_minutes) >= MINIMUM_OBSERVATION[protocol.route.value]

    def test_of_two_parts_adds_up(self) -> None:
        found = by_id("P-14")
        assert found is not None
        assert [str(part) for part in found.infusion] == ["0.11 mg/kg over 2 min", "0.6 mg/kg over 50 min"]

    def test_has_the_guards_of_its_route(self) -> None:
        guards = {each.id: each.guards for each in PROTOCOLS}
        assert "G-02" in guards["P-03"]
        assert "G-02" not in guards["P-18"]
        assert "G-07" not in guards["P-18"]

    def test_in_a_group_says_how_many(self) -> None:
        assert [each.group_at_most for each in PROTOCOLS if each.group_at_most] == [4]


class TestTreatmentAtHome:
    def test_is_known_and_not_shipped_and_says_why(self) -> None:
        (home,) = NOT_SHIPPED
        assert home.id == "P-20"
        assert "supervision" in home.why
        assert home.as_dict()["source"]
