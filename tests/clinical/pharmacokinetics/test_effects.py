"""Does circulation rise as far as reviews say, reach its height when they say, and come back?"""

import numpy as np
import pytest

from holdspace.clinical.pharmacokinetics.doses import Dose
from holdspace.clinical.pharmacokinetics.effects import HIGHEST_COUNTED, SYSTOLIC, circulation
from holdspace.clinical.pharmacokinetics.simulating import Band
from tests.clinical.pharmacokinetics.asked import A_DRIP, IV, MINUTES, RACEMIC, ask


def changes(*doses: Dose) -> dict[str, Band]:
    return dict(circulation(ask("s1", *doses), MINUTES, 400, np.random.default_rng(5)))


class TestCirculation:
    @pytest.mark.parametrize(
        # Vankawala 2021, the interval around the mean change.
        ("what", "low", "high"),
        [("systolic", 10.40, 14.82), ("diastolic", 6.89, 10.09), ("heart rate", 0.55, 7.63)],
    )
    def test_rises_in_the_middle_by_what_the_review_found_or_less(self, what: str, low: float, high: float) -> None:
        # The factors stand on 185 ng/mL; this model's drip reaches 160 in blood, a little less at the effect.
        assert low * 0.8 <= changes(A_DRIP)[what].median.max() <= high

    def test_is_highest_at_the_end_of_the_drip_and_mostly_back_by_two_hours_after(self) -> None:
        systolic = changes(A_DRIP)["systolic"].median
        assert 38 <= systolic.argmax() <= 45
        assert systolic[160] < 0.4 * systolic.max()

    def test_reaches_the_peaks_single_people_show(self) -> None:
        assert 20 <= changes(A_DRIP)["systolic"].high.max() <= 35

    def test_rises_no_further_above_the_highest_level_counted(self) -> None:
        once, twice = (changes(Dose(RACEMIC, IV, mg))["systolic"].median.max() for mg in (100, 200))
        assert once == pytest.approx(twice, rel=0.05)
        assert once == pytest.approx(SYSTOLIC.per_ng_per_ml * HIGHEST_COUNTED, rel=0.05)

    def test_does_not_move_before_the_dose(self) -> None:
        assert changes(A_DRIP)["systolic"].high[0] == 0
