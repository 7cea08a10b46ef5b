"""Does the compiled kernel answer what NumPy answers?"""

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics import kernel, simulating, solving
from holdspace.clinical.pharmacokinetics.doses import Dose
from holdspace.clinical.pharmacokinetics.interactions import NONE
from holdspace.clinical.pharmacokinetics.simulating import deviations_of, people_like
from tests.clinical.pharmacokinetics.asked import (
    A_DRIP,
    EFFECT,
    ESKETAMINE,
    IN,
    IV,
    KETAMINE,
    NORKETAMINE,
    RACEMIC,
    SL,
    ask,
)

pytestmark = pytest.mark.skipif(not kernel.is_there(), reason="numba is not installed: it comes with the extra 'fast'")
SEVERAL = (A_DRIP, Dose(RACEMIC, SL, 100, at_min=50), Dose(RACEMIC, IV, 10, at_min=95.5))


class TestTheKernel:
    @pytest.mark.parametrize("minutes", [np.arange(0.0, 240.0), np.geomspace(1, 300, 50)], ids=["even", "odd"])
    def test_agrees_with_numpy_to_1e_10(self, minutes: np.ndarray) -> None:
        for question in (ask("s1", *SEVERAL), ask("perez-ruixo-2021", Dose(ESKETAMINE, IN, 84))):
            strays = deviations_of(question.model, 200, np.random.default_rng(1))
            forms = solving.filled(question.model, question.doses, question.person, NONE, strays)
            analytes = (KETAMINE, NORKETAMINE, EFFECT)
            by_numpy = solving.levels(forms, analytes, minutes)
            compiled = solving.levels(forms, analytes, minutes, compiled=True)
            for analyte in analytes:
                # Where a level has risen to a hundredth of its peak: as everywhere, digits are counted from there.
                counted = np.maximum(by_numpy[analyte], 1e-2 * by_numpy[analyte].max(axis=1, keepdims=True))
                assert np.max(np.abs(compiled[analyte] - by_numpy[analyte]) / counted) <= 1e-10

    def test_works_exponentials_out_anew_on_long_courses(self) -> None:
        question, minutes = ask("s1", A_DRIP), np.arange(0.0, 3000.0, 0.5)
        forms = solving.filled(
            question.model,
            question.doses,
            question.person,
            NONE,
            deviations_of(question.model, 2, np.random.default_rng(3)),
        )
        by_numpy = solving.levels(forms, [KETAMINE], minutes)[KETAMINE]
        compiled = solving.levels(forms, [KETAMINE], minutes, compiled=True)[KETAMINE]
        np.testing.assert_allclose(compiled, by_numpy, rtol=1e-10)

    def test_is_asked_where_there_are_very_many_people(self, monkeypatch) -> None:
        question, minutes = ask("s1", A_DRIP), np.array([10.0, 60])
        alone = people_like(question, KETAMINE, minutes, 50, np.random.default_rng(4))
        asked = []
        make = kernel.sum_into
        monkeypatch.setattr(kernel, "sum_into", lambda *given: (asked.append(1), make(*given)))
        monkeypatch.setattr(kernel, "WORTH_IT_FROM_PEOPLE", 50)
        np.testing.assert_allclose(people_like(question, KETAMINE, minutes, 50, np.random.default_rng(4)), alone)
        assert asked
        assert simulating.PEOPLE_AT_ONCE >= 50
