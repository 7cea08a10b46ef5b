"""Numbers that know their unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.clinical.units import (
    BloodPressure,
    Kilograms,
    MgPerKg,
    MgPerMl,
    Milligrams,
    Millilitres,
    about,
    plain,
    told_apart,
)

AMOUNTS = st.decimals("0.01", "500", places=2)


MG, KG = Milligrams(Decimal(1)), Kilograms(Decimal(1))


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


class TestARefusal:
    @pytest.mark.parametrize(
        ("nonsense", "says"),
        [
            (lambda: MG / KG, "Milligrams are divided by a concentration in mg/mL only."),
            (lambda: MG.per(MG), "A dose is related to a weight in kilograms only."),
            (lambda: MgPerKg(Decimal(1)) * MG, "A dose in mg/kg is multiplied by a weight in kilograms only."),
            (lambda: MgPerMl(Decimal(1)) * MG, "A concentration is multiplied by a volume in millilitres only."),
            (lambda: MG / MgPerMl(Decimal(0)), "A concentration of 0 mg/mL holds no drug."),
            (lambda: MG.per(Kilograms(Decimal(0))), "A weight of 0 kg cannot carry a dose."),
            (lambda: MG + KG, "Milligrams and Kilograms cannot be added or subtracted."),
            (lambda: MG - 1, "Milligrams and int cannot be added or subtracted."),
            (lambda: Milligrams(0.5), "Milligrams takes a Decimal or a whole number, not 0.5."),
            (lambda: Milligrams(Decimal(-1)), "Milligrams cannot be -1: it is zero or more."),
            (lambda: Milligrams(Decimal("NaN")), "Milligrams cannot be NaN: it is zero or more."),
        ],
    )
    def test_says_what_does_not_fit(self, nonsense, says) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises((TypeError, ValueError)) as refused:
            nonsense()
        assert str(refused.value) == says


class TestAWrittenNumber:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            ("0.50", "0.5"),
            ("70", "70"),
            ("700", "700"),
            ("7E+2", "700"),
            ("0.0", "0"),
            (".25", "0.25"),
            ("1E-3", "0.001"),
        ],
    )
    def test_has_a_leading_zero_no_trailing_one_and_no_exponent(self, value: str, written: str) -> None:
        assert plain(Decimal(value)) == written

    @pytest.mark.parametrize(
        ("value", "written"),
        [("10", "10"), ("10.05", "10.1"), ("10.04", "10"), ("9.9994", "9.999"), ("9.9995", "10"), ("0.0005", "0.001")],
    )
    def test_is_about_one_decimal_from_ten_and_three_below(self, value: str, written: str) -> None:
        assert about(Decimal(value)) == written

    @pytest.mark.parametrize(
        ("value", "limit", "written"),
        [
            ("90", "90", "90"),
            ("89.9", "90", "89.9"),
            ("89.96", "90", "89.96"),
            ("90.04", "90", "90.04"),
            ("89.9999996", "90", "89.9999996"),
            ("89.99999", "90", "89.99999"),
            ("72.46", "90", "72.5"),
        ],
    )
    def test_has_as_many_decimals_as_tell_it_from_a_limit(self, value: str, limit: str, written: str) -> None:
        assert told_apart(Decimal(value), Decimal(limit)) == written
