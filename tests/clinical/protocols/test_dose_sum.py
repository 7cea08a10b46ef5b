"""How much is drawn up?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.protocols import Route, differences, dose_sum, dosing_weight, maximum, two_person_check
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
        # Half a step each way; a whole step down where the nearest would pass the most of the route.
        half = Decimal("0.05") + Decimal("0.005") * strength.value
        assert -2 * half <= result.drawn.value - per_kg * weight <= half


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


class TestRounding:
    @pytest.mark.parametrize(
        ("weight", "dose"),
        [
            # 1.5 mg/kg x 70.37 kg = 105.555 mg: the nearest tenth would pass the most of 105.555 mg.
            ("70.37", "105.5"),
            ("70.36", "105.5"),
            ("70", "105"),
        ],
    )
    def test_never_goes_up_past_the_most_of_the_route(self, weight: str, dose: str) -> None:
        result = dose_sum(MgPerKg(Decimal("1.5")), Route.INTRAMUSCULAR, Kilograms(Decimal(weight)))
        assert result.dose == Milligrams(Decimal(dose))

    def test_says_that_it_went_down_to_stay_within_the_most(self) -> None:
        (line,) = dose_sum(MgPerKg(Decimal("1.5")), Route.INTRAMUSCULAR, Kilograms(Decimal("70.37"))).lines
        assert "rounded down, to stay within the most, from 105.555 mg" in line

    def test_goes_up_where_there_is_room(self) -> None:
        result = dose_sum(MgPerKg(Decimal("0.5")), Route.INTRAMUSCULAR, Kilograms(Decimal("70.37")))
        assert result.dose == Milligrams(Decimal("35.2"))

    @given(
        st.sampled_from([route for route in Route if maximum(route).by_weight]),
        st.decimals("35", "200", places=2),
        st.sampled_from(VIALS),
    )
    def test_never_draws_more_than_the_most_when_the_most_is_ordered(
        self, route: Route, weight: Decimal, strength: MgPerMl
    ) -> None:
        most = maximum(route)
        assert most.by_weight is not None
        result = dose_sum(most.by_weight, route, Kilograms(weight), strength)
        allowed = most.by_weight * dosing_weight(Kilograms(weight))
        if most.in_all is None or allowed <= most.in_all:
            assert result.drawn is not None
            assert max(result.dose, result.drawn) <= allowed


class TestAVial:
    @pytest.mark.parametrize("strength", ["0", "1", "25", "49.9", "50.1", "101", "1000"])
    def test_of_unknown_strength_is_refused(self, strength: str) -> None:
        with pytest.raises(ValueError, match="vials hold 10, 50 or 100"):
            dose_sum(HALF, Route.INTRAVENOUS, Kilograms(Decimal(80)), MgPerMl(Decimal(strength)))

    @pytest.mark.parametrize("strength", [10, 50, 100])
    def test_of_a_known_strength_is_reckoned(self, strength: int) -> None:
        volume = dose_sum(HALF, Route.INTRAMUSCULAR, Kilograms(Decimal(80)), vial(strength)).volume
        assert volume == Millilitres(Decimal(40) / strength)


class TestAVolume:
    @pytest.mark.parametrize(
        ("dose", "route", "strength", "says"),
        [
            ("9", Route.INTRAMUSCULAR, 100, "too little"),
            ("10", Route.INTRAMUSCULAR, 100, ""),
            ("50", Route.INTRAMUSCULAR, 10, ""),
            ("50.1", Route.INTRAMUSCULAR, 10, "one injection"),
            ("50.1", Route.SUBCUTANEOUS, 10, "one injection"),
            ("100", Route.INTRAVENOUS, 10, ""),
            ("500", Route.INTRAVENOUS, 10, ""),
            ("501", Route.INTRAVENOUS, 10, "no syringe"),
        ],
    )
    def test_that_fits_no_syringe_is_remarked(self, dose: str, route: Route, strength: int, says: str) -> None:
        remarks = dose_sum(Milligrams(Decimal(dose)), route, None, vial(strength)).remarks
        assert (says in " ".join(remarks)) if says else remarks == ()


class TestTwoPeople:
    def test_compare_every_fact_of_the_sum(self) -> None:
        weight = Kilograms(Decimal(80))
        total = dose_sum(HALF, Route.INTRAVENOUS, weight, vial(100))
        facts = {each.what: each.value for each in two_person_check(total, Route.INTRAVENOUS, weight, vial(100))}
        assert facts == {
            "Route": "Intravenous",
            "Weight": "80 kg",
            "Dose": "40 mg",
            "Vial": "100 mg/mL",
            "Volume": "0.4 mL",
            "Dilution": "must be diluted first",
        }

    def test_find_the_vial_that_one_of_them_misread(self) -> None:
        weight = Kilograms(Decimal(80))
        first, second = (dose_sum(HALF, Route.INTRAMUSCULAR, weight, vial(strength)) for strength in (50, 100))
        assert differences(first, second) == ("The volume differs: 0.8 mL and 0.4 mL.",)
        assert differences(first, first) == ()
