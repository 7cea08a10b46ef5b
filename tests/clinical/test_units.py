"""Numbers that know their unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.units import BloodPressure, Kilograms, MgPerKg, MgPerMl, Milligrams, Millilitres

AMOUNTS = st.decimals("0.01", "500", places=2)


class TestADose:
    def test_by_weight_times_a_weight_is_milligrams(self) -> None:
        assert MgPerKg(Decimal("0.5")) * Kilograms(Decimal(80)) == Milligrams(Decimal(40))

    def test_over_a_concentration_is_a_volume(self) -> None:
        assert Milligrams(Decimal(60)) / MgPerMl(Decimal(50)) == Millilitres(Decimal("1.2"))

    @given(AMOUNTS, AMOUNTS)
    def test_related_to_a_weight_and_back_is_the_same_dose(self, dose: Decimal, weight: Decimal) -> None:
        again = Milligrams(dose).per(Kilograms(weight)) * Kilograms(weight)
        assert abs(again.value - dose) < Decimal("1e-20")


class TestMixedUnits:
    @pytest.mark.parametrize(
        "nonsense",
        [
            lambda: Milligrams(Decimal(1)) < Kilograms(Decimal(2)),
            lambda: Milligrams(Decimal(1)) + MgPerKg(Decimal(1)),
            lambda: Milligrams(Decimal(1)) - Millilitres(Decimal(1)),
            lambda: MgPerKg(Decimal(1)) * MgPerKg(Decimal(1)),
            lambda: MgPerKg(Decimal(1)) * Decimal(70),
            lambda: Milligrams(Decimal(1)) / Kilograms(Decimal(70)),
            lambda: Milligrams(Decimal(1)).per(Milligrams(Decimal(1))),
            lambda: MgPerMl(Decimal(1)) * Milligrams(Decimal(1)),
            lambda: max(Milligrams(Decimal(1)), Kilograms(Decimal(2))),
        ],
    )
    def test_do_not_run(self, nonsense: object) -> None:
        with pytest.raises(TypeError):
            nonsense()  # type: ignore[operator]

    def test_are_never_equal(self) -> None:
        assert Milligrams(Decimal(1)) != Kilograms(Decimal(1))


class TestAnImpossibleAmount:
    @pytest.mark.parametrize("value", [Decimal(-1), Decimal("NaN"), Decimal("Infinity")])
    def test_is_refused(self, value: Decimal) -> None:
        with pytest.raises(ValueError, match="zero or more"):
            Milligrams(value)

    @pytest.mark.parametrize("value", [0.5, "0.5", True, None])
    def test_must_be_exact(self, value: object) -> None:
        with pytest.raises(TypeError):
            Milligrams(value)  # type: ignore[arg-type]

    def test_is_not_reached_by_taking_away_too_much(self) -> None:
        with pytest.raises(ValueError, match="zero or more"):
            _ = Milligrams(Decimal(1)) - Milligrams(Decimal(2))

    def test_is_not_reached_by_dividing_by_nothing(self) -> None:
        with pytest.raises(ValueError, match="no drug"):
            _ = Milligrams(Decimal(1)) / MgPerMl(Decimal(0))
        with pytest.raises(ValueError, match="0 kg"):
            Milligrams(Decimal(1)).per(Kilograms(Decimal(0)))


class TestAnAmountInWords:
    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            (Milligrams(Decimal("60.00")), "60 mg"),
            (Milligrams(Decimal("1E+2")), "100 mg"),
            (MgPerKg(Decimal(".88")), "0.88 mg/kg"),
            (Millilitres(Decimal("1.20")), "1.2 mL"),
            (MgPerMl(Decimal(50)), "50 mg/mL"),
            (Kilograms(Decimal("0.0")), "0 kg"),
        ],
    )
    def test_has_a_leading_zero_and_no_trailing_one(self, amount: object, words: str) -> None:
        assert str(amount) == words

    def test_is_rounded_to_a_step_with_a_half_going_up(self) -> None:
        assert Milligrams(Decimal("59.65")).rounded(Decimal("0.1")) == Milligrams(Decimal("59.7"))
        assert Milligrams(Decimal("59.64")).rounded(Decimal("0.1")) == Milligrams(Decimal("59.6"))


class TestABloodPressure:
    LIMIT = BloodPressure(140, 90)

    @pytest.mark.parametrize(
        ("pressure", "exceeds", "reaches"),
        [
            (BloodPressure(139, 89), False, False),
            (BloodPressure(140, 90), False, True),
            (BloodPressure(140, 60), False, True),
            (BloodPressure(Decimal("140.5"), 60), True, True),
            (BloodPressure(110, 91), True, True),
        ],
    )
    def test_is_above_a_limit_when_either_limb_is(self, pressure: BloodPressure, exceeds: bool, reaches: bool) -> None:
        assert (pressure.exceeds(self.LIMIT), pressure.reaches(self.LIMIT)) == (exceeds, reaches)

    def test_from_a_device_with_many_digits_is_written_short(self) -> None:
        assert str(BloodPressure(Decimal("152.11204503344257"), Decimal("92.25980066347138"))) == "152.1/92.3"

    def test_is_written_with_a_stroke(self) -> None:
        assert str(BloodPressure(Decimal("130.0"), Decimal("80.5"))) == "130/80.5"
