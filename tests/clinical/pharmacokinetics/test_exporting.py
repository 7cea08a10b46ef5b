"""Can a screen draw a course from the answers to one milligram?"""

import json
from pathlib import Path

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics import interactions
from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.exporting import WAYS, for_session, superposed, unit_responses
from holdspace.clinical.pharmacokinetics.models import MODELS, S1
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person
from holdspace.clinical.pharmacokinetics.simulating import band, typical
from tests.clinical.pharmacokinetics.asked import EFFECT, ESKETAMINE, KETAMINE, RACEMIC, TYPICAL, ask

CASES = json.loads((Path(__file__).parents[2] / "cases" / "superposing.json").read_text())

TIMES = np.array([0.0, 15.0, 40.0, 120.0])


def exported(model, people: int):
    told = unit_responses(model, Drug.RACEMIC, TYPICAL, TIMES, people, np.random.default_rng(2))
    return json.loads(json.dumps(told))


class TestUnitResponses:
    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
    def test_are_there_for_every_route_and_analyte_of_a_model(self, model) -> None:
        told = exported(model, 20)
        assert set(told["routes"]) == {route.value for route in model.routes}
        assert all(set(each) == {a.value for a in model.analytes} for each in told["routes"].values())

    @pytest.mark.parametrize("route", Route)
    def test_times_the_dose_are_the_curve(self, route: Route) -> None:
        one = exported(S1, 1)["routes"][route.value]["ketamine"]["median"]
        curve = typical(ask("s1", Dose(RACEMIC, route, 25)), KETAMINE, TIMES)
        np.testing.assert_allclose(25 * np.array(one), curve, rtol=1e-9, atol=1e-12)

    def test_have_a_band_only_where_a_spread_is_known(self) -> None:
        for model in MODELS:
            has_band = exported(model, 20)["routes"]["iv"]["ketamine"]["p05"] is not None
            assert has_band is model.has_spread


SECOND_DOSE_AT = 25
SEEN_AT = [20.0, 40.0, 60.0, 120.0, 200.0]


def sent(*ways: str, drug: Drug = RACEMIC, **more):
    return json.loads(json.dumps(for_session(drug=drug, ways=ways, person=TYPICAL, **more)))


class TestWhatASessionIsSent:
    def test_says_what_it_is_and_is_small(self) -> None:
        told = sent("im")
        assert told["label"] == "Predicted effect band, population estimate, venous plasma"
        assert (told["model"], told["unit"], told["drug"]) == ("s1", "ng/mL", "racemic")
        assert any("into a muscle are foretold poorly" in each for each in told["warnings"])
        rows = told["ways"]["im"]["per_mg"]
        assert len(rows) == told["people"]
        assert {len(row) for row in rows} == {told["until_min"] // told["step_min"] + 1}
        assert len(json.dumps(told, separators=(",", ":"))) < 50_000

    @pytest.mark.parametrize(
        ("drug", "ways", "over_min"),
        [
            (RACEMIC, ("im", "im"), 0),
            (RACEMIC, ("iv", "iv"), 40),
            (RACEMIC, ("sl", "im"), 0),
            (RACEMIC, ("sl_spat", "sl_spat"), 0),
            (ESKETAMINE, ("in", "in_later"), 0),
        ],
    )
    def test_adds_up_to_the_band_of_the_same_doses(self, drug: Drug, ways: tuple[str, str], over_min: float) -> None:
        told = sent(*dict.fromkeys(ways), drug=drug)
        given = [(ways[0], 28.0, 0.0, over_min), (ways[1], 20.0, SECOND_DOSE_AT, over_min)]
        doses = [Dose(drug, WAYS[way][0], mg, at, over, **WAYS[way][1]) for way, mg, at, over in given]
        whole = band(ask(told["model"], *doses), EFFECT, np.array(SEEN_AT), 4000, np.random.default_rng(6))
        found = np.array(superposed(told, given, SEEN_AT))
        np.testing.assert_allclose(found[:, 1], whole.median, rtol=0.1)
        np.testing.assert_allclose(found[:, [0, 2]], np.stack([whole.low, whole.high], axis=1), rtol=0.2)

    def test_would_be_too_wide_if_edges_were_added_instead_of_people(self) -> None:
        told = sent("im")
        both = superposed(told, [("im", 25.0, 0.0, 0.0), ("im", 25.0, 25.0, 0.0)], [35.0])[0]
        apart = [superposed(told, [("im", 25.0, at, 0.0)], [35.0])[0] for at in (0.0, 25.0)]
        assert sum(each[2] - each[0] for each in apart) > 1.03 * (both[2] - both[0])

    def test_moves_with_weight_and_with_what_else_is_taken(self) -> None:
        light, heavy = (
            superposed(for_session(drug=RACEMIC, ways=("im",), person=Person(kg, 40)), [("im", 30.0, 0, 0)], [30])[0][1]
            for kg in (50, 100)
        )
        assert light > heavy
        alone, with_it = (
            superposed(sent("po", interacting=found), [("po", 60.0, 0, 0)], [60])[0][1]
            for found in (interactions.NONE, interactions.found_in(["Clarithromycin 500 mg", "vitamin D"]))
        )
        assert with_it > 2 * alone

    def test_tells_the_middle_and_the_edges_of_one_dose_beside_the_people(self) -> None:
        told = sent("im")
        found = superposed(told, [("im", 1.0, 0.0, 0.0)], [20.0])[0]
        way = told["ways"]["im"]
        assert [way[edge][10] * way["scale"] for edge in ("p05", "median", "p95")] == pytest.approx(found, rel=1e-3)

    def test_is_the_same_each_time(self) -> None:
        assert sent("iv") == sent("iv")

    @pytest.mark.parametrize(
        ("ways", "more", "field"),
        [((), {}, "Way"), (("rectal",), {}, "Way"), (("im",), {"analyte": "hydroxynorketamine"}, "Analyte")],
    )
    def test_is_refused_by_the_name_of_the_field(self, ways, more, field: str) -> None:
        with pytest.raises(Nonsense, match=f"^{field}: "):
            sent(*ways, **more)


class TestTheSharedCases:
    """The same file is run against the script on the tablet."""

    @pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["says"])
    def test_are_answered_as_written(self, case) -> None:
        found = superposed(CASES["told"], [tuple(dose) for dose in case["doses"]], case["minutes"])
        assert [None if each is None else pytest.approx(each) for each in case["band"]] == found
