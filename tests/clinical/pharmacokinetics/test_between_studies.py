"""Does a band hold how far studies lie apart, and is the model asked first the one fitted to the question?"""

import math

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics import between_studies
from holdspace.clinical.pharmacokinetics.between_studies import SAME_SITE, spread_of, uncertainty_of_numbers
from holdspace.clinical.pharmacokinetics.choosing import suited
from holdspace.clinical.pharmacokinetics.doses import Dose
from holdspace.clinical.pharmacokinetics.simulating import Includes, band, band_over_models, people_like
from tests.clinical.pharmacokinetics.asked import (
    A_DRIP,
    EFFECT,
    ESKETAMINE,
    HYDROXYNORKETAMINE,
    IM,
    IN,
    IV,
    KETAMINE,
    NORKETAMINE,
    RACEMIC,
    SL,
    ask,
)

AT_40 = np.array([40.0])
FILM = Dose(ESKETAMINE, SL, 50)


def width(found) -> float:
    return float(np.log(found.high[0] / found.low[0]))


class TestTheSpreadBetweenStudies:
    def test_is_that_of_published_peaks_after_one_drip(self) -> None:
        logs = np.log([125, 158, 177])
        assert pytest.approx(logs.std(ddof=1)) == SAME_SITE
        assert spread_of([A_DRIP], KETAMINE) == SAME_SITE

    def test_of_several_routes_is_the_widest(self) -> None:
        assert spread_of([A_DRIP, Dose(RACEMIC, IM, 20)], KETAMINE) == between_studies.BY_ROUTE[IM]

    @pytest.mark.parametrize(
        ("analyte", "is_wider"), [(EFFECT, False), (NORKETAMINE, True), (HYDROXYNORKETAMINE, True)]
    )
    def test_after_film_is_wider_in_metabolites(self, analyte, is_wider: bool) -> None:
        assert (spread_of([FILM], analyte) > spread_of([FILM], KETAMINE)) is is_wider

    def test_is_in_every_band(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_it = width(band(ask("s1", A_DRIP), KETAMINE, AT_40, 4000, np.random.default_rng(1)))
        monkeypatch.setattr(between_studies, "BY_ROUTE", {IV: 0.0})
        without = width(band(ask("s1", A_DRIP), KETAMINE, AT_40, 4000, np.random.default_rng(1)))
        expected = math.hypot(without / 3.29, SAME_SITE) * 3.29
        assert with_it == pytest.approx(expected, rel=0.06)


class TestUncertainNumbers:
    @pytest.mark.parametrize(("people", "factor"), [(20, math.sqrt(1.05)), (820, math.sqrt(1 + 1 / 820)), (0, 1.0)])
    def test_widen_by_how_few_people_were_measured(self, people: int, factor: float) -> None:
        assert uncertainty_of_numbers(people) == pytest.approx(factor)


class TestABloodTest:
    def test_strays_by_the_error_the_paper_tells(self) -> None:
        plain, measured = (
            np.log(people_like(ask("s1", A_DRIP), KETAMINE, AT_40, 6000, np.random.default_rng(2), each)).std()
            for each in (False, True)
        )
        assert measured == pytest.approx(math.hypot(plain, 0.236), rel=0.05)


class TestSeveralModels:
    def test_widen_the_band_by_what_they_disagree_on_and_say_so(self) -> None:
        asked = [ask(code, Dose(ESKETAMINE, IV, 20, over_min=40)) for code in ("otto-2021", "simons-2022")]
        several = band_over_models(asked, KETAMINE, AT_40, 2000, np.random.default_rng(3))
        each = [band(one, KETAMINE, AT_40, 1000, np.random.default_rng(3)) for one in asked]
        assert several.low[0] < min(one.median[0] for one in each)
        assert several.high[0] > max(one.median[0] for one in each)
        assert width(several) > max(width(one) for one in each)
        assert several.includes is Includes.PEOPLE_AND_MODELS


class TestTheModelAskedFirst:
    @pytest.mark.parametrize(
        ("drug", "routes", "analyte", "code"),
        [
            (RACEMIC, [IV], KETAMINE, "s1"),
            (ESKETAMINE, [IN], KETAMINE, "perez-ruixo-2021"),
            (ESKETAMINE, [SL], NORKETAMINE, "simons-2022"),
            (ESKETAMINE, [IN, SL], KETAMINE, "s1"),
            (ESKETAMINE, [SL, IV], KETAMINE, "simons-2022"),
            (ESKETAMINE, [IM], EFFECT, "s1"),
            (RACEMIC, [SL], HYDROXYNORKETAMINE, "simons-2022"),
            # None foretells it: the primary model then says so by name.
            (RACEMIC, [IM], HYDROXYNORKETAMINE, "s1"),
        ],
    )
    def test_is_the_one_fitted_to_the_question(self, drug, routes, analyte, code: str) -> None:
        chosen = suited(drug, routes, analyte)
        assert chosen.model.code == code
        assert chosen.because

    def test_knows_of_interactions_when_there_is_one(self) -> None:
        assert suited(ESKETAMINE, [IN], KETAMINE, has_interaction=True).model.knows_interactions
