"""What may a clinic change in a protocol?"""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import (
    PROTOCOLS,
    CannotEdit,
    Drug,
    InfusionPart,
    Phase,
    Protocol,
    Route,
    Spacing,
    Status,
    by_id,
    edited,
    thresholds,
    why_not,
)
from holdspace.clinical.sources import Mark, Source
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import MgPerKg, Milligrams

TEXTS = st.text(max_size=20)
SOURCES = st.builds(Source, TEXTS, TEXTS, st.sampled_from(Mark), TEXTS)
DOSES = st.decimals("0.01", "500", places=2)
SPACINGS = st.builds(lambda first, more: Spacing(first, first + more), st.integers(1, 60), st.integers(0, 60))
PHASES = st.builds(
    lambda name, fewest, more, every, lasting, note: Phase(
        name, fewest, None if more is None else (fewest or 1) + more, every, lasting, note
    ),
    TEXTS,
    st.none() | st.integers(1, 40),
    st.none() | st.integers(0, 40),
    st.none() | SPACINGS,
    st.none() | st.integers(1, 365),
    TEXTS,
)


def rising(unit: type[MgPerKg] | type[Milligrams]) -> st.SearchStrategy[tuple[MgPerKg | Milligrams, ...]]:
    several = st.lists(DOSES, min_size=1, max_size=5, unique=True).map(sorted)
    return several.map(lambda values: tuple(unit(value) for value in values))


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    steps = draw(rising(MgPerKg) | rising(Milligrams))
    parts = draw(st.booleans()) and isinstance(steps[-1], MgPerKg)
    minutes = draw(st.integers(1, 120)) if parts else draw(st.none() | st.integers(1, 120))
    routes = tuple(draw(st.lists(st.sampled_from(Route), min_size=1, max_size=3, unique=True)))
    return Protocol(
        id=draw(TEXTS),
        title=draw(TEXTS),
        indications=tuple(draw(st.lists(TEXTS, max_size=4))),
        routes=routes,
        steps=steps,
        phases=tuple(draw(st.lists(PHASES, min_size=1, max_size=3))),
        source=draw(SOURCES),
        drug=draw(st.sampled_from(Drug)),
        status=draw(st.sampled_from(Status)),
        first_dose=draw(st.none() | st.just(steps[-1])),
        minutes=minutes,
        infusion=(InfusionPart(steps[-1], minutes),) if parts else (),  # type: ignore[arg-type]
        delivery=draw(TEXTS),
        hold_minutes=draw(st.none() | st.tuples(st.integers(1, 10), st.integers(10, 20))),
        other_ways=tuple((route, draw(rising(MgPerKg))) for route in routes[1:]),
        group_at_most=draw(st.none() | st.integers(2, 6)),
        preparation_sessions=draw(st.integers(0, 5)),
        integration_sessions=draw(st.integers(0, 5)),
        integration_after_first=draw(st.integers(0, 5)),
        maintenance_phases=tuple(draw(st.lists(PHASES, max_size=2))),
        maintenance_note=draw(TEXTS),
        evidence=draw(TEXTS),
        stop_rules=tuple(draw(st.lists(TEXTS, max_size=3))),
        watched_minutes=draw(st.none() | st.integers(1, 300)),
        other_sources=tuple(draw(st.lists(SOURCES, max_size=3))),
        based_on=draw(TEXTS),
    )


def the(protocol: str) -> Protocol:
    found = by_id(protocol)
    assert found is not None
    return found


def dose(value: str, unit: str = "mg/kg") -> dict[str, str]:
    return {"value": value, "unit": unit}


class TestAWrittenProtocol:
    @given(protocols())
    def test_is_read_back_as_the_same(self, protocol: Protocol) -> None:
        assert Protocol.from_dict(json.loads(json.dumps(protocol.as_dict()))) == protocol

    @pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
    def test_of_the_library_is_read_back_as_the_same(self, protocol: Protocol) -> None:
        assert Protocol.from_dict(json.loads(json.dumps(protocol.as_dict()))) == protocol

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("id", 3),
            ("indications", "F32"),
            ("routes", ["by mouth"]),
            ("routes", []),
            ("steps", []),
            ("steps", [dose("1", "g")]),
            ("steps", [dose("a lot")]),
            ("steps", [dose("-1")]),
            ("steps", [dose("NaN")]),
            ("steps", [{"value": 0.5, "unit": "mg/kg"}]),
            ("steps", [dose("1"), dose("0.5")]),
            ("steps", None),
            ("phases", []),
            ("phases", [{"name": "course"}]),
            ("source", "A book"),
            ("minutes", "40"),
            ("minutes", True),
            ("drug", "aspirin"),
            ("infusion", [{"dose": dose("1", "mg"), "minutes": 2}]),
            ("infusion", [{"dose": dose("0.1"), "minutes": 2}]),
            ("hold_minutes", [1]),
            ("at_home", True),
        ],
    )
    def test_that_cannot_be_read_is_refused_with_a_sentence(self, field: str, value: Any) -> None:
        with pytest.raises(ValueError, match=r"^(The protocol was not read|P-03): .*\.$"):
            Protocol.from_dict({**the("P-03").as_dict(), field: value})

    def test_without_a_dose_is_refused(self) -> None:
        body = the("P-03").as_dict()
        del body["steps"]
        with pytest.raises(ValueError, match="steps is missing"):
            Protocol.from_dict(body)


