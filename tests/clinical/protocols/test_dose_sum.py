"""How much is drawn up?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import Route, dose_sum
from holdspace.clinical.protocols.dose_sum import VIALS
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams, Millilitres

HALF = MgPerKg(Decimal("0.5"))


def vial(strength: int) -> MgPerMl:
    return MgPerMl(Decimal(strength))


class TestTheSum:
    def test_goes_from_dose_by_weight_to_volume_line_by_line(self) -> None:
        result = dose_sum(HALF, Route.INTRAVENOUS, Kilograms(Decimal(80)), vial(50))
        assert result.dose == Milligrams(Decimal(40))
        assert result.volume == Millilitres(Decimal("0.8"))
        assert result.lines == ("0.5 mg/kg x 80 kg = 40 mg", "40 mg / 50 mg/mL = 0.8 mL")

    def test_says_what_was_rounded_and_what_is_really_drawn(self) -> None:
        result = dose_sum(MgPerKg(Decimal("0.71")), Route.INTRAVENOUS, Kilograms(Decimal(84)), vial(100))
        assert result.lines == (
            "0.71 mg/kg x 84 kg = 59.6 mg, rounded from 59.64 mg",
            "59.6 mg / 100 mg/mL = 0.6 mL, rounded from 0.596 mL",
            "0.6 mL x 100 mg/mL = 60 mg drawn",
        )
        assert result.drawn == Milligrams(Decimal(60))

    @pytest.mark.parametrize(("weight", "dose", "lines"), [("120", "60", 1), ("120.1", "60", 2), ("150", "60", 2)])
    def test_counts_120_kg_at_most(self, weight: str, dose: str, lines: int) -> None:
        result = dose_sum(HALF, Route.INTRAVENOUS, Kilograms(Decimal(weight)))
        assert result.dose == Milligrams(Decimal(dose))
        assert len(result.lines) == lines

    def test_of_a_fixed_dose_needs_no_weight(self) -> None:
        assert dose_sum(Milligrams(Decimal(100)), Route.SUBLINGUAL).lines == ("100 mg, fixed dose",)

    def test_of_a_dose_by_weight_needs_one(self) -> None:
        with pytest.raises(ValueError, match="weight is not recorded"):
            dose_sum(HALF, Route.INTRAVENOUS)

    @given(st.decimals("0.1", "1.5", places=2), st.decimals("35", "120", places=1), st.sampled_from(VIALS))
    def test_never_draws_more_than_its_rounding_away_from_the_dose(
        self, per_kg: Decimal, weight: Decimal, strength: MgPerMl
    ) -> None:
        result = dose_sum(MgPerKg(per_kg), Route.INTRAMUSCULAR, Kilograms(weight), strength)
        assert result.drawn is not None
        allowed = Decimal("0.05") + Decimal("0.005") * strength.value
        assert abs(result.drawn.value - per_kg * weight) <= allowed


class TestAStrongVial:
    @pytest.mark.parametrize(
        ("route", "strength", "diluted"),
        [
            (Route.INTRAVENOUS, 100, True),
            (Route.INTRAVENOUS, 50, False),
            (Route.INTRAVENOUS, 10, False),
            (Route.INTRAMUSCULAR, 100, False),
        ],
    )
    def test_is_diluted_before_it_goes_into_a_vein(self, route: Route, strength: int, diluted: bool) -> None:
        assert dose_sum(HALF, route, Kilograms(Decimal(80)), vial(strength)).must_be_diluted is diluted
