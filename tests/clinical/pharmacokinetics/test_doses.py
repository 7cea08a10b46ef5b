"""Are doses read as they are given, and nonsense refused by the name of its field?"""

import math

import pytest

from holdspace.clinical.pharmacokinetics.doses import (
    LARGEST_MG_PER_KG,
    Dose,
    base_of_salt,
    by_device,
    infused,
    refuse_slips,
    stopped,
)
from holdspace.clinical.pharmacokinetics.people import Nonsense, Person
from holdspace.clinical.pharmacokinetics.simulating import peak
from tests.clinical.pharmacokinetics.asked import (
    A_DRIP,
    ESKETAMINE,
    IM,
    IN,
    IV,
    KETAMINE,
    PO,
    RACEMIC,
    SL,
    TYPICAL,
    ask,
)


class TestNonsense:
    @pytest.mark.parametrize("kilograms", [-70, 0, 19.9, 350.1, math.nan, math.inf])
    def test_weight_is_refused_by_name(self, kilograms: float) -> None:
        with pytest.raises(Nonsense, match=r"^Weight: .* cannot be"):
            Person(kilograms)

    @pytest.mark.parametrize("kilograms", [20, 350])
    def test_ends_where_the_widest_weights_begin(self, kilograms: float) -> None:
        assert Person(kilograms).weight_kg == kilograms

    @pytest.mark.parametrize("years", [-1, 121, math.nan])
    def test_age_is_refused_by_name(self, years: float) -> None:
        with pytest.raises(Nonsense, match=r"^Age: "):
            Person(70, years)

    @pytest.mark.parametrize("mg", [-35, 0, math.nan, math.inf])
    def test_dose_is_refused_by_name(self, mg: float) -> None:
        with pytest.raises(Nonsense, match=r"^Dose: "):
            Dose(RACEMIC, IV, mg)

    @pytest.mark.parametrize(
        ("fields", "name"),
        [({"at_min": -1}, "Time of dose"), ({"over_min": 1441}, "Duration"), ({"hold_min": -1}, "Hold")],
    )
    def test_times_are_refused_by_name(self, fields: dict[str, float], name: str) -> None:
        with pytest.raises(Nonsense, match=f"^{name}: "):
            Dose(RACEMIC, IV, 35, **fields)

    def test_duration_of_an_injection_into_a_muscle_is_refused(self) -> None:
        with pytest.raises(Nonsense, match=r"^Duration: .* into a muscle"):
            Dose(RACEMIC, IM, 35, over_min=40)

    @pytest.mark.parametrize("route", LARGEST_MG_PER_KG)
    def test_tenfold_doses_are_slips(self, route) -> None:
        largest = LARGEST_MG_PER_KG[route] * 70
        refuse_slips([Dose(RACEMIC, route, largest)], TYPICAL)
        with pytest.raises(Nonsense, match=r"^Dose: .* Check digit and unit"):
            refuse_slips([Dose(RACEMIC, route, largest + 0.1)], TYPICAL)

    def test_no_dose_at_all_is_refused(self) -> None:
        with pytest.raises(Nonsense, match=r"^Dose: none"):
            refuse_slips([], TYPICAL)

    def test_a_route_the_model_does_not_know_is_refused_by_name(self) -> None:
        with pytest.raises(Nonsense, match=r"^Route: Domino 1984 knows nothing of a dose swallowed"):
            ask("domino-1984", Dose(RACEMIC, PO, 35))


class TestAnInfusion:
    def test_of_changing_rate_gives_what_each_rate_gives(self) -> None:
        doses = infused(RACEMIC, [(0, 1.0), (10, 0.0), (15, 0.5)], until_min=25)
        assert [(dose.at_min, dose.over_min, dose.amount_mg) for dose in doses] == [(0, 10, 10), (15, 10, 5)]

    @pytest.mark.parametrize("rates", [[(0, -1.0)], [(0, 1.0), (0, 2.0)]])
    def test_of_impossible_rates_is_refused(self, rates) -> None:
        with pytest.raises(Nonsense, match=r"^(Rate|Time of dose): "):
            infused(RACEMIC, rates, until_min=25)

    @pytest.mark.parametrize(("minute", "given"), [(0, []), (10, [(8.75, 10)]), (40, [(35, 40)]), (99, [(35, 40)])])
    def test_stopped_midway_gives_its_share(self, minute: float, given: list[tuple[float, float]]) -> None:
        assert [(dose.amount_mg, dose.over_min) for dose in stopped([A_DRIP], minute)] == given


class TestASpray:
    def test_is_parted_where_the_first_device_ends(self) -> None:
        doses = by_device([Dose(ESKETAMINE, IN, 20, at_min=5), Dose(ESKETAMINE, IN, 36, at_min=10)])
        assert [(dose.amount_mg, dose.first_device) for dose in doses] == [(20, True), (8, True), (28, False)]

    @pytest.mark.parametrize(("mg", "share"), [(28, 0.54), (56, 0.4374), (84, 0.4032)])
    def test_is_taken_up_less_by_each_later_device(self, mg: float, share: float) -> None:
        parted = by_device([Dose(ESKETAMINE, IN, mg)])
        taken_up = sum(dose.amount_mg * 0.54 * (1 if dose.first_device else 0.62) for dose in parted)
        assert taken_up / mg == pytest.approx(share, abs=1e-4)


class TestSalt:
    @pytest.mark.parametrize(("salt_mg", "base_mg"), [(57.7, 50), (32.3, 28)])
    def test_holds_less_base(self, salt_mg: float, base_mg: float) -> None:
        assert base_of_salt(salt_mg) == pytest.approx(base_mg, rel=0.001)


class TestUnderTheTongue:
    def test_spat_out_gives_less_than_swallowed(self) -> None:
        spat, swallowed = (peak(ask("s1", Dose(RACEMIC, SL, 100, swallowed=each)), KETAMINE) for each in (False, True))
        assert spat.area_ng_h_per_ml < swallowed.area_ng_h_per_ml

    @pytest.mark.parametrize(("held", "share"), [(0.1, 0.01), (5, 0.5), (10, 1.0), (20, 1.0)])
    def test_spat_out_gives_by_the_time_it_was_held_up_to_ten_minutes(self, held: float, share: float) -> None:
        full, part = (
            peak(ask("s1", Dose(RACEMIC, SL, 100, hold_min=each, swallowed=False)), KETAMINE) for each in (10, held)
        )
        assert part.level == pytest.approx(share * full.level, rel=1e-9)