class TestAnEdit:
    def test_keeps_where_the_protocol_came_from(self) -> None:
        once = edited(the("P-03"), {"id": "H-01", "minutes": 60})
        twice = edited(once, {"title": "Infusion, slower"})
        assert (twice.id, twice.minutes, twice.based_on, twice.source) == ("H-01", 60, "P-03", the("P-03").source)

    @pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
    def test_of_nothing_is_never_refused(self, protocol: Protocol) -> None:
        assert edited(protocol, protocol.as_dict()).steps == protocol.steps

    @pytest.mark.parametrize(
        ("protocol", "changes", "refused"),
        [
            ("P-03", {"steps": [dose("1.5")]}, ""),
            ("P-03", {"steps": [dose("1.51")]}, "above 1.5 mg/kg or 150 mg"),
            ("P-03", {"steps": [dose("0.5"), dose("5")]}, "above 1.5 mg/kg or 150 mg"),
            ("P-03", {"first_dose": dose("1.51")}, "above 1.5 mg/kg"),
            ("P-03", {"steps": [dose("150", "mg")]}, ""),
            ("P-03", {"steps": [dose("151", "mg")]}, "above 1.5 mg/kg or 150 mg"),
            ("P-06", {"steps": [dose("180", "mg")]}, ""),
            ("P-06", {"steps": [dose("181", "mg")]}, "above 1.5 mg/kg"),
            ("P-17", {"steps": [dose("450", "mg")]}, ""),
            ("P-17", {"steps": [dose("451", "mg")]}, "above 450 mg"),
            ("P-17", {"steps": [dose("3.75")]}, ""),
            ("P-17", {"steps": [dose("3.76")]}, "above 450 mg"),
            ("P-01", {"steps": [dose("126", "mg")]}, ""),
            ("P-01", {"steps": [dose("127", "mg")]}, "above 126 mg"),
            ("P-22", {"other_ways": [["im", [dose("2.25")]]]}, ""),
            ("P-22", {"other_ways": [["im", [dose("2.26")]]]}, "above 2.25 mg/kg"),
            ("P-03", {"minutes": 1}, ""),
            ("P-03", {"minutes": 1, "steps": [dose("0.51")]}, "faster than the label's ceiling"),
            ("P-03", {"minutes": None}, "has a duration"),
            ("P-03", {"minutes": 0}, "has a duration"),
            ("P-14", {"infusion": [{"dose": dose("0.71"), "minutes": 1}], "minutes": 1}, "faster than the label's"),
            ("P-15", {"phases": [Phase("course", 3, every=Spacing(2, 3))]}, ""),
            ("P-15", {"phases": [Phase("course", 3, every=Spacing(1, 3))]}, "at least 48 hours"),
            ("P-15", {"maintenance_phases": [Phase("on", every=Spacing(1, 1))]}, "at least 48 hours"),
            ("P-17", {"preparation_sessions": 1}, ""),
            ("P-17", {"preparation_sessions": 0}, "at least one session of preparation"),
            ("P-17", {"integration_sessions": 0}, "at least one session of preparation and one of integration"),
            ("P-03", {"watched_minutes": 60}, ""),
            ("P-03", {"watched_minutes": 59}, "less than 60 minutes"),
            ("P-03", {"stop_rules": ["no_response"]}, "can be added, never left out"),
            ("P-03", {"drug": "esketamine"}, "drug and its routes stay"),
            ("P-03", {"routes": ["iv", "im"]}, "drug and its routes stay"),
            ("P-03", {"at_home": True}, "no field at_home"),
        ],
    )
    def test_is_refused_where_no_signature_could_open_it(
        self, protocol: str, changes: dict[str, Any], refused: str
    ) -> None:
        def plain(value: Any) -> Any:
            phases = isinstance(value, list) and value and isinstance(value[0], Phase)
            if not phases:
                return value
            name = "phases"
            return Protocol("", "", (), (Route.ORAL,), the("P-03").steps, tuple(value), Source("")).as_dict()[name]

        changed = {name: plain(value) for name, value in changes.items()}
        if not refused:
            assert edited(the(protocol), changed).based_on == protocol
            return
        with pytest.raises(CannotEdit, match=refused):
            edited(the(protocol), changed)

    def test_meets_the_clinics_own_hard_stop(self) -> None:
        own = Limits.of_clinic(1, {thresholds.IV_BY_WEIGHT.code: Decimal("0.6")})
        assert edited(the("P-03"), {"steps": [dose("0.9")]}, own)
        with pytest.raises(CannotEdit, match=r"above 0\.9 mg/kg"):
            edited(the("P-03"), {"steps": [dose("0.91")]}, own)


class TestThePublishedProtocols:
    @pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)
    def test_cross_no_hard_stop(self, protocol: Protocol) -> None:
        assert list(why_not(protocol)) == []
