"""Does the engine run on another array library? On the strict one, which allows nothing beyond the standard."""

import array_api_strict as strict
import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics import solving
from holdspace.clinical.pharmacokinetics.doses import Dose
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.simulating import deviations_of
from tests.clinical.pharmacokinetics.asked import A_DRIP, ESKETAMINE, IN, MINUTES, RACEMIC, SL, ask


class TestTheEngine:
    @pytest.mark.parametrize(
        ("model", "doses"),
        [
            ("s1", (A_DRIP, Dose(RACEMIC, SL, 100, at_min=50))),
            ("perez-ruixo-2021", (Dose(ESKETAMINE, IN, 84),)),
            # Two equal rates: the matrix exponential answers on this machine and hands its answer back.
            ("simons-2022", (Dose(ESKETAMINE, SL, 50),)),
            ("kamp-2020", (A_DRIP,)),
        ],
    )
    def test_answers_the_same_on_an_array_library_that_is_not_numpy(self, model: str, doses: tuple[Dose, ...]) -> None:
        question = ask(model, *doses)
        strays = deviations_of(question.model, 8, np.random.default_rng(2))
        found = [
            solving.levels(
                solving.filled(question.model, doses, question.person, NONE, each), question.model.analytes, MINUTES
            )
            for each in (strays, strict.asarray(strays))
        ]
        for analyte in question.model.analytes:
            assert type(found[1][analyte]).__module__.startswith("array_api_strict")
            by_strict = np.from_dlpack(found[1][analyte])
            np.testing.assert_allclose(by_strict, found[0][analyte], rtol=1e-10, atol=1e-12)
