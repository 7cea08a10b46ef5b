"""How is a strong vial diluted?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import VIALS, diluted
from holdspace.clinical.units import MgPerMl, Millilitres


def ml(value: str) -> Millilitres:
    return Millilitres(Decimal(value))


def strength(value: str) -> MgPerMl:
    return MgPerMl(Decimal(value))


class TestADilution:
    def test_is_reckoned_from_the_final_volume(self) -> None:
        found = diluted(ml("0.4"), strength("100"), final_volume=ml("20"))
        assert (found.added, found.final_strength) == (ml("19.6"), strength("2"))
        assert found.lines == ("0.4 mL x 100 mg/mL = 40 mg", "0.4 mL + 19.6 mL = 20 mL", "40 mg / 20 mL = 2 mg/mL")

    def test_is_reckoned_from_the_final_strength(self) -> None:
        found = diluted(ml("0.4"), strength("100"), final_strength=strength("2"))
        assert (found.final_volume, found.added) == (ml("20"), ml("19.6"))

    @given(st.decimals("0.1", "2", places=2), st.sampled_from(VIALS), st.integers(4, 50))
    def test_comes_to_the_same_both_ways(self, drawn: Decimal, vial: MgPerMl, volume: int) -> None:
        there = diluted(Millilitres(drawn), vial, final_volume=Millilitres(Decimal(volume)))
        back = diluted(Millilitres(drawn), vial, final_strength=there.final_strength)
        assert there.drug == back.drug == vial * Millilitres(drawn)
        # The strength is told to a thousandth, the volume to a hundredth.
        assert abs(there.final_volume.value - back.final_volume.value) <= Decimal("0.01") + (
            Decimal("0.0005") * volume / there.final_strength.value
        )

    @pytest.mark.parametrize(
        ("drawn", "vial", "volume", "refused"),
        [
            ("1", "100", "2", ""),
            ("1", "100", "1.9", "stronger than 50 mg/mL"),
            ("1", "100", "1", "stronger than 50 mg/mL"),
            ("1", "50", "1", ""),
            ("1", "50", "0.9", "less than the 1 mL drawn"),
            ("1", "25", "2", "is no vial"),
            ("0", "100", "2", "nothing is drawn"),
        ],
    )
    def test_ends_at_50_mg_per_ml_or_weaker(self, drawn: str, vial: str, volume: str, refused: str) -> None:
        if not refused:
            assert diluted(ml(drawn), strength(vial), final_volume=ml(volume)).final_strength <= strength("50")
            return
        with pytest.raises(ValueError, match=refused):
            diluted(ml(drawn), strength(vial), final_volume=ml(volume))

    @pytest.mark.parametrize("wanted", [{}, {"final_volume": ml("20"), "final_strength": strength("2")}])
    def test_asks_for_one_of_volume_and_strength(self, wanted: dict[str, object]) -> None:
        with pytest.raises(ValueError, match="either the final volume or the final strength"):
            diluted(ml("0.4"), strength("100"), **wanted)  # type: ignore[arg-type]

    def test_to_nothing_has_no_volume(self) -> None:
        with pytest.raises(ValueError, match="no volume"):
            diluted(ml("0.4"), strength("100"), final_strength=strength("0"))
