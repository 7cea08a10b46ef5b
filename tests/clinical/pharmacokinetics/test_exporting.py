"""Can a screen draw a course from the answers to one milligram?"""

import json

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics.doses import Dose, Drug, Route
from holdspace.clinical.pharmacokinetics.exporting import unit_responses
from holdspace.clinical.pharmacokinetics.models import MODELS, S1
from holdspace.clinical.pharmacokinetics.simulating import typical
from tests.clinical.pharmacokinetics.asked import KETAMINE, RACEMIC, TYPICAL, ask

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
